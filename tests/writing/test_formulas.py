import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.rules import Relation, computed_values
from mtqg_xl.writing import SheetPlan
from tests.writing.conftest import CODES, REPORTED, UNIT, book_of, written

_CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def formulas_of(book: Any) -> dict[tuple[str, str], str]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "f"
    }


def values_at_formulas(book: Any, places: Iterator[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    return {place: book[place[0]][place[1]].value for place in places}


def printed_numbers(plan: SheetPlan, relation: Relation) -> set[str]:
    """The numbers that the rule of a cell writes out: ``*100``, a number in braces, row weights."""
    allowed = {"100"} & set(re.findall(r"\*(100)\b", relation.rule.notation))
    allowed |= set(re.findall(r"\{([\d.]+)\}", relation.rule.notation))
    return allowed | {format(row.weight, "f") for row in plan.form.rows if row.weight is not None}


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_a_formula_holds_cells_and_only_the_numbers_its_rule_prints(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    for key, (relation, _) in computed_values(plan.form, {}).items():
        formula = blank[plan.sheet][plan.address(key)].value
        body = re.sub(r"COUNT\([^()]*\)(?:<\d+|=0)|=0", "", _CELL.sub("@", formula))
        assert set(_NUMBER.findall(body)) <= printed_numbers(plan, relation), formula
        assert "@" in body


@pytest.mark.thorough
def test_figures_typed_in_change_no_formula(
    plans: list[SheetPlan], blank: Any, figures: dict[CellKey, Decimal]
) -> None:
    assert formulas_of(book_of(written(plans, figures))) == formulas_of(blank)


@pytest.mark.thorough
def test_no_figure_typed_in_is_found_in_a_formula(
    plans: list[SheetPlan], figures: dict[CellKey, Decimal]
) -> None:
    typed = {str(figure) for figure in figures.values()}
    for formula in formulas_of(book_of(written(plans, figures))).values():
        assert not typed & set(_NUMBER.findall(_CELL.sub("@", formula)))


def test_totals_of_a_blank_workbook_show_nothing(blank: Any, blank_bytes: bytes) -> None:
    places = formulas_of(blank)
    assert len(places) > 500
    shown = values_at_formulas(book_of(blank_bytes, values=True), iter(places))
    assert set(shown.values()) <= {None, ""}


def test_totals_of_a_filled_workbook_show_their_values(
    plans: list[SheetPlan], figures: dict[CellKey, Decimal]
) -> None:
    book = book_of(written(plans, figures), values=True)
    for plan in plans:
        for key, (_, value) in computed_values(plan.form, figures).items():
            shown = book[plan.sheet][plan.address(key)].value
            assert shown == pytest.approx(float(value), rel=1e-15) if value is not None else not shown


def test_a_consolidated_workbook_has_the_formulas_of_the_blank_one(blank: Any, province: Any) -> None:
    assert blank["BM16"]["A2"].value == UNIT.upper()
    kept = {place: formula for place, formula in formulas_of(province).items() if place[0] in CODES}
    assert {place[0] for place in kept} == set(REPORTED)
    assert kept == {place: formula for place, formula in formulas_of(blank).items() if place[0] in REPORTED}
