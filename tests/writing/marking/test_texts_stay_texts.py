"""Nothing that stands in a workbook or in a file's name becomes a formula, markup or an order of letters."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from mtqg_xl.messages import use_language
from mtqg_xl.reconcile.explained import key_of
from mtqg_xl.writing.marking import clear_marks, explanations, marked_book
from tests.ooxml.features.soundness import unsound
from tests.writing.marking.marked import (
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
)

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x","bấm")',
    "+cmd|'/c calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    ']]></t></is></c><c r="A1"><v>9</v></c>',
    "&lt;b&gt; & <b/>",
    "\x00\x01\x1f",
    "_x0041_",
    "a\u202egnp.exe",
    "\u200f\u2066đảo\u2069",
    "\ud800",
    "dòng\nmột\r\nhai",
    "x" * 40_000,
    "──── Kiểm tra số liệu ────",
    "mtqg_xl:kiem_tra",
    "{0} {name} %s",
    "Giải trình: giả",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_from_a_workbook_stays_a_text(text: str, tmp_path: Path) -> None:
    told = dict.fromkeys(("message", "why", "todo", "law", "row_label", "column_label", "form_label"), text)
    hostile = finding("A1", **told, unit=text)
    book = plain_book(tmp_path / "biểu.xlsx")
    copy = marked(book, tmp_path / "ra", [report(hostile, unit=text, path=f"/x/{text}.xlsx")])
    assert unsound(members(copy)) == []
    for part, content in members(copy).items():
        if part.endswith((".xml", ".rels")):
            ElementTree.fromstring(content)
    sheet = book_of(copy).sheet(LIST)
    assert all(len(cell.text) <= 32_767 for cell in sheet.cells.values())
    assert all(cell.formula is None for cell in sheet.cells.values())
    shown = "".join(cell.text for cell in sheet.cells.values() if cell.col > 1) + notes(copy, "Biểu")["A1"]
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x00\x01\x1f")
    assert [line["Mã"] for line in lines_of(copy)] == ["F1"]
    assert members(clear_marks(copy)).keys() == members(book).keys()
    assert notes(clear_marks(copy), "Biểu") == {}
    assert explanations(copy) == {}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x"])
def test_a_text_that_begins_like_a_formula_stays_one_when_it_is_edited(text: str, tmp_path: Path) -> None:
    book = plain_book(tmp_path / "biểu.xlsx")
    copy = marked(book, tmp_path / "ra", [report(finding("A1", row_label=text))])
    cell = next(c for row in openpyxl_book(copy)[LIST].iter_rows() for c in row if c.value == text)
    assert cell.data_type in {"s", "inlineStr", "str"}
    assert cell.quotePrefix


@pytest.mark.parametrize("text", ["=1+1", "<script>", "a\u202eb", "\x01"])
def test_an_explanation_stays_a_text_too(text: str, tmp_path: Path) -> None:
    book = plain_book(tmp_path / "biểu.xlsx")
    first = [report(finding("A1"))]
    key = key_of("xã A", first[0].findings[0])
    content = marked_book(book, first, {key: text}).content
    assert all(cell.formula is None for cell in book_of(content).sheet(LIST).cells.values())


def test_in_english_the_same_stands_there(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "biểu.xlsx")
    use_language("en")
    try:
        copy = marked(book, tmp_path / "ra", [report(finding("A1"))])
    finally:
        use_language("vi")
    assert "Data check" in openpyxl_book(copy).sheetnames
    assert lines_of(copy, "Data check")[0]["Severity"] == "✗ Error"
    assert "should be 12" in notes(copy, "Biểu")["A1"]
    # Whatever language it was marked in, it is cleared and marked again.
    assert members(clear_marks(copy)).keys() == members(book).keys()
    assert LIST in openpyxl_book(marked_book(copy, [report(finding("A1"))]).content).sheetnames
