"""What judges or decorates cells: validations, conditional formats, sparklines, ignored errors."""

from __future__ import annotations

from typing import Any

from tests.ooxml.features.building import plain
from tests.ooxml.features.specimen import SHEET_PART, Specimen, feature

_X14_VALIDATION = """<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}">
<x14:dataValidations count="1" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
 xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"
 allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="Chọn lại" error="Chọn trong danh mục">
<x14:formula1><xm:f>'Danh mục'!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>D2:D4 B3</xm:sqref>
</x14:dataValidation></x14:dataValidations></ext></extLst>"""
_X14_ICONS = """<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}">
<x14:conditionalFormattings xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
 xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:conditionalFormatting>
<x14:cfRule type="iconSet" priority="1" id="{F2B7E1A0-0D3C-4C6A-9E1B-1D2C3B4A5F60}"><x14:iconSet
 iconSet="3Triangles" custom="1"><x14:cfvo type="percent"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="num">
<xm:f>'Danh mục'!$B$1</xm:f></x14:cfvo><x14:cfvo type="num"><xm:f>'Danh mục'!$B$3</xm:f></x14:cfvo>
<x14:cfIcon iconSet="3Triangles" iconId="0"/><x14:cfIcon iconSet="NoIcons" iconId="0"/><x14:cfIcon
 iconSet="3Stars" iconId="2"/></x14:iconSet></x14:cfRule><xm:sqref>B2:B4</xm:sqref>
</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"""


@feature
def list_on_another_sheet() -> Specimen:
    parts = plain()
    parts.insert(_X14_VALIDATION)
    return parts.specimen((SHEET_PART, "dataValidations"), (SHEET_PART, "extLst"))


@feature
def ordinary_validation() -> Specimen:
    whole = {"validate": "integer", "criteria": ">=", "value": 0, "error_message": "Chỉ nhập số nguyên"}
    parts = plain(lambda book, sheet: sheet.data_validation("B2:B4", whole))
    return parts.specimen((SHEET_PART, "dataValidations"))


@feature
def data_bars() -> Specimen:
    bar = {"type": "data_bar", "data_bar_2010": True, "bar_negative_color": "#FF0000", "bar_solid": True}
    parts = plain(lambda book, sheet: sheet.conditional_format("B2:B4", bar))
    return parts.specimen((SHEET_PART, "conditionalFormatting"), (SHEET_PART, "dataBar"))


@feature
def icons_by_another_sheet() -> Specimen:
    parts = plain()
    parts.insert(_X14_ICONS)
    return parts.specimen((SHEET_PART, "extLst"), (SHEET_PART, "cfIcon"))


@feature
def ordinary_conditional_format() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        red = book.add_format({"bg_color": "#FFC7CE", "num_format": "#,##0"})
        rule = {"type": "formula", "criteria": "=$B2>SUM($B$2:$B$4)/2", "format": red}
        sheet.conditional_format("A2:C4", rule)
        sheet.conditional_format("B2:B4", {"type": "3_color_scale"})

    return plain(dress).specimen((SHEET_PART, "conditionalFormatting"), ("xl/styles.xml", "dxf"))


@feature
def sparklines() -> Specimen:
    line = {"range": "'Biểu 1'!B2:B4", "type": "column", "high_point": True, "series_color": "#00B050"}
    parts = plain(lambda book, sheet: sheet.add_sparkline("D5", line))
    return parts.specimen((SHEET_PART, "sparklineGroups"), (SHEET_PART, "extLst"))


@feature
def ignored_errors() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        sheet.write_string("D2", "0123")
        sheet.ignore_errors({"number_stored_as_text": "D2:D4", "formula_differs": "C2:C4"})

    return plain(dress).specimen((SHEET_PART, "ignoredErrors"))


@feature
def filter_sorting_and_outline() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        sheet.autofilter("A1:C4")
        sheet.filter_column("B", "x > 5")
        sheet.set_row(3, None, None, {"level": 1, "hidden": True})
        sheet.set_column("H:J", 3, None, {"level": 2, "collapsed": True})
        sheet.freeze_panes(1, 1)
        sheet.set_h_pagebreaks([5])

    kept = ["autoFilter", "cols", "sheetViews", "rowBreaks"]
    return plain(dress).specimen(*((SHEET_PART, name) for name in kept))
