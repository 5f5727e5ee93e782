"""One cell of a report and the evidence behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from mtqg_xl.domain.numerals import decimals_of

#: Functions that leave a computed figure with few digits: it stands for an interval, like a typed one.
_ROUNDS = re.compile(r"(?<![A-Z0-9_.])(?:ROUND|ROUNDUP|ROUNDDOWN|TRUNC|INT)\(", re.IGNORECASE)
#: A cell of another workbook: "[1]BM16!D13", "'C:\\so_lieu\\[bao_lam.xlsx]Biểu 16'!D13".
_OTHER_BOOK = re.compile(r"(?<![\w\]])\[[^\[\]]+\][\w.]+!|\[[^\[\]]+\](?:[^'\[\]]|'')*'!")


class CellKey(NamedTuple):
    """A cell by the keys of its form definition, wherever it stands on paper."""

    form: str
    row: str
    column: str


class State(StrEnum):
    """What a cell says besides its figure."""

    REPORTED = "reported"
    ZERO_REPORTED = "zero_reported"
    """A person wrote "chưa giải ngân" or the like: a reported zero."""
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    UNREAD = "unread"


# Not frozen: one is made for every cell of every file, and freezing costs five times as much.
@dataclass(unsafe_hash=True, slots=True)
class Observation:
    """What was found in one cell; never changed after it was made.

    ``value`` is exact and in the measure of the form; ``decimals`` is the precision it was printed
    with. ``raw`` is what literally stood there. ``formula`` is set when the figure was computed by
    the workbook: such a figure is taken as exact. ``note`` says how it was read when that was not plain.
    """

    key: CellKey
    state: State
    value: Decimal | None = None
    decimals: int = 0
    raw: str = ""
    formula: str | None = None
    sheet: str = ""
    cell: str = ""
    note: str | None = None

    @property
    def is_computed(self) -> bool:
        """Whether the workbook itself computed the figure, with all its digits."""
        return self.formula is not None and not _ROUNDS.search(self.formula) and not self.is_linked

    @property
    def is_linked(self) -> bool:
        """Whether the figure is taken from other workbooks, where a person may have typed and rounded it."""
        return (
            self.formula is not None and "[" in self.formula and _OTHER_BOOK.search(self.formula) is not None
        )

    def with_value(self, value: Decimal) -> Observation:
        """The same place holding ``value``, as if a person had typed it."""
        return replace(
            self,
            state=State.REPORTED,
            value=value,
            decimals=decimals_of(value),
            raw=str(value),
            formula=None,
        )
