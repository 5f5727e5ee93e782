"""What the overview shows, before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mtqg_xl.catalogue.overview import RatioText
from mtqg_xl.domain.cells import CellKey

OVERVIEW_SHEET: Final = "Tổng quan"


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit gives to a total: the cells of ``rows`` and ``columns`` that its files filled."""

    form: str
    unit: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of the overview: its value, and the cell or the unit's share it is taken from."""

    value: Decimal | None
    source: CellKey | Share


@dataclass(frozen=True, slots=True)
class Pair:
    """The two figures of a rate."""

    whole: Amount
    part: Amount

    @property
    def rate(self) -> Decimal | None:
        """``part / whole``; ``None`` where one of them is not known or the whole is nothing."""
        whole, part = self.whole.value, self.part.value
        return part / whole if whole and part is not None else None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: ``label`` also stands in the chart, ``detail`` only beside it in the table."""

    label: str
    detail: str
    pairs: tuple[Pair, ...]

    @property
    def is_told(self) -> bool:
        """Whether there is at least one rate to show."""
        return any(pair.rate is not None for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class Block:
    """A table and its chart; without ``lines`` nothing was reported that could be drawn.

    ``left_out`` are the labels of what has no rate; ``total`` is the line of the whole.
    """

    title: str
    lines: tuple[Line, ...] = ()
    total: Line | None = None
    ratios: tuple[RatioText, ...] = ()
    left_out: tuple[str, ...] = ()
    measure: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it. ``lines`` are first and last line of each form's contributions among the provenance."""

    unit: str
    period: str
    warning: str
    blocks: tuple[Block, ...]
    lines: Mapping[str, tuple[int, int]]
