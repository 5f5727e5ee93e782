"""The grid on which figures are typed: whole things for counts, a few decimals for money and rates."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from mtqg_xl.domain.measures import Measure, MeasureKind

_MOST_DECIMALS = 3
#: The largest figure a filling types, by kind, in the measure of the cell.
LARGEST = {
    MeasureKind.COUNT: 1_000_000,
    MeasureKind.MONEY: 100_000_000,
    MeasureKind.QUANTITY: 1_000_000,
    MeasureKind.RATE: 100,
}


def decimals_typed(measure: Measure) -> int:
    """How many decimals a made-up figure of ``measure`` may have; money is never split below the đồng."""
    if measure.kind is MeasureKind.COUNT:
        return 0
    if measure.kind is MeasureKind.MONEY:
        return min(_MOST_DECIMALS, measure.scale.adjusted())
    return measure.decimals


def step_of(measure: Measure) -> Fraction:
    """The smallest difference between two made-up figures of ``measure``."""
    return Fraction(1, 10 ** decimals_typed(measure))


def as_decimal(steps: int, measure: Measure) -> Decimal:
    """The figure that many steps stand for, without idle zeros: 25.2, not 25.200."""
    places = decimals_typed(measure)
    while places and steps % 10 == 0:
        steps, places = steps // 10, places - 1
    return Decimal(steps).scaleb(-places)
