"""The cells to correct: seen in colour, in grey and by the colour-blind, with a note that says what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.table import Table

from mtqg_xl.domain.findings import Confidence, Severity
from mtqg_xl.messages import FileProblem, OutputProblem
from mtqg_xl.ooxml.package import Package
from mtqg_xl.writing.marking import marked_book
from tests.ooxml.features.soundness import unsound
from tests.writing.marking.marked import (
    KON_RAY,
    LIST,
    book_of,
    finding,
    lines_of,
    marked,
    members,
    notes,
    openpyxl_book,
    plain_book,
    report,
    reports_of,
    styles_of,
    suspect,
)


def look(cell: Any) -> tuple[str | None, str | None]:
    return cell.fill.patternType, cell.border.left.style


def restyled(before: Path, after: Path, sheet: str) -> set[str]:
    was, now = styles_of(before, sheet), styles_of(after, sheet)
    return {address for address in now if was.get(address) != now[address]}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return plain_book(tmp_path / "biểu.xlsx")


def test_the_culprits_of_a_real_report_are_marked_and_nothing_else(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    # N14 has to be worked out anew once L14 is right.
    assert restyled(KON_RAY, copy, "KR02") == {"E13", "L14", "N14", "Q15"}
    assert restyled(KON_RAY, copy, "NTM01") == set()
    told = {cell for cell, text in notes(copy, "KR02").items() if "Kiểm tra số liệu" in text}
    assert told == {"E13", "L14", "N14", "Q15"}


def test_errors_and_warnings_differ_without_colour(book: Path, tmp_path: Path) -> None:
    findings = [
        finding("A1"),
        finding("B2", severity=Severity.WARNING),
        finding("C3", severity=Severity.INFO),
    ]
    sheet = openpyxl_book(marked(book, tmp_path / "ra", [report(*findings)]))["Biểu"]
    assert look(sheet["A1"]) == ("lightUp", "medium")
    assert look(sheet["B2"]) == ("gray125", "mediumDashed")
    assert look(sheet["C3"]) == (None, None)
    assert sheet["C3"].comment is None


def test_a_cell_with_an_error_and_a_warning_is_marked_as_an_error(book: Path, tmp_path: Path) -> None:
    findings = [finding("A1", severity=Severity.WARNING), finding("A1", rule="BM.2")]
    copy = marked(book, tmp_path / "ra", [report(*findings)])
    assert look(openpyxl_book(copy)["Biểu"]["A1"]) == ("lightUp", "medium")
    said = notes(copy, "Biểu")["A1"]
    assert "F1 – cảnh báo" in said
    assert "F2 – lỗi" in said


def test_the_culprit_is_marked_and_not_the_sum_that_fails(book: Path, tmp_path: Path) -> None:
    failing = finding("D7", suspects=(suspect("D3"),))
    copy = marked(book, tmp_path / "ra", [report(failing)])
    assert restyled(book, copy, "Biểu") == {"D3"}


def test_where_nothing_is_certain_the_cell_that_fails_is_marked(book: Path, tmp_path: Path) -> None:
    failing = finding("D7", suspects=(suspect("D3"),), confidence=Confidence.UNDECIDED)
    copy = marked(book, tmp_path / "ra", [report(failing)])
    assert restyled(book, copy, "Biểu") == {"D7"}
    assert "tính ra 12" in notes(copy, "Biểu")["D7"]


def test_a_mark_keeps_all_else_of_the_format(tmp_path: Path) -> None:
    path = plain_book(tmp_path / "biểu.xlsx")
    book = openpyxl.load_workbook(path)
    cell = book["Biểu"]["A1"]
    cell.number_format, cell.font = "0.00%", Font(name="Times New Roman", bold=True, color="FF0000FF")
    cell.border = Border(diagonal=Side("thin"), diagonalUp=True, left=Side("thin"))
    cell.protection = Protection(locked=False)
    book.save(path)
    now = openpyxl_book(marked(path, tmp_path / "ra", [report(finding("A1"))]))["Biểu"]["A1"]
    assert (now.number_format, now.font.name, now.font.b) == ("0.00%", "Times New Roman", True)
    assert (now.border.diagonal.style, now.border.diagonalUp) == ("thin", True)
    assert not now.protection.locked
    assert now.value == 11


def test_formulas_and_values_are_as_they_were(tmp_path: Path) -> None:
    def held(path: Path, sheet: str) -> dict[str, tuple[str, str | None]]:
        cells = book_of(path).sheet(sheet).cells.values()
        return {cell.address: (cell.text, cell.formula) for cell in cells}

    copy = marked(KON_RAY, tmp_path)
    for sheet in ("KR02", "NTM01"):
        assert held(copy, sheet) == held(KON_RAY, sheet)


def test_only_what_has_to_differ_differs(tmp_path: Path) -> None:
    before, after = members(KON_RAY), members(marked(KON_RAY, tmp_path))
    changed = {name for name in before if before[name] != after.get(name)}
    part = next(info.part for info in book_of(KON_RAY).sheets if info.name == "KR02")
    allowed = {part, "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
    assert {name for name in changed if "comments" not in name and "vmlDrawing" not in name} <= allowed
    assert unsound(after) == unsound(before)


def test_a_note_says_what_to_do_and_where_it_is_told_in_full(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    said = notes(copy, "KR02")["E13"]
    assert "F1 – lỗi: đang ghi 26.884, lẽ ra 26.844 triệu đồng" in said
    assert "sửa 26.884 thành 26.844" in said
    line = next(line["line"] for line in lines_of(copy) if line["Mã"] == "F1")
    assert f"Xem dòng {line}, trang “{LIST}”." in said


def test_many_findings_about_one_cell_are_counted_in_its_note(book: Path, tmp_path: Path) -> None:
    findings = [finding("A1", rule=f"BM.{at}") for at in range(40)]
    said = notes(marked(book, tmp_path / "ra", [report(*findings)]), "Biểu")["A1"]
    assert "Còn 37 phát hiện khác ở ô này: F4, F5" in said
    assert len(said) < 2_000


def test_a_long_sentence_is_cut_in_the_note_and_whole_in_the_list(book: Path, tmp_path: Path) -> None:
    todo = ("Đối chiếu chứng từ " * 100).strip()
    copy = marked(book, tmp_path / "ra", [report(finding("A1", todo=todo))])
    assert "…" in notes(copy, "Biểu")["A1"]
    assert len(notes(copy, "Biểu")["A1"]) < 700
    assert lines_of(copy)[0]["Việc cần làm"] == todo


def test_a_note_of_the_users_stays_above_ours(book: Path, tmp_path: Path) -> None:
    own = openpyxl.load_workbook(book)
    own["Biểu"]["A1"].comment = Comment("Số theo Nghị quyết 12", "Chị Lan")
    own.save(book)
    said = notes(marked(book, tmp_path / "ra", [report(finding("A1"))]), "Biểu")["A1"]
    assert said.startswith("Số theo Nghị quyết 12\n──── Kiểm tra số liệu ────\nF1 – lỗi")


def test_a_blank_cell_that_the_file_does_not_mention_is_marked_too(book: Path, tmp_path: Path) -> None:
    copy = marked(book, tmp_path / "ra", [report(finding("H20", stated=None))])
    assert look(openpyxl_book(copy)["Biểu"]["H20"]) == ("lightUp", "medium")
    assert lines_of(copy)[0]["Đang ghi"] == "(để trống)"


def test_a_cell_inside_a_merge_is_marked_where_it_is_seen(book: Path, tmp_path: Path) -> None:
    own = openpyxl.load_workbook(book)
    own["Biểu"].merge_cells("A1:B2")
    own.save(book)
    copy = marked(book, tmp_path / "ra", [report(finding("B2"))])
    assert look(openpyxl_book(copy)["Biểu"]["A1"]) == ("lightUp", "medium")


def test_sheets_with_protection_tables_and_conditional_formats_are_marked(book: Path, tmp_path: Path) -> None:
    own = openpyxl.load_workbook(book)
    sheet = own["Biểu"]
    sheet.protection.sheet = True
    sheet.protection.password = "mật khẩu"
    for at, name in enumerate(("a", "b", "c"), start=1):
        sheet.cell(1, at, name)
    sheet.add_table(Table(displayName="Bang", ref="A1:C5"))
    sheet.conditional_formatting.add("A1:D6", CellIsRule("greaterThan", ["5"], fill=PatternFill("solid")))
    own.security = openpyxl.workbook.protection.WorkbookProtection(lockStructure=True)
    own.save(book)
    findings = [finding(cell) for cell in ("A1", "B3", "D7", "A9")]
    copy = marked(book, tmp_path / "ra", [report(*findings)])
    now = openpyxl_book(copy)
    assert [look(now["Biểu"][cell])[0] for cell in ("A1", "B3", "D7", "A9")] == ["lightUp"] * 4
    assert now["Biểu"].protection.sheet
    assert now["Biểu"].tables["Bang"].ref == "A1:C5"
    assert unsound(members(copy)) == []


def test_the_same_findings_give_the_same_bytes() -> None:
    one, other = (marked_book(KON_RAY, reports_of(KON_RAY)).content for _ in range(2))
    assert one == other


def test_the_copy_never_takes_the_place_of_the_workbook_checked(book: Path) -> None:
    before = book.read_bytes()
    with pytest.raises(OutputProblem):
        marked_book(book, [report(finding("A1"))]).save(book)
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("biểu.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000),
        ("biểu.csv", b"a;b\n1;2\n"),
        ("biểu.xlsx", b""),
    ],
)
def test_other_files_are_refused_with_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileProblem) as refused:
        marked_book(path, [report()])
    assert name in str(refused.value)


def test_a_marked_workbook_is_read_like_any_other(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    assert Package.open(copy, thorough=True).names
