"""Workbooks of every form that a province filed in 2023, written once for all tests of this room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mtqg_xl.catalogue import form_codes, load_form
from mtqg_xl.consolidation import combine, intake_of
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.periods import Period
from mtqg_xl.reconcile import check_submission
from mtqg_xl.writing import BookIdentity, Filling, SheetPlan, consolidated_book, plan_sheet, write_book
from tests.support.books import concrete, input_cells, reporting_unit
from tests.support.samples import synthetic

UNIT, PERIOD = "tỉnh Cao Bằng", "2023-N"
_DAY = Period.parse(PERIOD).day
_LAYOUTS = (load_form(code, _DAY) for code in form_codes())
CODES = tuple(form.code for form in _LAYOUTS if form.validity.holds(_DAY) and "tinh" in form.levels)
#: The forms of the made-up districts.
REPORTED = ("BM03", "BM11", "BM16", "KR02", "NTM01", "PL01")


def book_of(content: bytes, values: bool = False) -> Any:
    """The workbook as openpyxl sees it: formulas, or with ``values`` what the cells show."""
    return openpyxl.load_workbook(BytesIO(content), data_only=values)


def written(
    plans: list[SheetPlan],
    figures: Mapping[CellKey, Decimal] | None = None,
    texts: Mapping[CellKey, str] | None = None,
) -> bytes:
    """A workbook of these sheets for one province and year."""
    identity = BookIdentity(reporting_unit(UNIT, PERIOD), Period.parse(PERIOD), kind="template")
    return write_book(plans, identity, Filling(figures or {}, texts or {}))


def measure_lines(plan: SheetPlan) -> list[str]:
    """The lines above the tables that tell their measures; a form may tell them beside every row instead."""
    if plan.form.shows_measure:
        return []
    labels = (table.section.measure.label for table in plan.tables)
    return [f"Đơn vị tính: {label}" for label in labels if label]


@pytest.fixture(scope="session")
def plans() -> list[SheetPlan]:
    """All forms laid out."""
    return [plan_sheet(concrete(code, UNIT, PERIOD)) for code in CODES]


@pytest.fixture(scope="session")
def blank_bytes(plans: list[SheetPlan]) -> bytes:
    """An empty workbook of all forms."""
    return written(plans)


@pytest.fixture(scope="session")
def blank(blank_bytes: bytes) -> Iterator[Any]:
    """The empty workbook, formulas as formulas."""
    book = book_of(blank_bytes)
    yield book
    book.close()


@pytest.fixture(scope="session")
def figures(plans: list[SheetPlan]) -> dict[CellKey, Decimal]:
    """A different figure in every input cell, none of them small."""
    keys = [key for plan in plans for key in input_cells(plan.form)]
    return {key: Decimal(70001 + 13 * at) for at, key in enumerate(keys)}


@pytest.fixture(scope="session")
def province_bytes() -> bytes:
    """The consolidated workbook of three made-up districts."""
    intakes = []
    for place in ("bao_lam", "ha_lang", "thach_an"):
        submission = synthetic(PERIOD, place)
        intakes.append(intake_of(submission, check_submission(submission)))
    return consolidated_book(combine(intakes, UNIT, PERIOD), Path("cao_bang.xlsx"))


@pytest.fixture(scope="session")
def province(province_bytes: bytes) -> Iterator[Any]:
    """The consolidated workbook, formulas as formulas."""
    book = book_of(province_bytes)
    yield book
    book.close()
