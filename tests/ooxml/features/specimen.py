"""Workbooks that each hold one feature, and the register of them all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

SHEET: Final = "Biểu 1"
LISTS: Final = "Danh mục"
SHEET_PART: Final = "xl/worksheets/sheet1.xml"
LISTS_PART: Final = "xl/worksheets/sheet2.xml"
#: The elements of a worksheet and of a workbook in the order in which the format wants them.
_WORKSHEET: Final = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr
conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks
colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF
drawingHF picture oleObjects controls webPublishItems tableParts extLst"""
_WORKBOOK: Final = """fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches extLst"""
ORDERS: Final = {"worksheet": _WORKSHEET.split(), "workbook": _WORKBOOK.split()}


@dataclass(frozen=True)
class Specimen:
    """A workbook with one feature, and three cells of its first sheet that have nothing to do with it.

    ``kept`` says where the feature lives: a member and the name of an element in it, or "" for the
    whole member. ``holds`` are texts that the edited sheet has as they stand here. ``number`` names a
    typed number, ``text`` a cell without content, and ``cached`` a formula that doubles ``number``.
    """

    data: bytes
    kept: tuple[tuple[str, str], ...]
    holds: tuple[str, ...] = ()
    suffix: str = ".xlsx"
    sheet: str = SHEET
    number: str = "B3"
    text: str = "F9"
    cached: str = "C3"


Make = Callable[[], Specimen]
FEATURES: Final[dict[str, Make]] = {}


def feature(make: Make) -> Make:
    """Enter a workbook in the register under the name of the function that makes it, once."""
    made = cache(make)
    FEATURES[make.__name__] = made
    return made


def part_of(content: bytes, element: str) -> bytes | None:
    """The bytes of ``content`` from the first to the last element called ``element``; all of it for ""."""
    if not element:
        return content
    content = decoded(content)[1].encode()
    name = (b"" if ":" in element else rb"(?:\w+:)?") + element.encode()
    whole = rb"<%b(?=[\s/>])(?:[^>]*/>(?!.*</%b>)|.*</%b\s*>)" % (name, name, name)
    found = re.search(whole, content, re.DOTALL)
    return found[0] if found else None


def decoded(content: bytes) -> tuple[str, str]:
    """The encoding that the byte order mark of a part tells, and its text with the mark."""
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    encoding = marks.get(content[:2], "utf-8")
    return encoding, content.decode(encoding)
