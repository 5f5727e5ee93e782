"""The plain case made fast: a number or a text into a plain cell, or under a plain formula.

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
from mtqg_xl.ooxml.patching.values import DIGITS, CellError, Value, number_text, typed
from mtqg_xl.ooxml.patching.values import stored as _stored

_TOO_BIG: Final = 10**DIGITS


class QuickCells:
    """Rewrites plain cells whose elements begin with ``<c r="…"`` under a prefix."""

    def __init__(self, prefix: bytes) -> None:
        """``prefix`` stands before the names of the sheet's elements."""
        self._prefix = prefix
        self._formula = b"<" + prefix + b"f"
        self._formula_end = b"</" + prefix + b"f>"
        self._formula_length = len(self._formula_end)
        self._content = (b"<" + prefix + b"v", b"<" + prefix + b"is")
        self._before = b"<" + prefix + b"v>"
        self._after = b"</" + prefix + b"v></" + prefix + b"c>"
        self._end = b"</" + prefix + b"c>"
        self._kept: dict[tuple[bytes, bytes, bool], bytes] = {}

    def row(
        self,
        cells: Mapping[int, re.Match[bytes]],
        changes: Mapping[int, Change],
        data: bytes,
        splices: list[Splice],
    ) -> tuple[int, dict[int, Change]]:
        """Rewrite the plain cells of a row; returns how many that were, and the changes left over."""
        kept, content, make = self._kept, self._content, tuple.__new__
        formula_tag, formula_end, length = self._formula, self._formula_end, self._formula_length
        before, after, end_of_cell = self._before, self._after, self._end
        left: dict[int, Change] = {}
        # Runs once a cell, so calls are few and names are bound beforehand.
        for column, change in changes.items():
            cell = cells.get(column)
            if cell is None or change.colour is not None or change.handed_down is not None:
                left[column] = change
                continue
            letters, rest, body = cell.group(1, 3, 4)
            stored = change.act == "cached"
            at = 0
            if stored and body and body.startswith(formula_tag):
                at = body.find(formula_end) + length
                if at < length:
                    at = _end_of_empty(body)
            elif change.act != "value":
                letters = None
            if letters is None or (
                body
                and at != len(body)
                and (not body.startswith(content, at) or body.find(b"extLst", at) >= 0)
            ):
                left[column] = change
                continue
            value = change.value
            sort = b""
            inside: bytes | None
            if type(value) is str:
                sort, inside = self._text(value, stored=stored)
            else:
                inside = _digits(value)
            if inside is None:
                left[column] = change
                continue
            start, end = cell.span()
            tag = kept.get((rest, sort, stored))
            if tag is None:
                tag = kept[rest, sort, stored] = _with_sort(rest, sort, rich=stored)
            head, formula = data[start : cell.start(3)], body[:at] if at else b""
            if sort:
                new = b"".join((head, tag, formula, inside, end_of_cell))
            else:
                new = b"".join((head, tag, formula, before, inside, after))
            # A named tuple made the plain way takes twice as long.
            splices.append(make(Splice, (start, end, new)))
        return len(changes) - len(left), left

    def _text(self, text: str, *, stored: bool) -> tuple[bytes, bytes | None]:
        """The type of a cell with a text, and what stands inside it; None when it cannot hold it."""
        try:
            content = (_stored if stored else typed)(text, self._prefix, date1904=False)
        except CellProblem:
            # The general way says where.
            return b"", None
        return content or (b"", None)


def _end_of_empty(body: bytes) -> int:
    """Where the formula ends that is an empty element: one that is shared and written elsewhere.

    -1 when that is not plain to see.
    """
    end = body.find(b">") + 1
    return end if body.startswith(b"/>", end - 2) else -1


def _digits(value: Value | CellError) -> bytes | None:
    """The digits of a number that a cell holds as it is, or None."""
    if type(value) is int:
        return b"%d" % value if -_TOO_BIG < value < _TOO_BIG else None
    if type(value) is Decimal:
        text = str(value)
        # Plain digits in full are what nearly every figure is.
        if len(text) <= DIGITS and "E" not in text and value and value.is_finite():
            return (text.rstrip("0").rstrip(".") if "." in text else text).encode()
    if type(value) is not float:
        return None
    try:
        return number_text(value)
    except CellProblem:
        # The general way says where.
        return None


def _with_sort(rest: bytes, sort: bytes, *, rich: bool) -> bytes:
    """The rest of a start tag with another type, less what told of the old content."""
    told: dict[str, str | None] = {"t": sort.decode() or None, "vm": None, "ph": None}
    if not rich:
        told["cm"] = None
    return with_attributes(b"<c" + rest + b">", told)[2:]
