"""The same sheet in other words of XML, as other programs write it."""

from __future__ import annotations

from collections.abc import Callable

from tests.ooxml.features.builders import rewording
from tests.ooxml.features.building import plain
from tests.ooxml.features.specimen import LISTS_PART, SHEET_PART, Specimen, feature

_STRICT = {
    rewording.MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
}


def _reworded(change: Callable[[str], str], *holds: str) -> Specimen:
    """A plain workbook whose first sheet is worded by ``change``, so that it has the texts ``holds``."""
    parts = plain()
    parts[SHEET_PART] = change(parts[SHEET_PART].decode()).encode()
    return parts.specimen((SHEET_PART, "pageMargins"), holds=holds)


@feature
def prefixed_sheets() -> Specimen:
    parts = plain()
    for name in (SHEET_PART, LISTS_PART, "xl/workbook.xml", "xl/styles.xml"):
        parts[name] = rewording.prefixed(parts[name].decode()).encode()
    kept = [(SHEET_PART, "x:sheetFormatPr"), (SHEET_PART, "x:pageMargins")]
    return parts.specimen(*kept, holds=("<x:v>10</x:v>",))


@feature
def strict_edition() -> Specimen:
    parts = plain()
    for name in parts:
        for usual, strict in _STRICT.items():
            parts[name] = parts[name].replace(usual.encode(), strict.encode())
    parts.swap("xl/workbook.xml", "<workbook ", '<workbook conformance="strict" ')
    return parts.specimen((SHEET_PART, "pageMargins"), holds=("//purl.oclc.org/ooxml/spreadsheetml/main",))


@feature
def byte_order_marks() -> Specimen:
    parts = plain()
    for name in parts:
        if name.endswith(("sheet1.xml", "workbook.xml", "styles.xml", "sharedStrings.xml")):
            parts[name] = b"\xef\xbb\xbf" + parts[name]
    return parts.specimen((SHEET_PART, "pageMargins"), holds=("\ufeff<?xml",))


@feature
def sheet_in_utf_16() -> Specimen:
    parts = plain(lambda book, sheet: sheet.set_header("&CĐịa bàn đặc biệt khó khăn"))
    text = parts[SHEET_PART].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    parts[SHEET_PART] = b"\xff\xfe" + text.encode("utf-16-le")
    return parts.specimen((SHEET_PART, "headerFooter"), holds=("\ufeff<?xml", 'encoding="UTF-16"'))


@feature
def apostrophes_around_attributes() -> Specimen:
    return _reworded(rewording.with_apostrophes, "version='1.0'", "<c r='B2'>", "<pageMargins left='0.7'")


@feature
def windows_line_ends() -> Specimen:
    return _reworded(rewording.with_windows_lines, "?>\r\n", "\r\n  <row", "\r\n  <pageMargins")


@feature
def remarks_and_raw_text() -> Specimen:
    holds = ["><![CDATA[<row", "</worksheet> hết -->", "?><c r=", "<!-- <sheetData> <row"]
    return _reworded(rewording.with_remarks, *holds)


@feature
def cells_without_address() -> Specimen:
    return _reworded(rewording.with_anonymous_cells, "<c t=", "<c><v>10", '<row r="3"')


@feature
def rows_without_number() -> Specimen:
    return _reworded(rewording.with_anonymous_rows, "<row spans=", "<c><v>10")


@feature
def rows_out_of_order() -> Specimen:
    return _reworded(rewording.with_rows_reversed, '<sheetData><row r="5"', '</row><row r="1"')


@feature
def cells_out_of_order() -> Specimen:
    return _reworded(rewording.with_cells_reversed, '<row r="2" spans="1:3"><c r="C2"', '</c><c r="A2"')


@feature
def wrong_used_range() -> Specimen:
    return _reworded(rewording.with_wrong_used_range, '<dimension ref="A1')


@feature
def no_used_range() -> Specimen:
    return _reworded(rewording.without_used_range, '/relationships"><sheetViews>')


@feature
def empty_cells_and_rows_in_both_forms() -> Specimen:
    holds = ['<row r="7"/>', '<c r="A9" s="0"></c>', '<c r="G9" s="0"/>']
    return _reworded(rewording.with_empty_elements, *holds)


@feature
def attributes_of_other_vendors() -> Specimen:
    holds = ["mc:Ignorable", "xr:uid", '<row x14ac:dyDescent="0.25" r="1"']
    return _reworded(rewording.with_attributes_of_vendors, *holds)
