"""The cells a formula reads, whatever way it names them."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from mtqg_xl.recalculation.book import Book
from mtqg_xl.recalculation.references import ReferenceReader, References
from tests.recalculation.books import written

SHEETS = {"Biểu": {"A1": 1}, "Biểu 16": {"A1": 1}, "Xã Đông's": {"A1": 1}, "Cuối": {"A1": 1}}
NAMES = {
    "Tỷ_lệ": "='Biểu 16'!$B$2:$B$9",
    "Hệ_số": "=1.5",
    "Trôi": "='Biểu 16'!B2",
    "Nhảy": "=OFFSET(Cuối!$A$1,1,0)",
}


def read(formula: str, data: bytes | None = None, row: int = 5) -> References:
    book = Book(data or written(SHEETS, NAMES))
    return ReferenceReader(book).references(formula, ("Biểu", row, 1))


def areas(formula: str) -> set[tuple[str | int, ...]]:
    found = read(formula)
    assert not found.anything
    return {tuple(area) for area in found.areas}


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("B3+$C$4", {("Biểu", 3, 2, 3, 2), ("Biểu", 4, 3, 4, 3)}),
        ("SUM(B3:D9)", {("Biểu", 3, 2, 9, 4)}),
        ("SUM(D9:B3)", {("Biểu", 3, 2, 9, 4)}),
        ("SUM(C:C)", {("Biểu", 1, 3, 1_048_576, 3)}),
        ("SUM(2:3)", {("Biểu", 2, 1, 3, 16_384)}),
        ("'Biểu 16'!B2*2", {("Biểu 16", 2, 2, 2, 2)}),
        ("'BIỂU 16'!B2", {("Biểu 16", 2, 2, 2, 2)}),
        ("'Xã Đông''s'!B2", {("Xã Đông's", 2, 2, 2, 2)}),
        ("SUM('Biểu 16:Cuối'!B2)", {(name, 2, 2, 2, 2) for name in ("Biểu 16", "Xã Đông's", "Cuối")}),
        ("SUM(Tỷ_lệ)", {("Biểu 16", 2, 2, 9, 2)}),
        ("A1*Hệ_số", {("Biểu", 1, 1, 1, 1)}),
        ('IF(A1="B7 và C8","D9",1E5)', {("Biểu", 1, 1, 1, 1)}),
        ("LOG10(A1)+#REF!", {("Biểu", 1, 1, 1, 1)}),
        ("ROW(A9)+COLUMNS(B:D)", set()),
        ("IF(TRUE,A1,FALSE)", {("Biểu", 1, 1, 1, 1)}),
    ],
)
def test_addresses_names_and_sheets_are_followed_to_the_cells(formula: str, wanted: set[object]) -> None:
    assert areas(formula) == wanted


@pytest.mark.parametrize(
    "formula",
    [
        'INDIRECT("A"&1)',
        "OFFSET(A1,1,1)",
        "SUM(A1:INDEX(B:B,3))",
        "A1+Không_có",
        "Trôi+1",
        "Nhảy",
        "Bảng[Cột]",
    ],
)
def test_a_formula_that_may_read_any_cell_says_so(formula: str) -> None:
    assert read(formula).anything


def test_another_workbook_is_no_cell_of_this_one() -> None:
    found = read("[1]Biểu!A1+'[2]Biểu 16'!B2")
    assert found.external
    assert not found.areas


@pytest.mark.parametrize("formula", ["TODAY()-A1", "IF(A1>0,RAND(),0)", 'CELL("row",A1)'])
def test_what_changes_by_itself_is_known(formula: str) -> None:
    assert read(formula).volatile


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("SUM(Bảng1[Vốn])", (4, 2, 6, 2)),
        ("Bảng1[[#This Row],[Vốn]]", (5, 2, 5, 2)),
        ("SUM(Bảng1[[Xã]:[Vốn]])", (4, 1, 6, 2)),
        ("Bảng1[[#Totals],[Vốn]]", (7, 2, 7, 2)),
        ("COUNTA(Bảng1[#Headers])", (3, 1, 3, 3)),
        ("COUNTA(Bảng1[#All])", (3, 1, 7, 3)),
        ("SUM(Bảng1[Số '[hộ']])", (4, 3, 6, 3)),
        ("SUBTOTAL(109,[Vốn])", (4, 2, 6, 2)),
        ("ROWS(Bảng1)", None),
        ("COUNTA(Bảng1)", (4, 1, 6, 3)),
    ],
)
def test_columns_of_a_table_are_cells(formula: str, wanted: tuple[int, ...] | None) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        columns = [{"header": "Xã"}, {"header": "Vốn"}, {"header": "Số [hộ]"}]
        options = {"name": "Bảng1", "columns": columns, "total_row": True}
        book.add_worksheet("Biểu").add_table("A3:C7", options)
    found = read(formula, stream.getvalue())
    assert not found.anything
    assert [tuple(area) for area in found.areas] == ([("Biểu", *wanted)] if wanted else [])
