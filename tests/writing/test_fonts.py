from typing import Any

import pytest

pytestmark = pytest.mark.thorough

FONT = "Times New Roman"


@pytest.mark.parametrize("name", ["blank", "province"])
def test_every_cell_that_shows_something_is_in_times_new_roman(
    name: str, request: pytest.FixtureRequest
) -> None:
    book: Any = request.getfixturevalue(name)
    shown = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert len(shown) > 1000
    assert [f"{cell.parent.title}!{cell.coordinate}" for cell in shown if cell.font.name != FONT] == []


def test_cells_still_empty_will_show_times_new_roman_too(blank: Any) -> None:
    fonts = {
        cell.font.name
        for sheet in blank
        if sheet.sheet_state == "visible"
        for line in sheet[sheet.dimensions]
        for cell in line
        if cell.has_style
    }
    assert fonts == {FONT}


def test_the_default_style_of_the_workbook_is_times_new_roman(blank: Any) -> None:
    assert blank._fonts[0].name == FONT
