"""However a workbook is written, it is written so afterwards."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml import Package, Workbook
from mtqg_xl.ooxml.growing import Loose, insert_rows
from tests.ooxml.growing.growth import FIRST, SECOND, SHEETS, grow_file, grow_parts

Parts = Callable[..., dict[str, str]]
_ROWS = '<row r="5"><c r="A5"><f>SUM(A1:A9)</f><v>1</v></c></row>'


@pytest.mark.parametrize(("strict", "prefix"), [(False, "x"), (True, ""), (True, "s")])
def test_with_a_prefix_and_in_the_strict_edition(make_parts: Parts, strict: bool, prefix: str) -> None:
    parts = make_parts(
        _ROWS,
        after='<mergeCells><mergeCell ref="A5:A6"/></mergeCells>',
        sheets=SHEETS,
        names="<definedName name=\"n\">'Biểu 16'!$A$5</definedName>",
        strict=strict,
        prefix=prefix,
    )
    grown = grow_parts(parts, "Biểu 16", 5, 3)
    sheet = parts[FIRST].replace('r="5"', 'r="8"').replace('r="A5"', 'r="A8"').replace("A1:A9", "A1:A12")
    assert grown == {
        FIRST: sheet.replace("A5:A6", "A8:A9"),
        "xl/workbook.xml": parts["xl/workbook.xml"].replace("$A$5", "$A$8"),
    }


def test_new_rows_carry_the_prefix_of_the_sheet(make_parts: Parts) -> None:
    parts = make_parts('<row r="4"><c r="A4" s="2"/></row>', sheets=SHEETS, prefix="x")
    assert (
        '<x:row r="5"><x:c r="A5" s="2"/></x:row></x:sheetData>' in grow_parts(parts, "Biểu 16", 5, 1)[FIRST]
    )


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_in_another_encoding(make_parts: Parts, mark: bytes, encoding: str) -> None:
    parts = {name: text.encode() for name, text in make_parts(_ROWS, sheets=SHEETS).items()}
    declared = f'<?xml version="1.0" encoding="{encoding[:6].rstrip("-")}"?>\r\n'
    text = declared + parts[FIRST].decode().replace("SUM(", "N('Biểu 16'!A5)+SUM(")
    parts[FIRST] = mark + text.encode(encoding)
    grown = insert_rows(Loose(parts), "Biểu 16", 5, 3).parts[FIRST]
    moved = text.replace('r="5"', 'r="8"').replace("A5", "A8").replace("A1:A9", "A1:A12")
    assert grown == mark + moved.encode(encoding)


def test_ends_of_lines_and_quotes_stay(make_parts: Parts) -> None:
    parts = make_parts(sheets=SHEETS)
    rows = "<row\r\n r='5' ><c r = 'A5' t='str'><f>A5\n&amp;'Phụ lục'!A1</f><v>a\r\nb</v></c>\r\n</row>"
    parts[FIRST] = parts[FIRST].replace("<sheetData>", f"<sheetData>\r\n{rows}")
    grown = grow_parts(parts, "Biểu 16", 5, 3)[FIRST]
    assert grown == parts[FIRST].replace("r='5'", "r='8'").replace("'A5'", "'A8'").replace(">A5", ">A8")


def test_a_formula_of_many_lines_keeps_them(make_parts: Parts) -> None:
    parts = make_parts(sheets=SHEETS)
    rows = '<row r="1"><c r="A1"><f>A5\r\n+A6\r+A7</f></c></row>'
    parts[FIRST] = parts[FIRST].replace("<sheetData>", f"<sheetData>{rows}")
    # In XML these ends of lines are one and the same character.
    assert "<f>A8\n+A9\n+A10</f>" in grow_parts(parts, "Biểu 16", 5, 3)[FIRST]


def test_parts_that_say_nothing_of_the_sheet_are_not_touched(make_parts: Parts) -> None:
    parts = make_parts(_ROWS, sheets=SHEETS)
    parts[SECOND] = parts[SECOND].replace("A1:A9", "'Phụ lục'!A5")
    assert set(grow_parts(parts, "Biểu 16", 5, 3)) == {FIRST}


def test_already_changed_parts_lie_over_those_of_a_file(
    make_parts: Parts, zip_up: Callable[..., Path]
) -> None:
    parts = make_parts(_ROWS, sheets=SHEETS)
    package = Package.open(zip_up(parts))
    changed = {SECOND: parts[SECOND].replace("A1:A9", "'Biểu 16'!A5").encode()}
    grown = insert_rows(Loose(changed, package), "Biểu 16", 5, 3).parts
    assert "<f>SUM('Biểu 16'!A8)</f>".encode() in grown[SECOND]
    assert b"SUM(A1:A12)" in grown[FIRST]


def test_a_grown_file_is_read_again(make_parts: Parts, zip_up: Callable[..., Path], tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    grow_file(zip_up(make_parts(_ROWS, sheets=SHEETS)), out, "Phụ lục", 2, 4)
    book = Workbook.open(out)
    cell, other = book.sheet("Phụ lục").cell(9, 1), book.sheet("Biểu 16").cell(5, 1)
    assert cell is not None
    assert other is not None
    assert (cell.formula, other.formula) == ("SUM(A1:A13)", "SUM(A1:A9)")


@pytest.mark.parametrize(
    "rows", ['<row r="5"><c r="A6"/></row>', '<row r="5"><c r="ZZZ5"/></row>', '<row r="0"/>']
)
def test_a_cell_that_contradicts_its_row_is_refused(make_parts: Parts, rows: str) -> None:
    with pytest.raises(CellProblem) as refused:
        grow_parts(make_parts(rows), "Biểu 1", 2, 1)
    assert refused.value.code == "cell.grow_unknown"


def test_a_part_that_could_not_be_written_back_is_refused(make_parts: Parts) -> None:
    parts = {name: text.encode() for name, text in make_parts(_ROWS).items()}
    parts[FIRST] = b'<?xml version="1.0" encoding="khong-co"?>' + parts[FIRST]
    with pytest.raises(CellProblem) as refused:
        insert_rows(Loose(parts), "Biểu 1", 5, 3)
    assert refused.value.code == "cell.grow_encoding"
