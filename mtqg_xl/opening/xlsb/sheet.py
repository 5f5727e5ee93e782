"""One sheet of an .xlsb file."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from mtqg_xl.ooxml import Kind, Sheet
from mtqg_xl.opening.building import Budget, SheetBuilder, number_cell
from mtqg_xl.opening.tokens import Cursor, Edition, Names, UnknownTokenError, formula_text
from mtqg_xl.opening.tokens.text import error_text
from mtqg_xl.opening.xlsb import records as kinds
from mtqg_xl.opening.xlsb.records import records

_POINTER: Final = 0x01
_UNKNOWN: Final = (UnknownTokenError, IndexError, struct.error, ValueError, OverflowError)
_COMPUTED: Final = frozenset(
    {kinds.FORMULA_TEXT, kinds.FORMULA_NUMBER, kinds.FORMULA_BOOL, kinds.FORMULA_ERROR}
)
_CELLS: Final = frozenset(range(kinds.BLANK, 19)) | {kinds.RICH_TEXT}


class LostTextError(Exception):
    """A cell that points to a shared text that is not there."""


def read_sheet(name: str, data: bytes, texts: Sequence[str], names: Names, budget: Budget) -> Sheet:
    """The sheet called ``name`` in the part ``data``; raises what a broken part makes."""
    reader = _Reader(SheetBuilder(name, budget), texts, names)
    for kind, record in records(data, budget):
        if kind in _CELLS:
            reader.cell(kind, Cursor(record))
        elif kind == kinds.ROW:
            reader.new_row(Cursor(record))
        elif kind == kinds.SHARED_FORMULA:
            reader.shared(Cursor(record))
        elif kind == kinds.ARRAY:
            reader.array(Cursor(record))
        elif kind == kinds.MERGE:
            take = Cursor(record)
            top, bottom, left, right = (take.u32() + 1 for _ in range(4))
            reader.sheet.merge(top, left, bottom, right)
        elif kind == kinds.COLUMN:
            take = Cursor(record)
            first, last, width = take.u32(), take.u32(), take.u32()
            take.skip(4)
            if take.u16() & 1 or width == 0:
                reader.sheet.hide_columns(first + 1, last + 1)
    return reader.finished()


class _Reader:
    def __init__(self, sheet: SheetBuilder, texts: Sequence[str], names: Names) -> None:
        self.sheet = sheet
        self._texts = texts
        self._names = names
        self._row = self._col = 0
        self._shared: dict[tuple[int, int], tuple[bytes, bytes]] = {}
        self._waiting: list[tuple[int, int, Kind, str, int, tuple[int, int]]] = []
        self._arrays: list[tuple[tuple[int, int, int, int], str]] = []

    def new_row(self, take: Cursor) -> None:
        self._row, self._col = take.u32() + 1, 0
        take.skip(4)
        height = take.u16()
        take.skip(1)
        if take.u8() & 0x10 or height == 0:
            self.sheet.hide_rows(self._row, self._row)

    def cell(self, kind: int, take: Cursor) -> None:
        if kind in kinds.SHORT:
            kind = kinds.SHORT[kind]
            self._col += 1
        else:
            self._col = take.u32() + 1
        style = take.u32() & 0xFFFFFF
        sort, text = self._value(kind, take)
        if kind not in _COMPUTED:
            self.sheet.put(self._row, self._col, sort, text, None, style)
            return
        take.skip(2)
        tokens = take.take(take.u32())
        constants = take.take(take.u32())
        here = self._row, self._col
        if tokens[:1] == bytes((_POINTER,)) and len(tokens) >= 5 and len(constants) >= 4:
            master = Cursor(tokens, 1).u32() + 1, Cursor(constants).u32() + 1
            self._waiting.append((*here, sort, text, style, master))
            return
        self.sheet.put(*here, sort, text, self._formula(tokens, constants, here), style)

    def _value(self, kind: int, take: Cursor) -> tuple[Kind, str]:
        if kind in (kinds.RK,):
            return number_cell(_packed_number(take.u32()))
        if kind in (kinds.REAL, kinds.FORMULA_NUMBER):
            return number_cell(take.f64())
        if kind == kinds.SHARED_TEXT:
            at = take.u32()
            if at >= len(self._texts):
                raise LostTextError(self._row, self._col)
            return "text", self._texts[at]
        if kind in (kinds.TEXT, kinds.FORMULA_TEXT):
            return "text", take.long_text()
        if kind == kinds.RICH_TEXT:
            take.skip(1)
            return "text", take.long_text()
        if kind in (kinds.BOOL, kinds.FORMULA_BOOL):
            return "bool", "1" if take.u8() else "0"
        if kind in (kinds.ERROR, kinds.FORMULA_ERROR):
            return "error", error_text(take.u8())
        return "blank", ""

    def _formula(self, tokens: bytes, constants: bytes, here: tuple[int, int]) -> str:
        with suppress(*_UNKNOWN):
            return formula_text(Edition.XLSB, tokens, constants, self._names, *here)
        return ""

    def shared(self, take: Cursor) -> None:
        top, _, left, _ = (take.u32() + 1 for _ in range(4))
        tokens = take.take(take.u32())
        pair = tokens, take.take(take.u32())
        # The cell before it is the first to use it; the others point there, or to the corner.
        self._shared[self._row, self._col] = self._shared[top, left] = pair

    def array(self, take: Cursor) -> None:
        top, bottom, left, right = (take.u32() + 1 for _ in range(4))
        take.skip(1)
        tokens = take.take(take.u32())
        text = self._formula(tokens, take.take(take.u32()), (top, left))
        self._arrays.append(((top, left, bottom, right), text))

    def finished(self) -> Sheet:
        arrays = {area[:2]: text for area, text in self._arrays}
        for row, col, sort, text, style, master in self._waiting:
            if master in arrays:
                formula = arrays[master]
            elif master in self._shared:
                formula = self._formula(*self._shared[master], (row, col))
            else:
                formula = ""
            self.sheet.put(row, col, sort, text, formula, style)
        for area, text in self._arrays:
            self.sheet.array(area, text)
        return self.sheet.sheet()


def _packed_number(raw: int) -> float:
    """A number of 30 bits: whole or the upper part of a double, and perhaps times a hundred."""
    value: float
    if raw & 2:
        whole = raw >> 2
        value = float(whole - (1 << 30) if whole & 1 << 29 else whole)
    else:
        value = struct.unpack("<d", bytes(4) + struct.pack("<I", raw & 0xFFFFFFFC))[0]
    return value / 100 if raw & 1 else value
