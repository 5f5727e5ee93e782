"""Workbooks in the XML of Excel 2002 and 2003, as programs still write them under the name .xls."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mtqg_xl.messages import FileProblem
from mtqg_xl.opening import Book, open_book
from mtqg_xl.opening.spreadsheetml import a1_formula
from tests.opening.seeing import cells_of, formulas_of

BOOK = """<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:html="http://www.w3.org/TR/REC-html40">
<o:DocumentProperties><o:LastSaved>2023-07-05T08:00:00Z</o:LastSaved></o:DocumentProperties>{date}
<Styles><Style ss:ID="Default"><Font ss:FontName="Times New Roman"/></Style>
<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="d" ss:Parent="p"><NumberFormat ss:Format="Short Date"/><Font ss:FontName=".VnTime"/></Style>
</Styles>
<Worksheet ss:Name="Biểu 16"><Table><Column ss:Index="2" ss:Span="1"/><Column ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="2" ss:MergeDown="1"><Data ss:Type="String">Tổng &lt;vốn&gt;</Data></Cell>
<Cell><Data ss:Type="Number">26844</Data></Cell></Row>
<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="3" ss:StyleID="p"><Data ss:Type="Number">0.25</Data></Cell>
<Cell ss:StyleID="d"><Data ss:Type="DateTime">2023-06-30T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Formula="=SUM(R[-4]C[3]:R[-1]C[3])+R1C1"><Data ss:Type="Number">1E3</Data></Cell>
<Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#DIV/0!</Data></Cell>
<Cell><ss:Data ss:Type="String"><html:B>đậm</html:B> nhạt</ss:Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="ẩn"><Table/>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


def xml_book(tmp_path: Path, text: str) -> Book:
    path = tmp_path / "Biểu.xls"
    path.write_text(text, encoding="utf-8")
    return open_book(path)


def test_cells_keep_their_kinds_places_and_looks(tmp_path: Path) -> None:
    book = xml_book(tmp_path, BOOK.format(date=""))
    assert book.format == "xml"
    assert book.modified == "2023-07-05T08:00:00Z"
    assert [(info.name, info.state) for info in book.sheets] == [("Biểu 16", "visible"), ("ẩn", "hidden")]
    seen = cells_of(book, "Biểu 16")
    assert seen["A1"].value == "Tổng <vốn>"
    assert seen["D1"].value == 26844
    assert seen["C4"] == ("number", Decimal("0.25"), True, False)
    assert seen["D4"] == ("number", Decimal(45107), False, True)
    assert (seen["B5"].kind, seen["C5"].value, seen["D5"].value) == ("bool", "#DIV/0!", "đậm nhạt")
    sheet = book.sheet("Biểu 16")
    assert sheet.merges == ((1, 1, 2, 3),)
    assert sheet.hidden_rows == {4}
    assert sheet.hidden_columns == {4}
    assert book.font(sheet.cells[1, 1].style) == "Times New Roman"
    assert book.font(sheet.cells[4, 4].style) == ".VnTime"


def test_formulas_are_written_with_letters(tmp_path: Path) -> None:
    book = xml_book(tmp_path, BOOK.format(date=""))
    assert formulas_of(book, "Biểu 16") == {"A5": "SUM(D1:D4)+$A$1"}


def test_a_book_that_counts_from_1904_says_so(tmp_path: Path) -> None:
    date = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    book = xml_book(tmp_path, BOOK.format(date=date))
    assert book.date1904
    assert cells_of(book, "Biểu 16")["D4"].value == 45107 - 1462


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("RC[-1]*R2C3", "A2*$C$2"),
        ("SUM(R[1]C:R[3]C)", "SUM(B3:B5)"),
        ("IF(RC[1]=\"RC[1]\",ROUND(RC[2],2),'R1C1 x'!RC)", "IF(C2=\"RC[1]\",ROUND(D2,2),'R1C1 x'!B2)"),
        ("SUM(C1)+SUM(C[-1]:C)", "SUM($A:$A)+SUM(A:B)"),
        ("R[-9]C", "#REF!"),
        ("RATE(1,2)+COUNT(RC[1])", "RATE(1,2)+COUNT(C2)"),
    ],
)
def test_references_that_count_from_the_cell_become_addresses(written: str, expected: str) -> None:
    assert a1_formula(written, 2, 2) == expected


def test_a_declaration_of_entities_is_unsafe(tmp_path: Path) -> None:
    text = BOOK.format(date="").replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook', 1)
    with pytest.raises(FileProblem) as caught:
        xml_book(tmp_path, text)
    assert caught.value.code == "file.unsafe"
