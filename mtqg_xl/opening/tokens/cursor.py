"""Bytes read one after another."""

from __future__ import annotations

import struct
from typing import Final

_U16: Final = struct.Struct("<H")
_I16: Final = struct.Struct("<h")
_U32: Final = struct.Struct("<I")
_F64: Final = struct.Struct("<d")


class UnknownTokenError(Exception):
    """A formula with a piece that is not known; its text is left unknown."""


class Cursor:
    """A place in bytes that moves as they are read; ``struct.error`` or ``IndexError`` beyond the end."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes, at: int = 0) -> None:
        """Starts at ``at``."""
        self.data = data
        self.at = at

    @property
    def left(self) -> int:
        """How many bytes are still there."""
        return len(self.data) - self.at

    def u8(self) -> int:
        """One byte."""
        self.at += 1
        return self.data[self.at - 1]

    def u16(self) -> int:
        """Two bytes, the lower first."""
        self.at += 2
        value: int = _U16.unpack_from(self.data, self.at - 2)[0]
        return value

    def i16(self) -> int:
        """Two bytes with a sign."""
        self.at += 2
        value: int = _I16.unpack_from(self.data, self.at - 2)[0]
        return value

    def u32(self) -> int:
        """Four bytes."""
        self.at += 4
        value: int = _U32.unpack_from(self.data, self.at - 4)[0]
        return value

    def f64(self) -> float:
        """A double."""
        self.at += 8
        value: float = _F64.unpack_from(self.data, self.at - 8)[0]
        return value

    def take(self, count: int) -> bytes:
        """The next ``count`` bytes; ``IndexError`` when they are not all there."""
        if count < 0 or count > self.left:
            raise IndexError(count)
        self.at += count
        return self.data[self.at - count : self.at]

    def skip(self, count: int) -> None:
        """Pass over ``count`` bytes."""
        self.take(count)

    def wide(self, count: int) -> str:
        """``count`` characters of two bytes."""
        return self.take(2 * count).decode("utf-16-le", "replace")

    def long_text(self) -> str:
        """Characters of two bytes after their number in four."""
        return self.wide(self.u32())

    def text(self, count: int) -> str:
        """``count`` characters of one or two bytes, as the byte before them says."""
        return self.wide(count) if self.u8() & 1 else self.take(count).decode("latin-1")
