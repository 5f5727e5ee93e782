from typing import Any

import pytest

from mtqg_xl.writing import SheetPlan
from mtqg_xl.writing.layout import HEADER_TOP
from tests.writing.conftest import CODES

A4 = 9


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_a_form_prints_on_a4_landscape(blank: Any, plans: list[SheetPlan], at: int) -> None:
    setup = blank[plans[at].sheet].page_setup
    assert (setup.orientation, int(setup.paperSize)) == ("landscape", A4)
    assert 40 <= (setup.scale or 100) <= 100


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_headings_and_stub_are_repeated_on_every_page(blank: Any, plans: list[SheetPlan], at: int) -> None:
    plan = plans[at]
    sheet = blank[plan.sheet]
    assert sheet.print_title_rows == f"${HEADER_TOP}:${plan.code_row}"
    assert sheet.print_title_cols == ("$A:$C" if plan.form.shows_measure else "$A:$B")


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_headings_and_stub_stay_in_sight_while_scrolling(blank: Any, plans: list[SheetPlan], at: int) -> None:
    plan = plans[at]
    first = plan.form.key(plan.form.rows[0], plan.form.columns[0])
    assert blank[plan.sheet].freeze_panes == plan.address(first)


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_a_new_page_begins_where_the_form_says(blank: Any, plans: list[SheetPlan], at: int) -> None:
    plan = plans[at]
    breaks = [entry.id for entry in blank[plan.sheet].col_breaks.brk]
    ends = [
        plan.column_at[column.key]
        for column, following in zip(plan.form.columns, plan.form.columns[1:], strict=False)
        if column.page != following.page
    ]
    assert breaks == ends


def test_everything_written_lies_within_the_print_area(blank: Any, plans: list[SheetPlan]) -> None:
    for plan in plans:
        sheet = blank[plan.sheet]
        (area,) = sheet[sheet.print_area.split("!")[-1].replace("$", "")][-1][-1:]
        assert area.row >= sheet.max_row
        assert area.column >= sheet.max_column


def test_long_labels_get_rows_high_enough(blank: Any, plans: list[SheetPlan]) -> None:
    plan = next(plan for plan in plans if plan.form.code == "BM16")
    heights = blank[plan.sheet].row_dimensions
    longest = max(plan.form.rows, key=lambda row: len(row.label))
    shortest = min(plan.form.rows, key=lambda row: len(row.label))
    assert heights[plan.row_at[longest.key]].height > 2 * heights[plan.row_at[shortest.key]].height
