"""Web pages with tables, as web software and Excel itself call them .xls."""

from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from mtqg_xl.messages import FileProblem
from mtqg_xl.opening import Book, open_book
from tests.opening.seeing import cells_of


def page(tmp_path: Path, body: str, head: str = "", encoding: str = "utf-8") -> Book:
    path = tmp_path / "Biểu xuất từ phần mềm.xls"
    path.write_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return open_book(path)


def table(book: Book, name: str | None = None) -> dict[str, str]:
    sheet = book.sheet(name or book.sheets[0].name)
    return {cell.address: cell.text for cell in sheet.cells.values()}


def kinds(book: Book) -> dict[str, str]:
    return {cell.address: cell.kind for cell in book.sheet(book.sheets[0].name).cells.values()}


def test_titles_and_tables_stand_one_under_another(tmp_path: Path) -> None:
    book = page(
        tmp_path,
        "<h3>BIỂU SỐ 16</h3><p>Đơn vị tính:  triệu<br>đồng</p>"
        "<table><tr><th>TT</th><th>Nội dung</th></tr><tr><td>1</td><td>Vốn&nbsp;ĐTPT</td></tr></table>"
        "<div>Người lập</div>",
    )
    assert table(book) == {
        "A1": "BIỂU SỐ 16",
        "A2": "Đơn vị tính: triệu",
        "A3": "đồng",
        "A4": "TT",
        "B4": "Nội dung",
        "A5": "1",
        "B5": "Vốn\xa0ĐTPT",
        "A7": "Người lập",
    }


def test_headings_over_several_columns_and_rows_are_merged(tmp_path: Path) -> None:
    book = page(
        tmp_path,
        "<table><tr><th rowspan=2>TT</th><th colspan='2'>Vốn</th><th rowspan=2>Ghi chú</th></tr>"
        "<tr><th>NSTW</th><th>NSĐP</th></tr><tr><td>1</td><td>2</td><td>3</td><td>x</td></tr></table>",
    )
    sheet = book.sheet(book.sheets[0].name)
    assert sorted(sheet.merges) == [(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4)]
    assert table(book) | {"B2": "NSTW", "C2": "NSĐP", "D3": "x"} == table(book)


def test_a_table_that_only_arranges_the_page_is_no_table(tmp_path: Path) -> None:
    book = page(
        tmp_path,
        "<table><tr><td><b>UBND HUYỆN</b></td><td>CỘNG HOÀ</td></tr><tr><td colspan=2>"
        "<table><tr><td>TT</td><td>Số</td></tr></table></td></tr></table>",
    )
    assert table(book) == {"A1": "UBND HUYỆN", "A2": "CỘNG HOÀ", "A3": "TT", "B3": "Số"}


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        # Commas and groups show the way of writing, so that 1.234 is more than a thousand.
        (["1.234,5", "12,5", "0,25", "1.234"], ["1234.5", "12.5", "0.25", "1234"]),
        (["1,234.5", "0.25", "1,234,567.8", "1.234"], ["1234.5", "0.25", "1234567.8", "1.234"]),
        # Nothing shows it, or it is shown both ways: left for the reader to judge.
        (["1.234", "2.345", "100", "7.890"], [None, None, "100", None]),
        (["1.234,5", "12,5", "0,25", "0.75", "1.234"], ["1234.5", "12.5", "0.25", "0.75", None]),
        (["26844", "-5", "0", "007", "1234567890123456", ""], ["26844", "-5", "0", None, None, None]),
    ],
)
def test_a_figure_is_a_number_where_its_writing_is_certain(
    tmp_path: Path, figures: list[str], expected: list[str | None]
) -> None:
    rows = "".join(f"<tr><td>Dòng</td><td>{figure}</td></tr>" for figure in figures)
    seen = cells_of(page(tmp_path, f"<table>{rows}</table>"), "Biểu xuất từ phần mềm")
    numbers = [seen.get(f"B{row}") for row in range(1, len(figures) + 1)]
    assert [str(one.value) if one and one.kind == "number" else None for one in numbers] == expected


