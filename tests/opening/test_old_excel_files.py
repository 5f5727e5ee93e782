"""Files in the old format of Excel, as libraries of web software and very old programs write them."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.messages import FileProblem
from mtqg_xl.opening import open_book
from tests.opening.seeing import cells_of, formulas_of

xlwt = pytest.importorskip("xlwt")


def written(path: Path, *, date1904: bool = False) -> Path:
    book: Any = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = date1904
    sheet = book.add_sheet("Biểu 16")
    sheet.write_merge(0, 0, 0, 2, "Tæng sè vèn", xlwt.easyxf("font: name .VnTime"))
    sheet.write(1, 0, 26844)
    sheet.write(2, 0, 766.178594)
    sheet.write(3, 0, -0.07)
    sheet.write(1, 1, 0.25, xlwt.easyxf(num_format_str="0.00%"))
    sheet.write(2, 1, date(2023, 6, 30), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    sheet.write(3, 1, True)
    sheet.write(1, 2, xlwt.Formula("SUM(A2:A4)*100%"))
    sheet.row(3).hidden = True
    sheet.col(1).hidden = True
    hidden = book.add_sheet("ẩn")
    hidden.visibility = 2
    book.save(str(path))
    return path


def test_a_file_of_another_library_is_read(tmp_path: Path) -> None:
    book = open_book(written(tmp_path / "xuất từ phần mềm.xlsx"))
    assert book.format == "xls"
    seen = cells_of(book, "Biểu 16")
    assert [str(seen[address].value) for address in ("A2", "A3", "A4")] == ["26844", "766.178594", "-0.07"]
    assert seen["B2"].percent
    assert seen["B3"].date
    assert (seen["B4"].kind, seen["B4"].value) == ("bool", "1")
    sheet = book.sheet("Biểu 16")
    assert sheet.merges == ((1, 1, 1, 3),)
    assert sheet.hidden_rows == {4}
    assert sheet.hidden_columns == {2}
    assert book.font(sheet.cells[1, 1].style) == ".VnTime"
    assert [info.state for info in book.sheets] == ["visible", "veryHidden"]


def test_a_formula_that_was_never_computed_is_no_zero(tmp_path: Path) -> None:
    book = open_book(written(tmp_path / "a.xls"))
    assert formulas_of(book, "Biểu 16") == {"C2": "SUM(A2:A4)*100%"}
    assert book.sheet("Biểu 16").cells[2, 3].kind == "blank"


def test_a_book_that_counts_from_1904_says_so(tmp_path: Path) -> None:
    of_1904, of_1900 = (open_book(written(tmp_path / f"{flag}.xls", date1904=flag)) for flag in (True, False))
    assert (of_1904.date1904, of_1900.date1904) == (True, False)
    assert cells_of(of_1904, "Biểu 16")["B3"].value == 45107 - 1462
    assert cells_of(of_1900, "Biểu 16")["B3"].value == 45107


def record(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack("<2H", kind, len(body)) + body


def excel_4() -> bytes:
    """A sheet without a container, as Excel 4 wrote it: a number, a text and a formula."""
    place = struct.Struct("<3H")
    text = "Von dau tu".encode("cp1252")
    return b"".join(
        (
            record(0x0409, struct.pack("<3H", 0, 0x10, 0)),
            record(0x0042, struct.pack("<H", 1252)),
            record(0x0231, struct.pack("<3HB", 200, 0, 0x7FFF, 5), b"Arial"),
            record(0x041E, struct.pack("<HB", 0, 7), b"General"),
            record(0x0443, bytes(12)),
            record(0x0203, place.pack(0, 0, 0), struct.pack("<d", 26844.5)),
            record(0x0204, place.pack(1, 0, 0), struct.pack("<H", len(text)), text),
            record(0x0406, place.pack(2, 0, 0), struct.pack("<dHH", 53689.0, 0, 4), b"\x44\x00\xc0\x00"),
            record(0x000A),
        )
    )


def test_a_file_of_excel_4_is_read_with_its_results(tmp_path: Path) -> None:
    path = tmp_path / "rất cũ.xls"
    path.write_bytes(excel_4())
    book = open_book(path)
    assert not book.keeps_formulas
    (info,) = book.sheets
    seen = cells_of(book, info.name)
    assert [str(seen[address].value) for address in ("A1", "A2", "A3")] == ["26844.5", "Von dau tu", "53689"]
    assert formulas_of(book, info.name) == {"A3": ""}


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_file_cut_short_is_refused(tmp_path: Path, kept: float) -> None:
    path = written(tmp_path / "a.xls")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    with pytest.raises(FileProblem) as caught:
        open_book(path).sheet("Biểu 16")
    assert caught.value.code in ("file.damaged", "file.other_kind")


def test_one_part_listed_as_many_sheets_is_unsafe(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xls")
    content = path.read_bytes()
    sheets = []
    at = content.find(b"\x85\x00")
    while at >= 0:
        if content[at + 3] == 0 and content[at + 2] in range(8, 40):
            sheets.append(at)
        at = content.find(b"\x85\x00", at + 1)
    first, second = sheets[:2]
    path.write_bytes(content[: second + 4] + content[first + 4 : first + 8] + content[second + 8 :])
    with pytest.raises(FileProblem) as caught:
        open_book(path)
    assert caught.value.code == "file.unsafe"
