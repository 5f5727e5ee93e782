"""Workbooks held by openpyxl: fast, and without recalculation (a formula has the result its file carries)."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tests.xlwings_engines.frame import copied_name, name_of, new_name
from tests.xlwings_engines.ranges import Area, letters

_NO_FILL = ("", "none")


class OpenpyxlProgram:
    """Opens files with openpyxl."""

    name = "mtqg_openpyxl"

    def open(self, path: str) -> OpenpyxlDocument:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, keep_vba=path.endswith(".xlsm"))
            results = openpyxl.load_workbook(path, data_only=True, read_only=True)
        cached = {
            (sheet.title, cell.row, cell.column): cell.value
            for sheet in results.worksheets
            for line in sheet.iter_rows()
            for cell in line
            if cell.value is not None
        }
        results.close()
        return OpenpyxlDocument(book, path, cached)

    def new(self) -> OpenpyxlDocument:
        return OpenpyxlDocument(openpyxl.Workbook(), "Book1", {})


class OpenpyxlDocument:
    """A workbook in memory, with the results that its file carried for formulas."""

    def __init__(self, book: openpyxl.Workbook, path: str, cached: dict[tuple[str, int, int], Any]) -> None:
        self.api: object = None
        self.book = book
        self.fullname = path
        self.cached = cached
        self._areas: dict[str, tuple[int, list[Area]]] = {}

    @property
    def name(self) -> str:
        return name_of(self.fullname)

    def names(self) -> list[tuple[str, str]]:
        return [(name, f"={one.attr_text}") for name, one in self.book.defined_names.items()]

    def sheet_names(self) -> list[str]:
        return list(self.book.sheetnames)

    # ---- what cells hold ----

    def used(self, sheet: str) -> Area:
        found = self.book[sheet]
        return found.min_row, found.min_column, found.max_row, found.max_column

    def values(self, sheet: str, area: Area) -> list[list[Any]]:
        return self._read(sheet, area, lambda cell: self._value(sheet, cell))

    def set_values(self, sheet: str, area: Area, rows: Sequence[Sequence[Any]]) -> None:
        for down, line in enumerate(rows):
            for right, value in enumerate(line):
                cell = self.book[sheet].cell(area[0] + down, area[1] + right)
                if isinstance(cell, MergedCell):
                    continue
                self.cached.pop((sheet, cell.row, cell.column), None)
                cell.value = None if value == "" else value
                if isinstance(value, str) and cell.number_format == "@":
                    cell.data_type = "s"  # what is typed into a cell of text is a text

    def formulas(self, sheet: str, area: Area) -> list[list[str]]:
        return self._read(sheet, area, lambda cell: self._formula(cell))

    def set_formula(self, sheet: str, area: Area, formula: str) -> None:
        for cell in self._cells(sheet, area):
            cell.value = formula

    # ---- how they look ----

    def look(self, sheet: str, area: Area, key: str) -> Any:
        found = {self._look(cell, key) for cell in self._there(sheet, area)}
        if len(found) < self._count(area) and self._missing(sheet, area):
            found.add({"number_format": "General", "font_name": "Calibri", "color": ""}.get(key))
        return found.pop() if len(found) == 1 else None

    def set_look(self, sheet: str, area: Area, key: str, value: Any) -> None:
        if key == "column_width":
            for column in range(area[1], area[3] + 1):
                dimension = self.book[sheet].column_dimensions[letters(column)]
                dimension.width, dimension.hidden = value or 8, value == 0
            return
        if not self.protection(sheet)[1]:
            raise PermissionError(f"{sheet} is protected")
        for cell in self._cells(sheet, area) if key != "autofit" else ():
            self._set_look(cell, key, value)

    def merge_area(self, sheet: str, row: int, column: int) -> Area:
        for top, left, bottom, right in self._merges(sheet):
            if top <= row <= bottom and left <= column <= right:
                return top, left, bottom, right
        return row, column, row, column

    def merged(self, sheet: str, area: Area) -> bool | None:
        top, left, bottom, right = area
        inside = [
            one
            for one in self._merges(sheet)
            if one[0] <= bottom and one[2] >= top and one[1] <= right and one[3] >= left
        ]
        if not inside:
            return False
        one = inside[0]
        whole = one[0] <= top and one[1] <= left and one[2] >= bottom and one[3] >= right
        return True if whole else None

    def merge(self, sheet: str, area: Area) -> None:
        self.book[sheet].merge_cells(None, *area)

    def note(self, sheet: str, row: int, column: int) -> str | None:
        found = self.book[sheet]._cells.get((row, column))
        comment = getattr(found, "comment", None)
        return comment.text if comment is not None else None

    def set_note(self, sheet: str, row: int, column: int, text: str | None) -> None:
        if self.protection(sheet)[2]:
            raise PermissionError(f"{sheet} is protected")
        note = None if text is None else Comment(text, "mtqg", height=160, width=320)
        self.book[sheet].cell(row, column).comment = note

    def link(self, sheet: str, row: int, column: int, address: str, text: str) -> None:
        cell = self.book[sheet].cell(row, column)
        cell.value = text
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=address.removeprefix("#"))

    # ---- sheets ----

    def visible(self, sheet: str) -> bool:
        return bool(self.book[sheet].sheet_state == "visible")

    def set_visible(self, sheet: str, shown: bool) -> None:
        self.book[sheet].sheet_state = "visible" if shown else "hidden"

    def protection(self, sheet: str) -> tuple[bool, bool, bool]:
        """Whether contents are protected, cells may be formatted all the same, notes are protected."""
        found = self.book[sheet].protection
        return bool(found.sheet), not (found.sheet and found.formatCells), bool(found.sheet and found.objects)

    def protect(self, sheet: str) -> None:
        found = self.book[sheet].protection
        found.sheet = found.formatCells = found.objects = True

    def unprotect(self, sheet: str) -> None:
        self.book[sheet].protection.sheet = False

    def active(self) -> str:
        return str(self.book.active.title)

    def activate(self, sheet: str) -> None:
        for one in self.book.worksheets:
            one.sheet_view.tabSelected = one.title == sheet
        self.book.active = self.book.sheetnames.index(sheet)

    def add_sheet(self, at: int, name: str | None) -> str:
        return str(self.book.create_sheet(name or new_name(self.sheet_names()), at).title)

    def delete_sheet(self, sheet: str) -> None:
        if len(self.book.sheetnames) == 1:
            raise ValueError("the last sheet cannot be deleted")
        self._areas.pop(sheet, None)
        self.book.remove(self.book[sheet])

    def rename(self, sheet: str, name: str) -> None:
        self._areas.clear()
        self.book[sheet].title = name
        self.cached = {((name if at[0] == sheet else at[0]), *at[1:]): v for at, v in self.cached.items()}

    def copy_sheet(self, source: OpenpyxlDocument, sheet: str, at: int) -> None:
        """As Excel does it: a hidden sheet not at all, and references to other sheets become links."""
        origin = source.book[sheet]
        if origin.sheet_state != "visible":
            raise ValueError("a hidden sheet cannot be copied")
        made = self.book.create_sheet(copied_name(self.sheet_names(), sheet), at)
        others = [one for one in source.sheet_names() if one != sheet]
        styles: dict[tuple[int, ...], Any] = {}
        for place, cell in origin._cells.items():
            twin = made.cell(*place)
            if isinstance(cell, MergedCell):
                continue
            twin.value = _as_link(cell, source.name, others)
            twin.data_type = cell.data_type
            if cell.has_style and tuple(cell._style) in styles:
                twin._style = copy(styles[tuple(cell._style)])
            elif cell.has_style:
                for part in ("font", "fill", "border", "alignment", "protection"):
                    setattr(twin, part, copy(getattr(cell, part)))
                twin.number_format = cell.number_format
                styles[tuple(cell._style)] = twin._style
            if (sheet, *place) in source.cached:
                self.cached[made.title, *place] = source.cached[sheet, *place]
        for merge in origin.merged_cells.ranges:
            made.merge_cells(str(merge))
        for key, dimension in origin.column_dimensions.items():
            made.column_dimensions[key].width = dimension.width
            made.column_dimensions[key].hidden = dimension.hidden
        for number, height in origin.row_dimensions.items():
            made.row_dimensions[number].height = height.height

    def save(self, path: str) -> None:
        self.book.save(path)

    def close(self) -> None:
        self.book.close()

    # ---- inside ----

    def _read(self, sheet: str, area: Area, ask: Any) -> list[list[Any]]:
        # ws.cell() would make the cells that it is asked for, and the used range would grow.
        cells = self.book[sheet]._cells
        return [
            [
                ask(cells[row, column]) if (row, column) in cells else None
                for column in range(area[1], area[3] + 1)
            ]
            for row in range(area[0], area[2] + 1)
        ]

    def _value(self, sheet: str, cell: Cell) -> Any:
        if cell.data_type != "f":
            return cell.value
        return self.cached.get((sheet, cell.row, cell.column))

    def _formula(self, cell: Cell) -> str:
        value = cell.value
        return str(getattr(value, "text", value)) if value is not None else ""

    def _cells(self, sheet: str, area: Area) -> Iterator[Cell]:
        found: Worksheet = self.book[sheet]
        for row in range(area[0], area[2] + 1):
            for column in range(area[1], area[3] + 1):
                yield found.cell(row, column)

    def _there(self, sheet: str, area: Area) -> Iterator[Cell]:
        cells = self.book[sheet]._cells
        for row in range(area[0], area[2] + 1):
            for column in range(area[1], area[3] + 1):
                if (row, column) in cells:
                    yield cells[row, column]

    def _missing(self, sheet: str, area: Area) -> bool:
        return sum(1 for _ in self._there(sheet, area)) < self._count(area)

    def _count(self, area: Area) -> int:
        return (area[2] - area[0] + 1) * (area[3] - area[1] + 1)

    def _merges(self, sheet: str) -> list[Area]:
        # Asked of every part of a sheet: what openpyxl keeps is turned into areas once.
        ranges = self.book[sheet].merged_cells.ranges
        count, areas = self._areas.get(sheet, (-1, []))
        if count != len(ranges):
            areas = [(one.min_row, one.min_col, one.max_row, one.max_col) for one in ranges]
            self._areas[sheet] = len(ranges), areas
        return areas

    def _look(self, cell: Cell, key: str) -> Any:
        match key:
            case "number_format":
                return cell.number_format
            case "font_name":
                return cell.font.name
            case "bold":
                return bool(cell.font.b)
            case "wrap_text":
                return bool(cell.alignment.wrap_text)
            case "color":
                fill = cell.fill
                solid = fill.fill_type == "solid" and isinstance(fill.fgColor.rgb, str)
                return fill.fgColor.rgb[-6:] if solid else ""
        raise KeyError(key)

    def _set_look(self, cell: Cell, key: str, value: Any) -> None:
        match key:
            case "number_format":
                cell.number_format = value
            case "color":
                cell.fill = PatternFill("solid", fgColor=f"FF{value}") if value else PatternFill()
            case "bold" | "font_name" | "font_size":
                font = copy(cell.font)
                setattr(font, {"bold": "b", "font_name": "name", "font_size": "sz"}[key], value)
                cell.font = font
            case "wrap_text" | "vertical_alignment":
                alignment = copy(cell.alignment)
                setattr(alignment, {"wrap_text": "wrap_text"}.get(key, "vertical"), value)
                cell.alignment = alignment


def _as_link(cell: Cell, file: str, others: Sequence[str]) -> Any:
    """The value of a copied cell; other sheets of its workbook are named with the file."""
    value = cell.value
    if cell.data_type != "f" or not isinstance(value, str):
        return value
    for name in others:
        quoted = name.replace("'", "''")
        pattern = rf"'{re.escape(quoted)}'!|(?<![\w.'\]]){re.escape(name)}!"
        value = re.sub(pattern, lambda _found, q=quoted: f"'[{file}]{q}'!", value)
    return value
