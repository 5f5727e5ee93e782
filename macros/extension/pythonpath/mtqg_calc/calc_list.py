"""The sheet with the list of findings in an open workbook of Calc."""

from __future__ import annotations

from collections.abc import Sequence

from com.sun.star.table import BorderLine2
from com.sun.star.table.CellHoriJustify import CENTER
from com.sun.star.table.CellVertJustify2 import TOP

from mtqg_calc import listing
from mtqg_calc.looks import FILLS

_BOLD, _ITALIC = 150.0, "ITALIC"
_HEAD_FILL = 0xDDEBF7
# A character of Times New Roman 12, in 1/100 mm.
_CHARACTER = 215
_WHOLE, _BROKEN = "#.##0", "#.##0,######"


def list_of(sheets: object) -> object | None:
    """The sheet of the list; none when there is none."""
    for name in sheets.getElementNames():
        sheet = sheets.getByName(name)
        if sheet.getCellByPosition(0, 0).getString() == listing.SIGNATURE:
            return sheet
    return None


def rows_of(sheet: object) -> Sequence[Sequence[object]]:
    """What stands on a sheet."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    used = cursor.RangeAddress
    return sheet.getCellRangeByPosition(0, 0, used.EndColumn, used.EndRow).getDataArray()


def fill_list(
    document: object, sheet: object, heading: list[list[str]], lines: Sequence[listing.Line]
) -> None:
    """Write and lay out the list on an empty sheet."""
    last = listing.HEAD_ROW + len(lines)
    rows = [*heading, *(line.cells for line in lines)]
    area = sheet.getCellRangeByPosition(0, 0, listing.EXPLANATION, last)
    # Texts and numbers only: setDataArray makes no formula of anything.
    area.setDataArray(tuple(map(tuple, rows)))
    area.CharFontName, area.CharHeight, area.VertJustify = "Times New Roman", 12.0, TOP
    _lay_out(document, sheet, last)
    for at, line in enumerate(lines, listing.HEAD_ROW + 1):
        if line.place is not None:
            _link(document, sheet.getCellByPosition(listing.CELL, at), line)
        for column in range(listing.STATED, listing.DIFFERENCE + 1):
            if isinstance(line.cells[column], float) and line.cells[column] % 1:
                sheet.getCellByPosition(column, at).NumberFormat = _format(document, _BROKEN)
        rank = {"error": 3, "warning": 2}.get(line.severity)
        if rank:
            severity = sheet.getCellByPosition(2, at)
            severity.CellBackColor, severity.CharWeight = FILLS[rank], _BOLD if rank == 3 else 100.0


def _lay_out(document: object, sheet: object, last: int) -> None:
    columns = sheet.getColumns()
    for at, width in enumerate(listing.WIDTHS):
        columns.getByIndex(at).Width = width * _CHARACTER
    columns.getByIndex(0).IsVisible = False
    title, told, guide = (sheet.getCellByPosition(1, row) for row in range(3))
    title.CharHeight, title.CharWeight, told.CharWeight = 16.0, _BOLD, _BOLD
    guide.CharPosture = _posture()
    table = sheet.getCellRangeByPosition(1, listing.HEAD_ROW, listing.EXPLANATION, last)
    table.IsTextWrapped = True
    thin = BorderLine2()
    thin.OuterLineWidth = thin.LineWidth = 26
    for edge in ("LeftBorder2", "RightBorder2", "TopBorder2", "BottomBorder2"):
        table.setPropertyValue(edge, thin)
    head = sheet.getCellRangeByPosition(1, listing.HEAD_ROW, listing.EXPLANATION, listing.HEAD_ROW)
    head.CharWeight, head.HoriJustify, head.CellBackColor = _BOLD, CENTER, _HEAD_FILL
    if last > listing.HEAD_ROW:
        figures = sheet.getCellRangeByPosition(listing.STATED, listing.HEAD_ROW + 1, listing.DIFFERENCE, last)
        figures.NumberFormat = _format(document, _WHOLE)
    table.getRows().OptimalHeight = True


def _posture() -> object:
    from com.sun.star.awt.FontSlant import ITALIC

    return ITALIC


def _format(document: object, code: str) -> int:
    """The number of a format as Vietnamese offices write figures."""
    formats = document.getNumberFormats()
    vietnamese = type(document.CharLocale)("vi", "VN", "")
    found = formats.queryKey(code, vietnamese, False)
    return found if found >= 0 else formats.addNew(code, vietnamese)


def _link(document: object, cell: object, line: listing.Line) -> None:
    field = document.createInstance("com.sun.star.text.TextField.URL")
    sheet = line.place.sheet.replace("'", "''")
    field.URL = f"#'{sheet}'.{line.place.address}"
    field.Representation = cell.getString()
    cell.setString("")
    cell.insertTextContent(cell.createTextCursor(), field, False)
