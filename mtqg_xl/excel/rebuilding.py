"""A workbook file made of what xlwings reads of an open one, for programs that write no copy themselves.

A check looks at values, formulas with their results, merged cells, number formats, fonts (old Vietnamese
fonts stand for letters), hidden sheets and names; these are carried over, each cell at its address. Values
and formulas are read once for each sheet; formats, fonts and merges are asked of whole areas, halved where
they differ. What no check looks at (colours, widths, charts, notes) is not there: the file is read and
thrown away.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mtqg_xl.excel.areas import Area, area_of, range_of, uniform

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet
    from xlwings import Book, Range, Sheet

#: What Excel calls the format of a cell that has none.
_PLAIN: Final = "General"
_PLAIN_FONT: Final = "Calibri"
_DATE: Final = "dd/mm/yyyy"
#: Names that Excel makes for itself cannot be defined by others.
_OWN_NAME: Final = re.compile(r"(?:^|!)_xl|Print_|_FilterDatabase", re.IGNORECASE)
_Looks = dict[tuple[int, int], tuple[str, str]]


def rebuild(book: Book, target: Path) -> None:
    """Write to ``target``, an .xlsx file, what a check reads of the open ``book``."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(target), {"use_future_functions": True}) as made:
        formats: dict[tuple[str, str], Any] = {}
        for sheet in book.sheets:
            looks = _looks(sheet)
            for look in set(looks.values()) - formats.keys():
                number_format, font = look
                formats[look] = made.add_format({"num_format": number_format, "font_name": font})
            dated = made.add_format({"num_format": _DATE})
            worksheet = made.add_worksheet(sheet.name)
            styles = {place: formats[look] for place, look in looks.items()}
            _write_sheet(worksheet, sheet, styles, dated)
        _show(made.worksheets(), [sheet.visible for sheet in book.sheets])
        for name in book.names:
            if not _OWN_NAME.search(name.name):
                with warnings.catch_warnings():
                    # A name that the writer does not accept is one that formulas of the forms do not use.
                    warnings.simplefilter("ignore")
                    made.define_name(name.name, name.refers_to)


def _show(made: Sequence[Worksheet], visible: Sequence[bool]) -> None:
    """Hide what is hidden; the first sheet that is not comes to the front."""
    first = next((at for at, shown in enumerate(visible) if shown), 0)
    made[first].activate()
    made[first].set_first_sheet()
    for worksheet, shown in zip(made, visible, strict=True):
        if not shown:
            worksheet.hide()


def _write_sheet(
    worksheet: Worksheet, sheet: Sheet, styles: dict[tuple[int, int], Any], dated: object
) -> None:
    used = sheet.used_range
    top, left, _, _ = area = area_of(used)
    values = used.options(ndim=2, err_to_str=True).value
    formulas = _grid(used.formula)
    covered = _merge(worksheet, sheet, area, styles)
    for down, (line, written) in enumerate(zip(values, formulas, strict=True), start=top - 1):
        for right, (value, formula) in enumerate(zip(line, written, strict=True), start=left - 1):
            place = (down + 1, right + 1)
            if place not in covered:
                _write(worksheet, down, right, value, formula, styles.get(place), dated)


def _write(
    worksheet: Worksheet, row: int, column: int, value: Any, formula: Any, style: Any, dated: object
) -> None:
    if isinstance(formula, str) and formula.startswith("=") and value != formula:
        result = "" if value is None else _serial(value)
        worksheet.write_formula(row, column, formula, style, result)
    elif isinstance(value, bool):
        worksheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float):
        worksheet.write_number(row, column, value, style)
    elif isinstance(value, date):
        worksheet.write_datetime(row, column, value, style or dated)
    elif isinstance(value, str) and value:
        worksheet.write_string(row, column, value, style)
    elif style is not None:
        worksheet.write_blank(row, column, None, style)


def _serial(value: Any) -> Any:
    """The result of a formula as a file holds it: a day is a number there."""
    if isinstance(value, date):
        return value.toordinal() - date(1899, 12, 30).toordinal()
    return value


def _looks(sheet: Sheet) -> _Looks:
    """Number format and font of the cells that differ from those of an empty workbook."""
    looks: _Looks = {}
    area = area_of(sheet.used_range)
    formats = _by_cell(sheet, area, lambda cells: cells.number_format)
    fonts = _by_cell(sheet, area, lambda cells: cells.font.name)
    for place in formats.keys() | fonts.keys():
        look = formats.get(place, _PLAIN), fonts.get(place, _PLAIN_FONT)
        if look != (_PLAIN, _PLAIN_FONT):
            looks[place] = look
    return looks


def _by_cell(sheet: Sheet, area: Area, ask: Any) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for (top, left, bottom, right), answer in uniform(sheet, area, ask):
        if answer:
            cells = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            found.update(dict.fromkeys(cells, str(answer)))
    return found


def _merge(
    worksheet: Worksheet, sheet: Sheet, area: Area, styles: dict[tuple[int, int], Any]
) -> set[tuple[int, int]]:
    """Merge what is merged; returns the cells covered by others, which hold nothing."""
    merged: dict[Area, None] = {}
    for part, answer in uniform(sheet, area, _unmerged):
        if answer is None:
            merged[area_of(range_of(sheet, part).merge_area)] = None
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in merged:
        worksheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", styles.get((top, left)))
        cells = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        covered.update(place for place in cells if place != (top, left))
    return covered


def _unmerged(cells: Range) -> bool | None:
    """True where nothing is merged; None where something is, be it all or part of the cells."""
    return True if cells.merge_cells is False else None


def _grid(formula: Any) -> list[list[Any]]:
    """The formulas of a range in rows; a single cell gives a single text."""
    return [list(line) for line in formula] if isinstance(formula, list | tuple) else [[formula]]
