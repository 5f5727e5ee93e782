"""What the name of a file and of the two folders above it tell of unit and period."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from mtqg_xl.domain.units import Unit
from mtqg_xl.messages import say
from mtqg_xl.reading.identity.naming import Named, unknown_unit
from mtqg_xl.reading.identity.period_words import PeriodHint, period_hints
from mtqg_xl.reading.identity.plain import clean, is_marked, words
from mtqg_xl.reading.identity.unit_words import UnitWords

_FOLDERS: Final = 2
#: Where the name of a unit ends in a file name: at a figure, a mark, or one of these words.
_ENDS = re.compile(
    r"\s[-–—]\s|[(),;\[\]]|\b(?:\d\S*|[A-ZĐ]{1,3}\d\S*|năm|tháng|quý|kỳ|báo cáo|bc|kế hoạch|kh|tổng hợp|"
    r"biểu|phụ lục|gửi|nộp|sửa|bản|lần|final|copy|nam|thang|quy|bao cao|tong hop)\b",
    re.IGNORECASE,
)
#: A kind told without marks, followed by a name that no register knows.
_KINDS_BARE: Final = {"xa", "huyen", "phuong", "thi", "tx", "tt"}
_NOT_NAMES: Final = {"hoi", "huong", "uy", "ngheo", "phap", "an", "va", "mtqg", "ntm"}
_NOT_ONE: Final = {"cap", "cac", "moi", "tung", "nhieu", "toan", "so", "theo"}


@dataclass(frozen=True, slots=True)
class PathName:
    """The name of the file (``level`` 0) or of a folder above it."""

    level: int
    text: str

    @property
    def where(self) -> str:
        """The name as it is told."""
        return say("whose.file_name" if self.level == 0 else "whose.folder_name", name=self.text)


@dataclass(frozen=True, slots=True)
class NamedByPath:
    """A unit told by a name; or, when it is not certain, the ``several`` units that it fits.

    ``told`` says that the word for the kind of unit stands before the name.
    """

    name: PathName
    unit: Named | None = None
    several: tuple[Unit, ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class PeriodByPath:
    """A period told by the names, the first of them that tells it."""

    name: PathName
    hint: PeriodHint


def path_names(path: str | os.PathLike[str]) -> tuple[PathName, ...]:
    """The name of the file and of the folders above it, nearest first."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - as named, not where a link leads
    names = [whole.stem, *(folder.name for folder in list(whole.parents)[:_FOLDERS])]
    return tuple(PathName(level, clean(text)) for level, text in enumerate(names) if text)


def unit_by_path(path: Sequence[PathName], names: UnitWords, day: date | None) -> NamedByPath | None:
    """The unit that the nearest name tells; a name that fits several is decided by the folders above it."""
    for at, name in enumerate(path):
        around = certain_units(path[at + 1 :], names, day)
        mentions = names.mentions(name.text, day, bare_names=True)
        if unknown := _unknown(name.text):
            return NamedByPath(name, unknown, told=True)
        units = names.narrowed(mentions, around)
        if len(units) == 1:
            return NamedByPath(name, Named.of(units[0]), told=any(mention.told for mention in mentions))
        if units:
            return NamedByPath(name, several=units)
        if _names_somebody(name.text):
            return NamedByPath(name)
    return None


def certain_units(path: Sequence[PathName], names: UnitWords, day: date | None) -> tuple[Unit, ...]:
    """The units that names tell for certain, each by itself."""
    found: list[Unit] = []
    for name in path:
        units = names.narrowed(names.mentions(name.text, day, bare_names=True))
        found.extend(units if len(units) == 1 else ())
    return tuple(found)


def period_by_path(path: Sequence[PathName]) -> PeriodByPath | None:
    """The period that the names tell, nearest first: kind and year may stand in different names.

    A name that tells several periods tells none, and a year alone decides nothing.
    """
    kind: PeriodByPath | None = None
    year: int | None = None
    for name in path:
        hints = period_hints(name.text)
        kinds = {(hint.kind, hint.month) for hint in hints if hint.kind is not None}
        years = {hint.year for hint in hints if hint.year is not None}
        if len(kinds) > 1 or len(years) > 1:
            return None
        told = next((hint for hint in hints if hint.kind is not None), None)
        if kind is None:
            kind = PeriodByPath(name, told) if told else None
        elif told and not told.loose and told.kind is not kind.hint.kind:
            return None
        year = year or next(iter(years), None)
        if kind and year:
            first = kind.hint
            return PeriodByPath(
                kind.name, PeriodHint(first.kind, year, first.month, first.meant, first.loose)
            )
    return None


def _unknown(text: str) -> Named | None:
    """The unit of no register that a file name written with marks names."""
    if not is_marked(text):
        return None
    for part in _ENDS.split(text):
        if part and (found := unknown_unit(part)) is not None:
            return found
    return None


def _names_somebody(text: str) -> bool:
    """Whether a name without marks seems to name a unit, which then is not the one of the folder."""
    said = words(text)
    for at, word in enumerate(said[:-1]):
        follows = said[at + 1]
        if word in _KINDS_BARE and not follows[0].isdigit() and follows not in _NOT_NAMES:
            return at == 0 or said[at - 1] not in _NOT_ONE
    return False
