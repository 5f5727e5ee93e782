"""What a formula gives, and when two results are the same."""

from __future__ import annotations

import math
from typing import Final

from mtqg_xl.ooxml import Cell
from mtqg_xl.ooxml.patching.values import CellError

__all__ = ["ERROR_CODES", "CellError", "Place", "Value", "same", "stored_value"]

#: Sheet, row and column of a cell, counted from 1.
Place = tuple[str, int, int]
Value = float | str | bool | CellError

#: Two computations of the same sum may differ by some steps of the double, never by this much.
_RELATIVE: Final = 1e-9

#: The errors that a cell may store; whatever else an engine says is its own trouble.
ERROR_CODES: Final = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"},
)


def stored_value(cell: Cell | None) -> Value | None:
    """The value that stands in ``cell``; None for a blank, and for an error that is none of Excel's."""
    if cell is None or cell.kind == "blank":
        return None
    if cell.kind == "number":
        return float(cell.text)
    if cell.kind == "bool":
        return cell.text == "1"
    if cell.kind == "error":
        return CellError(cell.text) if cell.text in ERROR_CODES else None
    return cell.text


def same(one: Value | None, other: Value | None) -> bool:
    """Whether two results are equal: texts, truth values and errors exactly, numbers but for noise.

    Nothing is equal to "no value". At zero there is no noise: a sum that is nearly 0 is not 0.
    """
    if one is None or other is None:
        return False
    if type(one) is not type(other):
        return False
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=_RELATIVE)
    return one == other
