"""References inside the text of a formula: found one by one, and their row numbers exchanged.

Text in quotes, names, functions, structured references and references to other workbooks are
stepped over. A reference is told by the sheet before its "!", else by the sheet it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from mtqg_xl.ooxml.addresses import MAX_ROW, column_number
from mtqg_xl.ooxml.formulas import BRACKETED, BREAK, COLUMN, END, ROW

_WORD = rf"[^{BREAK}]++"

_SHEET = rf"(?:'(?:[^']|'')*'|(?:\[[^\[\]]*\])?{_WORD})"

_TOKEN: Final = re.compile(
    rf"""
    "(?:[^"]|"")*"?                                               # text
  | (?P<sheet> (?: {_SHEET}(?::{_SHEET})? )? ! )
  | '(?:[^']|'')*'?
  | {BRACKETED}
  | \#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!)
  | {COLUMN}:{COLUMN} {END}                                    # whole columns stay
  | (?P<rows> {ROW}\s*:\s*{ROW} {END} )
  | (?P<cells> {COLUMN}{ROW} (?: \s*:\s*{COLUMN}{ROW} )? {END} )
  | {_WORD}
  | .
    """,
    re.VERBOSE | re.DOTALL,
)
_LONE_CELL: Final = re.compile(rf"{COLUMN}{ROW}{END}")
_NUMBER: Final = re.compile(r"(\$?)([0-9]+)")
_LETTERS: Final = re.compile(r"[A-Za-z]+")


class Rows(NamedTuple):
    """The row numbers of one reference, one or two, and which of them have a "$"."""

    ends: tuple[int, ...]
    fixed: tuple[bool, ...]


#: What is written before the "!" of a reference to the sheet looked at, whichever it is.
NOWHERE: Final = ""
#: From a sheet's name as written, or None for none, to whether its cells are meant.
#: ``LookupError``: it is a run of sheets that are not there.
Meant = Callable[[str | None], bool]
#: From the rows of a reference and the sheet as written to its new rows, None when it is lost.
Move = Callable[[Rows, str | None], tuple[int, ...] | None]


def rewritten(text: str, meant: Meant, move: Move) -> str:
    """The formula ``text`` with the rows of every reference that is ``meant`` moved."""
    pieces: list[str] = []
    at, end = 0, len(text)
    sheet: str | None = None
    while at < end:
        token = _TOKEN.match(text, at)
        assert token is not None
        kind = token.lastgroup
        known = token[0][:-1] if kind == "sheet" else None
        if known is not None and not _names_sheets(known, meant):
            known = NOWHERE
            # A cell, a colon and a cell of a named sheet look like a run of sheets.
            if (lone := _LONE_CELL.match(text, at)) is not None:
                kind, token, known = "cells", lone, None
        written = token[0]
        at = token.end()
        if written == "#REF!":
            # Behind it stands a cell of a sheet that is no more.
            known = NOWHERE
        if kind in ("rows", "cells") and meant(sheet):
            written = moved(written, sheet, move)
        pieces.append(written)
        sheet = known
    return "".join(pieces)


def _names_sheets(sheet: str, meant: Meant) -> bool:
    try:
        meant(sheet)
    except LookupError:
        return False
    return True


def moved(written: str, sheet: str | None, move: Move) -> str:
    """One reference ("A1", "$A$1:B5", "5:9") with its rows moved; names that only look like it stay."""
    numbers = list(_NUMBER.finditer(written))
    ends = tuple(int(number[2]) for number in numbers)
    if not all(1 <= row <= MAX_ROW for row in ends) or not _columns_exist(written):
        return written
    new = move(Rows(ends, tuple(bool(number[1]) for number in numbers)), sheet)
    if new is None:
        return "#REF!"
    if new == ends:
        return written
    pieces, at = [], 0
    for number, row in zip(numbers, new, strict=True):
        pieces += [written[at : number.start(2)], str(row)]
        at = number.end(2)
    return "".join(pieces) + written[at:]


def _columns_exist(written: str) -> bool:
    try:
        for letters in _LETTERS.findall(written):
            column_number(letters)
    except ValueError:
        return False
    return True
