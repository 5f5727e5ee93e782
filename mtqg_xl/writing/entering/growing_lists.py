"""Lists of a form made longer in somebody's workbook, when more lines come than it offers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.ooxml import Cell, Package, Sheet, Workbook, exact, to_a1
from mtqg_xl.ooxml.formulas import SharedFormula
from mtqg_xl.ooxml.growing import insert_rows
from mtqg_xl.ooxml.patching import Parts, Patch
from mtqg_xl.reading import read_workbook
from mtqg_xl.recalculation import Area, Book, ReferenceReader
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


def grown(package: Package, submission: Submission, needed: Needed) -> tuple[Package, dict[str, int]]:
    """The workbook with rows inserted into every list that is too short; by sheet the first row that moved.

    New lines look and compute like those there, and belong to whatever spans the list. Raises
    :class:`ArgumentProblem` for a list whose closing row is gone, :class:`CellProblem` where rows
    cannot be inserted for certain.
    """
    moved: dict[str, int] = {}
    for table in submission.tables:
        for name, wanted in needed.get(table.form.code, {}).items():
            present = len(_lines(table, name))
            if wanted > present:
                package, row = _longer(package, table.form.code, name, wanted - present)
                moved[table.sheet] = min(moved.get(table.sheet, row), row)
    return package, moved


def _lists(form: Form) -> frozenset[str]:
    return frozenset(row.key.rpartition("-")[0] for row in form.rows if row.kind is RowKind.CLOSING)


def _lines(table: Table, name: str) -> list[int]:
    """The sheet rows of the lines of a list."""
    found = (row for row in table.form.rows if row.is_line and row.key.rpartition("-")[0] == name)
    return [table.rows[row.key] for row in found if row.key in table.rows]


def _longer(package: Package, code: str, name: str, count: int) -> tuple[Package, int]:
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
    areas = list(_areas_outside(book, table, lines))
    last = lines[-1]
    # Put before the last line, new ones come into whatever spans the list: totals, checks of input,
    # colours. Unless a formula means the last line as such: then they come after it.
    inside = len(lines) > 1 and all(area.top < area.bottom for _, area in areas if area.bottom == last)
    if not inside:
        _refuse_short_totals(areas, table, name, lines)
    parts = Parts(package)
    changes = insert_rows(parts, table.sheet, last if inside else closing, count, like=last)
    for part in changes.removed:
        parts.remove(part, book.part)
    for part, data in changes.parts.items():
        parts.write(part, data)
    longer = Package(package.path, parts.to_bytes(), thorough=False)
    model = last - 1 if inside else last
    patch = Patch(longer)
    _continue(patch, table.sheet, model, count)
    if inside:
        _move_up(patch, table.sheet, last + count, last)
    return Package(package.path, patch.to_bytes(), thorough=False), last


def _areas_outside(book: Workbook, table: Table, lines: list[int]) -> Iterator[tuple[str, Area]]:
    """The areas that reach the last line of a list, with the cells outside the list that read them."""
    whole = Book(book)
    reader = ReferenceReader(whole)
    for (sheet, row, column), formula in whole.formulas.items():
        if sheet == table.sheet and lines[0] <= row <= lines[-1]:
            continue
        for area in reader.references(formula, (sheet, row, column)).areas:
            if area.sheet == table.sheet and area.top <= lines[-1] <= area.bottom:
                yield f"{sheet}!{to_a1(row, column)}", area


def _refuse_short_totals(areas: list[tuple[str, Area]], table: Table, name: str, lines: list[int]) -> None:
    """New lines come after the last: a total that ends there would not take them in."""
    for cell, area in areas:
        if area.bottom == lines[-1] and area.top <= lines[0]:
            raise ArgumentProblem("list_total_short", form=table.form.code, list=name, cell=cell)


def _continue(patch: Patch, sheet: str, model: int, count: int) -> None:
    """The ``count`` rows under row ``model`` get its formulas, and the numbering goes on to the end."""
    row = _row(patch.workbook.sheet(sheet), model)
    for cell in row:
        for step in range(1, count + 1):
            place = (model + step, cell.col)
            if cell.formula is not None:
                patch.set_formula(sheet, place, SharedFormula(cell.formula, model, cell.col).at(*place))
            elif cell.col == row[0].col and cell.text.strip().isdecimal():
                number = int(cell.text) + step
                patch.set(sheet, place, number if cell.kind == "number" else str(number))


def _move_up(patch: Patch, sheet: str, row: int, to: int) -> None:
    """What was typed into the last line goes to the first new row; its number goes up instead."""
    cells = _row(patch.workbook.sheet(sheet), row)
    for cell in cells:
        if cell.formula is not None or cell.kind in ("blank", "error"):
            continue
        if cell.col == cells[0].col:
            number = int(cell.text) + row - to if cell.text.strip().isdecimal() else cell.text
            patch.set(sheet, (row, cell.col), number if cell.kind == "number" else str(number))
            continue
        value = exact(cell.text) if cell.kind == "number" else cell.text
        patch.set(sheet, (to, cell.col), cell.text == "1" if cell.kind == "bool" else value)
        patch.set(sheet, (row, cell.col), None)


def _row(sheet: Sheet, number: int) -> list[Cell]:
    found = (cell for (row, _), cell in sheet.cells.items() if row == number)
    return sorted(found, key=lambda cell: cell.col)
