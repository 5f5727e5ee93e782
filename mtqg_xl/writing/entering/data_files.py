"""Values from a file: CSV or JSON, a line for each cell."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from mtqg_xl.domain.units import fold
from mtqg_xl.messages import ArgumentProblem, FileProblem, say
from mtqg_xl.writing.entering.entries import CellPlace, Entry, FormPlace, Sort
from mtqg_xl.writing.entering.meaning import Manner

#: The columns by the names they may carry.
_NAMES: Final = {
    "sheet": ("sheet", "trang", "trang tính"),
    "cell": ("cell", "ô"),
    "form": ("form", "biểu", "mã biểu"),
    "row": ("row", "dòng"),
    "column": ("column", "cột"),
    "value": ("value", "giá trị", "số liệu"),
    "type": ("type", "loại"),
    "unit": ("unit", "đơn vị tính"),
    "state": ("state",),
}
_KNOWN: Final = {fold(name): key for key, names in _NAMES.items() for name in names}
_SORT_NAMES: Final[dict[str, Sort]] = {
    "": "",
    "number": "number",
    "số": "number",
    "text": "text",
    "chữ": "text",
    "date": "date",
    "ngày": "date",
    "bool": "bool",
    "đúng sai": "bool",
    "formula": "formula",
    "công thức": "formula",
}
_SORTS: Final[dict[str, Sort]] = {fold(name): sort for name, sort in _SORT_NAMES.items()}
#: States of an export in which the figure is told by words.
_WORDED: Final = ("not_applicable", "unread", "zero_reported")
#: With these a text would be run as a formula by a spreadsheet that opens the CSV.
_GUARD, _GUARDED = "'", ("=", "+", "-", "@", "\t", "\r", "'")
_BIGGEST: Final = 64 * 1024 * 1024


def read_entries(path: str | os.PathLike[str]) -> tuple[list[Entry], Manner]:
    """The entries of a ``.csv`` or ``.json`` file, and how numbers are written in it if that is known.

    Each line names a cell by sheet and address, or by form, row and column, and its value. A line
    without a value says nothing; in JSON ``null`` empties the cell, but in an export. Raises
    :class:`FileProblem` when the file cannot be read, :class:`ArgumentProblem` when it does not say
    what goes where.
    """
    place = Path(path)
    text = _text_of(place)
    is_json = place.suffix.lower() == ".json"
    if is_json:
        lines: Iterable[Mapping[str, Any]] = _json_lines(place, text)
    else:
        lines = _csv_lines(place, text)
    entries, exported = [], False
    for number, line in enumerate(lines, start=1):
        told = _told(line, place)
        exported = exported or "state" in told
        source = say("entry.line", number=number, path=str(path))
        entry = _entry(told, source, guarded=exported and not is_json)
        if entry is not None:
            entries.append(entry)
    return entries, "plain" if exported else None


def _told(line: Mapping[str, Any], place: Path) -> dict[str, Any]:
    """A line by the names that are known here."""
    told: dict[str, Any] = {}
    for name, value in line.items():
        known = _KNOWN.get(fold(str(name)), str(name))
        if known in told:
            raise ArgumentProblem("data_columns_twice", path=str(place), column=name)
        told[known] = value
    return told


def _entry(told: Mapping[str, Any], source: str, *, guarded: bool) -> Entry | None:
    """What a line says; ``guarded`` is a CSV export, whose dangerous texts begin with an apostrophe."""
    if "value" not in told:
        raise ArgumentProblem("data_without_value", source=source)
    value = told["value"]
    sort = _SORTS.get(fold(str(told.get("type") or "")))
    if sort is None:
        raise ArgumentProblem("bad_type", type=told.get("type"), source=source)
    if told.get("state") in _WORDED and told.get("raw"):
        # Words instead of a figure are words, whatever they look like.
        value, sort = told["raw"], "text"
    if value is None and "state" in told:
        return None
    if isinstance(value, str):
        if not value.strip():
            return None
        if guarded and value.startswith(_GUARD) and value[1:].startswith(_GUARDED):
            value, sort = value[1:], "text"
    keys = [str(told.get(name) or "").strip() for name in ("form", "row", "column")]
    if all(keys):
        form, row, column = keys
        return Entry(FormPlace(form, row, column, str(told.get("unit") or "")), value, sort, source)
    sheet, cell = (str(told.get(name) or "").strip() for name in ("sheet", "cell"))
    if sheet and cell:
        return Entry(CellPlace(sheet, cell.replace("$", "").upper()), value, sort, source)
    raise ArgumentProblem("data_without_place", source=source)


def _text_of(place: Path) -> str:
    try:
        if place.stat().st_size > _BIGGEST:
            raise ArgumentProblem("data_too_big", path=str(place))
        return place.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise FileProblem("missing", path=str(place)) from error
    except UnicodeDecodeError as error:
        raise ArgumentProblem("data_encoding", path=str(place)) from error
    except OSError as error:
        raise FileProblem("unreadable", path=str(place)) from error


def _json_lines(place: Path, text: str) -> list[Mapping[str, Any]]:
    try:
        content = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise ArgumentProblem("data_broken", path=str(place)) from error
    if isinstance(content, dict):
        content = content.get("cells")
    if not isinstance(content, list) or not all(isinstance(line, dict) for line in content):
        raise ArgumentProblem("data_broken", path=str(place))
    for line in content:
        if not isinstance(line.get("value"), str | int | Decimal | bool | None):
            raise ArgumentProblem("data_broken", path=str(place))
    return content


def _csv_lines(place: Path, text: str) -> list[dict[str, str]]:
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    try:
        lines = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, strict=True, restval=""))
    except csv.Error as error:
        raise ArgumentProblem("data_broken", path=str(place)) from error
    if any(None in line for line in lines):
        raise ArgumentProblem("data_columns", path=str(place))
    return lines
