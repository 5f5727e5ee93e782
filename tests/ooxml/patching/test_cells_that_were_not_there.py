"""Cells and rows that the file did not hold: where they go, what style they take, what must follow."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ooxml.patching.book import (
    PLAIN_STYLES,
    SHEET,
    cells,
    codes,
    members,
    opened,
    patch_of,
    rows_of,
    sentences,
    sheet_xml,
    shown,
)

NINE = PLAIN_STYLES.replace(
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>',
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' * 9 + "</cellXfs>",
).replace('<cellXfs count="1">', '<cellXfs count="9">')


def with_five(rows: str, cell: str, **options: Any) -> str:
    patch = opened(rows, **options)
    patch.set(SHEET, cell, 5)
    return rows_of(patch)


@pytest.mark.parametrize(
    ("rows", "cell", "expected"),
    [
        ("", "B2", '<row r="2"><c r="B2"><v>5</v></c></row>'),
        ('<row r="2"/>', "B2", '<row r="2"><c r="B2"><v>5</v></c></row>'),
        ('<row r="2" ht="9" ></row>', "B2", '<row r="2" ht="9" ><c r="B2"><v>5</v></c></row>'),
        (
            '<row r="1"/><row r="3"/>',
            "B2",
            '<row r="1"/><row r="2"><c r="B2"><v>5</v></c></row><row r="3"/>',
        ),
        ('<row r="1"/>\n', "B2", '<row r="1"/>\n<row r="2"><c r="B2"><v>5</v></c></row>'),
        ('<row r="3"/>', "B2", '<row r="2"><c r="B2"><v>5</v></c></row><row r="3"/>'),
        (
            '<row r="2"><c r="A2"/> <c r="C2"/></row>',
            "B2",
            '<row r="2"><c r="A2"/> <c r="B2"><v>5</v></c><c r="C2"/></row>',
        ),
        ('<row r="2"><c r="A2"/></row>', "B2", '<row r="2"><c r="A2"/><c r="B2"><v>5</v></c></row>'),
        ('<row r="2"><c r="C2"/></row>', "B2", '<row r="2"><c r="B2"><v>5</v></c><c r="C2"/></row>'),
        (
            '<row r="2"><c r="Z2"/><c r="AB2"/></row>',
            "AA2",
            '<row r="2"><c r="Z2"/><c r="AA2"><v>5</v></c><c r="AB2"/></row>',
        ),
    ],
)
def test_it_stands_where_it_belongs(rows: str, cell: str, expected: str) -> None:
    assert with_five(rows, cell) == expected


def test_several_stand_in_order_however_they_were_named() -> None:
    patch = opened('<row r="2"><c r="C2"/></row>')
    for cell in ("E2", "D9", "A2", "B2", "C9", "A1"):
        patch.set(SHEET, cell, 5)
    assert list(cells(patch.to_bytes())) == ["A1", "A2", "B2", "C2", "E2", "C9", "D9"]


def test_the_hint_about_columns_grows_and_never_shrinks() -> None:
    row = '<row r="2" spans="2:3"{}><c r="B2"/><c r="C2"/>{}</row>'
    five = '<c r="E2"><v>5</v></c>'
    assert with_five(row.format("", ""), "E2") == row.format("", five).replace("2:3", "2:5")
    assert with_five(row.format("", "").replace("2:3", "1:9"), "E2") == row.format("", five).replace(
        "2:3", "1:9"
    )
    written = with_five(row.format(' ht="3"', ""), "A2")
    assert written.startswith('<row r="2" spans="1:3" ht="3"><c r="A2"><v>5</v></c><c r="B2"/>')
    assert with_five(row.format("", "").replace("2:3", "nonsense"), "A2").startswith(
        '<row r="2" spans="nonsense">'
    )
    assert with_five(row.format("", ""), "B2").startswith('<row r="2" spans="2:3">')


@pytest.mark.parametrize(
    ("before", "cell", "after"),
    [
        ("B2:C3", "E7", "B2:E7"),
        ("B2:C3", "A1", "A1:C3"),
        ("B2:C3", "C2", "B2:C3"),
        ("A1", "A1", "A1"),
        ("A1", "C9", "A1:C9"),
        ("B2", "B1", "B1:B2"),
        ("nonsense", "C9", "nonsense"),
    ],
)
def test_the_extent_of_the_sheet_grows_with_it(before: str, cell: str, after: str) -> None:
    patch = opened("", before=f'<dimension ref="{before}"/><sheetViews/>')
    patch.set(SHEET, cell, 5)
    assert f'<dimension ref="{after}"/><sheetViews/><sheetData>' in sheet_xml(patch)


def test_a_colour_alone_does_not_widen_the_extent_nor_does_an_old_cell() -> None:
    patch = opened('<row r="9"><c r="I9"/></row>', before='<dimension ref="A1"/>')
    patch.set_fill(SHEET, "C3", "FF0000")
    patch.set(SHEET, "I9", None)
    assert '<dimension ref="A1"/>' in sheet_xml(patch)


COLUMNS = '<cols><col min="2" max="3" width="9" style="4"/><col min="5" max="5" width="9"/></cols>'


@pytest.mark.parametrize(
    ("row", "cell", "style"),
    [
        ('<row r="2"/>', "B2", 4),
        ('<row r="2"/>', "C2", 4),
        ('<row r="2"/>', "D2", 0),
        ('<row r="2"/>', "A2", 0),
        ('<row r="2"/>', "E2", 0),
        ("", "B2", 4),
        ('<row r="2" s="6" customFormat="1"/>', "B2", 6),
        ('<row r="2" s="6" customFormat="true"/>', "D2", 6),
        ('<row r="2" s="6" customFormat="0"/>', "B2", 4),
        ('<row r="2" s="6"/>', "D2", 0),
        ('<row r="2" s="0" customFormat="1"/>', "B2", 0),
    ],
)
def test_it_takes_the_style_of_its_row_or_else_of_its_column(row: str, cell: str, style: int) -> None:
    patch = opened(row, before=COLUMNS, styles=NINE)
    patch.set(SHEET, cell, 5)
    assert cells(patch.to_bytes())[cell].style == style
    styled = f' s="{style}"' if style else ""
    assert f'<c r="{cell}"{styled}><v>5</v></c>' in sheet_xml(patch)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<sheetData/>", "<sheetData>{}</sheetData>"),
        ("<sheetData\n />", "<sheetData>{}</sheetData>"),
        ("<sheetData></sheetData>", "<sheetData>{}</sheetData>"),
        ("", "<sheetData>{}</sheetData>"),
    ],
)
@pytest.mark.parametrize("around", [("<cols/>", "<mergeCells/>"), ("<dimension ref='A1'/>", ""), ("", "")])
def test_a_sheet_without_rows_gets_them_where_they_belong(
    before: str, after: str, around: tuple[str, str]
) -> None:
    parts = members()
    name = "xl/worksheets/sheet1.xml"
    head, tail = str(parts[name]).split("<sheetData></sheetData>")
    parts[name] = f"{head}{around[0]}{before}{around[1]}{tail}"
    patch = patch_of(parts)
    patch.set(SHEET, "A1", 5)
    patch.set(SHEET, "A3", 6)
    rows = '<row r="1"><c r="A1"><v>5</v></c></row><row r="3"><c r="A3"><v>6</v></c></row>'
    written = sheet_xml(patch)
    if "dimension" not in around[0]:
        assert written == f"{head}{around[0]}{after.format(rows)}{around[1]}{tail}"
    assert shown(patch.to_bytes()) == {"A1": ("number", "5"), "A3": ("number", "6")}


def test_rows_and_cells_without_addresses_are_counted() -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    patch = opened(rows)
    for cell, value in (("B1", 20), ("A2", 30), ("C1", 40), ("B3", 50)):
        patch.set(SHEET, cell, value)
    assert shown(patch.to_bytes()) == {
        "A1": ("number", "1"),
        "B1": ("number", "20"),
        "C1": ("number", "40"),
        "A2": ("number", "30"),
        "B3": ("number", "50"),
    }
    assert rows_of(patch).startswith("<row><c><v>1</v></c><c><v>20</v></c>")


def test_a_cell_without_address_keeps_its_place_when_one_is_put_before_it() -> None:
    patch = opened(
        '<row r="4"><c r="B4"><v>2</v></c><c><v>3</v></c><c r="F4"><v>6</v></c><c><v>7</v></c></row>'
    )
    for cell in ("A4", "D4", "E4", "H4"):
        patch.set(SHEET, cell, 9)
    read = {at: text for at, (_, text) in shown(patch.to_bytes()).items()}
    assert read == {"A4": "9", "B4": "2", "C4": "3", "D4": "9", "E4": "9", "F4": "6", "G4": "7", "H4": "9"}


def test_a_row_without_number_is_told_by_its_cells() -> None:
    patch = opened('<row r="3"/><row><c r="B8"><v>1</v></c></row><row><c><v>2</v></c></row>')
    patch.set(SHEET, "B8", 10)
    patch.set(SHEET, "A9", 20)
    patch.set(SHEET, "A5", 30)
    assert {at: text for at, (_, text) in shown(patch.to_bytes()).items()} == {
        "A5": "30",
        "B8": "10",
        "A9": "20",
    }


def test_rows_and_cells_out_of_order_are_found_and_stay_where_they_are() -> None:
    rows = (
        '<row r="5"><c r="C5"><v>1</v></c><c r="A5"><v>2</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>'
    )
    patch = opened(rows)
    for cell in ("A5", "B2"):
        patch.set(SHEET, cell, 9)
    assert rows_of(patch) == rows.replace("<v>2<", "<v>9<").replace("<v>3<", "<v>9<")
    for cell in ("B5", "D5", "A3", "A9", "A1"):
        patch.set(SHEET, cell, 8)
    read = {at: text for at, (_, text) in shown(patch.to_bytes()).items()}
    assert read == {
        "C5": "1",
        "A5": "9",
        "B2": "9",
        **dict.fromkeys(("B5", "D5", "A3", "A9", "A1"), "8"),
    }


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="B1"/><c r="A1"/><c/></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"/><row r="1"/>',
        '<row r="2"/><row r="1"/><row/>',
        '<row r="1"><c r="XFE1"/></row>',
        '<row r="1"><c r="XFD1"/><c/></row>',
        '<row r="1"><c r="nonsense"/></row>',
        '<row r="1048577"/>',
        '<row r="0"/>',
        '<row r="x"/>',
    ],
)
def test_a_sheet_whose_cells_contradict_each_other_is_refused_in_vietnamese(rows: str) -> None:
    patch = opened(rows)
    patch.set(SHEET, "A1", 5)
    assert codes(patch) == ["unusual_sheet"]
    (sentence,) = sentences(patch)
    assert "“Biểu 1”" in sentence
    assert not {"row", "cell", "cells", "two", "the"} & set(sentence.split())


@pytest.mark.parametrize(
    "sheet",
    [
        "<worksheet {0}><sheetData/><sheetData/></worksheet>",
        '<worksheet {0}><x:sheetData xmlns:x="urn:x"/></worksheet>',
        "<chartsheet {0}><sheetData/></chartsheet>",
    ],
)
def test_a_sheet_of_strange_make_is_refused(sheet: str) -> None:
    parts = members()
    name = "xl/worksheets/sheet1.xml"
    declared = str(parts[name]).partition(" ")[2].partition(">")[0]
    parts[name] = sheet.format(declared)
    patch = patch_of(parts)
    patch.set(SHEET, "A1", 5)
    assert codes(patch) == ["unusual_sheet"]


def test_the_last_cell_of_a_sheet_can_be_set() -> None:
    patch = opened('<row r="1"/>', before='<dimension ref="A1"/>')
    patch.set(SHEET, "XFD1048576", 5)
    assert '<row r="1048576"><c r="XFD1048576"><v>5</v></c></row></sheetData>' in sheet_xml(patch)
    assert '<dimension ref="A1:XFD1048576"/>' in sheet_xml(patch)
