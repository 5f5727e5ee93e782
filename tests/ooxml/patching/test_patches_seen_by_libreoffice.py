"""A patched workbook as LibreOffice sees it: values, notes, links, colours and the new sheet."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mtqg_xl.ooxml.patching import Link, NewCell, NewSheet, Patch
from tests.libreoffice.office import Office, program
from tests.libreoffice.sharing import made_once
from tests.ooxml.patching.book import SHEET, members, packed

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("libreoffice")]

ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c><c r="C1" t="s"><v>0</v></c></row>'
    '<row r="2"><c r="A2"><v>10</v></c>'
    '<c r="B2"><f t="shared" ref="B2:B4" si="0">A2*$A$1</f><v>10</v></c></row>'
    '<row r="3"><c r="A3"><v>20</v></c><c r="B3"><f t="shared" si="0"/><v>20</v></c></row>'
    '<row r="4"><c r="A4"><v>30</v></c><c r="B4"><f t="shared" si="0"/><v>30</v></c></row>'
)
WORDINGS: dict[str, dict[str, Any]] = {
    "thường": {},
    "tiền tố": {"prefix": "x"},
    "chặt": {"strict": True},
    "mốc 1904": {"properties": '<workbookPr date1904="1"/>'},
}
NOTE = "Sai số liệu: 5 > 3\nxin xem lại"
NEW = NewSheet(
    "Kết quả",
    [
        [NewCell("Danh sách", "title")],
        [NewCell("A2", "link", Link(f"'{SHEET}'!A2")), NewCell(-1234.5, "number", colour="FFC7CE")],
    ],
    widths=(20, 12),
)


def patched(source: Path, target: Path) -> None:
    patch = Patch.open(source)
    patch.set(SHEET, "A1", 3)
    patch.set(SHEET, "D1", "=không phải công thức & <chữ>")
    patch.set(SHEET, "D2", date(2024, 2, 29))
    patch.set(SHEET, "D3", True)
    patch.set(SHEET, "B2", 7, over_formula=True)
    patch.set_formula(SHEET, "D4", "SUM(B1:B4)")
    patch.set_fill(SHEET, "A2", "FFC7CE")
    patch.set_note(SHEET, "A2", NOTE)
    patch.set_link(SHEET, "A3", location=f"'{SHEET}'!A1")
    patch.set_link(SHEET, "A4", target="https://example.vn/?a=1&b=2")
    patch.add_sheet(NEW)
    patch.recalculate_on_load()
    patch.save(target)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The patched workbooks as LibreOffice saves them, by their wordings."""
    if program() is None:
        pytest.skip("LibreOffice is not installed")

    def make(place: Path) -> None:
        (place / "vào").mkdir()
        (place / "ra").mkdir()
        for name, options in WORDINGS.items():
            source = place / "vào" / f"{name}.xlsx"
            strings = ("<si><t>chữ cũ</t></si>",)
            source.write_bytes(packed(members(ROWS, strings=strings, **options)))
            patched(source, place / "ra" / f"{name}.xlsx")
        (place / "seen").mkdir()
        Office.in_folder(place / "office").recalculate(
            place / "seen", *(place / "ra" / f"{name}.xlsx" for name in WORDINGS)
        )

    return made_once(tmp_path_factory, "vá", make)


@pytest.fixture(params=WORDINGS)
def seen(folder: Path, request: pytest.FixtureRequest) -> Any:
    return openpyxl.load_workbook(folder / "seen" / f"{request.param}.xlsx")


@pytest.fixture(params=WORDINGS)
def values(folder: Path, request: pytest.FixtureRequest) -> Any:
    return openpyxl.load_workbook(folder / "seen" / f"{request.param}.xlsx", data_only=True)


def test_it_sees_the_values_and_what_follows_from_them(values: Any) -> None:
    sheet = values[SHEET]
    shown = {
        cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
    assert shown == {
        "A1": 3, "B1": 6, "C1": "chữ cũ", "D1": "=không phải công thức & <chữ>",
        "A2": 10, "B2": 7, "D2": datetime(2024, 2, 29),
        "A3": 20, "B3": 60, "D3": True, "A4": 30, "B4": 90, "D4": 163,
    }  # fmt: skip


def test_it_sees_the_note_the_links_and_the_colour(seen: Any) -> None:
    sheet = seen[SHEET]
    assert sheet["A2"].comment.text.replace("\r", "").strip() == NOTE
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] == ["A2"]
    assert "A1" in sheet["A3"].hyperlink.location
    assert sheet["A4"].hyperlink.target == "https://example.vn/?a=1&b=2"
    assert sheet["A2"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["A3"].fill.fill_type is None
    assert sheet["D2"].number_format.lower().startswith("dd/mm/yyyy")


def test_it_sees_the_new_sheet_behind_the_others(seen: Any) -> None:
    assert seen.sheetnames == [SHEET, NEW.name]
    sheet = seen[NEW.name]
    assert [sheet["A1"].value, sheet["A2"].value, sheet["B2"].value] == ["Danh sách", "A2", -1234.5]
    assert sheet["A1"].font.b
    assert sheet["A1"].font.name == "Times New Roman"
    assert sheet["B2"].fill.fgColor.rgb == "FFFFC7CE"
    assert "A2" in sheet["A2"].hyperlink.location
