"""Whether the headings still say what the template printed over its columns."""

from __future__ import annotations

from typing import Final

from mtqg_xl.domain.binding import FormBinding
from mtqg_xl.domain.forms import Form
from mtqg_xl.ooxml import Sheet
from mtqg_xl.reading.tables.blocks import Block
from mtqg_xl.reading.tables.columns import SURE, path_above
from mtqg_xl.reading.tables.paths import likeness
from mtqg_xl.reading.tables.planes import Plane
from mtqg_xl.reading.tables.shapes import shapes_of

#: So many figures outside a table may be those of another.
_ANOTHER: Final = 4


def headings_hold(bound: FormBinding, form: Form, sheet: Sheet) -> bool:
    """Whether every column of ``form`` has its own headings where ``bound`` says it stands."""
    plane = Plane(sheet, sheet)
    for shape in shapes_of(form):
        code_row = bound.tables[shape.section][0]
        deepest = max((len(heading.path) for heading in shape.headings), default=1)
        block = Block(max(1, code_row - deepest), code_row - 1, code_row, code_row, 1, sheet.columns_used)
        for heading in shape.headings:
            shown = path_above(plane, block, bound.columns[heading.column])
            if shown != heading.path and likeness(heading.path, shown) < SURE:
                return False
    return True


def holds_more(bound: FormBinding, sheet: Sheet) -> bool:
    """Whether figures stand beside or below the table, so that there may be another one."""
    rows = {row.at for row in bound.rows}
    last, right = max(rows, default=0), max(bound.columns.values(), default=0)
    outside = 0
    for (row, column), cell in sheet.cells.items():
        if cell.kind == "number" and (column > right or row > last):
            outside += 1
            if outside >= _ANOTHER:
                return True
    return False
