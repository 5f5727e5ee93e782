"""The plain case made fast: a number into a plain cell, a number under a plain formula.

Filling a set of forms writes tens of thousands of such cells. What is not plain is left to the
general way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.patching.changes import Change
from mtqg_xl.ooxml.patching.markup import Splice, with_attributes
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

    def row(
        self,
        cells: Mapping[int, re.Match[bytes]],
        changes: Mapping[int, Change],
        data: bytes,
        splices: list[Splice],
    ) -> tuple[int, dict[int, Change]]:
        """Rewrite the plain cells of a row; returns how many that were, and the changes left over."""
        typed, cached = self._typed, self._cached
        value_tag, formula_tag, formula_end = self._value, self._formula, self._formula_end
        before, under, after, length = self._before, self._under, self._after, self._formula_length
        left: dict[int, Change] = {}
        # Runs once a cell, so calls are few and names are bound beforehand.
        for column, change in changes.items():
            cell = cells.get(column)
            if cell is None or change.colour is not None or change.handed_down is not None:
                left[column] = change
                continue
            text = _digits(change.value)
            letters, rest, body = cell.group(1, 3, 4)
            if text is None or letters is None:
                left[column] = change
                continue
            start, end = cell.span()
            head = data[start : cell.start(3)]
            if change.act == "value" and (not body or (body.startswith(value_tag) and b"extLst" not in body)):
                kept = typed.get(rest)
                if kept is None:
                    kept = typed[rest] = _without(rest, {**_GONE, "cm": None})
                new = b"".join((head, kept, before, text, after))
            elif change.act == "cached" and body and body.startswith(formula_tag):
                at = body.find(formula_end) + length
                whole = at >= length and (
                    at == len(body) or (body.startswith(value_tag, at) and b"extLst" not in body)
                )
                if not whole:
                    left[column] = change
                    continue
                kept = cached.get(rest)
                if kept is None:
                    kept = cached[rest] = _without(rest, _GONE)
                new = b"".join((head, kept, b">", body[:at], under, text, after))
            else:
                left[column] = change
                continue
            splices.append(Splice(start, end, new))
        return len(changes) - len(left), left


def _digits(value: Value | CellError) -> bytes | None:
    """The digits of a number that a cell holds as it is, or None."""
    kind = type(value)
    if kind is int:
        return b"%d" % value if -_TOO_BIG < value < _TOO_BIG else None  # type: ignore[operator,str-format]
    if kind is Decimal:
        text = str(value)
        # Plain digits in full are what nearly every figure is.
        if len(text) <= DIGITS and text[-1].isdigit() and "E" not in text and value:
            return (text.rstrip("0").rstrip(".") if "." in text else text).encode()
    if kind is not float:
        return None
    try:
        return number_text(value)  # type: ignore[arg-type]
    except CellProblem:
        # The general way says where.
        return None


def _without(rest: bytes, gone: dict[str, str | None]) -> bytes:
    """Attributes as they stand in a tag, less those of the old content."""
    return with_attributes(b"<c" + rest + b">", gone)[2:-1]
