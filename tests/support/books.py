"""Workbooks written for a test and then tampered with, as people tamper with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from mtqg_xl.catalogue import make_concrete, unit_register
from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.domain.numerals import plain
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit, Submission
from mtqg_xl.reading import read_submission
from mtqg_xl.writing import BookIdentity, Filling, plan_sheet, write_book

UNIT = "huyện Bảo Lâm"
PERIOD = "2023-N"


def reporting_unit(name: str = UNIT, period: str = PERIOD) -> ReportingUnit:
    """A unit of the register."""
    found = unit_register().find(name, Period.parse(period).day)
    assert found is not None
    return ReportingUnit(found.name, found.code, found.level)


def concrete(code: str, unit: str = UNIT, period: str = PERIOD) -> Form:
    """A form for a unit of the register."""
    return make_concrete(code, reporting_unit(unit, period), Period.parse(period))


def input_cells(form: Form) -> list[CellKey]:
    """The cells that a person fills with figures."""
    return [
        form.key(row, column)
        for row in form.rows
        for column in form.columns
        if form.kind_of(row, column) is CellKind.INPUT
    ]


def write(
    path: Path,
    codes: Sequence[str] = ("BM16",),
    figures: Mapping[CellKey, Decimal] | None = None,
    *,
    texts: Mapping[CellKey, str] | None = None,
    unit: str = UNIT,
    period: str = PERIOD,
    keep_formulas: bool = True,
) -> Path:
    """A filled workbook of these forms at ``path``."""
    if figures or texts or not keep_formulas:
        filling = Filling(figures or {}, texts or {}, keep_formulas=keep_formulas)
        path.write_bytes(_book(tuple(codes), filling, unit, period))
    else:
        path.write_bytes(_template(tuple(codes), unit, period))
    return path


@cache
def _template(codes: tuple[str, ...], unit: str, period: str) -> bytes:
    return _book(codes, Filling(), unit, period)


def _book(codes: tuple[str, ...], filling: Filling, unit: str, period: str) -> bytes:
    plans = [plan_sheet(concrete(code, unit, period)) for code in codes]
    return write_book(plans, BookIdentity(reporting_unit(unit, period), Period.parse(period)), filling)


def tampered(path: Path, change: Callable[[Any], None]) -> Path:
    """The workbook at ``path`` as another program saves it after ``change``; no cached values are left."""
    book = openpyxl.load_workbook(path)
    change(book)
    changed = path.with_name(f"sua_{path.name}")
    book.save(changed)
    book.close()
    return changed


def address(code: str, row: str, column: str, unit: str = UNIT, period: str = PERIOD) -> str:
    """Where our template of a form puts a cell."""
    return plan_sheet(concrete(code, unit, period)).address(CellKey(code, row, column))


def forget_metadata(book: Any) -> None:
    """Remove the very hidden sheet."""
    del book["_mtqg"]


def seen_in(submission: Submission, form: str, row: str, column: str) -> Observation:
    """What was found in a cell."""
    found = submission.observation(CellKey(form, row, column))
    assert found is not None
    return found


def with_cell(
    path: Path,
    row: str,
    column: str,
    content: object,
    *,
    form: str = "BM11",
    number_format: str | None = None,
) -> Submission:
    """A template of ``form`` in which one cell was overwritten with ``content``, read back."""

    def overwrite(book: Any) -> None:
        place = book[form][address(form, row, column)]
        place.value = content
        if number_format is not None:
            place.number_format = number_format

    return read_submission(tampered(write(path, [form]), overwrite))


def typed_figures(submission: Submission) -> dict[CellKey, str]:
    """Every figure typed by a person, as a plain decimal text."""
    forms = {table.form.code: table.form for table in submission.tables}
    typed: dict[CellKey, str] = {}
    for seen in submission.observations():
        form = forms[seen.key.form]
        kind = form.kind_of(form.row_by_key[seen.key.row], form.column_by_key[seen.key.column])
        if seen.value is not None and kind is CellKind.INPUT:
            typed[seen.key] = plain(seen.value)
    return typed
