"""From the places of a table's rows and columns to its observations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import CellKind, Column, Form, Row
from mtqg_xl.domain.measures import Measure
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.ooxml import Sheet, to_a1
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.figures import Place, observe

#: The measure in which a sheet writes the figures of a row and column of a form.
Written = Callable[[Row, Column], Measure]


@dataclass(frozen=True, slots=True)
class Area:
    """Rows and columns by key on one sheet, from 1; ``turned`` when rows run across the sheet."""

    sheet: Sheet
    rows: Mapping[str, int]
    columns: Mapping[str, int]
    turned: bool = False


@dataclass(slots=True)
class Observed:
    """What stands in the cells of a form, and what has to be told about them."""

    cells: dict[CellKey, Observation] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def observe_area(form: Form, area: Area, book: Book, written: Written, into: Observed) -> None:
    """Add what ``area`` shows of ``form`` to ``into``."""
    cells = area.sheet.cells
    name, runs = area.sheet.name, area.sheet.runs
    for row in form.rows:
        at = area.rows.get(row.key)
        if at is None:
            continue
        for column in form.columns:
            across = area.columns.get(column.key)
            if across is None or column.section != row.section or (column.in_stub and not row.is_line):
                continue
            kind = form.kind_of(row, column)
            place = (across, at) if area.turned else (at, across)
            cell = cells.get(place)
            if kind is CellKind.CLOSED:
                if cell is not None and cell.kind != "blank":
                    key = form.key(row, column)
                    into.remarks.append(Remark("closed_cell", key, name, to_a1(*place), cell.text))
                continue
            key, measure = form.key(row, column), form.measure_of(row, column)
            spot = Place(key, kind, name, *place, measure, written(row, column))
            into.cells[key], remark = observe(spot, cell, book, runs.get(place, ()))
            if remark:
                into.remarks.append(remark)


def add_unread(form: Form, rows: Iterable[Row], columns: Iterable[Column], note: str, into: Observed) -> None:
    """Cells of the form that the sheets lost, or that cannot be told apart: what they hold is not known."""
    wanted = list(columns)
    for row in rows:
        for column in wanted:
            if column.section != row.section:
                continue
            key = form.key(row, column)
            if key not in into.cells and form.kind_of(row, column) in (CellKind.INPUT, CellKind.FORMULA):
                into.cells[key] = Observation(key, State.UNREAD, note=note)
