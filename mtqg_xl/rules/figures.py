"""The figures of a submission: as written, as derived from parts, and as intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from decimal import Decimal, localcontext
from functools import cached_property, reduce
from operator import add

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import Missing, Scope
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.rules.bind import Relation
from mtqg_xl.rules.evaluate import PRECISION, blanks_count_nothing, evaluate
from mtqg_xl.rules.expressions import Add, Divide, Multiply, Negative, Node, Number, Ref, references
from mtqg_xl.rules.intervals import Interval

#: A workbook computes in binary: its own results are taken as exact up to this share of the figure.
BINARY_NOISE = Decimal("1e-9")


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
        self._live: Mapping[CellKey, Relation] = {}
        self._changes: Mapping[CellKey, Observation] = {}
        self._cut_rates = False
        self._forget()

    def with_live(self, live: Mapping[CellKey, Relation]) -> Figures:
        """The same figures, the cells of ``live`` computed by these relations whatever is stored in them."""
        made = copy(self)
        made._live = live
        made._forget()
        return made

    def with_cut_rates(self) -> Figures:
        """The same figures, a typed rate standing also for all that gives it once digits are cut off."""
        made = copy(self)
        made._cut_rates = True
        return made

    def changed(self, to: Mapping[CellKey, Decimal]) -> Figures:
        """The same figures with the cells of ``to`` as if these values had been typed there."""
        made = copy(self)
        # An overlay, not a copy: a search tries thousands of changes of a few cells.
        put = {key: self._typed(key, value) for key, value in to.items()}
        made._changes = {**self._changes, **put} if self._changes else put
        made._live = {key: by for key, by in self._live.items() if key not in to} if self._live else {}
        made._forget()
        return made

    def _typed(self, key: CellKey, value: Decimal) -> Observation:
        """``value`` as typed in the manner of the cell: 14 among rates of two decimals is 14,00."""
        seen = self._observations[key]
        made = seen.with_value(value)
        shown = min(seen.decimals, self._measures(key).decimals)
        return made if made.decimals >= shown else replace(made, decimals=shown)

    def _forget(self) -> None:
        self.__dict__.pop("_withheld", None)
        self._open: dict[CellKey, bool] = {}
        self._lacking: dict[CellKey, bool] = {}
        self._derived: dict[CellKey, tuple[Decimal, Relation] | None] = {}

    def observation(self, key: CellKey) -> Observation | None:
        """What stands in the cell ``key``."""
        if self._changes and (changed := self._changes.get(key)) is not None:
            return changed
        return self._observations.get(key)

    def measure(self, key: CellKey) -> Measure:
        """The measure of the cell ``key``."""
        return self._measures(key)

    def text(self, key: CellKey) -> str:
        """The text written in the cell ``key``."""
        found = self.observation(key)
        return found.raw.strip() if found and found.state is State.REPORTED else ""

    def stated(self, key: CellKey) -> Decimal | None:
        """The figure written in the cell ``key``."""
        if key in self._live:
            return None
        found = self.observation(key)
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
            return () if self.observation(key) is None else (key,)
        return tuple(blank for part in references(derived[1].right) for blank in self.blanks(part))

    def interval(self, key: CellKey) -> Interval | None:
        """What the figure of ``key`` may stand for, given its measure and the digits written."""
        found = self.observation(key)
        if found is not None and found.value is not None:
            if key not in self._live:
                return _interval(found, self._measures(key), self._cut_rates)
            derived = self._derive(key)
            return _live_interval(found, derived[0]) if derived else None
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
            found = self.observation(key)
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
        """What the blank total ``key`` would be if the cell ``changed``, written or blank, held ``to``."""
        if key == changed:
            return to
        if self.stated(key) is not None:
            return self.stated(key)
        derived = self._derive(key)
        live = self._live.get(key)
        relations = (derived[1],) if derived else (live,) if live else self._defining.get(key, ())
        for relation in relations:
            if derived is None and changed not in relation.cells:
                continue
            found = evaluate(
                relation.right,
                lambda part: self.with_change(part, changed, to),
                relation.rule.missing,
                self.text,
            )
            if found is not None:
                return found
        return None

    def _derive(self, key: CellKey) -> tuple[Decimal, Relation] | None:
        if key not in self._derived:
            self._derived[key] = None
            live = self._live.get(key)
            for relation in (live,) if live else self._defining.get(key, ()):
                found = self.right_of(relation)
                if found is not None:
                    self._derived[key] = (found, relation)
                    break
        return self._derived[key]

    def definition(self, key: CellKey) -> Relation | None:
        """The relation that gives the figure of a cell in which none is written."""
        derived = None if self.stated(key) is not None else self._derive(key)
        return derived[1] if derived else None

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


def _interval(found: Observation, measure: Measure, cut_rates: bool = False) -> Interval:
    value = found.value
    assert value is not None
    if found.is_computed:
        return _nearly(value)
    if measure.kind is MeasureKind.COUNT:
        return Interval.point(value)
    if cut_rates and measure.kind is MeasureKind.RATE:
        return Interval.rounded_or_cut(value, found.decimals)
    return Interval.rounded(value, found.decimals)


def _live_interval(found: Observation, value: Decimal) -> Interval:
    """What a formula that gives ``value`` shows: all of it, or as many digits as it rounds to."""
    return _nearly(value) if found.is_computed else Interval.rounded(value, found.decimals)


def _nearly(value: Decimal) -> Interval:
    slack = BINARY_NOISE * max(abs(value), Decimal(1))
    return Interval(value - slack, value + slack)
