"""What the button asks for, as ``request.tsv`` says it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.ribbon.tsv import decoded

VERSION: Final = "1"
#: No request comes near this.
_LARGEST: Final = 1024 * 1024
#: Keys whose values are taken as they are.
_TEXTS: Final = (
    *("name", "folder", "out", "unit", "period", "level"),
    *("previous", "set", "template", "sheet", "cell"),
)
_LANGUAGES: Final = ("vi", "en")


class ExchangeProblem(ArgumentProblem):
    """A request that cannot be understood or carried out as it stands."""

    group = "ribbon"

    def __init__(self, code: str, /, **values: object) -> None:
        """``code`` is the whole name of the sentence, ``ribbon.no_action``."""
        super().__init__(code.removeprefix(f"{self.group}."), **values)


class Action(StrEnum):
    """What can be asked for."""

    CHECK = "check"
    MINUTES = "minutes"
    CONSOLIDATE = "consolidate"
    TEMPLATE = "template"
    TRACE = "trace"
    DIAGNOSE = "diagnose"


@dataclass(frozen=True, slots=True)
class Request:
    """A request; texts not given are empty.

    ``home`` is the folder of the exchange, ``input`` the workbook to work on (a copy of the open one),
    ``name`` and ``folder`` what the open one is called and where it lies, ``out`` where the result is wanted.
    ``set`` is the name of a set of forms, or codes of forms separated by commas.
    """

    home: Path
    action: Action
    input: Path | None = None
    name: str = ""
    folder: str = ""
    out: str = ""
    unit: str = ""
    period: str = ""
    level: str = ""
    previous: str = ""
    set: str = ""
    template: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def book(self) -> Path:
        """The workbook to work on; :class:`ExchangeProblem` when none is named."""
        if self.input is None:
            raise ExchangeProblem("ribbon.no_input")
        return self.input

    @property
    def stands_for(self) -> str:
        """The path of the open workbook, of which ``input`` is a copy; it need not lie on a disk."""
        folder = unquote(self.folder) if "://" in self.folder else self.folder
        name = self.name.replace("\\", "/").rpartition("/")[2] or self.book.name
        return os.path.join(folder, name) if folder else name  # noqa: PTH118 - it may be an address


def language_of(fields: Mapping[str, str]) -> str:
    """The language asked for, Vietnamese unless it is one we speak."""
    return fields["lang"] if fields.get("lang") in _LANGUAGES else _LANGUAGES[0]


def read_fields(path: str | os.PathLike[str]) -> dict[str, str]:
    """The keys and values in the file at ``path``; :class:`ExchangeProblem` when it is no such table."""
    place = Path(path)
    try:
        if place.stat().st_size > _LARGEST:
            raise ValueError("too large")
        rows = decoded(place.read_bytes())
    except OSError:
        raise ExchangeProblem("ribbon.no_request", path=os.fspath(path)) from None
    except ValueError:
        raise ExchangeProblem("ribbon.bad_request", path=os.fspath(path)) from None
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows}


def read_request(fields: Mapping[str, str], home: Path) -> Request:
    """The request that ``fields`` make, in the folder ``home``; keys that are not known mean nothing.

    Raises :class:`ExchangeProblem` for another version of the exchange and for an action that is unknown.
    """
    if fields.get("version") != VERSION:
        raise ExchangeProblem("ribbon.other_version", version=fields.get("version") or "–")
    try:
        action = Action(fields.get("action", ""))
    except ValueError:
        raise ExchangeProblem("ribbon.no_action", action=fields.get("action", "")) from None
    given = fields.get("input", "")
    texts = {name: fields.get(name, "") for name in _TEXTS}
    if texts["out"] and not Path(texts["out"]).is_absolute():
        texts["out"] = os.fspath(home / texts["out"])
    return Request(home, action, home / given if given else None, **texts)
