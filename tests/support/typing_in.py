"""A template filled in by another program, as a person fills it: figures and texts typed into its cells."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl

from mtqg_xl.domain.cells import CellKey, State
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.domain.submissions import Table
from mtqg_xl.writing import BookIdentity, SheetPlan, plan_sheet, write_book
from tests.support.everyform import Case, Filled, open_cells


def template_of(case: Case) -> bytes:
    """The empty workbook of one form."""
    return write_book([plan_sheet(case.form)], BookIdentity(case.unit, case.period, kind="template"))


def typed_into(case: Case, filled: Filled) -> Any:
    """The template of ``case`` opened by openpyxl with everything of ``filled`` typed in."""
    book = openpyxl.load_workbook(BytesIO(template_of(case)))
    type_in(book, plan_sheet(case.form), filled)
    return book


def type_in(book: Any, plan: SheetPlan, filled: Filled) -> None:
    """Type what ``filled`` holds for the form of ``plan`` into its sheet."""
    sheet = book[plan.sheet]
    for key, figure in filled.figures.items():
        if key.form == plan.form.code:
            sheet[plan.address(key)] = stored(figure)
    for key, text in filled.texts.items():
        if key.form == plan.form.code:
            sheet[plan.address(key)] = text


def stored(figure: Decimal) -> int | float:
    """A figure as a workbook keeps it."""
    return int(figure) if figure == figure.to_integral_value() else float(figure)


def misread(table: Table, filled: Filled, form: Form | None = None) -> dict[CellKey, tuple[object, object]]:
    """The cells that hold another figure or text than was typed, or that are there too many or too few.

    ``form`` is the form that was filled; by default the one that was read.
    """
    wanted: dict[CellKey, object] = {}
    for row, column, kind in open_cells(form or table.form):
        key = table.form.key(row, column)
        wanted[key] = filled.texts.get(key, "") if kind is CellKind.TEXT else filled.figures.get(key)
    found: dict[CellKey, object] = {}
    for key, seen in table.observations.items():
        kind = table.form.kind_of(table.form.row_by_key[key.row], table.form.column_by_key[key.column])
        unread = seen.state in (State.UNREAD, State.NOT_APPLICABLE)
        found[key] = seen.state if unread else seen.raw if kind is CellKind.TEXT else seen.value
    missing = object()
    return {
        key: (wanted.get(key, "no such cell"), found.get(key, "not read"))
        for key in {**wanted, **found}
        if wanted.get(key, missing) != found.get(key, missing)
    }
