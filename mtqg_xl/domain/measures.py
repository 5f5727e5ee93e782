"""Units of measure: triệu đồng, hộ, công trình, %, điểm %."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class MeasureKind(StrEnum):
    """How figures of a measure behave under addition and rounding."""

    MONEY = "money"
    """Exact amounts; printed figures may be rounded or cut to the unit shown."""
    COUNT = "count"
    """Whole things; no tolerance at all."""
    QUANTITY = "quantity"
    """Measured amounts (ha, kg): may have decimals, rounding tolerated."""
    RATE = "rate"
    """A quotient: recomputed from its parts at every level, never added or averaged."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure as the forms print it.

    ``scale`` is the worth of one unit in the family's base unit (đồng for money);
    ``decimals`` is how many decimals the forms usually show.
    """

    code: str
    label: str
    kind: MeasureKind
    family: str
    scale: Decimal = Decimal(1)
    decimals: int = 0

    def convert(self, amount: Decimal, to: Measure) -> Decimal:
        """``amount`` of this measure expressed in ``to``; exact, as scales are powers of ten."""
        if self.family != to.family:
            raise ValueError(f"{self.code} cannot be expressed in {to.code}")
        return amount * self.scale / to.scale if self.scale != to.scale else amount
