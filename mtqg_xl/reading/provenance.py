"""Tracing: from a cell of a consolidated workbook back to the cells it came from."""

from __future__ import annotations

import os
from decimal import Decimal, InvalidOperation

from mtqg_xl.catalogue import load_form, make_concrete
from mtqg_xl.domain.binding import Binding, FormBinding
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Aggregate, CellKind, Column, Form, Row
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.provenance import PROVENANCE_HEAD, PROVENANCE_SHEET, ProvenanceLine
from mtqg_xl.domain.tracing import Origin, Traced
from mtqg_xl.messages import ArgumentProblem, FileProblem
from mtqg_xl.ooxml import Sheet, exact, from_a1, to_a1
from mtqg_xl.opening import open_book
from mtqg_xl.reading.heading import unit_called
from mtqg_xl.reading.lists import lines_of
from mtqg_xl.reading.metadata import read_binding
from mtqg_xl.reading.sheets import zone_of


def trace_cell(path: str | os.PathLike[str], place: str, password: str | None = None) -> Traced:
    """Where the cell ``place`` (``SHEET!CELL``) of a consolidated workbook came from.

    Raises :class:`FileProblem` when the workbook records no provenance, :class:`ArgumentProblem`
    when the place names no figure cell of a form.
    """
    book = open_book(path, password)
    binding = read_binding(book)
    names = {info.name for info in book.sheets}
    if binding is None or binding.kind != "consolidated" or PROVENANCE_SHEET not in names:
        raise FileProblem("no_provenance", path=os.fspath(path))
    bound, key, form = _locate(binding, place)
    row, column = form.row_by_key[key.row], form.column_by_key[key.column]
    address = to_a1(next(r.at for r in bound.rows if r.key == key.row), bound.columns[key.column])
    cell = book.sheet(bound.sheet).cell(*from_a1(address))
    value = exact(cell.text) if cell is not None and cell.kind == "number" else None
    origins = tuple(
        Origin(line.unit, line.file, line.sha256, line.source_sheet, line.source_cell, _value(line.value))
        for line in _lines(book.sheet(PROVENANCE_SHEET))
        if (line.form, line.row, line.column) == key
    )
    gave = {origin.unit for origin in origins}
    expected = [name for name in binding.notes.get("received", "").split("\n") if name]
    expected += [name for name in binding.notes.get("missing", "").split("\n") if name]
    if row.unit is not None:
        expected = []
    return Traced(
        key=key,
        sheet=bound.sheet,
        cell=address,
        value=value,
        measure=form.measure_of(row, column),
        aggregation=_aggregation(form, row, column),
        formula=cell.formula if cell else None,
        row_label=row.label,
        column_label=column.title,
        origins=origins,
        missing=tuple(name for name in expected if name not in gave),
    )


def _locate(binding: Binding, place: str) -> tuple[FormBinding, CellKey, Form]:
    place = place.strip()
    if place[:1] == place[-1:] and place[:1] in ("'", '"') and place[1:-1].count(place[0]) == 0:
        place = place[1:-1]  # some shells pass the quotes on
    sheet, mark, address = place.rpartition("!")
    sheet = sheet.strip("'")
    bound = next((form for form in binding.forms if form.sheet.casefold() == sheet.casefold()), None)
    if not mark or bound is None:
        known = ", ".join(form.sheet for form in binding.forms)
        raise ArgumentProblem("unknown_sheet", place=place, known=known)
    try:
        at_row, at_column = from_a1(address.replace("$", "").upper())
    except ValueError:
        raise ArgumentProblem("bad_address", place=place) from None
    row_key = next((row.key for row in bound.rows if row.at == at_row), None)
    period = Period.parse(binding.period)
    unit = unit_called(binding.unit_name, period, binding.unit_code, binding.level)
    lines = lines_of(bound, load_form(bound.form, period.day))
    form = make_concrete(bound.form, unit, period, zone_of(bound, period), lines)
    row_here = form.row_by_key.get(row_key or "")
    here = (
        column.key
        for column in form.columns
        if row_here is not None
        and column.section == row_here.section
        and bound.columns.get(column.key) == at_column
    )
    column_key = next(here, None)
    if row_key is None or column_key is None:
        raise ArgumentProblem("not_a_form_cell", place=place)
    key = CellKey(bound.form, row_key, column_key)
    if form.kind_of(form.row_by_key[row_key], form.column_by_key[column_key]) is CellKind.CLOSED:
        raise ArgumentProblem("not_a_form_cell", place=place)
    return bound, key, form


def _lines(sheet: Sheet) -> list[ProvenanceLine]:
    width = len(ProvenanceLine._fields)
    lines = []
    for row in range(PROVENANCE_HEAD + 1, sheet.rows_used + 1):
        cells = (sheet.cells.get((row, column)) for column in range(1, width + 1))
        lines.append(ProvenanceLine(*(cell.text if cell else "" for cell in cells)))
    return lines


def _value(text: str) -> Decimal | str:
    try:
        return exact(text)
    except (ValueError, InvalidOperation):
        return text


def _aggregation(form: Form, row: Row, column: Column) -> str:
    if row.unit is not None:
        return Aggregate.CONCAT.value
    if (
        form.measure_of(row, column).kind is MeasureKind.RATE
        and form.kind_of(row, column) is CellKind.FORMULA
    ):
        return Aggregate.RECOMPUTE.value
    aggregate = form.aggregate_of(row, column)
    return Aggregate.SUM.value if aggregate is Aggregate.CONCAT else aggregate.value
