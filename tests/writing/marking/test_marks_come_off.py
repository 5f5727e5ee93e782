"""Xoá đánh dấu: formats, notes and sheets as they were; what people wrote meanwhile stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from mtqg_xl.domain.binding import MARKS_SHEET
from mtqg_xl.domain.findings import Severity
from mtqg_xl.ooxml.archive import rewrite
from mtqg_xl.ooxml.growing import insert_rows
from mtqg_xl.ooxml.package import Package
from mtqg_xl.writing.marking import clear_marks, marked_book
from tests.writing.marking.marked import (
    LIST,
    SAMPLES,
    finding,
    marked,
    members,
    notes,
    openpyxl_book,
    plain_book,
    report,
    styles_of,
)

BOOKS = sorted(SAMPLES.glob("*.xlsx"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with two fills of the user's own that a mark covers alike."""
    path = plain_book(tmp_path / "biểu.xlsx", "Biểu", "Khác")
    own = openpyxl.load_workbook(path)
    own["Biểu"]["A1"].fill = PatternFill("solid", "FFFF0000")
    own["Biểu"]["B1"].fill = PatternFill("solid", "FF00FF00")
    own.save(path)
    return path


def fills(sheet: Any) -> dict[str, tuple[str | None, str]]:
    return {
        cell.coordinate: (cell.fill.patternType, cell.fill.fgColor.rgb)
        for row in sheet.iter_rows()
        for cell in row
    }


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_a_real_workbook_comes_back_to_the_last_byte_of_its_parts(book: Path, tmp_path: Path) -> None:
    assert members(clear_marks(marked(book, tmp_path))) == members(book)


def test_formats_covered_alike_come_back_each_as_it_was(book: Path, tmp_path: Path) -> None:
    copy = marked(book, tmp_path / "ra", [report(finding("A1"), finding("B1"), finding("C1"))])
    cleared = clear_marks(copy)
    assert styles_of(cleared, "Biểu") == styles_of(book, "Biểu")
    assert openpyxl_book(cleared).sheetnames == ["Biểu", "Khác"]


def test_a_cell_put_there_for_its_mark_goes_unless_somebody_typed_into_it(book: Path, tmp_path: Path) -> None:
    copy = marked(book, tmp_path / "ra", [report(finding("H20"), finding("H21"))])
    own = openpyxl.load_workbook(copy)
    own["Biểu"]["H21"] = 5
    own.save(copy)
    cleared = tmp_path / "sạch.xlsx"
    cleared.write_bytes(clear_marks(copy))
    assert "H20" not in styles_of(cleared, "Biểu")
    cell = openpyxl_book(cleared)["Biểu"]["H21"]
    assert (cell.value, cell.fill.patternType, cell.border.left.style) == (5, None, None)


def test_the_users_notes_stay_to_the_last_letter(book: Path, tmp_path: Path) -> None:
    own = openpyxl.load_workbook(book)
    own["Biểu"]["A1"].comment = Comment("Số theo\nNghị quyết 12\n", "Chị Lan")
    own["Khác"]["B2"].comment = Comment("Của tôi", "Anh Nam")
    own.save(book)
    copy = marked(book, tmp_path / "ra", [report(finding("A1"), finding("B1"), finding("C1", "Khác"))])
    cleared = clear_marks(copy)
    assert notes(cleared, "Biểu") == notes(book, "Biểu")
    assert notes(cleared, "Khác") == notes(book, "Khác")


def test_what_somebody_wrote_into_our_note_stays(book: Path, tmp_path: Path) -> None:
    copy = marked(book, tmp_path / "ra", [report(finding("A1"), finding("B1"))])
    own = openpyxl.load_workbook(copy)
    below, inside = own["Biểu"]["A1"].comment, own["Biểu"]["B1"].comment
    below.text += "\nGiải trình: theo Quyết định 5"
    inside.text = inside.text.replace("\nXem dòng", "\nGiải trình: đã đối chiếu\nXem dòng")
    own.save(copy)
    cleared = notes(clear_marks(copy), "Biểu")
    assert cleared["A1"].strip() == "Giải trình: theo Quyết định 5"
    assert cleared["B1"].strip().startswith("Giải trình: đã đối chiếu")
    assert "F2" not in cleared["B1"]


