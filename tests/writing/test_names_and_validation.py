from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.writing import SheetPlan
from tests.writing.conftest import CODES


def place_named(book: Any, name: str) -> tuple[str, str]:
    ((sheet, area),) = book.defined_names[name].destinations
    return sheet, area.replace("$", "")


@pytest.mark.parametrize("code", CODES)
def test_names_lead_to_unit_period_measure_and_figures(blank: Any, plans: list[SheetPlan], code: str) -> None:
    plan = next(plan for plan in plans if plan.form.code == code)
    shown = {}
    for part in ("don_vi_bao_cao", "ky_bao_cao", "don_vi_tinh"):
        sheet, address = place_named(blank, f"{code}_{part}")
        shown[part] = blank[sheet][address].value
    assert shown["don_vi_bao_cao"] == "TỈNH CAO BẰNG"
    assert shown["ky_bao_cao"] == "Kỳ báo cáo: năm 2023"
    assert shown["don_vi_tinh"] == f"Đơn vị tính: {plan.form.measure.label}"


@pytest.mark.parametrize("code", CODES)
def test_names_hold_the_whole_table_and_its_codes(blank: Any, plans: list[SheetPlan], code: str) -> None:
    plan = next(plan for plan in plans if plan.form.code == code)
    form = plan.form
    corners = [plan.address(form.key(form.rows[at], form.columns[at])) for at in (0, -1)]
    assert place_named(blank, f"{code}_du_lieu") == (plan.sheet, ":".join(corners))
    sheet, area = place_named(blank, f"{code}_ma_cot")
    codes = [cell.value for cell in blank[sheet][area][0]][plan.stub_width :]
    assert codes == [column.code_text for column in form.columns]


@pytest.mark.parametrize("code", CODES)
def test_every_input_cell_is_validated_by_its_measure_and_no_other_cell(
    blank: Any, plans: list[SheetPlan], code: str
) -> None:
    plan = next(plan for plan in plans if plan.form.code == code)
    rules = {
        cell: rule
        for rule in blank[plan.sheet].data_validations.dataValidation
        for area in rule.sqref.ranges
        for cell in (f"{get_column_letter(column)}{row}" for row, column in area.cells)
    }
    wanted = {}
    for row in plan.form.rows:
        for column in plan.form.columns:
            if plan.form.kind_of(row, column) is CellKind.INPUT:
                counted = plan.form.measure_of(row, column).kind is MeasureKind.COUNT
                wanted[plan.address(plan.form.key(row, column))] = "whole" if counted else "decimal"
    assert {cell: rule.type for cell, rule in rules.items()} == wanted


def test_validation_warns_and_does_not_forbid_the_words_for_a_reported_zero(
    blank: Any, plans: list[SheetPlan]
) -> None:
    for plan in plans:
        for rule in blank[plan.sheet].data_validations.dataValidation:
            assert rule.errorStyle == "warning"
            assert "chưa giải ngân" in rule.error
            assert len(rule.error) <= 255
            assert len(rule.errorTitle) <= 32
