"""Which cells of an .xls sheet are computed, and from what."""

from __future__ import annotations

import struct
from contextlib import suppress
from typing import NamedTuple

from mtqg_xl.ooxml import Range
from mtqg_xl.opening.building import Budget
from mtqg_xl.opening.tokens import Cursor, Edition, Names, UnknownTokenError, formula_text
from mtqg_xl.opening.xls import records as kinds
from mtqg_xl.opening.xls.records import records

_POINTER = 0x01
_COMPUTE_ON_OPENING, _NO_TEXT = 1, 3
#: How formulas begin that are computed anew each time; their zero is a result.
_VOLATILE = b"\x19\x01"
#: What a broken or unknown formula raises; the cell is then known to be computed, no more.
UNKNOWN = (UnknownTokenError, IndexError, struct.error, ValueError, OverflowError)


class Formulas(NamedTuple):
    """Formula texts by cell (counted from 1), "" where only the result is known; and those of arrays.

    ``waiting`` are cells that Excel is to compute on opening: the nothing that stands there is no result.
    """

    cells: dict[tuple[int, int], str]
    arrays: list[tuple[Range, str]]
    waiting: set[tuple[int, int]]


def read_formulas(
    stream: bytes, at: int, version: int, names: Names | None, budget: Budget, *, computed: bool
) -> Formulas:
    """The formulas of the sheet that begins at ``at`` of ``stream``.

    Texts are made where ``names`` are known, which is from Excel 97 on; ``computed`` tells that the
    file was written by Excel, whose results are to be believed.
    """
    found = Formulas({}, [], set())
    pointing: list[tuple[tuple[int, int], tuple[int, int]]] = []
    shared: dict[tuple[int, int], tuple[bytes, bytes]] = {}
    last = (0, 0)
    for kind, data in records(stream, at):
        budget.spend_records(1)
        if kind in kinds.FORMULA:
            row, col = struct.unpack_from("<2H", data)
            last = row + 1, col + 1
            tokens, constants = _own_tokens(data, version)
            found.cells[last] = ""
            if version >= 5 and not computed and _is_waiting(data, tokens):
                found.waiting.add(last)
            if tokens[:1] == bytes((_POINTER,)) and len(tokens) >= 5:
                row, col = struct.unpack_from("<2H", tokens, 1)
                pointing.append((last, (row + 1, col + 1)))
            elif names is not None:
                found.cells[last] = _text(tokens, constants, names, last)
        elif kind == kinds.SHARED and names is not None:
            take = Cursor(data)
            top, _, left = take.u16() + 1, take.u16(), take.u8() + 1
            take.skip(3)
            tokens = take.take(take.u16())
            shared[last] = shared[top, left] = tokens, data[take.at :]
        elif kind in kinds.ARRAY and version >= 5:
            take = Cursor(data)
            top, bottom, left, right = take.u16(), take.u16(), take.u8(), take.u8()
            take.skip(6)
            tokens = take.take(take.u16())
            text = _text(tokens, data[take.at :], names, last) if names is not None else ""
            found.arrays.append(((top + 1, left + 1, bottom + 1, right + 1), text))
    in_array = {area[:2]: text for area, text in found.arrays}
    for cell, master in pointing:
        if master in in_array:
            found.cells[cell] = in_array[master]
        elif master in shared and names is not None:
            found.cells[cell] = _text(*shared[master], names, cell)
    return found


def _own_tokens(data: bytes, version: int) -> tuple[bytes, bytes]:
    start = {2: 16, 3: 16, 4: 16}.get(version, 20)
    take = Cursor(data, start)
    tokens = take.take(take.u8() if version == 2 else take.u16())
    return tokens, data[take.at :]


def _is_waiting(data: bytes, tokens: bytes) -> bool:
    """Whether there is no result: an empty text, or a zero that is to be computed on opening."""
    if data[6] == _NO_TEXT and data[12:14] == b"\xff\xff":
        return True
    empty = data[6:14] == bytes(8) and bool(data[14] & _COMPUTE_ON_OPENING)
    return empty and tokens[:2] != _VOLATILE


def _text(tokens: bytes, constants: bytes, names: Names, cell: tuple[int, int]) -> str:
    with suppress(*UNKNOWN):
        return formula_text(Edition.XLS, tokens, constants, names, *cell)
    return ""
