"""The rows and cells of a worksheet part: where they stand and where their addresses are written."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import MAX_ROW, column_number
from mtqg_xl.ooxml.growing.parts import Part
from mtqg_xl.ooxml.patching.markup import ATTRIBUTES, Element

_ADDRESS: Final = re.compile(rb"""\sr\s*=\s*["']\s*\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\s*["']""")
_NUMBER: Final = re.compile(rb"""\sr\s*=\s*["']\s*([0-9]{1,7})\s*["']""")


class Row(NamedTuple):
    """A row element with its number; ``told``: the number is written in it."""

    number: int
    told: bool
    element: Element


class Cell(NamedTuple):
    """A cell element; ``digits`` is where the row stands in its address, (0, 0) when it has none."""

    row: int
    column: int
    start: int
    opened: int
    digits: tuple[int, int]


class FormulaCell(NamedTuple):
    """The formula element of the cell at ``row``, ``column``."""

    row: int
    column: int
    element: Element


class Block(NamedTuple):
    """The rows of one sheet, in the order of the file, with their cells and formulas."""

    rows: list[Row]
    cells: list[Cell]
    formulas: list[FormulaCell]


def block_of(part: Part) -> Element | None:
    """The element that holds the rows, None when the sheet has none."""
    return next((found for found in part.elements("sheetData")), None)


def read_block(part: Part, block: Element, grown: str) -> Block:
    """Take in all rows, cells and formulas of a sheet; ``grown`` is named in refusals."""
    rows: list[Row] = []
    cells: list[Cell] = []
    formulas: list[FormulaCell] = []
    scan = part.scan
    row = column = 0
    begun: tuple[int, int] | None = None

    def finish(closing: int, end: int) -> None:
        nonlocal begun
        if begun is not None:
            start, opened = begun
            rows.append(Row(row, told, Element(block.prefix + b"row", start, opened, closing, end)))
            begun = None

    told = False
    for tag in _tags(block.prefix).finditer(scan, block.opened, block.closing):
        kind = tag[1]
        if kind is None:
            finish(tag.start(), tag.end())
        elif kind == b"c":
            address = _ADDRESS.search(scan, tag.start(2), tag.end(2))
            if address is None:
                column += 1
                digits = 0, 0
            else:
                here = int(address[2])
                column = _column(address[1])
                digits = address.span(2)
                if not told:
                    row = here
                if here != row or not 1 <= here <= MAX_ROW or not column:
                    raise CellProblem("grow_unknown", sheet=grown, text=(address[1] + address[2]).decode())
            cells.append(Cell(row, column, tag.start(), tag.end(), digits))
        elif kind == b"f":
            formulas.append(
                FormulaCell(row, column, part.element(tag.start(), tag.end(), alone=bool(tag[3])))
            )
        else:
            number = _NUMBER.search(scan, tag.start(2), tag.end(2))
            told = number is not None
            row = int(number[1]) if number is not None else row + 1
            column = 0
            if not 1 <= row <= MAX_ROW:
                raise CellProblem("grow_unknown", sheet=grown, text=str(row))
            begun = tag.start(), tag.end()
            if tag[3]:
                finish(tag.end(), tag.end())
    return Block(rows, cells, formulas)


@cache
def _tags(prefix: bytes) -> re.Pattern[bytes]:
    name = re.escape(prefix)
    return re.compile(
        rb"</" + name + rb"row\s*>|<" + name + rb"(row|c|f)(?=[\s/>])(" + ATTRIBUTES + rb")\s*+(/?)>"
    )


@cache
def _column(letters: bytes) -> int:
    try:
        return column_number(letters.decode())
    except ValueError:
        return 0
