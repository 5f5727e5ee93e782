"""Where a cell of a form stands on its sheet, and what it is measured in."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import Measure
from mtqg_xl.ooxml import column_letters

#: Called once a cell, for a few dozen columns.
_letters = lru_cache(maxsize=1024)(column_letters)


class Place(NamedTuple):
    """Where a cell stands and what it is measured in; ``written`` is the measure the sheet states."""

    key: CellKey
    kind: CellKind
    sheet: str
    row: int
    column: int
    measure: Measure
    written: Measure

    @property
    def address(self) -> str:
        """The A1 address."""
        return f"{_letters(self.column)}{self.row}"
