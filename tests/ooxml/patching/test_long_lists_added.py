"""Lists put behind the other sheets, and sheets taken away again with the names that belong to them."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.views import BookView

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.patching import Parts
from mtqg_xl.ooxml.patching.list_sheet import (
    ListCell,
    ListLine,
    ListSheet,
    add_list_sheet,
    place_in,
    sheet_names,
)
from mtqg_xl.ooxml.patching.sheet_removal import remove_sheets
from mtqg_xl.ooxml.patching.stylesheet import StyleSheet
from tests.ooxml.features.soundness import unsound
from tests.ooxml.patching.book import SHEET, WORKBOOK, book, contents, members, packed, patch_of

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
LINES = [
    ListLine([ListCell("Mã"), ListCell("Số"), ListCell("Ô")], 30),
    ListLine(
        [ListCell("F1"), ListCell(Decimal("10.8")), ListCell("A1", 0, place_in(SHEET, "A1"))], shut=True
    ),
    ListLine([ListCell("F1.1"), ListCell(-3), ListCell(None)], level=1, hidden=True),
    ListLine([]),
    ListLine([ListCell("=1+1 <b>"), None, ListCell("")]),
]


def sheet(name: str = "Danh sách", **told: Any) -> ListSheet:
    return ListSheet(name, LINES, **{"widths": (0, 20, 9), "head": 1, "last": 3, **told})


def added(*sheets: ListSheet, names: str = "") -> bytes:
    parts = Parts(patch_of(members(ROWS, names=names) if names else members(ROWS)).package)
    styles = StyleSheet(parts, WORKBOOK)
    for one in sheets:
        add_list_sheet(parts, WORKBOOK, styles, one)
    styles.write()
    return parts.to_bytes()


def seen(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def test_a_list_holds_texts_figures_links_and_folds() -> None:
    data = added(sheet())
    assert unsound(contents(data)) == []
    found = seen(data)["Danh sách"]
    assert [found["B2"].value, found["B3"].value] == [10.8, -3]
    assert found["A5"].value == "=1+1 <b>"
    assert book(data).sheet("Danh sách").cells[5, 1].formula is None
    assert found["C2"].hyperlink.location == f"'{SHEET}'!A1"
    assert (found.row_dimensions[3].outlineLevel, found.row_dimensions[3].hidden) == (1, True)
    assert found.row_dimensions[1].height == 30
    assert found.column_dimensions["A"].hidden


def test_heads_stay_in_sight_on_screen_and_on_paper() -> None:
    found = seen(added(sheet(footer="Trang &P")))["Danh sách"]
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:C3"
    assert found.print_title_rows == "$1:$1"
    assert found.oddFooter.center.text == "Trang &P"


def test_a_very_hidden_list_has_nothing_but_cells() -> None:
    data = added(sheet(very_hidden=True, head=0))
    assert seen(data)["Danh sách"].sheet_state == "veryHidden"


def test_a_name_that_is_taken_is_refused() -> None:
    with pytest.raises(CellProblem):
        added(sheet(SHEET.upper()))


def removed(data: bytes, *names: str) -> bytes:
    parts = Parts(patch_of(data).package)
    remove_sheets(parts, WORKBOOK, names)
    return parts.to_bytes()


def test_sheets_go_with_their_parts_and_names() -> None:
    plain = packed(members(ROWS))
    data = removed(added(sheet("Một"), sheet("Hai")), "Một", "Hai")
    before, after = contents(plain), contents(data)
    assert after.pop(WORKBOOK) == before.pop(WORKBOOK).replace(b"<definedNames></definedNames>", b"")
    assert after == before


def test_names_of_sheets_behind_are_counted_anew() -> None:
    data = removed(added(sheet("Một"), sheet("Hai")), "Một")
    assert seen(data).sheetnames == [SHEET, "Hai"]
    assert seen(data)["Hai"].print_title_rows == "$1:$1"
    assert unsound(contents(data)) == []


def test_the_sheet_in_front_stays_in_front() -> None:
    own = seen(added(sheet("Một"), sheet("Hai")))
    own.views = [BookView()]
    own.active = 2
    stream = BytesIO()
    own.save(stream)
    assert seen(removed(stream.getvalue(), "Một")).active.title == "Hai"
    assert seen(removed(stream.getvalue(), "Hai")).active.title == "Một"


def test_sheets_that_are_not_there_are_not_missed() -> None:
    data = added(sheet("Một"))
    assert removed(data, "Hai") == data
    assert sheet_names(Parts(patch_of(data).package), WORKBOOK) == [SHEET, "Một"]
