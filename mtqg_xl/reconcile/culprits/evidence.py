"""How likely each candidate is: the slip it takes, and what else speaks for or against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from math import inf, log

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.numerals import cut_off, format_vietnamese, round_half_up
from mtqg_xl.messages import say
from mtqg_xl.reconcile.culprits.plausible import Plausibility
from mtqg_xl.reconcile.culprits.scene import Scene, computes_rate
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.reconcile.slips import Explanation, Kind, explain
from mtqg_xl.rules import Relation, judge
from mtqg_xl.rules.expressions import Add, Divide, Multiply, Negative, Node, Number, Ref
from mtqg_xl.rules.judging import Outcome

#: How often a wrong figure is one of these, as shares of all slips.
_BLANK = 0.08
_COPY = 0.05
_LEFT_OUT = 0.05
_DENOMINATOR = 0.05
#: What a rule that only warns is worth as evidence, and a formula that was typed over.
_WARNING = log(40)
_TYPED_OVER = log(20)
#: What it is worth that a sum stays exact.
_ROUGHLY = log(20)
#: A printed percentage is told apart from chance by this many digits at least.
_TELLING_DIGITS = 2


class Evidence:
    """What speaks for a candidate, beyond the relations that fail."""

    def __init__(self, scene: Scene, names: Names) -> None:
        self._scene = scene
        self._names = names
        self._plausible = Plausibility(scene)

    def explanation(self, key: CellKey, right: Decimal, failing: Iterable[int]) -> Explanation:
        """The likeliest way in which ``right`` became what is written."""
        written = self._scene.written(key)
        if written is None:
            return Explanation(Kind.BLANK, log(_BLANK), {})
        found = [explain(written, right, self._scene.decimals(key))]
        found += self._copied(key, written)
        for number in failing:
            relation = self._scene.relations[number]
            if relation.target == key and relation.sign == "=":
                if computes_rate(relation):
                    found += self._other_denominator(relation, key, written)
                else:
                    found += self._left_out(relation, right - written)
        return max(found, key=lambda item: item.log_likelihood)

    def at_first_sight(self, key: CellKey, value: Decimal, explanation: Explanation) -> float:
        """The part of the score that takes no look at other relations; nothing for what no slip explains."""
        if explanation.kind is Kind.NONE:
            return -inf
        return explanation.log_likelihood + self._plausible.gain(key, value)

    def score(self, key: CellKey, explanation: Explanation, changes: Mapping[CellKey, Decimal]) -> float:
        """How likely it is that ``key`` was to hold what ``changes`` say, as a natural logarithm.

        The slip, how much more at home the new figure is, the rules that only warn, and what stays
        exact: a sum that came out even before and only roughly afterwards speaks against a change.
        """
        score = explanation.log_likelihood + self._plausible.gain(key, changes[key])
        figures = self._scene.figures.changed(changes)
        for number in self._scene.touching(key):
            before = self._scene.outcome(number)
            after = judge(self._scene.relations[number], figures).outcome
            if not self._scene.binds(number):
                score += _WARNING * ((before is Outcome.FAILS) - (after is Outcome.FAILS))
            elif after is Outcome.ROUNDING and before is not Outcome.ROUNDING:
                score -= _ROUGHLY
        if key in self._typed_over:
            score += _TYPED_OVER
        return score

    @cached_property
    def _typed_over(self) -> frozenset[CellKey]:
        """Typed totals of tables in which most totals are live formulas."""
        scene = self._scene
        totals = {
            item.target
            for item in scene.relations
            if item.rule.defines and item.target is not None and not item.target.form.endswith(BEFORE)
        }
        by_form: dict[str, list[CellKey]] = {}
        for key in filter(self._holds_something, totals):
            by_form.setdefault(key.form, []).append(key)
        return frozenset(
            key
            for keys in by_form.values()
            if sum(key in scene.live for key in keys) * 2 > len(keys)
            for key in keys
            if key not in scene.live and scene.written(key) is not None
        )

    def _holds_something(self, key: CellKey) -> bool:
        return key in self._scene.live or self._scene.written(key) is not None

    def _copied(self, key: CellKey, written: Decimal) -> Iterator[Explanation]:
        if abs(written) < 10:
            return
        for other in self._scene.neighbours(key):
            if self._scene.written(other) == written:
                cell = self._names.place(other)[1]
                yield Explanation(Kind.COPY, log(_COPY / 4), {"cell": cell})
                return
        before = self._scene.context.observation(key._replace(form=key.form + BEFORE))
        if self._scene.context.earlier is not None and before is not None and before.value == written:
            yield Explanation(Kind.COPY_PREVIOUS, log(_COPY), {})

    def _left_out(self, relation: Relation, gap: Decimal) -> Iterator[Explanation]:
        """Parts of a sum that the total lacks."""
        parts = list(_parts(relation.right))
        lacking = [key for key, factor in parts if self._scene.figures.value(key) == gap * factor]
        if len(parts) > 2 and lacking:
            cells = ", ".join(self._names.place(key)[1] for key in lacking[:1])
            yield Explanation(Kind.LEFT_OUT, log(_LEFT_OUT / len(parts)), {"cells": cells})

    def _other_denominator(self, relation: Relation, key: CellKey, written: Decimal) -> Iterator[Explanation]:
        """Another figure of the form that gives the written rate when divided by."""
        quotient = _quotient(relation.right)
        digits = len(str(abs(written)).replace(".", "").strip("0"))
        if quotient is None or digits < _TELLING_DIGITS:
            return
        over, under, factor = quotient
        above = self._scene.figures.value(over)
        right = self._scene.figures.value(under)
        if not above or not right:
            return
        columns, rows = self._scene.columns(key.form), self._scene.rows(key.form)
        here = [key._replace(column=column) for column in columns]
        elsewhere = [CellKey(key.form, row, column) for row in rows for column in columns if row != key.row]
        for cells, weight in ((here, _DENOMINATOR), (elsewhere, _DENOMINATOR / 3)):
            if cells is elsewhere and digits <= _TELLING_DIGITS:
                return
            for other in cells:
                below = None if other in (over, under, key) else self._scene.figures.value(other)
                if below and not self._scene.is_rate(other) and self._gives(above / below * factor, key):
                    values = {"what": self._figure(other, below), "right": self._figure(under, right)}
                    yield Explanation(Kind.DENOMINATOR, log(weight / len(cells)), values)
                    return

    def _gives(self, rate: Decimal, key: CellKey) -> bool:
        """Whether ``rate`` is printed as what stands in ``key``."""
        decimals = self._scene.decimals(key)
        return self._scene.written(key) in (round_half_up(rate, decimals), cut_off(rate, decimals))

    def _figure(self, key: CellKey, value: Decimal) -> str:
        return say("slip.figure_at", figure=format_vietnamese(value), cell=self._names.place(key)[1])


def _parts(node: Node) -> Iterator[tuple[CellKey, int]]:
    match node:
        case Add(terms):
            for term in terms:
                yield from _parts(term)
        case Negative(Ref(key)):
            yield key, -1
        case Ref(key):
            yield key, 1


def _quotient(node: Node) -> tuple[CellKey, CellKey, Decimal] | None:
    """Numerator, divisor and factor of a plain rate."""
    match node:
        case Multiply(Divide(Ref(over), Ref(under)), Number(factor)):
            return over, under, factor
        case Divide(Ref(over), Ref(under)):
            return over, under, Decimal(1)
        case _:
            return None
