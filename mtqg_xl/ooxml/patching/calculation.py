"""What a workbook says about calculating itself: the request to do so when opened, and the old order."""

from __future__ import annotations

from typing import Final

from mtqg_xl.ooxml.patching.markup import Splice, attribute, children, with_attributes
from mtqg_xl.ooxml.patching.parts import Parts
from mtqg_xl.ooxml.xml import truth

# What follows calcPr in a workbook (ECMA-376, CT_Workbook).
_LATER: Final = frozenset(
    b"oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr "
    b"webPublishObjects extLst".split()
)


def request_calculation(parts: Parts, workbook_part: str) -> None:
    """Ask the program that opens the workbook to work out every formula anew."""
    scan, root = parts.root(workbook_part)
    at = root.closing
    for item in children(scan, root.opened, root.closing):
        if item.local == b"calcPr":
            tag = parts.text(workbook_part).data[item.start : item.opened]
            if not truth(attribute(tag, "fullCalcOnLoad")):
                changed = with_attributes(tag, {"fullCalcOnLoad": "1"})
                parts.change(workbook_part, [Splice(item.start, item.opened, changed)])
            return
        if item.local in _LATER and at == root.closing:
            at = item.start
    element = b'<%scalcPr fullCalcOnLoad="1"/>' % root.prefix
    parts.change(workbook_part, [Splice(at, at, element)])


def forget_calculation_order(parts: Parts, workbook_part: str) -> None:
    """Take the calculation chain away: an entry for a cell without formula makes Excel repair the file."""
    for link in parts.links(workbook_part):
        if link.kind == "calcChain":
            parts.remove(link.target, workbook_part)
