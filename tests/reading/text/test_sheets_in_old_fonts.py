"""A sheet in old fonts, or in several fonts in one cell, is read as it looks, and keeps what it holds."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree

from mtqg_xl.ooxml import Run, Workbook
from mtqg_xl.ooxml.styles import Styles
from mtqg_xl.ooxml.texts import shared_texts
from mtqg_xl.ooxml.worksheet import read_sheet
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.readable import readable

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def mixed(tmp_path: Path) -> Workbook:
    """Cells in Arial, .VnTime, .VnTimeH and VNI-Times, and two of several runs."""
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        fonts = {name: book.add_format({"font_name": name}) for name in (".VnTime", ".VnTimeH", "VNI-Times")}
        raised = book.add_format({"font_script": 1})
        sheet.write_string("A1", "Tổng cộng")
        sheet.write_string("A2", "Tæng céng", fonts[".VnTime"])
        sheet.write_string("A3", "tæng céng", fonts[".VnTimeH"])
        sheet.write_string("A4", "Toång coäng", fonts["VNI-Times"])
        sheet.write_string("A5", "Tæng céng")
        sheet.write_number("A6", 12.5, fonts[".VnTime"])
        sheet.write_rich_string("A7", fonts[".VnTime"], "Sè hé ", fonts["VNI-Times"], "ngheøo ", "cận nghèo")
        sheet.write_rich_string("A8", "Số hộ", raised, "1")
        sheet.write_rich_string("A9", "Diện tích (m", raised, "2", ")")
        sheet.write_rich_string("A10", "Số hộ", raised, "a")
    return Workbook.open(path)


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        (1, "Tổng cộng"),
        (2, "Tổng cộng"),
        (3, "TỔNG CỘNG"),
        (4, "Tổng cộng"),
        (5, "Tæng céng"),
        (6, "12.5"),
        (7, "Số hộ nghèo cận nghèo"),
        (8, "Số hộ¹"),
        (9, "Diện tích (m²)"),
        (10, "Số hộᵃ"),
    ],
)
def test_each_cell_is_read_by_its_fonts(mixed: Workbook, row: int, seen: str) -> None:
    cell = readable(mixed.sheet("S"), mixed).cell(row, 1)
    assert cell is not None
    assert cell.text == seen


@pytest.mark.parametrize(("row", "key"), [(8, "so ho"), (9, "dien tich m 2"), (10, "so ho")])
def test_a_raised_mark_of_a_footnote_is_no_word_and_a_raised_power_is_one(
    mixed: Workbook, row: int, key: str
) -> None:
    assert match_key(readable(mixed.sheet("S"), mixed).cells[row, 1].text) == key


def test_the_sheet_itself_keeps_what_the_file_holds(mixed: Workbook) -> None:
    sheet = mixed.sheet("S")
    before = dict(sheet.cells)
    seen = readable(sheet, mixed)
    assert sheet.cells == before
    assert sheet.cells[2, 1].text == "Tæng céng"
    assert (seen.merges, seen.rows_used, seen.columns_used) == (sheet.merges, 10, 1)


def test_a_sheet_with_nothing_to_change_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        sheet.write_string("A1", "Tổng số hộ nghèo – “đợt 1” (m²)")
        sheet.write_number("A2", 5)
        sheet.write_rich_string("A3", "Số ", book.add_format({"font_name": "Arial"}), "hộ", " nghèo")
    opened = Workbook.open(path)
    sheet_read = opened.sheet("S")
    assert sheet_read.runs  # several fonts, and all of them Unicode
    assert readable(sheet_read, opened) is sheet_read


def test_a_sheet_without_texts_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("S").write_number("A1", 5, book.add_format({"font_name": ".VnTime"}))
    opened = Workbook.open(path)
    assert readable(opened.sheet("S"), opened) is opened.sheet("S")


def test_runs_are_told_only_where_they_matter(mixed: Workbook) -> None:
    runs = mixed.sheet("S").runs
    assert set(runs) == {(7, 1), (8, 1), (9, 1), (10, 1)}
    assert runs[8, 1][0].raised is False
    assert runs[8, 1][1].raised is True
    assert "".join(run.text for run in runs[7, 1]) == mixed.sheet("S").cells[7, 1].text


def test_a_text_in_runs_without_fonts_has_none() -> None:
    part = etree.fromstring(
        f'<sst xmlns="{NS}"><si><r><t>Số </t></r><r><rPr><b/></rPr><t>hộ</t></r></si></sst>'
    )
    texts = shared_texts(part)
    assert texts == ["Số hộ"]
    assert texts.runs == {}


def test_runs_of_a_text_inside_its_cell_are_told() -> None:
    data = f"""<worksheet xmlns="{NS}"><sheetData><row r="1"><c r="B1" t="inlineStr"><is>
      <r><t>A_x0041_</t></r><r><rPr><rFont val=".VnTime"/></rPr><t>hé</t></r>
      </is></c></row></sheetData></worksheet>"""
    sheet = read_sheet("S", data.encode(), [])
    assert sheet.cells[1, 2].text == "AAhé"
    assert sheet.runs == {(1, 2): (Run("AA", "", False), Run("hé", ".VnTime", False))}


def test_a_font_that_the_file_does_not_tell_has_no_name() -> None:
    assert Styles(None).font(0) == ""
    root = etree.parse(
        io.StringIO(
            f'<styleSheet xmlns="{NS}"><fonts><font><name val=".VnTime"/></font><font/></fonts>'
            '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="7"/><xf/></cellXfs></styleSheet>'
        )
    ).getroot()
    assert [Styles(root).font(style) for style in (-1, 0, 1, 2, 3, 4)] == [
        "",
        ".VnTime",
        "",
        "",
        ".VnTime",
        "",
    ]
