"""Rows of a table that go on on another sheet: under its headings, its column codes alone, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mtqg_xl.reading.tables.blocks import Block, codes_in
from mtqg_xl.reading.tables.columns import Columns
from mtqg_xl.reading.tables.heads import find_heads
from mtqg_xl.reading.tables.lines import printed_lines
from mtqg_xl.reading.tables.model import Head
from mtqg_xl.reading.tables.pieces import share_rows
from mtqg_xl.reading.tables.planes import Plane, label_key
from mtqg_xl.reading.tables.shapes import shapes_of
from mtqg_xl.reading.tables.stubs import unit_keys
from mtqg_xl.reading.text.keys import match_key

#: So much of the columns must be printed again where headings are.
_COLUMNS: Final = 0.9
#: So many of the lines with figures must bear labels of the form, or names of units.
_ROWS: Final = 0.7
_FEWEST: Final = 2


def rows_elsewhere(heads: Sequence[Head], planes: Sequence[Plane]) -> list[Head]:
    """Heads on ``planes`` (sheets that hold nothing else known) under which the rows of ``heads`` go on."""
    if not heads or heads[0].plane.turned:
        return []
    found: list[Head] = []
    for plane in planes:
        head = _with_headings(heads[0], plane) or _without_headings(heads[0], plane)
        if head is not None and not any(share_rows(head, other) for other in (*heads, *found)):
            found.append(head)
    return found


def _with_headings(first: Head, plane: Plane) -> Head | None:
    for head in find_heads(plane, first.form, first.section):
        same = head.columns.bound.keys() == first.columns.bound.keys()
        if same and head.columns.share >= _COLUMNS and _is_of_form(head):
            return head
    return None


def _without_headings(first: Head, plane: Plane) -> Head | None:
    """The same columns as on the sheet before: under the column codes where they are printed again."""
    columns, numbers, labels = first.columns, first.stub[0], first.stub[1]
    last = 0
    for row in plane.rows_from(1, plane.sheet.rows_used):
        codes = {c: code for code, at in codes_in(plane, row).items() for c in at}
        own = [
            key for key, at in columns.bound.items() if codes.get(at) and codes[at] == columns.codes.get(at)
        ]
        if own and len(own) >= _COLUMNS * len(columns.bound):
            last = row
            break
    block = Block(max(1, last), max(1, last), last, last or None, 1, plane.sheet.columns_used)
    again = Columns(block, bound=dict(columns.bound), codes=dict(columns.codes), score=columns.score)
    head = Head(plane, first.form, first.section, again, (numbers, labels), last + 1, plane.sheet.rows_used)
    return head if _is_of_form(head) and _only_there(head) else None


def _is_of_form(head: Head) -> bool:
    """Whether nearly all lines with figures are rows of the form, or of units where it lists them."""
    shape = shapes_of(head.form)[head.section]
    known = shape.labels | (unit_keys() if shape.lists_units else frozenset())
    filled = [line.label for line in printed_lines([head])[0] if line.figures]
    own = sum(not known.isdisjoint({match_key(label), label_key(label)}) for label in filled)
    return len(filled) >= _FEWEST and own >= _ROWS * len(filled)


def _only_there(head: Head) -> bool:
    """Whether figures stand in the columns of the table alone: else the columns are others."""
    allowed = {*head.columns.bound.values(), *head.stub[1], head.stub[0]}
    cells = head.plane.sheet.cells.values()
    return all(cell.col in allowed for cell in cells if cell.kind == "number" and cell.row >= head.first)
