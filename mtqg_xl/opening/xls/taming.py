"""An .xls stream without what nobody asks xlrd for: comments, names and drawings, over which it stumbles."""

from __future__ import annotations

import struct
from typing import Final

from mtqg_xl.opening.building import Budget
from mtqg_xl.opening.xls.records import BEGIN, CONTINUE, END, SHEET

#: Records of values, styles and outlines of all editions; xlrd passes over numbers it does not know.
_NEEDED: Final = frozenset(
    {0x0000, 0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0007, 0x0008, 0x001E, 0x001F, 0x0020}
    | {0x0021, 0x0022, 0x0024, 0x0025, 0x002F, 0x0031, 0x0036, 0x0037, 0x0042, 0x0043, 0x0044, 0x0045}
    | {0x0055, 0x0056, 0x007D, 0x0081, 0x0085, 0x008C, 0x008E, 0x008F, 0x0092, 0x0099, 0x00AB, 0x00BD}
    | {0x00BE, 0x00D6, 0x00E0, 0x00E5, 0x00FC, 0x00FD, 0x0200, 0x0201, 0x0202, 0x0203, 0x0204, 0x0205}
    | {0x0206, 0x0207, 0x0208, 0x0218, 0x0221, 0x0225, 0x0231, 0x0236, 0x0243, 0x027E, 0x0293, 0x0406}
    | {0x041E, 0x0443, 0x04BC, END, CONTINUE}
    | BEGIN
)
_UNKNOWN: Final = struct.pack("<H", 0x0FFF)
_HEADER: Final = struct.Struct("<2H")


def tamed(stream: bytes, budget: Budget) -> bytes:
    """``stream`` with other records renumbered; places and lengths stay as they are."""
    changed = bytearray(stream)
    sheets: list[int] = []
    _tame(changed, 0, sheets, budget)
    for at in sheets:
        _tame(changed, at, [], budget)
    return bytes(changed)


def _tame(stream: bytearray, at: int, sheets: list[int], budget: Budget) -> None:
    depth, size = 0, len(stream)
    while at >= 0 and at + 4 <= size:
        kind, length = _HEADER.unpack_from(stream, at)
        budget.spend_records(1)
        if kind in BEGIN:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                return
        elif kind == SHEET and length >= 4 and at + 8 <= size:
            sheets.append(struct.unpack_from("<I", stream, at + 4)[0])
        elif kind not in _NEEDED:
            stream[at : at + 2] = _UNKNOWN
        at += 4 + length
