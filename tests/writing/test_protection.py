from typing import Any

import pytest

from mtqg_xl.domain.forms import CellKind
from mtqg_xl.writing import SheetPlan
from tests.writing.conftest import CODES

OPEN_TO_TYPING = {CellKind.INPUT, CellKind.TEXT}


def cells_of(book: Any, plan: SheetPlan) -> list[tuple[CellKind, Any]]:
    form, sheet = plan.form, book[plan.sheet]
    keys = [form.key(row, column) for row in form.rows for column in form.columns]
    return [(plan.kind(key), sheet[plan.address(key)]) for key in keys]


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_only_the_cells_a_person_fills_can_be_typed_in(blank: Any, plans: list[SheetPlan], at: int) -> None:
    plan = plans[at]
    assert blank[plan.sheet].protection.sheet
    for kind, cell in cells_of(blank, plan):
        assert cell.protection.locked is (kind not in OPEN_TO_TYPING), cell.coordinate


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_formulas_stand_exactly_where_the_form_computes(blank: Any, plans: list[SheetPlan], at: int) -> None:
    for kind, cell in cells_of(blank, plans[at]):
        assert (cell.data_type == "f") is (kind is CellKind.FORMULA), cell.coordinate


def test_outside_the_table_only_the_lines_of_the_frame_left_to_a_person_can_be_typed_in(
    blank: Any, plans: list[SheetPlan]
) -> None:
    for plan in plans:
        form = plan.form
        table = {plan.address(form.key(row, column)) for row in form.rows for column in form.columns}
        outside = [cell for line in blank[plan.sheet].iter_rows() for cell in line if cell.value is not None]
        outside = [cell for cell in outside if cell.coordinate not in table]
        assert [cell.value for cell in outside if not cell.protection.locked] == [
            "TỈNH CAO BẰNG",
            "Kỳ báo cáo: năm 2023",
            "(Kèm theo Báo cáo số ……/BC-UBND ngày …… tháng …… năm …… của Ủy ban nhân dân)",
            f"Đơn vị tính: {form.measure.label}",
            "Cao Bằng, ngày …… tháng …… năm ……",
        ]


def test_inputs_are_tinted_and_totals_are_not(blank: Any, plans: list[SheetPlan]) -> None:
    for plan in plans:
        fills: dict[bool, set[str]] = {True: set(), False: set()}
        for kind, cell in cells_of(blank, plan):
            fills[kind in OPEN_TO_TYPING].add(cell.fill.start_color.rgb)
        assert len(fills[True]) == 1
        assert not fills[True] & fills[False]
