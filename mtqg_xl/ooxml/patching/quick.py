"""The plain case made fast: a number into a plain cell, a number under a plain formula.

Filling a set of forms writes tens of thousands of such cells. What is not plain is left to the
general way.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.patching.changes import Change
from mtqg_xl.ooxml.patching.markup import with_attributes
from mtqg_xl.ooxml.patching.values import DIGITS, CellError, Value, number_text

_TOO_BIG: Final = 10**DIGITS
_GONE: Final[dict[str, str | None]] = {"t": None, "vm": None, "ph": None}


class QuickCells:
    """Rewrites plain cells whose elements begin with ``<c r="…"`` under a prefix."""

    def __init__(self, prefix: bytes) -> None:
        """``prefix`` stands before the names of the sheet's elements."""
        self._formula = b"<" + prefix + b"f"
        self._formula_end = b"</" + prefix + b"f>"
        self._formula_length = len(self._formula_end)
        self._value = b"<" + prefix + b"v"
        self._before = b"><" + prefix + b"v>"
        self._under = b"<" + prefix + b"v>"
        self._after = b"</" + prefix + b"v></" + prefix + b"c>"
        self._typed: dict[bytes, bytes] = {}
        self._cached: dict[bytes, bytes] = {}

    def rewritten(self, cell: re.Match[bytes], head: bytes, change: Change) -> bytes | None:
        """The new element of ``cell``, or None when the case is not plain.

        ``head`` is the beginning of the element up to and with its address.
        """
        if change.colour is not None or change.handed_down is not None:
            return None
        text = _digits(change.value)
        if text is None:
            return None
        rest, body = cell.group(3, 4)
        if change.act == "value":
            if body and (not body.startswith(self._value) or b"extLst" in body):
                return None
            kept = self._typed.get(rest)
            if kept is None:
                kept = self._typed[rest] = _without(rest, {**_GONE, "cm": None})
            return b"".join((head, kept, self._before, text, self._after))
        if change.act != "cached" or not body or not body.startswith(self._formula):
            return None
        end = body.find(self._formula_end)
        if end < 0:
            return None
        end += self._formula_length
        if end != len(body) and (not body.startswith(self._value, end) or b"extLst" in body):
            return None
        kept = self._cached.get(rest)
        if kept is None:
            kept = self._cached[rest] = _without(rest, _GONE)
        return b"".join((head, kept, b">", body[:end], self._under, text, self._after))


def _digits(value: Value | CellError) -> bytes | None:
    """The digits of a number that a cell holds as it is."""
    kind = type(value)
    if kind is int:
        return b"%d" % value if -_TOO_BIG < value < _TOO_BIG else None  # type: ignore[operator,str-format]
    plain = kind is float or (isinstance(value, Decimal) and len(value.as_tuple().digits) <= DIGITS)
    if not plain:
        return None
    try:
        return number_text(value)  # type: ignore[arg-type]
    except CellProblem:
        # The general way says where.
        return None


def _without(rest: bytes, gone: dict[str, str | None]) -> bytes:
    """Attributes as they stand in a tag, less those of the old content."""
    return with_attributes(b"<c" + rest + b">", gone)[2:-1]