def test_the_numbering_of_rows_does_not_show_how_figures_are_written(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{at}.1</td><td>{at}.234</td></tr>" for at in range(1, 9))
    sheet = page(tmp_path, f"<table>{rows}</table>")
    assert {kind for address, kind in kinds(sheet).items() if address.startswith("B")} == {"text"}


def test_what_excel_says_of_a_cell_goes_before_what_it_shows(tmp_path: Path) -> None:
    head = (
        "<style>.xl65 {mso-number-format:'0\\.00%';} .xl66 {mso-number-format:'\\@';}"
        " .xl67 {mso-number-format:'Short Date'; font-family:'\\.VnTime', serif;}</style>"
        "<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>BM16</x:Name></x:ExcelWorksheet></xml><![endif]-->"
    )
    book = page(
        tmp_path,
        '<table><tr><td class=xl65 x:num="0.1234">12,34%</td><td class=xl66>1.1</td>'
        '<td x:num>26844</td><td x:num="3" x:fmla="=SUM(A1:B1)">3</td><td class=xl67 x:num="45000">15/03</td>'
        '<td x:err="#DIV/0!">#DIV/0!</td><td x:bool="TRUE">TRUE</td></tr></table>',
        head,
    )
    assert [info.name for info in book.sheets] == ["BM16"]
    seen = cells_of(book, "BM16")
    assert (seen["A1"].kind, str(seen["A1"].value), seen["A1"].percent) == ("number", "0.1234", True)
    assert seen["B1"].kind == "text"
    assert str(seen["C1"].value) == "26844"
    assert seen["E1"].date
    assert seen["F1"].kind == "error"
    assert (seen["G1"].kind, seen["G1"].value) == ("bool", "1")
    sheet = book.sheet("BM16")
    assert sheet.cells[1, 4].formula == "SUM(A1:B1)"


def test_comments_and_hidden_things_are_not_in_the_text(tmp_path: Path) -> None:
    book = page(
        tmp_path,
        "<table><tr style='display:none'><td>ẩn</td></tr><tr><td>12<a class=msocomanchor>[1]</a>"
        "<comment>Báo cáo mục 3</comment><span style='display:none'>x</span></td></tr></table>"
        "<div style='mso-element:comment-list'>Người viết: sai</div><script>var a = 1</script>",
    )
    assert table(book) == {"A1": "ẩn", "A2": "12"}
    assert book.sheet(book.sheets[0].name).hidden_rows == {1}


def test_what_is_typed_into_a_saved_web_form_is_read(tmp_path: Path) -> None:
    book = page(
        tmp_path,
        "<table><tr><td>Vốn</td><td><input type=text value='26844'></td><td><select>"
        "<option>huyện Hà Quảng<option selected>huyện Bảo Lâm</select></td></tr></table>",
    )
    assert table(book) == {"A1": "Vốn", "B1": "26844", "C1": "huyện Bảo Lâm"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_pages_of_any_code_are_read(tmp_path: Path, encoding: str) -> None:
    assert table(page(tmp_path, "<table><tr><td>Huyện Kon Rẫy</td></tr></table>", encoding=encoding)) == {
        "A1": "Huyện Kon Rẫy"
    }


def test_an_archive_of_pages_is_a_book_of_sheets(tmp_path: Path) -> None:
    message = MIMEMultipart("related")
    outline = (
        "<html><xml><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>BM03</x:Name>"
        '<x:WorksheetSource HRef="b_files/sheet001.htm"/></x:ExcelWorksheet><x:ExcelWorksheet>'
        '<x:Name>BM16</x:Name><x:WorksheetSource HRef="b_files/sheet002.htm"/></x:ExcelWorksheet>'
        "</x:ExcelWorksheets></xml><frameset><frame src='b_files/sheet001.htm'></frameset></html>"
    )
    pages = {
        "b.htm": outline,
        "b_files/sheet002.htm": "<html><table><tr><td x:num='16'>16</td></tr></table></html>",
        "b_files/sheet001.htm": "<html><table><tr><td>biểu 3</td></tr></table></html>",
    }
    for place, text in pages.items():
        part = MIMEText(text, "html", "utf-8")
        part["Content-Location"] = f"file:///C:/{place}"
        message.attach(part)
    path = tmp_path / "Báo cáo.xls"
    path.write_bytes(b"MIME-Version: 1.0\r\n" + message.as_bytes())
    book = open_book(path)
    assert book.format == "html"
    assert table(book, "BM16") == {"A1": "16"}
    assert table(book, "BM03") == {"A1": "biểu 3"}


def test_a_page_asks_for_nothing_from_the_network(tmp_path: Path) -> None:
    body = "<img src='http://127.0.0.1:9/a.png'><table><tr><td>1</td></tr></table>"
    assert table(page(tmp_path, body, "<link rel=stylesheet href='http://127.0.0.1:9/a.css'>")) == {"A1": "1"}


@pytest.mark.parametrize("attribute", ["colspan", "rowspan"])
def test_a_cell_that_claims_to_span_a_million_spans_what_browsers_allow(
    tmp_path: Path, attribute: str
) -> None:
    cells = f"<td {attribute}=999999999>x</td>" * 10
    book = page(tmp_path, f"<table><tr>{cells}</tr></table>" * 3)
    sheet = book.sheet(book.sheets[0].name)
    assert len(sheet.merges) == 30
    assert all(merge[3] <= 10_000 and merge[2] <= 70_000 for merge in sheet.merges)


def test_a_row_wider_than_any_sheet_is_unsafe(tmp_path: Path) -> None:
    book = page(tmp_path, "<table><tr>" + "<td colspan=1000>x</td>" * 20 + "</tr></table>")
    with pytest.raises(FileProblem) as caught:
        book.sheet(book.sheets[0].name)
    assert caught.value.code == "file.unsafe"
