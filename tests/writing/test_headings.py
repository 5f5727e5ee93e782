import re
from typing import Any

import pytest

from mtqg_xl.catalogue import make_concrete
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level
from mtqg_xl.writing import SheetPlan, plan_sheet
from tests.writing.conftest import CODES, book_of, written


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_column_codes_are_printed_as_the_definition_writes_them(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    printed = [cell.value for cell in blank[plan.sheet][plan.code_row]][: plan.last_column]
    assert printed == ["A", "B", "C"][: plan.stub_width] + [column.code_text for column in plan.form.columns]


def test_a_derived_column_prints_its_rule(blank: Any, plans: list[SheetPlan]) -> None:
    plan = next(plan for plan in plans if plan.form.code == "KR02")
    printed = [cell.value for cell in blank[plan.sheet][plan.code_row]]
    assert {"3=1+2", "7=4/1*100", "16=3+10"} <= set(printed)


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_merged_headings_do_not_overlap(blank: Any, plans: list[SheetPlan], at: int) -> None:
    seen: set[str] = set()
    for area in blank[plans[at].sheet].merged_cells.ranges:
        cells = {f"{row},{column}" for row, column in area.cells}
        assert not cells & seen, area.coord
        seen |= cells


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_every_column_stands_under_its_whole_path_of_headings(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    sheet = blank[plan.sheet]
    shown: dict[tuple[int, int], Any] = {}
    for area in sheet.merged_cells.ranges:
        shown.update(dict.fromkeys(area.cells, sheet.cell(area.min_row, area.min_col).value))
    for column in plan.form.columns:
        over = range(plan.code_row - plan.depth, plan.code_row)
        place = plan.column_at[column.key]
        texts = [shown.get((row, place), sheet.cell(row, place).value) for row in over]
        assert list(dict.fromkeys(texts)) == list(dict.fromkeys([*column.headings, column.title]))


@pytest.mark.parametrize("period", ["2019-N", "2023-6T", "2024-KH", "2024-T06", "2026-N"])
def test_no_placeholder_is_left_unfilled(period: str) -> None:
    when = Period.parse(period)
    unit = ReportingUnit("tỉnh Cao Bằng", "04", Level.PROVINCE)
    plans = [plan_sheet(make_concrete(code, unit, when)) for code in CODES]
    texts = [
        cell.value
        for sheet in book_of(written(plans))
        for line in sheet.iter_rows()
        for cell in line
        if isinstance(cell.value, str)
    ]
    assert texts
    assert [text for text in texts if re.search(r"\{[a-z_]+\}", text)] == []


def test_the_year_stands_in_the_title_of_a_yearly_form(blank: Any) -> None:
    titles = [cell.value for line in blank["PL01"]["A4:U4"] for cell in line if cell.value]
    assert titles == ["KẾT QUẢ THỰC HIỆN MỤC TIÊU GIẢM TỶ LỆ HỘ NGHÈO NĂM 2023"]
