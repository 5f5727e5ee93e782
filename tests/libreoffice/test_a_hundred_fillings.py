"""The formulas of every template, computed by LibreOffice over a hundred chance fillings of each form."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl.catalogue import load_form
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.domain.units import Level
from mtqg_xl.rules import computed_values
from mtqg_xl.writing import plan_sheet
from tests.libreoffice.bare_book import Content, Place, write_bare_book
from tests.libreoffice.office import Office
from tests.libreoffice.sharing import made_once
from tests.libreoffice.tables import different
from tests.support.everyform import (
    Case,
    Filled,
    chance_filling,
    one_case_each,
    open_cells,
    periods_of,
    unit_of,
)
from tests.support.lists import lists_of, with_lines_changed
from tests.support.own import CODE, own_forms
from tests.support.typing_in import stored, template_of, type_in

pytestmark = [pytest.mark.libreoffice, pytest.mark.thorough, pytest.mark.xdist_group("hundred")]

FILLINGS = 100
#: The share of cells left blank, in turn; the first filling of all leaves every cell blank.
BLANK = (0.0, 0.05, 0.2, 0.5, 0.8, 0.95)
CASES = one_case_each()
every_form = pytest.mark.parametrize("at", range(len(CASES)), ids=[case.name for case in CASES])
every_list = pytest.mark.parametrize(
    "at",
    [at for at, case in enumerate(CASES) if case.definition.has_lists],
    ids=[case.name for case in CASES if case.definition.has_lists],
)


def filling(form: Form, number: int) -> Filled:
    """The filling of a number, the same in every process."""
    return chance_filling(form, number, blank=BLANK[number % len(BLANK)] if number else 1.0, zero=0.15)


def formulas_of(case: Case) -> dict[Place, Content]:
    """The formulas of a template as it is written."""
    sheet = openpyxl.load_workbook(BytesIO(template_of(case)))[case.definition.code]
    return {(c.row, c.column): c.value for line in sheet.iter_rows() for c in line if c.data_type == "f"}


def filled_in(case: Case) -> dict[str, dict[Place, Content]]:
    """The formulas of a template on a hundred sheets, other figures and texts on each."""
    plan, formulas = plan_sheet(case.form), formulas_of(case)
    sheets = {}
    for number in range(FILLINGS):
        filled = filling(case.form, number)
        figures = {plan.position(key): stored(figure) for key, figure in filled.figures.items()}
        texts = {plan.position(key): text for key, text in filled.texts.items()}
        sheets[str(number)] = {**formulas, **figures, **texts}
    return sheets


def lengthened(case: Case) -> tuple[Form, Filled, bytes]:
    """The template with copied lines inserted at the end and in the middle of each list, and filled in."""
    change = dict.fromkeys(lists_of(case.form), (2, 3, 0))
    book, form = with_lines_changed(case, change, copied=True)
    filled = chance_filling(form, 5, blank=0.1)
    type_in(book, plan_sheet(form), filled)
    buffer = BytesIO()
    book.save(buffer)
    return form, filled, buffer.getvalue()


def own_case() -> Case:
    """A form of the user's own, while its folder is named."""
    form = load_form(CODE)
    period = periods_of(form)[0]
    return Case(form, unit_of(Level.PROVINCE, period), period)


@pytest.fixture(scope="module")
def computed(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice shows on every sheet of all these workbooks."""

    def make(folder: Path) -> None:
        books = [write_bare_book(folder / f"bieu{at}.xlsx", filled_in(case)) for at, case in enumerate(CASES)]
        with own_forms():
            books.append(write_bare_book(folder / "rieng.xlsx", filled_in(own_case())))
        for at, case in enumerate(CASES):
            if case.definition.has_lists:
                books.append(folder / f"dai{at}.xlsx")
                books[-1].write_bytes(lengthened(case)[2])
        office.compute_tables(folder, *books)

    return made_once(tmp_path_factory, "tram_lan", make)


def expected(form: Form, filled: Filled) -> dict[CellKey, Decimal | None]:
    """What our rules give for every computed cell."""
    return {key: value for key, (_, value) in computed_values(form, filled.figures, filled.texts).items()}


def assert_computed_alike(case: Case, computed: Path, name: str) -> None:
    """Every sheet shows what our rules give, and on one of them every computed cell shows a result."""
    plan = plan_sheet(case.form)
    with_result: set[CellKey] = set()
    for number in range(FILLINGS):
        wanted = expected(plan.form, filling(plan.form, number))
        assert different(plan, wanted, computed / f"{name}-{number}.csv") == {}, number
        with_result |= {key for key, value in wanted.items() if value is not None}
        # A template in which nothing is typed shows no result anywhere.
        assert number or not with_result
    formulas = {
        plan.form.key(row, column) for row, column, kind in open_cells(plan.form) if kind is CellKind.FORMULA
    }
    assert with_result == formulas


@every_form
def test_libreoffice_computes_what_we_compute_in_a_hundred_fillings(computed: Path, at: int) -> None:
    assert_computed_alike(CASES[at], computed, f"bieu{at}")


def test_a_form_of_ones_own_is_computed_like_any_other(computed: Path) -> None:
    with own_forms():
        assert_computed_alike(own_case(), computed, "rieng")


@every_list
def test_lines_inserted_with_their_formulas_are_added_up_and_counted(computed: Path, at: int) -> None:
    form, filled, _ = lengthened(CASES[at])
    assert lists_of(form) != lists_of(CASES[at].form)
    file = computed / f"dai{at}-{form.code}.csv"
    assert different(plan_sheet(form), expected(form, filled), file) == {}