def test_another_program_may_have_numbered_the_formats_anew(book: Path, tmp_path: Path) -> None:
    findings = [finding("A1"), finding("B1", severity=Severity.WARNING), finding("C1"), finding("D2", "Khác")]
    copy = marked(book, tmp_path / "ra", [report(*findings)])
    own = openpyxl.load_workbook(copy)
    # Saved by another program, with formats of its own put before ours.
    for at in range(20):
        own["Khác"].cell(30, at + 1).fill = PatternFill("solid", f"FF0000{at:02X}")
    own.save(copy)
    cleared = openpyxl_book(clear_marks(copy))
    before = fills(openpyxl_book(book)["Biểu"])
    assert {at: look for at, look in fills(cleared["Biểu"]).items() if at in before} == before
    assert cleared["Biểu"]["A1"].border.left.style is None
    assert cleared["Biểu"]["A1"].comment is None
    assert cleared.sheetnames == ["Biểu", "Khác"]


def test_rows_may_have_been_inserted_meanwhile(book: Path, tmp_path: Path) -> None:
    copy = marked(book, tmp_path / "ra", [report(finding("A3"), finding("B1"))])
    package = Package.open(copy)
    moved = insert_rows(package, "Biểu", 2, 3)
    longer = tmp_path / "dài.xlsx"
    longer.write_bytes(rewrite(package.data, moved.parts))
    assert "A6" in notes(longer, "Biểu")
    cleared = clear_marks(longer)
    sheet = openpyxl_book(cleared)["Biểu"]
    assert (sheet["A6"].value, sheet["A6"].fill.patternType, sheet["A6"].comment) == (31, None, None)
    assert sheet["B1"].fill.fgColor.rgb == "FF00FF00"


def test_a_list_that_was_renamed_and_moved_is_found_again(book: Path, tmp_path: Path) -> None:
    copy = marked(book, tmp_path / "ra", [report(finding("A1"))])
    own = openpyxl.load_workbook(copy)
    own[LIST].title = "Đã xem"
    own.move_sheet("Đã xem", -5)
    own.active = 0
    own.save(copy)
    cleared = openpyxl_book(clear_marks(copy))
    assert cleared.sheetnames == ["Biểu", "Khác"]
    assert cleared.active.title == "Biểu"


def test_names_of_the_users_keep_their_sheets_when_ours_stood_before_them(book: Path, tmp_path: Path) -> None:
    copy = marked(book, tmp_path / "ra", [report(finding("A1"))])
    own = openpyxl.load_workbook(copy)
    own.create_sheet("Sau")["A1"] = 1
    own["Sau"].print_title_rows = "1:2"
    own.save(copy)
    cleared = openpyxl_book(clear_marks(copy))
    assert cleared.sheetnames == ["Biểu", "Khác", "Sau"]
    assert cleared["Sau"].print_title_rows == "$1:$2"


def test_a_workbook_without_marks_comes_back_as_it_is(book: Path) -> None:
    assert clear_marks(book) == book.read_bytes()


def test_a_second_check_gives_what_a_first_one_would(book: Path, tmp_path: Path) -> None:
    first = [report(finding("A1"), finding("B2"), finding("H20"))]
    second = [report(finding("B2", severity=Severity.WARNING))]
    copy = marked(book, tmp_path / "một", first)
    assert marked_book(copy, first).content == copy.read_bytes()
    again = members(marked_book(copy, second).content)
    direct = members(marked_book(book, second).content)
    sheets = {name for name in direct if "sheet1" not in name}
    assert {name: again[name] for name in sheets} == {name: direct[name] for name in sheets}
    assert notes(marked_book(copy, second).content, "Biểu").keys() == {"B2"}


def test_formats_do_not_pile_up(book: Path, tmp_path: Path) -> None:
    copy = marked(book, tmp_path / "ra", [report(finding("A1"), finding("B1"))])
    sizes = set()
    for turn in range(4):
        cell = f"A{turn + 1}"
        copy.write_bytes(marked_book(copy, [report(finding(cell), finding("B1"))]).content)
        sizes.add(members(copy)["xl/styles.xml"].count(b"<xf "))
    # A1 has a fill of its own, the others have none.
    assert len(sizes) <= 2
    assert sum(name == MARKS_SHEET for name in openpyxl_book(copy).sheetnames) == 1
