"""From the elements of a page to the rows of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from lxml.etree import _Element

from mtqg_xl.ooxml import MAX_COLUMN, MAX_ROW, Kind
from mtqg_xl.ooxml.numbers import is_number
from mtqg_xl.ooxml.sheet import Run
from mtqg_xl.opening.base import Look
from mtqg_xl.opening.building import SheetBuilder, TooMuchError, number_cell
from mtqg_xl.opening.html.css import StyleSheet, is_hidden
from mtqg_xl.opening.html.texts import BLOCKS, element_text, is_silent, tag_of
from mtqg_xl.opening.limits import LIMITS
from mtqg_xl.opening.written import Writing

#: Attributes by which Excel and LibreOffice tell the value behind what is shown.
TYPED: Final = ("x:num", "x:str", "x:bool", "x:err", "sdval")
# What the standard allows, and what browsers keep to.
_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534
_TEXT_FORMAT: Final = "@"


class _Found(NamedTuple):
    row: int
    col: int
    text: str
    runs: list[Run]
    cell: _Element | None
    style: int
    is_text: bool


class PageReader:
    """Puts text and tables one under another, as Excel does when it opens a page."""

    def __init__(
        self, sheet: SheetBuilder, styles: StyleSheet, number_of: Callable[[Look], int], font: str
    ) -> None:
        """``font`` is that of texts of which the page tells none."""
        self._sheet = sheet
        self._styles = styles
        self._number_of = number_of
        self._font = font
        self._row = 0
        self._found: list[_Found] = []
        self._line: list[Run] = []
        self._typed = False

    def read(self, parts: Iterable[_Element]) -> None:
        """Take in ``parts`` and what they hold, in their order."""
        for part in parts:
            self._flow(part, 0)
        self._end_line()
        writing = Writing((found.col, found.text) for found in self._found)
        for found in self._found:
            kind, text, formula = self._value(found)
            if kind == "text" and not self._typed and not found.is_text:
                number = writing.number(found.col, text)
                kind, text = ("number", number) if number is not None else (kind, text)
            self._sheet.put(found.row, found.col, kind, text, formula, found.style)
            if kind == "text":
                self._sheet.run(found.row, found.col, found.runs)

    # -- outside of tables --------------------------------------------------------------------

    def _flow(self, part: _Element, depth: int) -> None:
        if depth > LIMITS.nesting:
            raise TooMuchError("levels", LIMITS.nesting)
        tag = tag_of(part)
        if not tag or is_silent(part, tag):
            return
        if tag == "table" and next(part.iterdescendants("table"), None) is None:
            self._end_line()
            self._table(part)
            return
        if tag in BLOCKS or tag in ("table", "tr", "td", "th", "br", "caption"):
            self._end_line()
        self._write(part.text)
        for item in part:
            self._flow(item, depth + 1)
            self._write(item.tail)
        if tag in BLOCKS or tag in ("table", "tr", "td", "th", "caption"):
            self._end_line()

    def _write(self, text: str | None) -> None:
        if text:
            self._line.append(Run(text, "", False))

    def _end_line(self) -> None:
        text = " ".join("".join(run.text for run in self._line).split())
        self._line = []
        if text:
            self._row += 1
            style = self._number_of(Look(font=self._font))
            self._found.append(_Found(self._row, 1, text, [], None, style, is_text=True))

    # -- tables -------------------------------------------------------------------------------

    def _table(self, table: _Element) -> None:
        for caption in table.iterdescendants("caption"):
            self._line.append(Run(element_text(caption)[0], "", False))
            self._end_line()
        col = 0
        for item in table.iterdescendants("col"):
            count = _span(item.get("span"), _MOST_COLUMNS)
            if is_hidden(item.get("style") or ""):
                self._sheet.hide_columns(col + 1, col + count)
            col += count
        reaching: dict[int, int] = {}
        for line in table.iterdescendants("tr"):
            self._row += 1
            if self._row > MAX_ROW:
                raise TooMuchError("cells", LIMITS.cells)
            if is_hidden(line.get("style") or ""):
                self._sheet.hide_rows(self._row, self._row)
            self._read_row(line, reaching)
        # A row that reaches below the table is cut off there; the next one begins lower.
        self._row += 1

    def _read_row(self, line: _Element, reaching: dict[int, int]) -> None:
        col = 1
        for cell in line:
            if tag_of(cell) not in ("td", "th"):
                continue
            while reaching.get(col, 0) >= self._row:
                col += 1
            wide = _span(cell.get("colspan"), _MOST_COLUMNS)
            high = _span(cell.get("rowspan"), _MOST_ROWS)
            if col + wide - 1 > MAX_COLUMN:
                raise TooMuchError("cells", LIMITS.cells)
            self._sheet.spend(wide)
            for at in range(col, col + wide) if high > 1 else ():
                reaching[at] = self._row + high - 1
            self._read_cell(cell, col)
            if wide * high > 1:
                self._sheet.merge(self._row, col, self._row + high - 1, col + wide - 1)
            col += wide

    def _read_cell(self, cell: _Element, col: int) -> None:
        self._typed = self._typed or any(name in cell.attrib for name in TYPED)
        text, runs = element_text(cell)
        look = self._styles.look(tag_of(cell), cell.get("class") or "", cell.get("style") or "")
        code, font = look
        shown = (cell.get("sdnum") or "").split(";", 2)
        if len(shown) == 3 and shown[2]:
            code = shown[2]
        if runs and runs[0].font and all(run.font == runs[0].font for run in runs):
            font, runs = runs[0].font, []
        style = self._number_of(Look(code, font or self._font))
        self._found.append(_Found(self._row, col, text, runs, cell, style, code == _TEXT_FORMAT))

    def _value(self, found: _Found) -> tuple[Kind, str, str | None]:
        text, cell = found.text, found.cell
        if cell is None:
            return "text", text, None
        formula = (cell.get("x:fmla") or "").lstrip("=") or None
        hidden_value = cell.get("sdval") if "sdval" in cell.attrib else cell.get("x:num")
        if hidden_value is not None:
            hidden_value = hidden_value.strip() or text.replace("\xa0", "").strip()
            if is_number(hidden_value):
                return *number_cell(hidden_value), formula
        if "x:bool" in cell.attrib:
            return "bool", "1" if (cell.get("x:bool") or text).strip().upper() == "TRUE" else "0", formula
        if "x:err" in cell.attrib:
            return "error", (cell.get("x:err") or text).strip(), formula
        if not text.strip():
            return "blank", "", formula
        return "text", text, formula


def _span(text: str | None, most: int) -> int:
    text = (text or "").strip()
    if not (text.isascii() and text.isdecimal()):
        return 1
    return max(1, min(int(text[:9]), most))
