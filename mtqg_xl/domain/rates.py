"""The few rates that give the overview of a report, as charts show them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate by its two figures; either may be unknown."""

    name: str
    whole: Decimal | None
    part: Decimal | None

    @property
    def value(self) -> Decimal | None:
        """``part / whole``; ``None`` where one of them is not known or the whole is nothing."""
        return self.part / self.whole if self.whole and self.part is not None else None


@dataclass(frozen=True, slots=True)
class RateLine:
    """One line of a chart: a row of a form, or with an empty ``row`` the whole of it.

    ``label`` is what stands in the chart; ``of_unit`` says that the row is that of a unit.
    """

    row: str
    label: str
    rates: tuple[Rate, ...]
    of_unit: bool = False


@dataclass(frozen=True, slots=True)
class ChartFigures:
    """What one file gives to one chart. ``by_unit`` charts compare units, the others rows of the form.

    Files are compared only with those of the same ``level``; ``source`` is the printed number of the form.
    """

    chart: str
    title: str
    source: str
    level: str
    by_unit: bool
    total: RateLine
    lines: tuple[RateLine, ...] = ()

    @property
    def has_rate(self) -> bool:
        """Whether there is something to draw."""
        return any(rate.value is not None for line in (self.total, *self.lines) for rate in line.rates)

    @property
    def has_figure(self) -> bool:
        """Whether at least one of the figures is known, though it may give no rate."""
        found = (rate for line in (self.total, *self.lines) for rate in line.rates)
        return any(rate.whole is not None or rate.part is not None for rate in found)
