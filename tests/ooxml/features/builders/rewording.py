"""Ways of wording the sheet of a plain workbook: each takes its text and gives one of the same meaning."""

from __future__ import annotations

import re
from typing import Final

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECOY: Final = '<row r="3"><c r="B3"><v>9</v></c></row>'
_VENDORS: Final = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
    'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
    'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
    'xr:uid="{00000000-0001-0000-0000-000000000000}"'
)


def prefixed(text: str) -> str:
    """Every element named with ``x:``, as the Open XML SDK of .NET does."""
    text = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text)


def with_apostrophes(text: str) -> str:
    """Attributes between apostrophes."""
    return text.replace('"', "'")


def with_windows_lines(text: str) -> str:
    """Elements on lines of their own, ended as Windows ends them."""
    starts = r"(<(?:x:)?(?:sheetViews|sheetFormatPr|sheetData|row|c|/row|/sheetData|pageMargins)[ >/])"
    return re.sub(starts, r"\r\n  \1", text).replace("?>\n", "?>\r\n")


def with_remarks(text: str) -> str:
    """Comments, CDATA and instructions that hold what looks like cells."""
    text = text.replace('<c r="B3">', '<!--<c r="B3">--><?ghi <c r="B3"/>?><c r="B3">')
    text = text.replace("<sheetData>", f"<!-- {_DECOY} --><sheetData><!-- <sheetData> {_DECOY} -->")
    raw = f'<c r="D5" t="str"><v><![CDATA[{_DECOY}]]></v></c></row>'
    text = re.sub(r'(<row r="5".*?)</row>', rf"\1{raw}", text)
    return text + "<!-- </worksheet> hết -->"


def with_anonymous_cells(text: str) -> str:
    """Cells that do not say where they are."""
    return re.sub(r'(<c) r="[^"]*"', r"\1", text)


def with_anonymous_rows(text: str) -> str:
    """Neither rows nor cells say where they are."""
    return re.sub(r'(<(?:row|c)) r="[^"]*"', r"\1", text)


def with_rows_reversed(text: str) -> str:
    """The last row first."""
    rows = re.findall(r"<row .*?</row>", text)
    return text.replace("".join(rows), "".join(reversed(rows)))


def with_cells_reversed(text: str) -> str:
    """The last cell of each row first."""
    for row in re.findall(r"<row .*?</row>", text):
        cells = re.findall(r"<c .*?</c>", row)
        text = text.replace("".join(cells), "".join(reversed(cells)))
    return text


def with_wrong_used_range(text: str) -> str:
    """A used range that leaves nearly everything out."""
    return text.replace('ref="A1:C5"', 'ref="A1"')


def without_used_range(text: str) -> str:
    """A used range is not told."""
    return re.sub("<dimension[^>]*/>", "", text)


def with_empty_elements(text: str) -> str:
    """Empty cells and rows written as one tag and as two."""
    ninth = '<row r="9" spans="1:3" ht="30" customHeight="1"><c r="A9" s="0"></c><c r="G9" s="0"/></row>'
    text = text.replace("A1:C5", "A1:G9")
    return text.replace("</sheetData>", f'<row r="7"/>{ninth}</sheetData>')


def with_attributes_of_vendors(text: str) -> str:
    """What newer Excel adds to rows and to the sheet."""
    text = text.replace("<worksheet ", f"<worksheet {_VENDORS} ")
    return text.replace("<row ", '<row x14ac:dyDescent="0.25" ')
