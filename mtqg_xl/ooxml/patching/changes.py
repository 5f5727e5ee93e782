"""What is to become of one cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mtqg_xl.ooxml.patching.values import CellError, Value

#: A value typed in, a formula put in, a value stored under the formula that stays, or none of these.
Act = Literal["value", "formula", "cached", "look"]
#: The changes of a sheet by row and column, counted from 1.
Changes = dict[int, dict[int, "Change"]]


@dataclass(slots=True)
class Change:
    """The changes to one cell; ``act`` says what happens to what it holds.

    With ``act`` "formula" the text is ``formula`` and ``value`` its stored value. ``colour`` is six
    hexadecimal digits for the background. ``handed_down`` is the formula element that a cell gets
    when the cell it shared its formula with loses it.
    """

    act: Act = "look"
    value: Value | CellError = None
    formula: str = ""
    over_formula: bool = False
    colour: str | None = None
    handed_down: bytes | None = None
