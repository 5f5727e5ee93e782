import itertools
from typing import Any

import pytest

from mtqg_xl.domain.forms import Form, Row, RowKind
from mtqg_xl.domain.measures import Measure
from mtqg_xl.writing import SheetPlan
from tests.writing.conftest import CODES, measure_lines


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_column_codes_are_printed_as_the_definition_writes_them(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    for table in plan.tables:
        printed = [cell.value for cell in blank[plan.sheet][table.code_row]][: table.last_column]
        codes = [column.code_text for column in table.columns if not column.in_stub]
        assert printed == ["A", "B", "C"][: plan.stub_width] + codes


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_every_row_prints_its_number_and_label_under_its_table(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    sheet = blank[plan.sheet]
    for table in plan.tables:
        for row in table.rows:
            place = plan.row_at[row.key]
            assert table.code_row < place <= table.last_row
            stub = [sheet.cell(place, 1).value or "", sheet.cell(place, 2).value or ""]
            # Under a list stands what to do for more lines, beside the names and not among them.
            assert stub == ([row.label, ""] if row.kind is RowKind.CLOSING else [row.number, row.label])


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_every_row_of_a_form_that_shows_measures_stands_beside_its_own(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    form = plans[at].form
    told = [
        "" if row.kind in (RowKind.HEADING, RowKind.CLOSING) else own_measure(form, row).label
        for row in form.rows
    ]
    sheet = blank[plans[at].sheet]
    beside = [sheet.cell(plans[at].row_at[row.key], 3).value or "" for row in form.rows]
    assert not form.shows_measure or beside == told


def own_measure(form: Form, row: Row) -> Measure:
    return row.measure or form.sections[row.section].measure


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_every_table_below_the_first_says_what_it_is_and_measures(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    shown = [
        cell.value
        for above, table in itertools.pairwise(plan.tables)
        for line in blank[plan.sheet].iter_rows(min_row=above.last_row + 1, max_row=table.top - 1)
        for cell in line
        if cell.value
    ]
    titles = [table.section.title for table in plan.tables[1:] if table.section.title]
    assert [text for text in shown if text in titles] == titles
    first_told = bool(plan.form.measure.label)
    assert [text for text in shown if text not in titles] == measure_lines(plan)[first_told:]


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
    for table in plan.tables:
        for column in table.columns:
            over = range(table.top, table.code_row)
            place = plan.column_at[column.key]
            texts = [shown.get((row, place), sheet.cell(row, place).value) for row in over]
            path = [table.section.stub[1]] if column.in_stub else [*column.headings, column.title]
            assert list(dict.fromkeys(texts)) == list(dict.fromkeys(path))


def test_the_year_stands_in_the_title_of_a_yearly_form(blank: Any) -> None:
    titles = [cell.value for line in blank["PL01"]["A4:U4"] for cell in line if cell.value]
    assert titles == ["KẾT QUẢ THỰC HIỆN MỤC TIÊU GIẢM TỶ LỆ HỘ NGHÈO NĂM 2023"]
