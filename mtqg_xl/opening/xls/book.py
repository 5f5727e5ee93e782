"""An .xls file: values, merges and styles by xlrd, formulas by a walk of our own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar, Final

import xlrd

from mtqg_xl.ooxml import Kind, Sheet, SheetInfo
from mtqg_xl.ooxml.sheet import Run
from mtqg_xl.ooxml.workbook import State
from mtqg_xl.opening.base import GENERAL, Look, ReadBook, Source, refusing
from mtqg_xl.opening.building import SheetBuilder, TooMuchError, number_cell
from mtqg_xl.opening.limits import LIMITS
from mtqg_xl.opening.tokens.text import error_text
from mtqg_xl.opening.xls.formulas import Formulas, read_formulas
from mtqg_xl.opening.xls.globals import Globals
from mtqg_xl.opening.xls.records import records, version
from mtqg_xl.opening.xls.taming import tamed

_STATES: Final[tuple[State, ...]] = ("visible", "hidden", "veryHidden")
_FROM_EXCEL_97: Final = 8
_RAISED: Final = 1
_TAMED_FROM: Final = 5


class XlsBook(ReadBook):
    """A workbook of Excel 2 to 2003; from Excel 97 on the texts of formulas are known."""

    format: ClassVar[str] = "xls"

    def __init__(self, source: Source, stream: bytes, *, has_macros: bool, modified: str | None) -> None:
        """``stream`` is the content of the stream that holds the workbook."""
        super().__init__(source)
        self.modified = modified
        self._stream = stream
        self._version = version(stream)
        self.keeps_formulas = self._version >= _FROM_EXCEL_97
        with refusing(self.path):
            # Before xlrd, which would go on without bounds.
            self._globals = Globals(stream, self.budget) if self.keeps_formulas else None
            if self._globals is None:
                for _ in records(stream, 0):
                    self.budget.spend_records(1)
            with _silence() as silence:
                self._book: Any = xlrd.open_workbook(
                    file_contents=tamed(stream, self.budget) if self._version >= _TAMED_FROM else stream,
                    formatting_info=True,
                    on_demand=True,
                    ragged_rows=True,
                    logfile=silence,
                )
            self.date1904 = self._book.datemode == 1
            self.has_macros = has_macros or bool(self._globals and self._globals.has_macros)
            self.external_links = bool(self._globals and self._globals.external_links)
            self.looks = list(_looks(self._book))
            self._places: list[int] = list(self._book._sh_abs_posn)
            # One part listed as many sheets would be read as often.
            if len(set(self._places)) != len(self._places):
                raise TooMuchError("sheets", len(set(self._places)))
            states = self._book._sheet_visibility
            self.list_sheets(
                [
                    SheetInfo(name, _STATES[states[at] % len(_STATES)], "")
                    for at, name in enumerate(self._book.sheet_names())
                ]
            )

    def _read(self, at: int) -> Sheet:
        names = self._globals.names if self._globals else None
        formulas = read_formulas(
            self._stream,
            self._places[at],
            self._version,
            names,
            self.budget,
            computed=self._globals is None or self._globals.computed,
        )
        with _silence() as silence:
            self._book.logfile = silence
            sheet = self._book.sheet_by_index(at)
        try:
            return self._built(sheet, self.sheets[at].name, formulas)
        finally:
            self._book.unload_sheet(at)

    def _built(self, sheet: Any, name: str, formulas: Formulas) -> Sheet:
        builder = SheetBuilder(name, self.budget)
        computed = formulas.cells
        for row in range(sheet.nrows):
            kinds, values = sheet.row_types(row), sheet.row_values(row)
            for col, (sort, value) in enumerate(zip(kinds, values, strict=True)):
                formula = computed.get((row + 1, col + 1))
                if sort in _EMPTY and formula is None:
                    continue
                kind, text = _value(sort, value)
                if (row + 1, col + 1) in formulas.waiting:
                    kind, text = "blank", ""
                style = sheet.cell_xf_index(row, col)
                builder.put(row + 1, col + 1, kind, text, formula, style)
        for (row, col), places in sheet.rich_text_runlist_map.items():
            text = sheet.cell_value(row, col)
            builder.run(row + 1, col + 1, _runs(self._book, text, places))
        for area, formula in formulas.arrays:
            builder.array(area, formula)
        for top, bottom, left, right in sheet.merged_cells:
            builder.merge(top + 1, left + 1, bottom, right)
        for row, info in sheet.rowinfo_map.items():
            if info.hidden or info.height == 0:
                builder.hide_rows(row + 1, row + 1)
        for col, info in sheet.colinfo_map.items():
            if info.hidden or info.width == 0:
                builder.hide_columns(col + 1, col + 1)
        return builder.sheet()


_EMPTY: Final = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


def _value(sort: int, value: Any) -> tuple[Kind, str]:
    if sort == xlrd.XL_CELL_TEXT:
        return "text", value
    if sort in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return number_cell(value)
    if sort == xlrd.XL_CELL_BOOLEAN:
        return "bool", "1" if value else "0"
    if sort == xlrd.XL_CELL_ERROR:
        return "error", error_text(value)
    return "blank", ""


def _runs(book: Any, text: str, places: list[tuple[int, int]]) -> Iterator[Run]:
    """The stretches of a text; before the first change of font it is in that of the cell."""
    starts = [0, *(place for place, _ in places), len(text)]
    fonts = [None, *(font for _, font in places)]
    for begin, end, number in zip(starts, starts[1:], fonts, strict=False):
        font = book.font_list[number] if number is not None and number < len(book.font_list) else None
        yield Run(text[begin:end], font.name if font else "", bool(font and font.escapement == _RAISED))


def _looks(book: Any) -> Iterator[Look]:
    if len(book.xf_list) > LIMITS.looks:
        raise TooMuchError("looks", LIMITS.looks)
    for style in book.xf_list:
        code, font = GENERAL, ""
        with suppress(KeyError, AttributeError):
            code = book.format_map[style.format_key].format_str
        with suppress(IndexError, AttributeError):
            font = book.font_list[style.font_index].name
        yield Look(code or GENERAL, font)


@contextmanager
def _silence() -> Iterator[Any]:
    """Where xlrd may complain without being heard; what it cannot read it raises."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        yield nowhere
