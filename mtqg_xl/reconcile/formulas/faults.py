"""What can be wrong with a formula, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from mtqg_xl.domain.cells import CellKey


class FaultKind(StrEnum):
    """How a formula, or the result kept with it, differs from what the form expects."""

    MISSES = "misses"
    """A sum leaves cells out."""
    SWALLOWS = "swallows"
    """A sum takes in cells that are none of its parts."""
    MOVED = "moved"
    """Every reference is so many rows or columns off: the formula was copied from elsewhere."""
    TWICE = "twice"
    """A sum takes a cell more than once."""
    SIGN = "sign"
    """A cell is added that is to be subtracted, or the other way round."""
    FACTOR = "factor"
    """The right cells, multiplied by something else."""
    PLUG = "plug"
    """A number was added to the right formula by hand."""
    OVER = "over"
    """A rate of the wrong cells, on the right base."""
    UNDER = "under"
    """A rate on the wrong base."""
    OTHER = "other"
    """Other cells than the form says."""
    CIRCULAR = "circular"
    """The result is a part of itself."""
    TYPED = "typed"
    """A figure stands where the cells around have formulas."""
    STALE = "stale"
    """The result kept in the file is not that of the formula."""
    SKIPS_TEXT = "skips_text"
    """A sum passes over a figure that was written as text."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one cell.

    ``lacking`` and ``foreign`` are the cells that are to be in the formula and those that are not to be;
    ``rows`` and ``columns`` are how far a copied formula is off. ``right`` is the formula to put in, with
    ``=``, "" when there is none. ``expected`` is the right figure, if known, in the measure of the cell.
    ``is_wrong_now`` says whether the figure shown is wrong already, or only will be.
    """

    kind: FaultKind
    key: CellKey
    lacking: tuple[CellKey, ...] = ()
    foreign: tuple[CellKey, ...] = ()
    rows: int = 0
    columns: int = 0
    right: str = ""
    expected: Decimal | None = None
    is_wrong_now: bool = False
    shows_blank: bool = False
    also: tuple[Fault, ...] = field(default=())
    """The same fault in other cells, or what follows from this one."""
