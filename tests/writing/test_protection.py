from collections.abc import Iterator
from typing import Any

import pytest

from mtqg_xl.domain.forms import CellKind
from mtqg_xl.writing import SheetPlan
from tests.writing.conftest import CODES, measure_lines

OPEN_TO_TYPING = {CellKind.INPUT, CellKind.TEXT}


def cells_of(book: Any, plan: SheetPlan) -> Iterator[tuple[CellKind, Any]]:
    """What every cell of every table expects, and the cell."""
    form, sheet = plan.form, book[plan.sheet]
    for table in plan.tables:
        for row in table.rows:
            for column in table.columns:
                if row.is_line or not column.in_stub:
                    key = form.key(row, column)
                    yield plan.kind(key), sheet[plan.address(key)]


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_only_the_cells_a_person_fills_can_be_typed_in(blank: Any, plans: list[SheetPlan], at: int) -> None:
    plan = plans[at]
    assert blank[plan.sheet].protection.sheet
    for kind, cell in cells_of(blank, plan):
        assert cell.protection.locked is (kind not in OPEN_TO_TYPING), cell.coordinate


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_lines_can_be_inserted_and_deleted_only_where_a_form_has_lists(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    guard = blank[plan.sheet].protection
    # In this part of the file format "true" forbids.
    assert (guard.insertRows, guard.deleteRows) == ((not plan.form.has_lists,) * 2)


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_formulas_stand_exactly_where_the_form_computes(blank: Any, plans: list[SheetPlan], at: int) -> None:
    for kind, cell in cells_of(blank, plans[at]):
        assert (cell.data_type == "f") is (kind is CellKind.FORMULA), cell.coordinate


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_no_formula_stands_outside_the_tables(blank: Any, plans: list[SheetPlan], at: int) -> None:
    plan = plans[at]
    inside = {cell.coordinate for _, cell in cells_of(blank, plan)}
    formulas = [
        cell.coordinate
        for line in blank[plan.sheet].iter_rows()
        for cell in line
        if cell.data_type == "f" and cell.coordinate not in inside
    ]
    assert formulas == []


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_outside_the_tables_only_the_lines_of_the_frame_left_to_a_person_can_be_typed_in(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    inside = {cell.coordinate for _, cell in cells_of(blank, plan)}
    outside = [cell for line in blank[plan.sheet].iter_rows() for cell in line if cell.value is not None]
    outside = [cell for cell in outside if cell.coordinate not in inside]
    assert [cell.value for cell in outside if not cell.protection.locked] == [
        "TỈNH CAO BẰNG",
        "Kỳ báo cáo: năm 2023",
        "(Kèm theo Báo cáo số ……/BC-UBND ngày …… tháng …… năm …… của Ủy ban nhân dân)",
        *measure_lines(plan),
        "Cao Bằng, ngày …… tháng …… năm ……",
    ]


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_inputs_are_tinted_and_totals_are_not(blank: Any, plans: list[SheetPlan], at: int) -> None:
    fills: dict[bool, set[str]] = {True: set(), False: set()}
    for kind, cell in cells_of(blank, plans[at]):
        fills[kind in OPEN_TO_TYPING].add(cell.fill.start_color.rgb)
    assert len(fills[True]) == 1
    assert not fills[True] & fills[False]
