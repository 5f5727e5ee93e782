"""Ranges, notes and fonts of the engines: an area of a sheet, and questions about it to the document."""

from __future__ import annotations

import re
from typing import Any

from xlwings import base_classes as base
from xlwings import utils

Area = tuple[int, int, int, int]
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")


def letters(column: int) -> str:
    text = ""
    while column:
        column, left = divmod(column - 1, 26)
        text = chr(65 + left) + text
    return text


def place_of(text: str) -> tuple[int, int]:
    """Row and column of ``B3``."""
    found = _CELL.fullmatch(text)
    if found is None:
        raise ValueError(text)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


class SheetRange(base.Range):
    # Declared as properties by the base class; without the limits xlwings reads and writes in one go.
    sheet = None  # type: ignore[assignment]
    max_cells_per_read = max_cells_per_write = None  # type: ignore[assignment]

    def __init__(self, sheet: Any, area: Area) -> None:
        self.sheet = sheet
        self.area = tuple(area)
        self.options: dict[str, Any] = {}

    @classmethod
    def of(cls, sheet: Any, first: Any, last: Any = None) -> SheetRange:
        """A range given as Excel's users give it: ``A1``, ``A1:B2``, (row, column), or two of these."""
        if isinstance(first, str):
            first, _, last = first.partition(":")
            last = last or first
        top, left = cls._place(first)
        bottom, right = cls._place(last or first, last=True)
        rows, columns = sorted((top, bottom)), sorted((left, right))
        return cls(sheet, (rows[0], columns[0], rows[1], columns[1]))

    @staticmethod
    def _place(given: Any, last: bool = False) -> tuple[int, int]:
        if isinstance(given, str):
            return place_of(given)
        area = getattr(given, "area", None) or getattr(getattr(given, "impl", None), "area", None)
        if area is not None:
            return (area[2], area[3]) if last else (area[0], area[1])
        return int(given[0]), int(given[1])

    @property
    def _document(self) -> Any:
        return self.sheet.document

    @property
    def api(self) -> Any:
        return self  # has to be something: xlwings writes nothing into a range without

    def __call__(self, row: int, column: int | None = None) -> SheetRange:
        if column is None:
            row, column = divmod(row - 1, self.shape[1])
            row, column = row + 1, column + 1
        top, left, _, _ = self.area
        place = (top + row - 1, left + column - 1)
        return SheetRange(self.sheet, (*place, *place))

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    @property
    def row(self) -> int:
        return self.area[0]

    @property
    def column(self) -> int:
        return self.area[1]

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        top, left, bottom, right = self.area
        mark, fixed = "$" if col_absolute else "", "$" if row_absolute else ""
        first = f"{mark}{letters(left)}{fixed}{top}"
        last = f"{mark}{letters(right)}{fixed}{bottom}"
        return first if first == last else f"{first}:{last}"

    # ---- what the cells hold ----

    @property
    def raw_value(self) -> list[list[Any]]:
        return self._document.values(self.sheet.name, self.area)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        rows = data if isinstance(data, list | tuple) else [[data] * self.shape[1]] * self.shape[0]
        self._document.set_values(self.sheet.name, self.area, rows)

    @property
    def formula(self) -> Any:
        found = self._document.formulas(self.sheet.name, self.area)
        return found[0][0] if self.shape == (1, 1) else tuple(map(tuple, found))

    @formula.setter
    def formula(self, value: str) -> None:
        self._document.set_formula(self.sheet.name, self.area, value)

    def clear_contents(self) -> None:
        self.raw_value = ""

    # ---- how they look ----

    def _look(self, key: str) -> Any:
        return self._document.look(self.sheet.name, self.area, key)

    def _set_look(self, key: str, value: Any) -> None:
        self._document.set_look(self.sheet.name, self.area, key, value)

    @property
    def number_format(self) -> str | None:
        return self._look("number_format")

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._set_look("number_format", value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        code = self._look("color")
        return None if not code else (int(code[:2], 16), int(code[2:4], 16), int(code[4:6], 16))

    @color.setter
    def color(self, value: Any) -> None:
        rgb = utils.hex_to_rgb(value) if isinstance(value, str) else value
        self._set_look("color", "" if rgb is None else "".join(f"{part:02X}" for part in rgb))

    @property
    def wrap_text(self) -> bool | None:
        return self._look("wrap_text")

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._set_look("wrap_text", value)

    @property
    def vertical_alignment(self) -> str | None:
        return self._look("vertical_alignment")

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self._set_look("vertical_alignment", value)

    @property
    def column_width(self) -> float | None:
        return self._look("column_width")

    @column_width.setter
    def column_width(self, value: float) -> None:
        self._set_look("column_width", value)

    @property
    def font(self) -> RangeFont:
        return RangeFont(self)

    def autofit(self, axis: str | None = None) -> None:
        self._set_look("autofit", axis or "")

    # ---- merged cells, notes, links ----

    @property
    def merge_cells(self) -> bool | None:
        return self._document.merged(self.sheet.name, self.area)

    @property
    def merge_area(self) -> SheetRange:
        return SheetRange(self.sheet, self._document.merge_area(self.sheet.name, self.row, self.column))

    def merge(self, across: bool) -> None:
        self._document.merge(self.sheet.name, self.area)

    @property
    def note(self) -> RangeNote | None:
        text = self._document.note(self.sheet.name, self.row, self.column)
        return None if text is None else RangeNote(self)

    def add_note(self, text: str) -> RangeNote:
        self._document.set_note(self.sheet.name, self.row, self.column, text)
        return RangeNote(self)

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:
        self._document.link(self.sheet.name, self.row, self.column, address, text_to_display)


class RangeNote(base.Note):
    def __init__(self, cell: SheetRange) -> None:
        self._cell = cell

    @property
    def text(self) -> str:
        cell = self._cell
        return cell._document.note(cell.sheet.name, cell.row, cell.column)

    @text.setter
    def text(self, value: str) -> None:
        self._cell.add_note(value)

    def delete(self) -> None:
        cell = self._cell
        cell._document.set_note(cell.sheet.name, cell.row, cell.column, None)


def _font(key: str) -> property:
    return property(
        lambda self: self.cells._look(key),
        lambda self, value: self.cells._set_look(key, value),
    )


class RangeFont(base.Font):
    bold = _font("bold")
    name = _font("font_name")
    size = _font("font_size")

    def __init__(self, cells: SheetRange) -> None:
        self.cells = cells
