"""The likeliest single slip between two figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from mtqg_xl.reconcile.slips.digits import digit_slip
from mtqg_xl.reconcile.slips.figures import LONGEST_WHOLE, MOST_DECIMALS, Typed, printed_decimals, typed
from mtqg_xl.reconcile.slips.kinds import Explanation, Kind
from mtqg_xl.reconcile.slips.model import log_of_none
from mtqg_xl.reconcile.slips.scale import scale_slip

_NOTHING_WRONG: Final = Explanation(Kind.NONE, 0.0)


def explain(written: Decimal, right: Decimal, decimals: int = 0) -> Explanation:
    """The likeliest single slip that turns ``right`` into ``written``; kind ``NONE`` when none does.

    ``decimals`` counts the digits printed after the comma of ``written``. Never raises: what is no
    figure of a report (infinite, endless) is explained by nothing. Equal figures need no slip: kind
    ``NONE``, log-likelihood 0.
    """
    typed_written, typed_right = typed(written), typed(right)
    if typed_written is None or typed_right is None:
        return Explanation(Kind.NONE, log_of_none(LONGEST_WHOLE))
    if typed_written == typed_right:
        return _NOTHING_WRONG
    return explain_typed(typed_written, typed_right, decimals)


def explain_typed(written: Typed, right: Typed, decimals: int) -> Explanation:
    """``explain`` for two different figures already taken apart."""
    digit = digit_slip(written, right, decimals)
    scale = scale_slip(written, right, decimals)
    if digit is None or scale is None:
        return digit or scale or _other_figure(written, right, decimals)
    return digit if digit.log_likelihood >= scale.log_likelihood else scale


def _other_figure(written: Typed, right: Typed, decimals: int) -> Explanation:
    printed = min(printed_decimals(decimals, written.fraction, right.fraction), MOST_DECIMALS)
    return Explanation(Kind.NONE, log_of_none(max(len(written.whole), len(right.whole)) + printed))
