"""The right digits with the wrong sign, the wrong unit, or the comma elsewhere."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.reconcile.slips.figures import Typed, printed_decimals
from mtqg_xl.reconcile.slips.kinds import Explanation, Kind
from mtqg_xl.reconcile.slips.model import COMMA_POWERS, RARE_COMMA, RARE_UNIT, SCALINGS, UNIT_POWERS, log_of

#: Every power of ten that a wrong unit or a misplaced comma makes.
POWERS: Final = tuple(sign * power for power in (*UNIT_POWERS, *COMMA_POWERS) for sign in (1, -1))
#: Digits that must be left of a figure made smaller and rounded, for the likeness to mean anything.
_TELLING_DIGITS: Final = 2
_FACTORS: Final = {power: format_vietnamese(Decimal(10) ** power) for power in (*UNIT_POWERS, *COMMA_POWERS)}
_SIGN: Final = Explanation(Kind.SIGN, log_of(Kind.SIGN, 1))


def scale_slip(written: Typed, right: Typed, decimals: int) -> Explanation | None:
    """The slip of sign, unit or comma that turns ``right`` into ``written``; ``None`` if none does.

    A figure made smaller may have been rounded, or cut off, to the decimals printed.
    """
    if written.is_zero or right.is_zero:
        return None
    power = written.power - right.power
    same_digits = _digits(written) == _digits(right)
    if written.negative != right.negative:
        return _SIGN if same_digits and not power else None
    comma = bool(written.fraction or right.fraction)
    if same_digits:
        return _scaled(power, comma) if power in POWERS else None
    # Rounding up may give one digit more: 99,6 -> 100.
    for tried in (power, power - 1):
        if tried < 0 and tried in POWERS and _comes_out(written, right, tried, decimals):
            return _rounded(tried, comma)
    return None


def _digits(figure: Typed) -> str:
    return (figure.whole + figure.fraction).strip("0")


def _comes_out(written: Typed, right: Typed, power: int, decimals: int) -> bool:
    """Whether ``right`` times ten to ``power`` gives ``written`` when rounded or cut off as printed."""
    printed = printed_decimals(decimals, written.fraction)
    target = int(written.whole + written.fraction.ljust(printed, "0"))
    dropped = len(right.fraction) - power - printed
    if target < 10 ** (_TELLING_DIGITS - 1) or dropped <= 0:
        return False
    exact = int(right.whole + right.fraction)
    unit = 10**dropped
    return target in (exact // unit, (exact + unit // 2) // unit)


def _scaled(power: int, comma: bool) -> Explanation:
    factor = {"factor": _FACTORS[abs(power)]}
    if abs(power) in COMMA_POWERS:
        rarity, way = (1.0, {}) if comma else (RARE_COMMA, {"way": "whole"})
        return Explanation(Kind.DECIMAL, log_of(Kind.DECIMAL, SCALINGS, rarity), factor | way)
    # A dot taken for a comma explains a thousand, not a million.
    way = {} if abs(power) == UNIT_POWERS[0] else {"way": "far"}
    return Explanation(Kind.UNIT, _log_of_unit(power), factor | way)


def _rounded(power: int, comma: bool) -> Explanation | None:
    values = {"factor": _FACTORS[abs(power)], "way": "rounded"}
    if abs(power) in UNIT_POWERS:
        return Explanation(Kind.UNIT, _log_of_unit(power), values)
    # Without a comma nothing can be misplaced: 268 for 26.844 is no slip of this kind.
    return Explanation(Kind.DECIMAL, log_of(Kind.DECIMAL, SCALINGS), values) if comma else None


def _log_of_unit(power: int) -> float:
    return log_of(Kind.UNIT, SCALINGS, RARE_UNIT if abs(power) == UNIT_POWERS[-1] else 1.0)
