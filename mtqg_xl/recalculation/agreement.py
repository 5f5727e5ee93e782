"""Which of the computed values are known to be right.

Two independent programs giving the same value is the first sign; that a program gives, for the
workbook as it was, what Excel had stored there, is the second. A formula with something stored
needs both. One with nothing stored needs the first, and to be made of vetted functions only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from mtqg_xl.recalculation.plain import Plain
from mtqg_xl.recalculation.values import Place, Value, same

#: Excel writes numbers into texts with 15 digits, the engines with 16 or 17.
_LONG_NUMBER: Final = re.compile(r"\d[\d.]{15,}")
#: What remains when numbers of the size of 1 cancel out, and Excel may take for 0.
_NOISE: Final = 1e-11

#: The reasons that one more engine may do away with.
OPEN: Final = frozenset({"not_computed", "not_reproduced", "one_engine", "engines_differ"})


class Outcome(NamedTuple):
    """What one engine gave: ``after`` the change, and ``before`` it (None where nothing is stored)."""

    after: Mapping[Place, Value]
    before: Mapping[Place, Value]


class Verdict(NamedTuple):
    """The value known to be right, or the code of the reason why there is none."""

    value: Value | None
    reason: str = ""


def judge(
    place: Place, formula: Plain, outcomes: Sequence[Outcome], stored: Value | None, scale: float
) -> Verdict:
    """What is known of the value of ``formula`` in ``place``.

    ``stored`` is what Excel had stored there before the change, None when nothing trustworthy was;
    ``scale`` the largest number the formula reads directly.
    """
    given = [outcome for outcome in outcomes if place in outcome.after]
    if not given:
        return Verdict(None, "not_computed")
    if stored is not None:
        given = [outcome for outcome in given if same(outcome.before.get(place), stored)]
        if not given:
            return Verdict(None, "not_reproduced")
    values = [outcome.after[place] for outcome in given]
    if len(values) < 2:
        return Verdict(None, "one_engine")
    value = _majority(values)
    if value is None:
        return Verdict(None, "engines_differ")
    if stored is None and formula.form != "vetted":
        return Verdict(None, "not_vetted")
    return _but_for_traps(value, scale)


def _majority(values: Sequence[Value]) -> Value | None:
    """The value that at least two engines give and at most one does not."""
    for value in values:
        votes = sum(same(value, other) for other in values)
        if votes >= 2 and len(values) - votes <= 1:
            return value
    return None


def _but_for_traps(value: Value, scale: float) -> Verdict:
    """``value``, unless all engines together may differ from Excel here."""
    if isinstance(value, str) and _LONG_NUMBER.search(value):
        return Verdict(None, "long_number")
    if isinstance(value, float) and value and abs(value) < _NOISE * max(scale, 1.0):
        return Verdict(None, "nearly_zero")
    return Verdict(value)
