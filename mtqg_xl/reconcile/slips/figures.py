"""A figure as the digits a person types: no grouping dots, no leading zeros, no zeros at the end."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

#: Figures beyond this are no figures of a report; they are not taken apart.
LONGEST_WHOLE: Final = 30
_LOWEST_EXPONENT: Final = -60
#: Decimals up to which two figures are put side by side.
MOST_DECIMALS: Final = 6


class Typed(NamedTuple):
    """``12.050,70`` is ``whole`` "12050" and ``fraction`` "7"; zero is "0" and "" and never negative.

    ``power`` is the power of ten of the first digit that is not zero.
    """

    negative: bool
    whole: str
    fraction: str
    power: int

    @property
    def is_zero(self) -> bool:
        """Whether nothing but zeros was typed."""
        return self.whole == "0" and not self.fraction


ZERO: Final = Typed(negative=False, whole="0", fraction="", power=0)


def typed(value: Decimal) -> Typed | None:
    """The digits of ``value``; ``None`` when it is not finite or longer than any figure of a report."""
    if not value.is_finite():
        return None
    if not value:
        return ZERO
    power = value.adjusted()
    if power >= LONGEST_WHOLE or power < _LOWEST_EXPONENT:
        return None
    whole, _, fraction = format(value, "f").partition(".")
    negative = whole[0] == "-"
    whole = (whole[1:] if negative else whole).lstrip("0")
    return Typed(negative, whole or "0", fraction.rstrip("0"), power)


def printed_decimals(decimals: int, *fractions: str) -> int:
    """The decimals printed: ``decimals`` as given, within reason, and at least what ``fractions`` need."""
    return max(0, min(decimals, MOST_DECIMALS), *map(len, fractions))
