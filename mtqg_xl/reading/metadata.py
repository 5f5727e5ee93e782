"""The very hidden sheet of our templates, and whether the visible sheet still agrees with it."""

from __future__ import annotations

from mtqg_xl.domain.binding import (
    BUTTON_MARKS_SHEET,
    FINDINGS_MARK,
    MARKS_SHEET,
    METADATA_SHEET,
    SCRIPT_MARKS_SHEET,
    Binding,
    FormBinding,
)
from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.provenance import PROVENANCE_SHEET
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Sheet
from mtqg_xl.opening.book import Book


def read_binding(book: Book) -> Binding | None:
    """What the template recorded; ``None`` when the sheet is gone or not ours."""
    if METADATA_SHEET not in {info.name for info in book.sheets}:
        return None
    sheet = book.sheet(METADATA_SHEET)
    table = []
    for row in range(1, sheet.rows_used + 1):
        cells = (sheet.cell(row, column) for column in range(1, 9))
        table.append([cell.text if cell else "" for cell in cells])
    return Binding.from_rows(table)


def is_ours(book: Book, name: str) -> bool:
    """Whether a sheet is one that we put beside the forms: what a template or a check recorded."""
    if name in (METADATA_SHEET, MARKS_SHEET, BUTTON_MARKS_SHEET, SCRIPT_MARKS_SHEET):
        return True
    if name == PROVENANCE_SHEET:  # large, and told by its name
        return False
    try:
        first = book.sheet(name).cell(1, 1)
    except FileProblem:
        return False
    return first is not None and first.text == FINDINGS_MARK


def text_at(sheet: Sheet, row: int, column: int) -> str:
    """The text shown in a cell, empty when there is none."""
    cell = sheet.cell(row, column)
    return cell.text.strip() if cell else ""


def still_holds(bound: FormBinding, form: Form, sheet: Sheet) -> bool:
    """Whether the printed codes and row labels stand where the metadata says; lines of lists are free.

    Rows or columns may have been inserted by hand; then the metadata is out of date and must
    not be trusted.
    """
    if len(bound.tables) != len(form.sections):
        return False
    for column in form.columns:
        at = bound.columns.get(column.key)
        if at is None:
            return False
        code_row = bound.tables[column.section][0]
        if not column.in_stub and squeeze(text_at(sheet, code_row, at)) != squeeze(column.code_text):
            return False
    printed = {row.key: row for row in bound.rows}
    for row in form.rows:
        place = printed.get(row.key)
        if place is None:
            return False
        number, label = fold(text_at(sheet, place.at, 1)), fold(text_at(sheet, place.at, 2))
        if row.kind is RowKind.CLOSING:  # its words stand in the column of numbers
            number, label = label, number
        if number != fold(place.number):
            return False
        if not row.is_line and label not in (fold(row.label), fold(place.label)):
            return False
    return True


def squeeze(text: str) -> str:
    """A column code without spaces, for comparison."""
    return "".join(text.split())
