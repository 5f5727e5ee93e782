"""What OpenDocument keeps in ways of its own, as LibreOffice and other programs write it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mtqg_xl.opening import Book, open_book
from mtqg_xl.opening.ods.formulas import excel_formula
from tests.opening.seeing import cells_of, formulas_of

SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
) + (
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
STYLES = """
<office:automatic-styles>
<number:percentage-style style:name="N1"><number:number number:decimal-places="1"/>
<number:text>%</number:text></number:percentage-style>
<number:date-style style:name="N2"><number:day number:style="long"/><number:text>/</number:text>
<number:month/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="cha" style:family="table-cell"><style:text-properties fo:font-family="'.VnTime'"/>
</style:style>
<style:style style:name="con" style:family="table-cell" style:parent-style-name="cha"
 style:data-style-name="N1"/>
<style:style style:name="ngày" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="trên" style:family="text"><style:text-properties style:text-position="super 58%"/>
</style:style></office:automatic-styles>"""


def book(tmp_path: Path, table: str, settings: str = "") -> Book:
    path = tmp_path / "Biểu.ods"
    path.write_text(
        f'<office:document{SPACES} office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:meta><dc:date>2023-07-05T08:00:00</dc:date></office:meta>{STYLES}<office:body>"
        f'<office:spreadsheet>{settings}<table:table table:name="B">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document>",
        encoding="utf-8",
    )
    return open_book(path)


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def figure(value: str, attributes: str = "", sort: str = "float") -> str:
    return f'<table:table-cell office:value-type="{sort}" office:value="{value}" {attributes}/>'


def words(*paragraphs: str, attributes: str = "", tag: str = "table-cell") -> str:
    inside = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    return f'<table:{tag} office:value-type="string" {attributes}>{inside}</table:{tag}>'


def test_repeated_cells_and_rows_stand_in_their_places(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="3"/>'
    rows = row(blank, figure("5", 'table:number-columns-repeated="2"')) + row(
        attributes='table:number-rows-repeated="3"'
    )
    opened = book(tmp_path, rows + row(figure("7"), attributes='table:number-rows-repeated="2"'))
    assert {place: str(cell.value) for place, cell in cells_of(opened, "B").items()} == {
        "D1": "5",
        "E1": "5",
        "A5": "7",
        "A6": "7",
    }
    assert opened.modified == "2023-07-05T08:00:00"


def test_a_value_hidden_under_a_merge_is_kept(tmp_path: Path) -> None:
    rows = row(
        words("Tổng", attributes='table:number-columns-spanned="2" table:number-rows-spanned="1"'),
        words("dưới", tag="covered-table-cell"),
    )
    opened = book(tmp_path, rows)
    assert opened.sheet("B").merges == ((1, 1, 1, 2),)
    assert cells_of(opened, "B")["B1"].value == "dưới"


def test_styles_of_rows_columns_and_parents_count(tmp_path: Path) -> None:
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="con"/>'
    rows = columns + row(figure("1"), figure("0.25"), figure("0.5", 'table:style-name="con"', "percentage"))
    opened = book(tmp_path, rows + row(words("vèn", attributes='table:style-name="con"')))
    seen = cells_of(opened, "B")
    assert [seen[place].percent for place in ("A1", "B1", "C1")] == [False, True, True]
    assert opened.font(opened.sheet("B").cells[2, 1].style) == ".VnTime"


def test_the_type_of_a_value_says_more_than_a_plain_style(tmp_path: Path) -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="2023-06-30"/>'
    hour = '<table:table-cell office:value-type="time" office:time-value="PT12H00M00S"/>'
    truth = '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
    seen = cells_of(book(tmp_path, row(figure("0.07", "", "percentage"), day, hour, truth)), "B")
    assert seen["A1"] == ("number", Decimal("0.07"), True, False)
    assert seen["B1"] == ("number", Decimal(45107), False, True)
    assert seen["C1"] == ("number", Decimal("0.5"), False, True)
    assert seen["D1"].kind == "bool"


def test_a_book_that_counts_from_1904_says_so(tmp_path: Path) -> None:
    settings = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/>'
        "</table:calculation-settings>"
    )
    day = (
        '<table:table-cell table:style-name="ngày" office:value-type="date" office:date-value="2023-06-30"/>'
    )
    opened = book(tmp_path, row(day), settings)
    assert opened.date1904
    assert cells_of(opened, "B")["A1"].value == 45107 - 1462


def test_a_text_is_what_is_shown_without_its_comment(tmp_path: Path) -> None:
    comment = "<office:annotation><text:p>Người xem: sai</text:p></office:annotation>"
    first = (
        f'<table:table-cell office:value-type="string">{comment}<text:p>Vốn<text:s text:c="2"/>'
        '<text:span text:style-name="trên">(1)</text:span></text:p><text:p>dòng<text:line-break/>hai</text:p>'
        "</table:table-cell>"
    )
    opened = book(tmp_path, row(first))
    assert cells_of(opened, "B")["A1"].value == "Vốn  (1)\ndòng\nhai"
    assert [run.text for run in opened.sheet("B").runs[1, 1] if run.raised] == ["(1)"]


def test_an_array_gives_its_formula_to_all_its_cells(tmp_path: Path) -> None:
    spanned = 'table:number-matrix-rows-spanned="2" table:number-matrix-columns-spanned="1"'
    rows = row(figure("2", f'{spanned} table:formula="of:=[.B1:.B2]*2"')) + row(figure("4"))
    assert formulas_of(book(tmp_path, rows), "B") == {"A1": "B1:B2*2", "A2": "B1:B2*2"}


def test_a_formula_without_a_result_is_blank_but_known(tmp_path: Path) -> None:
    opened = book(tmp_path, row('<table:table-cell table:formula="of:=SUM([.B1])"/>'))
    cell = opened.sheet("B").cells[1, 1]
    assert (cell.kind, cell.formula) == ("blank", "SUM(B1)")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("of:=SUM([.B2:.B4])", "SUM(B2:B4)"),
        ("of:=IF([.$A$1]>0;\"a;b [.C1]\";[$'Phụ lục''s'.B2])", "IF($A$1>0,\"a;b [.C1]\",'Phụ lục''s'!B2)"),
        ("of:=SUM([$BM16.A1:.B2])+[BM03.C1]", "SUM('BM16'!A1:B2)+'BM03'!C1"),
        ("of:=SUM([$Biểu.A1:$Phụ.B2])", "SUM(Biểu:Phụ!A1:B2)"),
        ("of:={1;2|3;4}", "{1,2;3,4}"),
        ("of:=SUM([.A1]~[.B1]![.B:.B])", "SUM(A1,B1 B:B)"),
        ("of:=COM.MICROSOFT.CONCAT([.A1];$$Tong)", "CONCAT(A1,Tong)"),
        ("of:=[.#REF!]+1", "#REF!+1"),
        ("of:='file:///C:/b/x.ods'#$B.A1", "'file:///C:/b/x.ods'#$B.A1"),
        ("of:=['file:///C:/b/x.ods'#$B.A1]", "'[x.ods]B'!A1"),
        ("msoxl:=SUM(A1:B2,3)", "SUM(A1:B2,3)"),
        ("oooc:=[.A1]+1", "A1+1"),
    ],
)
def test_formulas_are_written_as_in_excel(written: str, expected: str) -> None:
    assert excel_formula(written) == expected
