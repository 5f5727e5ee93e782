"""The records of an .xls stream, of which xlrd does not tell everything."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

_HEADER: Final = struct.Struct("<2H")

#: Beginning and end of a sheet, or of a chart inside one.
BEGIN: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
END: Final = 0x000A
CONTINUE: Final = 0x003C
PASSWORD: Final = 0x002F
FORMULA: Final = frozenset({0x0006, 0x0206, 0x0406})
SHARED: Final = 0x04BC
ARRAY: Final = frozenset({0x0021, 0x0221})
EXTERN_SHEET: Final = 0x0017
NAME: Final = 0x0018
OUTSIDE_NAME: Final = 0x0023
OUTSIDE_BOOK: Final = 0x01AE
SHEET: Final = 0x0085
#: The version of Excel that computed the formulas.
COMPUTED: Final = 0x01C1
#: Old macro sheets and modules; a sheet of data is 0.
MACROS: Final = frozenset({1, 6})


class Record(NamedTuple):
    """A record: its number, and its bytes with those of the records that continue it."""

    kind: int
    data: bytes


class CutShortError(Exception):
    """A stream that ends in the middle."""


def records(stream: bytes, at: int) -> Iterator[Record]:
    """The records from ``at`` to the end of the part that begins there, without charts inside it.

    Raises ``CutShortError`` when the part has no end.
    """
    depth = 0
    size = len(stream)
    while at + 4 <= size:
        kind, length = _HEADER.unpack_from(stream, at)
        at += 4
        if at + length > size:
            break
        data = stream[at : at + length]
        at += length
        if kind in BEGIN:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            pieces = [data]
            while at + 4 <= size:
                more, length = _HEADER.unpack_from(stream, at)
                if more != CONTINUE or at + 4 + length > size:
                    break
                pieces.append(stream[at + 4 : at + 4 + length])
                at += 4 + length
            yield Record(kind, data if len(pieces) == 1 else b"".join(pieces))
    raise CutShortError


def version(stream: bytes) -> int:
    """2, 3, 4, 5 (also 95) or 8 (97 to 2003), as the beginning of the stream says; 0 if it does not."""
    if len(stream) < 6:
        return 0
    kind, _, edition = struct.unpack_from("<3H", stream)
    if kind == 0x0809:
        return {0x0600: 8, 0x0500: 5}.get(edition, 0)
    return {0x0009: 2, 0x0209: 3, 0x0409: 4}.get(kind, 0)


def has_password(stream: bytes) -> bool:
    """Whether the stream is locked: the record that says so stands among the first."""
    at = 0
    for _ in range(20):
        if at + 4 > len(stream):
            return False
        kind, length = _HEADER.unpack_from(stream, at)
        if kind == PASSWORD:
            return True
        if kind == END:
            return False
        at += 4 + length
    return False
