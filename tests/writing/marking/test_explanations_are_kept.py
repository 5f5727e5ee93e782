"""Giải trình: read back by rule and place in the form, whatever has become of addresses and numbers."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.comments import Comment

from mtqg_xl import api
from mtqg_xl.ooxml import Package
from mtqg_xl.ooxml.archive import rewrite
from mtqg_xl.ooxml.growing import insert_rows
from mtqg_xl.writing.marking import ExplanationKey, clear_marks, explanations, marked_book
from tests.writing.marking.marked import (
    KON_RAY,
    LIST,
    finding,
    lines_of,
    marked,
    openpyxl_book,
    plain_book,
    report,
    reports_of,
)

UNIT = "huyện Kon Rẫy"
NOTE = ExplanationKey(UNIT, "", "KR02", "GNBV", "15")
F3 = NOTE._replace(rule="KR02.15", figure="10.8")


def explained(path: Path, number: str, text: str, sheet: str = LIST) -> None:
    """Write ``text`` into the last column of the line of a finding, as a person does."""
    line = next(line["line"] for line in lines_of(path, sheet) if line["Mã"] == number)
    book = openpyxl.load_workbook(path)
    heads = book[sheet][int(lines_of(path, sheet)[0]["line"]) - 1]
    column = next(cell.column for cell in heads if cell.value == "Giải trình")
    book[sheet].cell(int(line), column).value = text
    book.save(path)


def shown(content: bytes) -> dict[str, str]:
    return {line["Mã"]: line["Giải trình"] for line in lines_of(content) if line.get("Giải trình")}


def test_a_line_of_the_list_is_read_back_by_rule_and_place(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    explained(copy, "F3", "Theo Nghị quyết 12/NQ-HĐND")
    assert explanations(copy) == {F3: "Theo Nghị quyết 12/NQ-HĐND"}


def test_it_is_kept_when_the_workbook_is_checked_again(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    explained(copy, "F3", "Theo Nghị quyết 12\nvà Công văn 5")
    again = marked_book(copy, reports_of(KON_RAY)).content
    assert shown(again) == {"F3": "Theo Nghị quyết 12\nvà Công văn 5"}


def test_it_survives_rows_inserted_above(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    explained(copy, "F3", "Đúng theo quyết định")
    package = Package.open(copy)
    moved = insert_rows(package, "KR02", 3, 2)
    copy.write_bytes(rewrite(package.data, moved.parts))
    reports = api.check(copy).files
    again = marked_book(copy, reports).content
    number = next(one.id for one in reports[0].findings if one.rule == F3.rule and one.cell == "Q17")
    assert shown(again) == {number: "Đúng theo quyết định"}


def test_a_note_on_the_cell_explains_every_finding_about_it(tmp_path: Path) -> None:
    own = tmp_path / "kon_ray_2023-6T.xlsx"
    book = openpyxl.load_workbook(KON_RAY)
    book["KR02"]["Q15"].comment = Comment("Giải trình: tính trên số giải ngân", "Chị Lan")
    book.save(own)
    assert explanations(own) == {NOTE: "tính trên số giải ngân"}
    content = marked_book(own, reports_of(KON_RAY)).content
    assert shown(content) == {"F3": "Theo ghi chú ở ô: tính trên số giải ngân"}


def test_what_a_note_said_is_not_taken_for_a_line_of_the_list(tmp_path: Path) -> None:
    own = tmp_path / "kon_ray_2023-6T.xlsx"
    book = openpyxl.load_workbook(KON_RAY)
    book["KR02"]["Q15"].comment = Comment("Giải trình: lần một", "Chị Lan")
    book.save(own)
    copy = marked(own, tmp_path / "ra", reports_of(KON_RAY))
    assert explanations(copy) == {NOTE: "lần một"}
    assert marked_book(copy, reports_of(KON_RAY)).content == copy.read_bytes()


def test_one_typed_below_our_own_note_counts(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    book = openpyxl.load_workbook(copy)
    book["KR02"]["Q15"].comment.text += "\nGiải trình: đã đối chiếu"
    book.save(copy)
    assert explanations(copy) == {NOTE: "đã đối chiếu"}
    assert shown(marked_book(copy, reports_of(KON_RAY)).content) == {"F3": "Theo ghi chú ở ô: đã đối chiếu"}


def test_one_whose_finding_is_gone_stands_below_the_list(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "biểu.xlsx")
    copy = marked(book, tmp_path / "ra", [report(finding("A1"), finding("B1"))])
    explained(copy, "F1", "Số đúng")
    again = marked(copy, tmp_path / "hai", [report(finding("B1"))])
    texts = {cell.value for row in openpyxl_book(again)[LIST].iter_rows() for cell in row}
    assert "Số đúng" in texts
    key = ExplanationKey("xã A", "BM.1", "BM", "A1", "1", "11")
    assert explanations(again) == {key: "Số đúng"}
    back = marked_book(again, [report(finding("B1"), finding("A1"))]).content
    assert shown(back) == {"F2": "Số đúng"}


def test_those_of_an_earlier_copy_go_into_a_new_one(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    explained(copy, "F3", "Theo Nghị quyết 12")
    assert shown(marked_book(KON_RAY, reports_of(KON_RAY), explanations(copy)).content) == {
        "F3": "Theo Nghị quyết 12"
    }


def test_lines_sorted_by_a_person_keep_their_explanations(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "biểu.xlsx")
    copy = marked(book, tmp_path / "ra", [report(finding("A1"), finding("B1"))])
    explained(copy, "F1", "Một")
    own = openpyxl.load_workbook(copy)
    sheet = own[LIST]
    first, second = (int(line["line"]) for line in lines_of(copy))
    for column in range(1, sheet.max_column + 1):
        one, other = sheet.cell(first, column), sheet.cell(second, column)
        one.value, other.value = other.value, one.value
    own.save(copy)
    assert list(explanations(copy).values()) == ["Một"]
    assert shown(marked_book(copy, [report(finding("A1"), finding("B1"))]).content) == {"F1": "Một"}


def test_a_workbook_without_explanations_gives_none(tmp_path: Path) -> None:
    assert explanations(KON_RAY) == {}
    assert explanations(plain_book(tmp_path / "biểu.xlsx")) == {}


def test_nothing_is_left_of_the_list_when_the_marks_come_off(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    explained(copy, "F3", "Theo Nghị quyết 12")
    clean = tmp_path / "sạch.xlsx"
    clean.write_bytes(clear_marks(copy))
    assert explanations(clean) == {}
