"""Cell addresses as Excel writes them ("B3"), and as numbers counted from 1."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384

_CELL: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_COLUMN: Final = re.compile(r"\$?([A-Za-z]{1,3})")
_ROW: Final = re.compile(r"\$?([1-9][0-9]{0,6})")


@cache
def column_letters(col: int) -> str:
    """The letters of column ``col`` (1 is "A"); ``ValueError`` outside 1..16384."""
    if not 1 <= col <= MAX_COLUMN:
        raise ValueError(f"column {col} is outside 1..{MAX_COLUMN}")
    letters = ""
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=2 * MAX_COLUMN)
def column_number(letters: str) -> int:
    """The number of the column called ``letters`` in either case; ``ValueError`` if there is none."""
    if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        raise ValueError(f"{letters!r} is not a column")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if number > MAX_COLUMN:
        raise ValueError(f"column {letters!r} is beyond XFD")
    return number


def to_a1(row: int, col: int) -> str:
    """The address of a cell counted from 1: ``to_a1(3, 2)`` is "B3"; ``ValueError`` outside a sheet."""
    if not 1 <= row <= MAX_ROW:
        raise ValueError(f"row {row} is outside 1..{MAX_ROW}")
    return f"{column_letters(col)}{row}"


def from_a1(address: str) -> tuple[int, int]:
    """``(row, column)`` of an address such as "B3" or "$B$3"; ``ValueError`` if it is not one."""
    match = _CELL.fullmatch(address)
    if match is None:
        raise ValueError(f"{address!r} is not a cell address")
    return _row_number(match[2]), column_number(match[1])


def parse_range(text: str) -> tuple[int, int, int, int]:
    """``(first row, first column, last row, last column)`` of "A1:C3", "B3", "A:C" or "1:3".

    Dollar signs are allowed and swapped corners put right; ``ValueError`` for anything else.
    """
    first, colon, last = text.partition(":")
    if not colon:
        last = first
    if (a := _CELL.fullmatch(first)) and (b := _CELL.fullmatch(last)):
        rows = _row_number(a[2]), _row_number(b[2])
        columns = column_number(a[1]), column_number(b[1])
    elif colon and (a := _COLUMN.fullmatch(first)) and (b := _COLUMN.fullmatch(last)):
        rows = 1, MAX_ROW
        columns = column_number(a[1]), column_number(b[1])
    elif colon and (a := _ROW.fullmatch(first)) and (b := _ROW.fullmatch(last)):
        rows = _row_number(a[1]), _row_number(b[1])
        columns = 1, MAX_COLUMN
    else:
        raise ValueError(f"{text!r} is not a range of cells")
    return min(rows), min(columns), max(rows), max(columns)


def _row_number(digits: str) -> int:
    row = int(digits)
    if row > MAX_ROW:
        raise ValueError(f"row {digits} is beyond {MAX_ROW}")
    return row
