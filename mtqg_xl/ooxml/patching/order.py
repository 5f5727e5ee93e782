"""The order in which a worksheet's elements must stand, and where a new one goes."""

from __future__ import annotations

from typing import Final

from mtqg_xl.ooxml.patching.grid import Grid

# ECMA-376 part 1, CT_Worksheet; Excel repairs a sheet that keeps another order.
_ORDER: Final = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
    "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr "
    "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter "
    "rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing "
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst"
)
_RANK: Final = {name.encode(): rank for rank, name in enumerate(_ORDER.split())}
# Controls and embedded objects are wrapped for the sake of older programs.
_RANK_OF_WRAPPED: Final = _RANK[b"oleObjects"]


def place_for(grid: Grid, local: bytes) -> int:
    """Where in the sheet's text a new element with this local name belongs."""
    rank = _RANK[local]
    ahead = rank <= _RANK[b"sheetData"]
    for item in grid.before_data() if ahead else grid.after_data():
        if _RANK.get(item.local, _RANK_OF_WRAPPED) > rank:
            return item.start
    if ahead and grid.sheet_data is not None:
        return grid.sheet_data.start
    return grid.root.closing
