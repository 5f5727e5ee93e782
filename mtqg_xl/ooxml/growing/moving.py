"""Rows and cells moved down to make room, and the new rows put in between."""

from __future__ import annotations

from typing import Final

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import MAX_ROW
from mtqg_xl.ooxml.growing.insertion import Insertion
from mtqg_xl.ooxml.growing.new_rows import new_rows
from mtqg_xl.ooxml.growing.parts import Part
from mtqg_xl.ooxml.growing.rows import Block, Row
from mtqg_xl.ooxml.patching.markup import Element

_CONTENT: Final = (b"v", b"f", b"is")


def move_rows(
    part: Part, element: Element, block: Block, insertion: Insertion, like: int | None
) -> tuple[Block, bool]:
    """Give rows and cells their new numbers and insert the new rows.

    Returns the block without the blank rows that fell off the sheet, and whether there are new
    cells; refused when a row that falls off is not blank.
    """
    before = insertion.before
    fallen = [row for row in block.rows if insertion.row(row.number) > MAX_ROW]
    for row in fallen:
        _take_away(part, element.prefix, row, insertion)
    gone = {row.number for row in fallen}
    block = Block(
        [row for row in block.rows if row.number not in gone],
        [cell for cell in block.cells if cell.row not in gone],
        block.formulas,
    )
    in_order = all(one.number < other.number for one, other in zip(block.rows, block.rows[1:], strict=False))
    for row in block.rows:
        number = insertion.row(row.number)
        if number != row.number or (not row.told and not in_order):
            part.set_attribute(row.element, "r", str(number))
    for cell in block.cells:
        start, end = cell.digits
        if cell.row >= before and end:
            part.splice(start, end, b"%d" % insertion.row(cell.row))
    fresh, with_cells = b"", False
    if like is not None:
        fresh, with_cells = new_rows(part, block, element.prefix, insertion, like)
    if fresh:
        first = next((row.element.start for row in block.rows if row.number >= before), element.closing)
        part.splice(first, first, fresh)
    return block, with_cells


def _take_away(part: Part, prefix: bytes, row: Row, insertion: Insertion) -> None:
    found = row.element
    for name in _CONTENT:
        if next(part.elements(name.decode(), found.opened, found.closing, prefix), None) is not None:
            raise CellProblem("grow_full", sheet=insertion.sheet, row=row.number, most=MAX_ROW)
    part.splice(found.start, found.end, b"")
