"""The verdict on each relation over the figures of a submission."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from mtqg_xl.domain.cells import Observation
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import cut_off, round_half_up
from mtqg_xl.rules.bind import Relation
from mtqg_xl.rules.evaluate import PRECISION
from mtqg_xl.rules.expressions import Ref
from mtqg_xl.rules.figures import BINARY_NOISE, Figures


class Outcome(StrEnum):
    """How a relation came out."""

    HOLDS = "holds"
    CUT_OFF = "cut_off"
    ROUNDING = "rounding"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome of a relation, with both sides as evaluated."""

    relation: Relation
    outcome: Outcome
    left: Decimal | None
    right: Decimal | None


def judge(relation: Relation, figures: Figures) -> Judgement:
    """Whether ``relation`` holds of ``figures``.

    A figure with d decimals stands for an interval, and offices cut digits off about as often
    as they round: a relation fails only when no reading of the digits satisfies it. Counts have
    no tolerance.
    """
    left, right = figures.left_of(relation), figures.right_of(relation)
    if left is None or right is None:
        return Judgement(relation, Outcome.UNKNOWN, left, right)
    with localcontext() as context:
        context.prec = PRECISION
        return Judgement(relation, _outcome(relation, figures, left, right), left, right)


def _outcome(relation: Relation, figures: Figures, left: Decimal, right: Decimal) -> Outcome:
    tolerance = relation.rule.tolerance
    if relation.sign == "<=":
        holds = left <= right or _may_reach(relation, figures, tolerance, left - right)
        return Outcome.HOLDS if holds else Outcome.FAILS
    if relation.sign == ">=":
        holds = left >= right or _may_reach(relation, figures, tolerance, right - left)
        return Outcome.HOLDS if holds else Outcome.FAILS
    if left == right or _only_noise_of_formula(relation, figures, left, right):
        return Outcome.HOLDS
    if tolerance is not None:
        return Outcome.ROUNDING if abs(left - right) <= tolerance else Outcome.FAILS
    written = figures.observation(relation.target) if relation.target else None
    if written is not None and _has_printed_digits(written, figures):
        if round_half_up(right, written.decimals) == left:
            return Outcome.HOLDS
        if cut_off(right, written.decimals) == left:
            return Outcome.CUT_OFF
    low = figures.interval_of(relation.left, relation.rule.missing)
    high = figures.interval_of(relation.right, relation.rule.missing)
    if low is None or high is None:
        return Outcome.UNKNOWN  # a divisor that may be zero: any value is possible
    if low.meets(high):
        return Outcome.HOLDS if _only_noise(left, right) else Outcome.ROUNDING
    return Outcome.CUT_OFF if _meets_cut(relation, figures) else Outcome.FAILS


def _only_noise_of_formula(relation: Relation, figures: Figures, left: Decimal, right: Decimal) -> bool:
    """Whether the workbook computed the left side, and both sides differ by binary arithmetic alone."""
    written = figures.observation(relation.target) if relation.target else None
    return written is not None and written.is_computed and _only_noise(left, right)


def _meets_cut(relation: Relation, figures: Figures) -> bool:
    """Whether both sides share a value once every typed rate may have lost its further digits.

    A rate cut off may have been computed from figures before these were rounded or cut themselves.
    Two typed cells that repeat one figure have no such excuse.
    """
    written = [figures.observation(key) for key in relation.cells]
    if isinstance(relation.right, Ref) and not any(seen and seen.is_computed for seen in written):
        return False
    loose = figures.with_cut_rates()
    low = loose.interval_of(relation.left, relation.rule.missing)
    high = loose.interval_of(relation.right, relation.rule.missing)
    return low is not None and high is not None and low.meets(high)


def _has_printed_digits(written: Observation, figures: Figures) -> bool:
    """Whether the figure was typed, so that its last digit may be rounded or cut."""
    typed = written.value is not None and not written.is_computed
    return typed and figures.measure(written.key).kind is not MeasureKind.COUNT


def _may_reach(relation: Relation, figures: Figures, tolerance: Decimal | None, excess: Decimal) -> bool:
    if tolerance is not None:
        return excess <= tolerance
    loose = figures.with_cut_rates()
    small = loose.interval_of(relation.left, relation.rule.missing)
    large = loose.interval_of(relation.right, relation.rule.missing)
    if small is None or large is None:
        return False
    return small.may_be_at_most(large) if relation.sign == "<=" else large.may_be_at_most(small)


def _only_noise(left: Decimal, right: Decimal) -> bool:
    return abs(left - right) <= BINARY_NOISE * max(abs(left), abs(right), Decimal(1))
