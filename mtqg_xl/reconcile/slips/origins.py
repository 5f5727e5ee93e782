"""Every figure that one slip turns into the written one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from mtqg_xl.reconcile.slips.digits import LOST_ZEROS
from mtqg_xl.reconcile.slips.explain import explain_typed
from mtqg_xl.reconcile.slips.figures import Typed, printed_decimals, typed
from mtqg_xl.reconcile.slips.kinds import Kind
from mtqg_xl.reconcile.slips.scale import POWERS

_DIGITS = "0123456789"


def origins(written: Decimal, decimals: int = 0, *, whole: bool) -> Iterator[tuple[Decimal, Kind]]:
    """Every figure, not negative, that one slip of digits, sign, unit or comma turns into ``written``.

    The inverse of ``explain``, whose kind comes with each figure; every figure comes once. ``decimals``
    counts the digits printed after the comma; ``whole`` asks for whole numbers only. So that the list
    ends, a figure has at most one decimal more than printed, and figures that were scaled *and
    rounded* (a whole interval of them) are left to ``explain``.
    """
    figure = typed(written)
    if figure is None:
        return
    seen = {figure}
    for value in _candidates(figure, decimals, whole=whole):
        right = typed(value)
        if right is None or right in seen or (whole and right.fraction):
            continue
        seen.add(right)
        kind = explain_typed(figure, right, decimals).kind
        if kind is not Kind.NONE:
            yield value, kind


def _candidates(figure: Typed, decimals: int, *, whole: bool) -> Iterator[Decimal]:
    """All that ``origins`` yields, and a few that no slip explains."""
    if figure.negative:
        yield _value(figure.whole, figure.fraction)
        return
    for digits in chain(_before(figure.whole), _before_longer(figure.whole)):
        yield _value(digits, figure.fraction)
    if figure.fraction or not whole:
        printed = printed_decimals(decimals, figure.fraction)
        for digits in _before(figure.fraction.ljust(printed, "0")):
            if len(digits.rstrip("0")) <= printed + 1:
                yield _value(figure.whole, digits)
    if not figure.is_zero:
        digits = figure.whole + figure.fraction
        for power in POWERS:
            comma = len(figure.whole) + power
            yield _value(digits[: max(comma, 0)].ljust(comma, "0"), "0" * -comma + digits[max(comma, 0) :])


def _value(whole: str, fraction: str) -> Decimal:
    fraction = fraction.rstrip("0")
    return Decimal(f"{whole or '0'}.{fraction}" if fraction else whole or "0")


def _before(digits: str) -> Iterator[str]:
    """What ``digits`` may have been before one was replaced, swapped, inserted or omitted."""
    for at in range(len(digits) + 1):
        head, tail = digits[:at], digits[at:]
        yield from (head + digit + tail for digit in _DIGITS)
        if tail:
            yield from (head + digit + tail[1:] for digit in _DIGITS)
            yield head + tail[1:]
            yield head + tail[1::-1] + tail[2:]


def _before_longer(digits: str) -> Iterator[str]:
    """What ``digits`` may have been when the first digit was omitted and zeros after it vanished."""
    for zeros in range(1, LOST_ZEROS + 1):
        yield from (digit + "0" * zeros + digits for digit in _DIGITS[1:])
