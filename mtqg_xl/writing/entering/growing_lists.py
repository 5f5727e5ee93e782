"""Lists of a form made longer in somebody's workbook, when more lines come than it offers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.ooxml import Cell, Package, Sheet, Workbook, to_a1
from mtqg_xl.ooxml.formulas import SharedFormula
from mtqg_xl.ooxml.growing import insert_rows
from mtqg_xl.ooxml.patching import Parts, Patch
from mtqg_xl.reading import read_workbook
from mtqg_xl.recalculation import Book, ReferenceReader
from mtqg_xl.writing.entering.entries import Entry, FormPlace

_LINE: Final = re.compile(r"(.+)-([1-9][0-9]*)")
#: How many lines each list of a form is to have, by form and by the key of the list.
Needed = Mapping[str, Mapping[str, int]]


def lines_needed(entries: Iterable[Entry], submission: Submission) -> dict[str, dict[str, int]]:
    """The lists that ``entries`` name further lines of than the workbook has."""
    forms = {table.form.code: table for table in submission.tables}
    needed: dict[str, dict[str, int]] = {}
    for entry in entries:
        place = entry.place
        if not isinstance(place, FormPlace) or place.form not in forms:
            continue
        line = _LINE.fullmatch(place.row)
        if line is None or line[1] not in _lists(forms[place.form].form):
            continue
        lists = needed.setdefault(place.form, {})
        lists[line[1]] = max(lists.get(line[1], 0), int(line[2]))
    return needed


def grown(package: Package, submission: Submission, needed: Needed) -> Package:
    """The workbook with rows inserted above the closing row of every list that is too short.

    New lines look and compute like the one above them. Raises :class:`ArgumentProblem` for a list
    whose closing row is gone, :class:`CellProblem` where rows cannot be inserted for certain.
    """
    for table in submission.tables:
        for name, wanted in needed.get(table.form.code, {}).items():
            present = len(_lines(table, name))
            if wanted > present:
                package = _longer(package, table.form.code, name, wanted - present)
    return package


def _lists(form: Form) -> frozenset[str]:
    return frozenset(row.key.rpartition("-")[0] for row in form.rows if row.kind is RowKind.CLOSING)


def _lines(table: Table, name: str) -> list[int]:
    """The sheet rows of the lines of a list."""
    found = (row for row in table.form.rows if row.is_line and row.key.rpartition("-")[0] == name)
    return [table.rows[row.key] for row in found if row.key in table.rows]


def _longer(package: Package, code: str, name: str, count: int) -> Package:
    book = Workbook(package)
    # Rows move with every insertion, so each list is looked up anew.
    table = read_workbook(book).table(code)
    lines = _lines(table, name)
    label = next(
        fold(row.label)
        for row in table.form.rows
        if row.kind is RowKind.CLOSING and row.key.rpartition("-")[0] == name
    )
    closing = lines[-1] + 1 if lines else 0
    below = _row(book.sheet(table.sheet), closing)
    if not lines or all(cell.kind != "text" or fold(cell.text) != label for cell in below):
        raise ArgumentProblem("list_without_end", form=code, list=name)
    _refuse_short_totals(book, table, name, lines)
    parts = Parts(package)
    changes = insert_rows(parts, table.sheet, closing, count)
    for part in changes.removed:
        parts.remove(part, book.part)
    for part, data in changes.parts.items():
        parts.write(part, data)
    longer = Package(package.path, parts.to_bytes(), thorough=False)
    return _continued(longer, table.sheet, lines[-1], count)


def _refuse_short_totals(book: Workbook, table: Table, name: str, lines: list[int]) -> None:
    """New lines stand above the closing row: a total that ends before it would not take them in."""
    whole = Book(book)
    reader = ReferenceReader(whole)
    first, last = lines[0], lines[-1]
    for place, formula in whole.formulas.items():
        if place[0] == table.sheet and first <= place[1] <= last:
            continue
        for area in reader.references(formula, place).areas:
            over_list = area.sheet == table.sheet and area.top <= first and area.bottom == last
            if over_list and area.bottom - area.top + 1 >= len(lines):
                cell = f"{place[0]}!{to_a1(place[1], place[2])}"
                raise ArgumentProblem("list_total_short", form=table.form.code, list=name, cell=cell)


def _continued(package: Package, sheet: str, last: int, count: int) -> Package:
    """The new rows under row ``last`` numbered on, and with its formulas."""
    patch = Patch(package)
    row = _row(patch.workbook.sheet(sheet), last)
    for cell in row:
        for step in range(1, count + 1):
            place = (last + step, cell.col)
            if cell.formula is not None:
                text = SharedFormula(cell.formula, last, cell.col).at(*place)
                patch.set_formula(sheet, place, text)
            elif cell.col == row[0].col and cell.kind == "number" and cell.text.isdecimal():
                patch.set(sheet, place, int(cell.text) + step)
            elif cell.col == row[0].col and cell.kind == "text" and cell.text.strip().isdecimal():
                patch.set(sheet, place, str(int(cell.text) + step))
    return Package(package.path, patch.to_bytes(), thorough=False)


def _row(sheet: Sheet, number: int) -> list[Cell]:
    found = (cell for (row, _), cell in sheet.cells.items() if row == number)
    return sorted(found, key=lambda cell: cell.col)
