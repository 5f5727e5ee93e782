"""Binary workbooks (.xlsb): every kind of cell, formulas from their tokens, looks and outlines."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from mtqg_xl.messages import FileProblem
from mtqg_xl.opening import Book, open_book
from tests.libreoffice.office import Office, program
from tests.opening.seeing import cells_of, formulas_of
from tests.support.xlsb import BinaryCell, BinarySheet, Err, record, write_xlsb

SHEET, OTHER = "Biểu 1", "Phụ lục's"
LOOKS = (("General", "Calibri"), ("0.00%", ".VnTime"), ("dd/mm/yyyy", "Arial"))
RELATIVE = 0xC000


def ref(row: int, col: int, marks: int = RELATIVE) -> bytes:
    return struct.pack("<IH", row - 1, (col - 1) | marks)


def area(top: int, left: int, bottom: int, right: int) -> bytes:
    return struct.pack("<2I2H", top - 1, bottom - 1, (left - 1) | RELATIVE, (right - 1) | RELATIVE)


def text(value: str) -> bytes:
    return b"\x17" + struct.pack("<H", len(value)) + value.encode("utf-16-le")


def whole(number: int) -> bytes:
    return b"\x1e" + struct.pack("<H", number)


def call(number: int, count: int | None = None) -> bytes:
    head = b"\x41" if count is None else b"\x42" + bytes((count,))
    return head + struct.pack("<H", number)


A1, COLUMN = b"\x24" + ref(1, 1), b"\x25" + area(1, 1, 3, 1)
SUM, IF, ROUND, IFERROR, SUMIFS, SUMPRODUCT = 4, 1, 27, 480, 482, 228
FORMULAS = {
    "SUM(A1:A3)": COLUMN + call(SUM, 1),
    "SUM(A1:A3)+1": COLUMN + b"\x19\x10\0\0" + whole(1) + b"\x03",
    "ROUND(A1/A2,2)": A1 + b"\x24" + ref(2, 1) + b"\x06" + whole(2) + call(ROUND),
    'IFERROR(A1/0,"")': A1 + whole(0) + b"\x06" + text("") + call(IFERROR),
    'IF(A1>=5,"đ""t",-A1%)': A1 + whole(5) + b"\x0c" + text('đ"t') + A1 + b"\x14\x13" + call(IF, 3),
    "($A$1+0.5)*$A1^A$1": b"\x24" + ref(1, 1, 0) + b"\x1f" + struct.pack("<d", 0.5) + b"\x03\x15"
    + b"\x24" + ref(1, 1, 0x8000) + b"\x24" + ref(1, 1, 0x4000) + b"\x07\x05",
    "'Phụ lục''s'!B2&SUM('Phụ lục''s'!A1:B2)": b"\x3a\x01\0" + ref(2, 2) + b"\x3b\x01\0"
    + area(1, 1, 2, 2) + call(SUM, 1) + b"\x08",
    'SUMIFS(A1:A3,A1:A3,">1")': COLUMN + COLUMN + text(">1") + call(SUMIFS, 3),
    "SUMPRODUCT(A1:A3*A1:A3)": COLUMN + COLUMN + b"\x05" + call(SUMPRODUCT, 1),
    "SUM(A:A)": b"\x25" + struct.pack("<2I2H", 0, 1_048_575, RELATIVE, RELATIVE) + call(SUM, 1),
}  # fmt: skip
COMPUTED_FROM = 5


def formula_cells(formulas: Sequence[bytes]) -> list[BinaryCell]:
    return [BinaryCell(row, 2, 1.0, 0, tokens) for row, tokens in enumerate(formulas, COMPUTED_FROM)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    cells = [
        BinaryCell(1, 1, 26844.0),
        BinaryCell(2, 1, 766.178594),
        BinaryCell(3, 1, -0.07),
        BinaryCell(1, 2, "Tổng số"),
        BinaryCell(2, 2, True),
        BinaryCell(3, 2, Err("#DIV/0!")),
        BinaryCell(1, 3, 0.25, 1),
        BinaryCell(2, 3, 45107.0, 2),
        *formula_cells(list(FORMULAS.values())),
    ]
    first = BinarySheet(SHEET, cells, merges=[(1, 4, 2, 5)], hidden_rows=[3], hidden_columns=[3])
    other = BinarySheet(OTHER, [BinaryCell(2, 2, 5.0), BinaryCell(1, 1, 3.0)], "hidden")
    return write_xlsb(tmp_path / "sổ.xls", [first, other, BinarySheet("x", state="veryHidden")], LOOKS)


def computed_texts(book: Book) -> list[str]:
    found = formulas_of(book, SHEET)
    return [found[f"B{row}"] for row in range(COMPUTED_FROM, COMPUTED_FROM + len(FORMULAS))]


def test_all_kinds_of_cells_are_read(path: Path) -> None:
    book = open_book(path)
    assert book.format == "xlsb"
    seen = cells_of(book, SHEET)
    assert [str(seen[address].value) for address in ("A1", "A2", "A3")] == ["26844", "766.178594", "-0.07"]
    assert [seen[address].kind for address in ("B1", "B2", "B3")] == ["text", "bool", "error"]
    assert seen["C1"].percent
    assert seen["C2"].date
    assert book.font(book.sheet(SHEET).cells[1, 3].style) == ".VnTime"


def test_the_outline_of_the_book_is_read(path: Path) -> None:
    book = open_book(path)
    assert [info.state for info in book.sheets] == ["visible", "hidden", "veryHidden"]
    sheet = book.sheet(SHEET)
    assert sheet.merges == ((1, 4, 2, 5),)
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == {3}


def test_formulas_are_written_as_a_person_types_them(path: Path) -> None:
    assert computed_texts(open_book(path)) == list(FORMULAS)


@pytest.mark.libreoffice
def test_libreoffice_reads_the_same_formulas_and_values(path: Path, tmp_path: Path) -> None:
    if program() is None:
        pytest.skip("LibreOffice is not installed")
    named = path.rename(tmp_path / "sổ.xlsb")
    Office.in_folder(tmp_path / "office").recalculate(tmp_path, named)
    judge, book = open_book(tmp_path / "sổ.xlsx"), open_book(named)
    assert computed_texts(judge) == computed_texts(book)
    inputs = [f"{column}{row}" for column in "AC" for row in (1, 2, 3)]
    expected, seen = cells_of(judge, SHEET), cells_of(book, SHEET)
    assert [seen.get(place) for place in inputs] == [expected.get(place) for place in inputs]


def test_a_formula_shared_by_cells_counts_from_each(tmp_path: Path) -> None:
    pointer, column = b"\x01" + struct.pack("<I", 0), struct.pack("<I", 1)
    cells = [BinaryCell(row, 2, 2.0, 0, pointer, column) for row in (1, 2, 3)]
    left = struct.pack("<IH", 0, 0x3FFF | RELATIVE)
    tokens = b"\x2c" + left + whole(2) + b"\x05"
    body = struct.pack("<4I", 0, 2, 1, 1) + struct.pack("<I", len(tokens)) + tokens + bytes(4)
    sheet = BinarySheet(SHEET, cells, after={(1, 2): record(427, body)})
    book = open_book(write_xlsb(tmp_path / "a.xlsb", [sheet]))
    assert formulas_of(book, SHEET) == {"B1": "A1*2", "B2": "A2*2", "B3": "A3*2"}


def test_every_cell_of_an_array_has_its_formula(tmp_path: Path) -> None:
    cells = [
        BinaryCell(row, 2, 2.0, 0, b"\x01" + struct.pack("<I", 0), struct.pack("<I", 1)) for row in (1, 2)
    ]
    tokens = COLUMN + whole(2) + b"\x05"
    body = struct.pack("<4IB", 0, 1, 1, 1, 0) + struct.pack("<I", len(tokens)) + tokens + bytes(4)
    sheet = BinarySheet(SHEET, cells, after={(1, 2): record(426, body)})
    book = open_book(write_xlsb(tmp_path / "a.xlsb", [sheet]))
    assert formulas_of(book, SHEET) == {"B1": "A1:A3*2", "B2": "A1:A3*2"}


@pytest.mark.parametrize(
    "tokens", [b"\x3a\x63\0" + ref(1, 1), b"\x18\x19", b"\x41\xff\x7f", b"\x03", b"", A1 + A1]
)
def test_a_formula_with_unknown_pieces_is_still_known_as_one(tmp_path: Path, tokens: bytes) -> None:
    sheet = BinarySheet(SHEET, [BinaryCell(1, 1, 7.0, 0, tokens)])
    book = open_book(write_xlsb(tmp_path / "a.xlsb", [sheet]))
    assert formulas_of(book, SHEET) == {"A1": ""}
    assert str(cells_of(book, SHEET)["A1"].value) == "7"


def test_a_book_that_counts_from_1904_says_so(tmp_path: Path) -> None:
    assert open_book(write_xlsb(tmp_path / "a.xlsb", [BinarySheet(SHEET)], date1904=True)).date1904


@pytest.mark.parametrize("place", [(1_048_577, 1), (1, 16_385)])
def test_a_cell_outside_of_any_sheet_is_damage(tmp_path: Path, place: tuple[int, int]) -> None:
    book = open_book(write_xlsb(tmp_path / "a.xlsb", [BinarySheet(SHEET, [BinaryCell(*place, 1.0)])]))
    with pytest.raises(FileProblem) as caught:
        book.sheet(SHEET)
    assert caught.value.code == "file.damaged"
