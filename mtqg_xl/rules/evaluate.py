"""Values of rules over the figures of a submission, and the verdict on each relation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from functools import cached_property, reduce
from operator import add

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import Missing, Scope
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.numerals import cut_off, round_half_up
from mtqg_xl.rules.bind import Relation
from mtqg_xl.rules.expressions import (
    Add,
    Call,
    Divide,
    Multiply,
    Negative,
    Node,
    Number,
    Ref,
    Tally,
    references,
)
from mtqg_xl.rules.intervals import Interval

#: Digits carried in quotients; far beyond any figure of a report.
PRECISION = 60
#: A workbook computes in binary: its own results are taken as exact up to this share of the figure.
BINARY_NOISE = Decimal("1e-9")


def _no_text(key: CellKey) -> str:
    return ""


def evaluate(
    node: Node,
    value: Callable[[CellKey], Decimal | None],
    missing: Missing | None,
    text: Callable[[CellKey], str] = _no_text,
) -> Decimal | None:
    """The value of ``node``; ``None`` when a part it needs is blank or a divisor is zero.

    ``missing`` says what a blank part of a sum means. Unless told, blanks count for nothing in
    a plain sum and make a difference unknown. ``text`` gives the text of a cell, for counting.
    """
    match node:
        case Number(number):
            return number
        case Ref(key):
            return value(key)
        case Negative(term):
            inner = evaluate(term, value, missing, text)
            return None if inner is None else -inner
        case Multiply(left, right):
            a, b = evaluate(left, value, missing, text), evaluate(right, value, missing, text)
            return None if a is None or b is None else a * b
        case Divide(left, right):
            a, b = evaluate(left, value, missing, text), evaluate(right, value, missing, text)
            return None if a is None or not b else a / b
        case Add(terms):
            parts = [evaluate(term, value, missing, text) for term in terms]
            known = [part for part in parts if part is not None]
            if not known or (len(known) < len(parts) and not blanks_count_nothing(node, missing)):
                return None
            return sum(known, Decimal(0))
        case Tally(keys, wanted):
            written = [found for found in map(text, keys) if found]
            if not written:
                return None
            return Decimal(sum(1 for found in written if wanted is None or _says(found, wanted)))
        case Call(_, arguments):
            found = [evaluate(argument, value, missing, text) for argument in arguments]
            present = [part for part in found if part is not None]
            return min(present) if present else None
        case _:
            raise TypeError(f"unbound rule part: {node!r}")


def _says(found: str, wanted: str) -> bool:
    return found.strip().casefold() == wanted.strip().casefold()


def blanks_count_nothing(node: Add, missing: Missing | None) -> bool:
    """Whether blank parts of this sum are read as nothing."""
    return node.is_plain if missing is None else missing is Missing.ZERO


class Figures:
    """The figures of a submission, blank totals filled in from their parts where possible."""

    def __init__(
        self,
        observations: Mapping[CellKey, Observation],
        measures: Callable[[CellKey], Measure],
        relations: Iterable[Relation],
    ) -> None:
        self._observations = observations
        self._measures = measures
        self._defining: dict[CellKey, list[Relation]] = {}
        for relation in relations:
            if relation.rule.defines and relation.target is not None:
                self._defining.setdefault(relation.target, []).append(relation)
        self._open: dict[CellKey, bool] = {}
        self._lacking: dict[CellKey, bool] = {}
        self._derived: dict[CellKey, tuple[Decimal, Relation] | None] = {}

    def observation(self, key: CellKey) -> Observation | None:
        """What stands in the cell ``key``."""
        return self._observations.get(key)

    def measure(self, key: CellKey) -> Measure:
        """The measure of the cell ``key``."""
        return self._measures(key)

    def text(self, key: CellKey) -> str:
        """The text written in the cell ``key``."""
        found = self._observations.get(key)
        return found.raw.strip() if found and found.state is State.REPORTED else ""

    def stated(self, key: CellKey) -> Decimal | None:
        """The figure written in the cell ``key``."""
        found = self._observations.get(key)
        return found.value if found else None

    def value(self, key: CellKey) -> Decimal | None:
        """The figure written in ``key`` or, where none is, what its parts give."""
        stated = self.stated(key)
        if stated is not None:
            return stated
        derived = self._derive(key)
        return derived[0] if derived else None

    def support(self, key: CellKey) -> tuple[CellKey, ...]:
        """The written cells behind the figure of ``key``: itself, or the parts of a blank total."""
        if self.stated(key) is not None:
            return (key,)
        derived = self._derive(key)
        if derived is None:
            return ()
        parts = references(derived[1].right)
        return tuple(dict.fromkeys(cell for part in parts for cell in self.support(part)))

    def blanks(self, key: CellKey) -> tuple[CellKey, ...]:
        """The blank cells behind the figure of ``key``: itself, or blank parts of a blank total."""
        if self.stated(key) is not None:
            return ()
        derived = self._derive(key)
        if derived is None:
            return (key,) if key in self._observations else ()
        return tuple(blank for part in references(derived[1].right) for blank in self.blanks(part))

    def interval(self, key: CellKey) -> Interval | None:
        """What the figure of ``key`` may stand for, given its measure and the digits written."""
        found = self._observations.get(key)
        if found is not None and found.value is not None:
            return _interval(found, self._measures(key))
        derived = self._derive(key)
        return self.interval_of(derived[1].right, derived[1].rule.missing) if derived else None

    def interval_of(self, node: Node, missing: Missing | None) -> Interval | None:
        """What ``node`` may stand for; ``None`` when unknown."""
        match node:
            case Number(number):
                return Interval.point(number)
            case Ref(key):
                return self.interval(key)
            case Negative(term):
                inner = self.interval_of(term, missing)
                return None if inner is None else -inner
            case Multiply(left, right):
                a, b = self.interval_of(left, missing), self.interval_of(right, missing)
                return None if a is None or b is None else a * b
            case Divide(left, right):
                a, b = self.interval_of(left, missing), self.interval_of(right, missing)
                over = b.inverse() if b else None
                return None if a is None or over is None else a * over
            case Add(terms):
                parts = [self.interval_of(term, missing) for term in terms]
                known = [part for part in parts if part is not None]
                if not known or (len(known) < len(parts) and not blanks_count_nothing(node, missing)):
                    return None
                return reduce(add, known)
            case _:
                found = evaluate(node, self.value, missing, self.text)
                return None if found is None else Interval.point(found)

    def is_open(self, key: CellKey) -> bool:
        """Whether the figure of ``key`` cannot be known from what is written.

        It was not readable, or its line states a total without any of its parts; so too for a
        blank total of which a part is open.
        """
        if key not in self._open:
            self._open[key] = False
            found = self._observations.get(key)
            if found is not None and found.state is State.UNREAD:
                self._open[key] = True
            elif self.stated(key) is None:
                self._open[key] = (
                    key in self._withheld[Scope.ROWS]
                    or any(self.is_open(part) for part in self._parts(key))
                    or (self.value(key) is not None and self._lacks_told_parts(key))
                )
        return self._open[key]

    def _lacks_told_parts(self, key: CellKey) -> bool:
        """Whether a blank total was made up without a part that its column tells only in a total row."""
        told_above = self._withheld[Scope.COLUMNS]
        if not told_above:
            return False
        if key not in self._lacking:
            self._lacking[key] = any(
                part in told_above or (self.stated(part) is None and self._lacks_told_parts(part))
                for part in self._parts(key)
            )
        return self._lacking[key]

    def _parts(self, key: CellKey) -> Iterator[CellKey]:
        return (part for rule in self._defining.get(key, ()) for part in references(rule.right))

    @cached_property
    def _withheld(self) -> dict[Scope, set[CellKey]]:
        """Blank parts of a stated total of which no part is stated: not nothing, but not told.

        Those of a total in one line, and those of a total row in one column.
        """
        withheld: dict[Scope, set[CellKey]] = {scope: set() for scope in Scope}
        for key, rules in self._defining.items():
            if not self.stated(key):
                continue
            for rule in rules:
                parts = references(rule.right)
                if all(self.value(part) is None for part in parts):
                    withheld[rule.rule.scope].update(parts)
        return withheld

    def with_change(self, key: CellKey, changed: CellKey, to: Decimal) -> Decimal | None:
        """What the blank total ``key`` would be if the written cell ``changed`` held ``to``."""
        if key == changed:
            return to
        if self.stated(key) is not None:
            return self.stated(key)
        derived = self._derive(key)
        if derived is None:
            return None
        relation = derived[1]
        return evaluate(
            relation.right, lambda part: self.with_change(part, changed, to), relation.rule.missing, self.text
        )

    def _derive(self, key: CellKey) -> tuple[Decimal, Relation] | None:
        if key not in self._derived:
            self._derived[key] = None
            for relation in self._defining.get(key, ()):
                found = self.right_of(relation)
                if found is not None:
                    self._derived[key] = (found, relation)
                    break
        return self._derived[key]

    def right_of(self, relation: Relation) -> Decimal | None:
        """The value of the right side of ``relation``."""
        with localcontext() as context:
            context.prec = PRECISION
            return evaluate(relation.right, self.value, relation.rule.missing, self.text)

    def left_of(self, relation: Relation) -> Decimal | None:
        """The value of the left side of ``relation``."""
        with localcontext() as context:
            context.prec = PRECISION
            return evaluate(relation.left, self.value, relation.rule.missing, self.text)


def _interval(found: Observation, measure: Measure) -> Interval:
    value = found.value
    assert value is not None
    if found.is_computed:
        slack = BINARY_NOISE * max(abs(value), Decimal(1))
        return Interval(value - slack, value + slack)
    if measure.kind is MeasureKind.COUNT:
        return Interval.point(value)
    return Interval.rounded(value, found.decimals)


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
    if left == right:
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
    if low is None or high is None or not low.meets(high):
        return Outcome.FAILS
    return Outcome.HOLDS if _only_noise(left, right) else Outcome.ROUNDING


def _has_printed_digits(written: Observation, figures: Figures) -> bool:
    """Whether the figure was typed, so that its last digit may be rounded or cut."""
    typed = written.value is not None and not written.is_computed
    return typed and figures.measure(written.key).kind is not MeasureKind.COUNT


def _may_reach(relation: Relation, figures: Figures, tolerance: Decimal | None, excess: Decimal) -> bool:
    if tolerance is not None:
        return excess <= tolerance
    small = figures.interval_of(relation.left, relation.rule.missing)
    large = figures.interval_of(relation.right, relation.rule.missing)
    if small is None or large is None:
        return False
    return small.may_be_at_most(large) if relation.sign == "<=" else large.may_be_at_most(small)


def _only_noise(left: Decimal, right: Decimal) -> bool:
    return abs(left - right) <= BINARY_NOISE * max(abs(left), abs(right), Decimal(1))
