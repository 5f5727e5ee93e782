from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from mtqg_xl.domain.forms import CellKind, Column, Row
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.writing import SheetPlan
from tests.writing.conftest import CODES


def place_named(book: Any, name: str) -> tuple[str, str]:
    ((sheet, area),) = book.defined_names[name].destinations
    return sheet, area.replace("$", "")


def numbered(name: str, at: int) -> str:
    """The name of the table ``at`` of a form: the first has the plain name."""
    return f"{name}_{at + 1}" if at else name


def validated(book: Any, plan: SheetPlan) -> dict[str, DataValidation]:
    """The validation of every cell of a sheet that has one."""
    return {
        f"{get_column_letter(column)}{row}": rule
        for rule in book[plan.sheet].data_validations.dataValidation
        for area in rule.sqref.ranges
        for row, column in area.cells
    }


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_names_lead_to_unit_period_and_measure(blank: Any, plans: list[SheetPlan], at: int) -> None:
    plan = plans[at]
    shown = {}
    for part in ("don_vi_bao_cao", "ky_bao_cao", "don_vi_tinh"):
        sheet, address = place_named(blank, f"{plan.form.code}_{part}")
        shown[part] = blank[sheet][address].value
    assert shown["don_vi_bao_cao"] == "TỈNH CAO BẰNG"
    assert shown["ky_bao_cao"] == "Kỳ báo cáo: năm 2023"
    # Where every row names its own measure, one measure above them all would be wrong.
    told = plan.form.measure.label and not plan.form.shows_measure
    assert shown["don_vi_tinh"] == (f"Đơn vị tính: {plan.form.measure.label}" if told else None)


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_names_hold_every_whole_table_and_its_codes(blank: Any, plans: list[SheetPlan], at: int) -> None:
    plan = plans[at]
    form = plan.form
    for number, table in enumerate(plan.tables):
        shown = [column for column in table.columns if not column.in_stub]
        corners = (form.key(table.rows[0], shown[0]), form.key(table.rows[-1], shown[-1]))
        name = numbered(f"{form.code}_du_lieu", number)
        assert place_named(blank, name) == (plan.sheet, ":".join(map(plan.address, corners)))
        sheet, area = place_named(blank, numbered(f"{form.code}_ma_cot", number))
        codes = [cell.value for cell in blank[sheet][area][0]][plan.stub_width :]
        assert codes == [column.code_text for column in shown]


def test_no_name_is_left_over_or_missing(blank: Any, plans: list[SheetPlan]) -> None:
    wanted = {
        f"{plan.form.code}_{part}"
        for plan in plans
        for part in (
            *("don_vi_bao_cao", "ky_bao_cao", "don_vi_tinh"),
            *(numbered(name, at) for name in ("du_lieu", "ma_cot") for at in range(len(plan.tables))),
        )
    }
    assert set(blank.defined_names) == wanted


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_every_input_cell_is_validated_by_its_measure_and_every_choice_by_its_list(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    wanted = {}
    for row in plan.form.rows:
        for column in plan.form.columns:
            if kind := wanted_validation(plan, row, column):
                wanted[plan.address(plan.form.key(row, column))] = kind
    assert {cell: rule.type for cell, rule in validated(blank, plan).items()} == wanted


def wanted_validation(plan: SheetPlan, row: Row, column: Column) -> str | None:
    match plan.form.kind_of(row, column):
        case CellKind.INPUT:
            counted = plan.form.measure_of(row, column).kind is MeasureKind.COUNT
            return "whole" if counted else "decimal"
        case CellKind.TEXT if column.choices:
            return "list"
        case _:
            return None


def test_a_list_of_choices_offers_them_as_the_definition_writes_them(
    blank: Any, plans: list[SheetPlan]
) -> None:
    offered = 0
    for plan in plans:
        rules = validated(blank, plan)
        for row in plan.form.rows:
            for column in plan.form.columns:
                if wanted_validation(plan, row, column) == "list":
                    rule = rules[plan.address(plan.form.key(row, column))]
                    assert rule.formula1 == f'"{",".join(column.choices)}"'
                    assert len(rule.formula1) <= 257
                    offered += 1
    assert offered


def test_validation_warns_and_does_not_forbid_the_words_for_a_reported_zero(
    blank: Any, plans: list[SheetPlan]
) -> None:
    for plan in plans:
        for rule in blank[plan.sheet].data_validations.dataValidation:
            assert rule.errorStyle == "warning"
            assert "chưa giải ngân" in rule.error or rule.type == "list"
            assert len(rule.error) <= 255
            assert len(rule.errorTitle) <= 32
