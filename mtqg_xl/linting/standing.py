"""A form file among others: its name, and other files of the same form in force at the same time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from mtqg_xl.catalogue import form_codes
from mtqg_xl.catalogue.sources import form_files, own_folder
from mtqg_xl.linting.notes import Note, UnusableFile, error, remark
from mtqg_xl.linting.positions import Source, text_of
from mtqg_xl.linting.slips import Slip

_CODE = re.compile(r"^code:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_ENDINGS = (".yaml", ".yml")


def standing_notes(source: Source, path: Path, together: Iterable[Path]) -> Iterator[Note]:
    """What the name of the file, its neighbours and the files looked through ``together`` with it tell."""
    code = source.data.get("code")
    if not isinstance(code, str) or not code:
        return
    line = source.line("code")
    if code != code.strip().upper() or not re.fullmatch(r"[A-Z][A-Z0-9_.]*", code):
        yield error(line, "bad_form_code", code=code)
    if path.stem.partition("@")[0] != code:
        yield remark(line, "other_name", code=code, file=path.name)
    for other in _others(code, path, together):
        told = _span_of(other)
        if told is None:
            continue
        mine = _span(source)
        if mine[0] <= told[1] and told[0] <= mine[1]:
            place = source.line("valid" if "valid" in source.data else "code")
            yield error(place, "overlap", code=code, file=other.name)
    known = code in form_codes()
    if known and path.resolve() not in {file.resolve() for file in form_files(own_folder())[code]}:
        yield remark(line, "replaces", code=code)


def _others(code: str, path: Path, together: Iterable[Path]) -> list[Path]:
    """The other files of the same form: those beside it, those looked through with it."""
    beside = [file for file in path.resolve().parent.iterdir() if file.suffix.lower() in _ENDINGS]
    found: dict[Path, None] = {}
    for file in (*sorted(beside), *together):
        place = file.resolve()
        if place != path.resolve() and _code_of(place) == code:
            found[place] = None
    return list(found)


def _code_of(path: Path) -> str:
    try:
        match = _CODE.search(text_of(path))
    except UnusableFile:
        return ""
    return match[1] if match else ""


def _span_of(path: Path) -> tuple[date, date] | None:
    try:
        return _span(Source.of_file(path))
    except (UnusableFile, Slip):
        return None


def _span(source: Source) -> tuple[date, date]:
    span = source.data.get("valid") if isinstance(source.data, dict) else None
    written = span if isinstance(span, dict) else {}
    return _day(written.get("from"), date.min), _day(written.get("until"), date.max)


def _day(text: object, otherwise: date) -> date:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else otherwise
    except ValueError:
        return otherwise
