"""What cells hold besides plain numbers and texts."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from tests.ooxml.features.building import picture, plain
from tests.ooxml.features.specimen import SHEET_PART, Specimen, feature

STRINGS = "xl/sharedStrings.xml"


@feature
def rich_text() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red"})
        sheet.write_rich_string("D3", bold, "Xã ", red, "Đăk Ui", " (xã khu vực III)")

    return plain(dress).specimen((STRINGS, "r"), (STRINGS, ""))


@feature
def rich_text_within_the_sheet() -> Specimen:
    parts = plain(lambda book, sheet: sheet.write("D3", 0))
    rich = '<is><r><rPr><b/></rPr><t>Xã</t></r><r><t xml:space="preserve"> Đăk Ui</t></r></is>'
    parts.swap(SHEET_PART, '<c r="D3"><v>0</v></c>', f'<c r="D3" t="inlineStr">{rich}</c>')
    return parts.specimen((SHEET_PART, "rPr"), holds=(rich,))


@feature
def readings_over_characters() -> Specimen:
    """Phonetic runs, as Japanese and Chinese editions store them, and the font they are shown in."""
    parts = plain(lambda book, sheet: sheet.write("D3", "東京"))
    reading = '<rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="0" type="fullwidthKatakana"/>'
    parts.swap(STRINGS, "<t>東京</t>", f"<t>東京</t>{reading}")
    parts.insert('<phoneticPr fontId="0" type="noConversion"/>')
    return parts.specimen((STRINGS, "rPh"), (STRINGS, "phoneticPr"), (SHEET_PART, "phoneticPr"))


@feature
def links() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        sheet.write_url("D2", "https://chinhphu.vn/?a=1&b=2#muc", string="Cổng", tip="Mở trang")
        sheet.write_url("D3", "internal:'Danh mục'!A1", string="Sang danh mục")
        sheet.write_url("B2", "external:cung_thu_muc.xlsx#Sheet1!A1", string="10")
        sheet.write("B2", 10)

    return plain(dress).specimen((SHEET_PART, "hyperlinks"), ("xl/worksheets/_rels/sheet1.xml.rels", ""))


@feature
def figures_hidden_under_a_merge() -> Specimen:
    parts = plain(lambda book, sheet: sheet.write_row("D3", [5, 6, 7]))
    parts.insert('<mergeCells count="1"><mergeCell ref="D3:F3"/></mergeCells>')
    parts.swap(SHEET_PART, "<f>SUM(B2:B4)</f>", "<f>SUM(B2:B4)+SUM(E3:F3)*0</f>")
    return parts.specimen((SHEET_PART, "mergeCells"), (SHEET_PART, "sheetFormatPr"))


@feature
def dates_from_1904() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        sheet.write_datetime("D3", date(2023, 12, 31), book.add_format({"num_format": "dd/mm/yyyy"}))

    return plain(dress, date_1904=True).specimen(("xl/workbook.xml", "workbookPr"))


@feature
def dynamic_arrays() -> Specimen:
    spills = (
        '<c r="H2" cm="1" t="str"><f t="array" ref="H2:H4">',
        "_xlfn.UNIQUE(B2:B2)",
        '<c r="J3" cm="1">',
    )

    def dress(book: Any, sheet: Any) -> None:
        sheet.write_dynamic_array_formula("H2:H4", "=SORT(A2:A4)", None, "Hà Mòn")
        sheet.write_dynamic_array_formula("J3", "=SUM(UNIQUE(B2:B2))", None, 10)

    return plain(dress).specimen(("xl/metadata.xml", ""), holds=spills)


@feature
def pictures_within_cells() -> Specimen:
    """Rich values: a picture that is the value of its cell."""
    options = {"image_data": io.BytesIO(picture()), "description": "Nhà mẫu"}
    parts = plain(lambda book, sheet: sheet.embed_image("D3", "nha.png", options))
    rich = [name for name in parts if "richData" in name]
    return parts.specimen(("xl/metadata.xml", ""), *((name, "") for name in rich))


@feature
def shared_formulas_arrays_and_data_tables() -> Specimen:
    parts = plain(lambda book, sheet: sheet.write_column("D2", [1, 2, 3, 4, 5, 6, 7]))
    formulas = (
        ("D2", 1, '<f t="shared" ref="D2:D4" si="0">ROW(A1)</f>'),
        ("D3", 2, '<f t="shared" si="0"/>'),
        ("D4", 3, '<f t="shared" si="0"/>'),
        ("D5", 4, '<f t="array" ref="D5:D6">ROW(A4:A5)</f>'),
        ("D7", 6, '<f t="dataTable" ref="D7:D8" dt2D="0" dtr="0" r1="B2"/>'),
    )
    for address, value, formula in formulas:
        plain_cell = f'<c r="{address}"><v>{value}</v></c>'
        parts.swap(SHEET_PART, plain_cell, plain_cell.replace("<v>", f"{formula}<v>"))
    return parts.specimen((SHEET_PART, "pageMargins"), holds=tuple(formula for _, _, formula in formulas))
