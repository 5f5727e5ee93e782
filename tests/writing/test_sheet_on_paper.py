import itertools
from typing import Any

import pytest
from openpyxl.worksheet.cell_range import CellRange

from mtqg_xl.writing import SheetPlan
from mtqg_xl.writing.layout import HEADER_TOP
from tests.writing.conftest import CODES

A4 = 9
#: Points down an A4 landscape page between the narrowest and the widest margins in use.
PAGE_HEIGHT = (490, 540)
PLAIN_HEIGHT = 15.0


def heights(sheet: Any, first: int, last: int) -> float:
    """The height in points of these rows as they are printed."""
    rows = (sheet.row_dimensions[row].height or PLAIN_HEIGHT for row in range(first, last + 1))
    return sum(rows) * (sheet.page_setup.scale or 100) / 100


def printed_areas(sheet: Any) -> list[CellRange]:
    """The print areas of a sheet; each begins a page of its own."""
    areas = sheet.print_area.split(",")
    return [CellRange(area.rpartition("!")[2].replace("$", "")) for area in areas]


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_a_form_prints_on_a4_landscape(blank: Any, plans: list[SheetPlan], at: int) -> None:
    setup = blank[plans[at].sheet].page_setup
    assert (setup.orientation, int(setup.paperSize)) == ("landscape", A4)
    assert 40 <= (setup.scale or 100) <= 100


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_the_stub_is_repeated_on_every_page(blank: Any, plans: list[SheetPlan], at: int) -> None:
    plan = plans[at]
    columns = "$A:$C" if plan.form.shows_measure else "$A:$B"
    assert blank[plan.sheet].print_title_cols == columns


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_headings_are_repeated_on_every_page_unless_they_would_stand_over_another_table(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    sheet = blank[plan.sheet]
    repeated = f"${HEADER_TOP}:${plan.code_row}"
    if len(plan.tables) == 1:
        assert sheet.print_title_rows == repeated
    elif sheet.print_title_rows is None:
        assert heights(sheet, 1, plan.tables[0].last_row) <= max(PAGE_HEIGHT)
    else:
        # A first table of several pages needs its headings more than the others need none.
        assert sheet.print_title_rows == repeated
        assert heights(sheet, 1, plan.tables[0].last_row) >= min(PAGE_HEIGHT)


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_the_stub_and_the_headings_of_a_lone_table_stay_in_sight_while_scrolling(
    blank: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    first = next(column for column in plan.form.columns if not column.in_stub)
    figure = plan.address(plan.form.key(plan.form.rows[0], first))
    letters = figure.rstrip("0123456789")
    assert blank[plan.sheet].freeze_panes == (figure if len(plan.tables) == 1 else f"{letters}1")


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_a_new_page_begins_where_the_form_says(blank: Any, plans: list[SheetPlan], at: int) -> None:
    plan = plans[at]
    breaks = [entry.id for entry in blank[plan.sheet].col_breaks.brk]
    shown = [column for column in plan.tables[0].columns if not column.in_stub]
    ends = [
        plan.column_at[column.key]
        for column, following in itertools.pairwise(shown)
        if column.page != following.page
    ]
    assert breaks == ends


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_everything_written_is_printed_once(blank: Any, plans: list[SheetPlan], at: int) -> None:
    plan = plans[at]
    sheet = blank[plan.sheet]
    areas = printed_areas(sheet)
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value is not None:
                place = CellRange(cell.coordinate)
                assert sum(place.issubset(area) for area in areas) == 1, cell.coordinate
    for table in plan.tables:
        first = sheet.cell(table.top, 1)
        last = sheet.cell(table.last_row, table.last_column)
        whole = CellRange(f"{first.coordinate}:{last.coordinate}")
        assert sum(whole.issubset(area) for area in areas) == 1


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_tables_on_a_page_of_their_own_fit_it(blank: Any, plans: list[SheetPlan], at: int) -> None:
    sheet = blank[plans[at].sheet]
    first, *further = printed_areas(sheet)
    for area in further:
        assert heights(sheet, area.min_row, area.max_row) <= max(PAGE_HEIGHT)
    assert first.min_row == 1


def test_long_labels_get_rows_high_enough(blank: Any, plans: list[SheetPlan]) -> None:
    plan = next(plan for plan in plans if plan.form.code == "BM16")
    heights = blank[plan.sheet].row_dimensions
    longest = max(plan.form.rows, key=lambda row: len(row.label))
    shortest = min(plan.form.rows, key=lambda row: len(row.label))
    assert heights[plan.row_at[longest.key]].height > 2 * heights[plan.row_at[shortest.key]].height
