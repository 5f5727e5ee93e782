"""The lines of lists: as many as a person wrote, between the row above a list and the row that ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtqg_xl.domain.binding import FormBinding
from mtqg_xl.domain.forms import Form, Row, RowKind
from mtqg_xl.domain.units import fold
from mtqg_xl.ooxml import Sheet
from mtqg_xl.reading.metadata import text_at

if TYPE_CHECKING:
    from mtqg_xl.reading.anchors import CodeRow


def spans(found: CodeRow, sheet: Sheet) -> list[tuple[int, int]]:
    """First and last sheet row that may belong to each table; empty ranges for tables not there."""
    starts = [found.row, *found.further]
    return [
        (start + 1, min((row for row in starts if row > start), default=sheet.rows_used + 1) - 1)
        if start
        else (1, 0)
        for start in starts
    ]


def list_spans(found: CodeRow, form: Form, sheet: Sheet) -> dict[str, tuple[int, int]]:
    """First and last sheet row of each list of a concrete form, by the key of the list.

    A list begins under the row that the form prints above it and ends above its closing row or,
    where that was deleted, above the form's next row or the first empty one.
    """
    if not form.has_lists:
        return {}
    places: dict[str, tuple[int, int]] = {}
    for section, (first, last) in enumerate(spans(found, sheet)):
        rows = [row for row in form.rows if row.section == section]
        above = first - 1
        for at, row in enumerate(rows):
            if row.kind is RowKind.CLOSING:
                key = list_of(row)
                end = _find(row, above, last, found, sheet) or _end(rows[at + 1 :], above, last, found, sheet)
                places[key] = (above + 1, end - 1)
                above = end
            elif not row.is_line:
                above = _find(row, above, last, found, sheet) or above
    return places


def list_of(row: Row) -> str:
    """The key of the list that a line or a closing row belongs to."""
    return row.key.rpartition("-")[0]


def lines_of(bound: FormBinding, form: Form) -> dict[str, int]:
    """How many lines each list of ``form`` has in a recorded binding."""
    lists = {row.key for row in form.rows if row.kind is RowKind.LIST}
    counts = dict.fromkeys(lists, 0)
    for row in bound.rows:
        name, _, number = row.key.rpartition("-")
        if name in lists and number.isdigit():
            counts[name] += 1
    return counts


def _find(row: Row, above: int, last: int, found: CodeRow, sheet: Sheet) -> int | None:
    numbers, labels = found.stub
    closing = row.kind is RowKind.CLOSING
    wanted = (fold(row.label), "") if closing else (fold(row.number), fold(row.label))
    for at in range(above + 1, last + 1):
        if (fold(text_at(sheet, at, numbers)), fold(text_at(sheet, at, labels))) == wanted:
            return at
    return None


def _end(following: list[Row], above: int, last: int, found: CodeRow, sheet: Sheet) -> int:
    fixed = (row for row in following if not row.is_line and row.kind is not RowKind.CLOSING)
    places = (_find(row, above, last, found, sheet) for row in fixed)
    if (place := next((at for at in places if at), None)) is not None:
        return place
    columns = {found.stub[1], *found.columns.values()}
    for at in range(above + 1, last + 1):
        if not any(text_at(sheet, at, column) for column in columns):
            return at
    return last + 1
