"""One sheet of an OpenDocument spreadsheet."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Final

from lxml.etree import _Element

from mtqg_xl.ooxml import MAX_COLUMN, MAX_ROW, Kind, xml
from mtqg_xl.opening.building import SheetBuilder, TooMuchError, number_cell
from mtqg_xl.opening.limits import LIMITS
from mtqg_xl.opening.ods.formulas import excel_formula
from mtqg_xl.opening.ods.styles import Styles
from mtqg_xl.opening.ods.texts import cell_text

_GROUPS: Final = frozenset(
    {"table-row-group", "table-header-rows", "table-rows",
     "table-column-group", "table-header-columns", "table-columns"}
)  # fmt: skip
_LENGTH: Final = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?", re.ASCII)
_LATER_EDITION: Final = "calcext:1.0"
_HIDDEN: Final = ("collapse", "filter")
#: The style number for a style name and the type of the value, which may say more than the style.
NumberStyle = Callable[[str, str], int]


class TableReader:
    """Reads the rows of one table into a sheet."""

    def __init__(
        self, sheet: SheetBuilder, styles: Styles, number_style: NumberStyle, day_zero: date
    ) -> None:
        """``day_zero`` is the day that dates count from."""
        self._sheet = sheet
        self._styles = styles
        self._number_style = number_style
        self._day_zero = day_zero
        self._column_starts: list[int] = []
        self._column_styles: list[str] = []
        self._row = 0
        self._arrays: list[tuple[tuple[int, int, int, int], str]] = []

    def read(self, table: _Element) -> None:
        """Take in all of ``table``."""
        column = 0
        for item in _flat(table, 0):
            name = xml.local(item)
            if name == "table-column":
                count = _repeated(item, "number-columns-repeated")
                self._column_starts.append(column + 1)
                self._column_styles.append(xml.attribute(item, "default-cell-style-name") or "")
                if xml.attribute(item, "visibility") in _HIDDEN:
                    self._sheet.hide_columns(column + 1, column + count)
                column += count
            elif name == "table-row":
                self._read_row(item)
        for area, formula in self._arrays:
            self._sheet.array(area, formula)

    def _read_row(self, row: _Element) -> None:
        count = _repeated(row, "number-rows-repeated")
        first = self._row + 1
        self._row += count
        if xml.attribute(row, "visibility") in _HIDDEN:
            self._sheet.hide_rows(first, self._row)
        cells = list(self._cells(row))
        if cells and self._row > MAX_ROW:
            raise TooMuchError("cells", LIMITS.cells)
        # Told at once, and not after a million cells.
        self._sheet.need_room(count * sum(place[1] for place in cells))
        for at in range(first, self._row + 1) if cells else ():
            for place in cells:
                self._put(at, *place)

    def _cells(self, row: _Element) -> Iterator[tuple[int, int, _Element, str]]:
        """First column, number of columns, element and style of the cells that hold or merge something."""
        column = 0
        own = xml.attribute(row, "default-cell-style-name") or ""
        for item in row:
            if xml.local(item) not in ("table-cell", "covered-table-cell"):
                continue
            count = _repeated(item, "number-columns-repeated")
            first = column + 1
            column += count
            if len(item) or any(_matters(str(key)) for key in item.attrib):
                yield first, count, item, xml.attribute(item, "style-name") or own

    def _put(self, row: int, first: int, count: int, item: _Element, style: str) -> None:
        kind, text, sort = self._value(item)
        formula = xml.attribute(item, "formula")
        in_excel = excel_formula(formula) if formula else None
        wide, high = _number(item, "number-columns-spanned"), _number(item, "number-rows-spanned")
        if kind == "blank" and in_excel is None and wide * high <= 1:
            return
        if first + count - 1 > MAX_COLUMN:
            raise TooMuchError("cells", LIMITS.cells)
        runs = cell_text(item, self._styles)[1] if kind == "text" else []
        for col in range(first, first + count):
            look = self._number_style(style or self._of_column(col), sort)
            self._sheet.put(row, col, kind, text, in_excel, look)
            if len(runs) > 1:
                self._sheet.run(row, col, runs)
        if wide * high > 1:
            self._sheet.merge(row, first, row + high - 1, first + wide - 1)
        over = _number(item, "number-matrix-rows-spanned"), _number(item, "number-matrix-columns-spanned")
        if in_excel is not None and over != (1, 1):
            self._arrays.append(((row, first, row + over[0] - 1, first + over[1] - 1), in_excel))

    def _of_column(self, col: int) -> str:
        at = bisect_right(self._column_starts, col) - 1
        return self._column_styles[at] if at >= 0 else ""

    def _value(self, item: _Element) -> tuple[Kind, str, str]:
        """Kind, text, and the type the file gives the value."""
        values: dict[str, str] = {}
        error = False
        for key, value in item.attrib.items():
            place, _, name = str(key).rpartition("}")
            # What type a value has stands there in the words of two editions; only the later has errors.
            if place.endswith(_LATER_EDITION):
                error = error or (name == "value-type" and value == "error")
            else:
                values[name] = str(value)
        sort = values.get("value-type", "")
        if error:
            shown = cell_text(item, self._styles)[0].strip()
            return "error", shown if shown.startswith("#") else "#VALUE!", ""
        if sort in ("float", "percentage", "currency"):
            return *number_cell(values.get("value", "")), sort
        if sort == "date":
            return *self._day(values.get("date-value", "")), sort
        if sort == "time":
            return *_time(values.get("time-value", "")), sort
        if sort == "boolean":
            return "bool", "1" if values.get("boolean-value") == "true" else "0", sort
        text = values.get("string-value")
        if text is None:
            text = cell_text(item, self._styles)[0]
        if text or sort == "string":
            return "text", text, sort
        return "blank", "", sort

    def _day(self, text: str) -> tuple[Kind, str]:
        try:
            moment = datetime.fromisoformat(text.replace(",", ".").removesuffix("Z")).replace(tzinfo=None)
        except ValueError:
            return ("text", text) if text else ("blank", "")
        start = datetime(self._day_zero.year, self._day_zero.month, self._day_zero.day)
        passed = moment - start
        return number_cell(passed.days + round(passed.seconds + passed.microseconds / 1e6, 3) / 86400)


def _flat(part: _Element, depth: int) -> Iterator[_Element]:
    """Columns and rows in their order, out of the groups they stand in."""
    if depth > LIMITS.nesting:
        raise TooMuchError("levels", LIMITS.nesting)
    for item in part:
        if xml.local(item) in _GROUPS:
            if xml.attribute(item, "display") == "false":
                # A folded group: its rows are marked one by one as well.
                pass
            yield from _flat(item, depth + 1)
        else:
            yield item


def _matters(name: str) -> bool:
    return name.endswith(("}value-type", "}formula", "spanned"))


def _repeated(item: _Element, name: str) -> int:
    return _number(item, name)


def _number(item: _Element, name: str) -> int:
    text = xml.attribute(item, name)
    if text is None or not (text.isascii() and text.isdecimal()) or len(text) > 9:
        return 1
    return max(1, int(text))


def _time(text: str) -> tuple[Kind, str]:
    match = _LENGTH.fullmatch(text)
    if match is None:
        return ("text", text) if text else ("blank", "")
    sign, days, hours, minutes, seconds = match.groups()
    length = int(days or 0) * 86400 + int(hours or 0) * 3600 + int(minutes or 0) * 60
    total = (length + float((seconds or "0").replace(",", "."))) / 86400
    return number_cell(-total if sign else total)
