"""Shared formulas: what the master's text says when it is read from another cell.

Excel writes the text of a formula copied down a column once, at its master; the other cells
name only the group. Read from a cell ``rows`` below and ``columns`` right of the master, each
relative reference moves by as much and each ``$`` part stays. Text in quotes, sheet names,
names, functions and everything in square brackets stays as it is. A reference pushed off the
sheet becomes ``#REF!``, as when the formula is copied there by hand.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from mtqg_xl.ooxml.addresses import MAX_COLUMN, MAX_ROW, column_letters, column_number

#: The characters that end a word of a formula, for use inside brackets of a pattern.
BREAK: Final = r"\s\"'\[\]#!()+\-*/^&=<>,;:{}@%|"
#: Where a reference ends: not inside a longer word, not before a function's bracket or a sheet's mark.
END: Final = rf"(?=[{BREAK}]|$)(?![(!\[])"
#: A column and a row as references write them.
COLUMN: Final = r"\$?[A-Za-z]{1,3}"
ROW: Final = r"\$?[0-9]{1,7}"
#: What stands in square brackets: the number of a workbook, the column of a table.
BRACKETED: Final = r"\[ (?: [^\[\]'] | '. | \[ (?:[^\[\]']|'.)* \] )* \]"

# Scanning goes from token to token, so no reference is ever found inside a longer word.
_TOKEN: Final = re.compile(
    rf"""
    "(?:[^"]|"")*"?                                  # text
  | '(?:[^']|'')*'?                                  # quoted sheet name
  | {BRACKETED}
  | \#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!)
  | (?P<columns> {COLUMN}:{COLUMN} {END} )
  | (?P<rows> {ROW}:{ROW} {END} )
  | (?P<cell> {COLUMN}{ROW} (?: :{COLUMN}{ROW} )? {END} )
  | [^{BREAK}]+                                     # name, function, number, sheet name
  | .
    """,
    re.VERBOSE | re.DOTALL,
)
_CELL: Final = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")


class _Reference(NamedTuple):
    """A row (0 if none) and a column (0 if none), each fixed or moving, and the text as written."""

    row: int
    row_fixed: bool
    column: int
    column_fixed: bool
    text: str

    def moved(self, rows: int, columns: int) -> str | None:
        # Called for every reference of every cell of a group.
        at_row, row_fixed, at_column, column_fixed, _ = self
        row = at_row if row_fixed or not at_row else at_row + rows
        column = at_column if column_fixed or not at_column else at_column + columns
        if not (0 <= row <= MAX_ROW and 0 <= column <= MAX_COLUMN):
            return None
        if (at_row and not row) or (at_column and not column):
            return None
        letters = column_letters(column) if column else ""
        if not row_fixed and not column_fixed and row:
            return f"{letters}{row}"
        digits = ("$" if row_fixed else "") + str(row) if row else ""
        return ("$" if column_fixed and column else "") + letters + digits


class SharedFormula:
    """The formula of a group, taken apart once so that each of its cells is told quickly."""

    __slots__ = ("_column", "_pieces", "_row")

    def __init__(self, text: str, row: int, column: int) -> None:
        """``text`` as it stands in the master cell at ``row``, ``column``."""
        self._row = row
        self._column = column
        self._pieces: list[str | tuple[_Reference, ...]] = []
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup
            if kind is None:
                self._pieces.append(match[0])
            else:
                self._pieces.append(_references(match[0].strip(), kind) or match[0])

    def at(self, row: int, column: int) -> str:
        """The text of the formula in the cell at ``row``, ``column``."""
        down, right = row - self._row, column - self._column
        return "".join(
            piece if isinstance(piece, str) else _move(piece, down, right) for piece in self._pieces
        )


def _move(references: tuple[_Reference, ...], rows: int, columns: int) -> str:
    if len(references) == 1:
        return references[0].moved(rows, columns) or "#REF!"
    moved = [reference.moved(rows, columns) for reference in references]
    return "#REF!" if None in moved else ":".join(text for text in moved if text is not None)


def _references(text: str, kind: str) -> tuple[_Reference, ...] | None:
    """The references in ``text``, or None when they lie beyond the sheet and so are mere names."""
    found = []
    for part in text.split(":"):
        bare = part.lstrip("$")
        fixed = part.startswith("$")
        if kind == "rows":
            reference = _Reference(int(bare), fixed, 0, False, part)
        elif kind == "columns":
            reference = _Reference(0, False, _column(bare), fixed, part)
        else:
            match = _CELL.fullmatch(part)
            assert match is not None
            reference = _Reference(int(match[4]), bool(match[3]), _column(match[2]), fixed, part)
        if not _on_sheet(reference, kind):
            return None
        found.append(reference)
    return tuple(found)


def _on_sheet(reference: _Reference, kind: str) -> bool:
    rows_fit = kind == "columns" or 1 <= reference.row <= MAX_ROW
    columns_fit = kind == "rows" or reference.column > 0
    return rows_fit and columns_fit


def _column(letters: str) -> int:
    try:
        return column_number(letters)
    except ValueError:
        return 0
