"""What a printed figure stands for: an interval, with open and closed ends."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``; an open end is not itself included."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """Exactly ``value``."""
        return cls(value, value)

    @classmethod
    def rounded(cls, value: Decimal, decimals: int) -> Interval:
        """All values that round half up to ``value`` at ``decimals`` decimals."""
        half = Decimal(5).scaleb(-decimals - 1)
        # Halves are rounded away from zero, so the end nearer to infinity is never reached.
        return cls(value - half, value + half, low_open=value <= 0, high_open=value >= 0)

    @classmethod
    def rounded_or_cut(cls, value: Decimal, decimals: int) -> Interval:
        """All values that are printed as ``value``, rounded or with the digits that follow dropped."""
        half = Decimal(5).scaleb(-decimals - 1)
        low = value - 2 * half if value <= 0 else value - half
        high = value + 2 * half if value >= 0 else value + half
        return cls(low, high, low_open=value <= 0, high_open=value >= 0)

    def meets(self, other: Interval) -> bool:
        """Whether the two share a value."""
        return self.may_be_at_most(other) and other.may_be_at_most(self)

    def may_be_at_most(self, other: Interval) -> bool:
        """Whether some value here is at most some value of ``other``."""
        if self.low == other.high:
            return not (self.low_open or other.high_open)
        return self.low < other.high

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __mul__(self, other: Interval) -> Interval:
        corners = [(a * b, a_open or b_open) for a, a_open in self._ends() for b, b_open in other._ends()]
        low, low_open = min(corners)
        high, high_closed = max((value, not is_open) for value, is_open in corners)
        return Interval(low, high, low_open, not high_closed)

    def inverse(self) -> Interval | None:
        """One over this; ``None`` when zero lies within."""
        if self.low <= 0 <= self.high:
            return None
        return Interval(1 / self.high, 1 / self.low, self.high_open, self.low_open)

    def _ends(self) -> tuple[tuple[Decimal, bool], tuple[Decimal, bool]]:
        return (self.low, self.low_open), (self.high, self.high_open)
