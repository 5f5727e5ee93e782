"""CSV and TSV, as Excel and web software write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.opening import Book, open_book

ROWS = (
    ("TT", "Nội dung", "Số vốn"),
    ("1", "Vốn đầu tư, đợt 1", "12,5"),
    ("1.1", "Trong đó; NSTW", "1.234,5"),
)


def text_book(tmp_path: Path, content: bytes, name: str = "Bảo Lâm.csv") -> Book:
    path = tmp_path / name
    path.write_bytes(content)
    return open_book(path)


def table(book: Book) -> list[list[str]]:
    sheet = book.sheet(book.sheets[0].name)
    return [
        [cell.text if (cell := sheet.cell(row, col)) else "" for col in range(1, sheet.columns_used + 1)]
        for row in range(1, sheet.rows_used + 1)
    ]


def written(separator: str) -> str:
    return "".join(separator.join(f'"{field}"' for field in row) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_any_separator_in_any_code_is_found_out(tmp_path: Path, separator: str, encoding: str) -> None:
    book = text_book(tmp_path, written(separator).encode(encoding))
    assert book.format == "csv"
    assert [info.name for info in book.sheets] == ["Bảo Lâm"]
    assert table(book) == [
        ["TT", "Nội dung", "Số vốn"],
        ["1", "Vốn đầu tư, đợt 1", "12.5"],
        ["1.1", "Trong đó; NSTW", "1234.5"],
    ]


def test_decimal_commas_beside_semicolons_do_not_cut_the_row(tmp_path: Path) -> None:
    content = "Mục;NSTW;NSĐP\nA;1,5;2,25\nB;3,5;4\nC;5,125;0,5\n".encode()
    assert table(text_book(tmp_path, content))[1:] == [
        ["A", "1.5", "2.25"],
        ["B", "3.5", "4"],
        ["C", "5.125", "0.5"],
    ]


def test_the_hint_of_excel_is_no_row(tmp_path: Path) -> None:
    assert table(text_book(tmp_path, b"sep=|\na;b|c\nd|e\n")) == [["a;b", "c"], ["d", "e"]]


def test_vietnamese_letters_of_old_windows_are_read(tmp_path: Path) -> None:
    # The marks of tones stand behind their letters in this code.
    text = "T\u00d4\u0309ng s\u00f4\u0301;\u0110\u01a1n vi\u0323\nV\u00f4\u0301n;\u0111\u00f4\u0300ng\n"
    book = text_book(tmp_path, text.replace("\u00d4\u0309", "\u00d4\u0309").encode("cp1258"))
    assert table(book) == [["TỔng số", "Đơn vị"], ["Vốn", "đồng"]]


def test_letters_of_the_abc_fonts_keep_their_bytes_and_tell_their_font(tmp_path: Path) -> None:
    old = "TT;Néi dung;Tæng sè vèn\n1;KÕ ho¹ch;5\n".encode("cp1252")
    book = text_book(tmp_path, old)
    sheet = book.sheet(book.sheets[0].name)
    cell = sheet.cell(1, 3)
    assert cell is not None
    assert cell.text == "Tæng sè vèn"
    assert book.font(cell.style) == ".VnTime"


def test_blank_lines_and_lines_in_quotes_keep_their_places(tmp_path: Path) -> None:
    book = text_book(tmp_path, 'BIỂU SỐ 16;;\n;;\nTT;"Nội\ndung";Vốn\n1;a;5\n'.encode())
    assert table(book)[2] == ["TT", "Nội\ndung", "Vốn"]
    assert table(book)[3] == ["1", "a", "5"]


def test_named_xls_it_is_read_all_the_same(tmp_path: Path) -> None:
    assert text_book(tmp_path, "a\tb\n1\t2\n".encode("utf-16"), "Biểu.xls").format == "csv"
