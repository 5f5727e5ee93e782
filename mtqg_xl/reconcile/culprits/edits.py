"""Relations as linear edits over typed cells, for the solver: wide enough never to exclude a repair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import inf

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.proving.system.linear import Linear, Quotient, quotient_of
from mtqg_xl.reconcile.culprits.scene import Scene
from mtqg_xl.rules.evaluate import evaluate
from mtqg_xl.rules.expressions import Call, Node, Ref, Tally

_WITHIN = Fraction(999, 1000)


@dataclass(frozen=True, slots=True)
class Edit:
    """``low <= sum of factor * change <= high`` over cells; void once ``rate``, if any, is changed."""

    number: int
    terms: Mapping[CellKey, Fraction]
    low: float
    high: float
    rate: CellKey | None = None

    @property
    def is_equality(self) -> bool:
        """Whether both sides are bounded."""
        return self.low > -inf and self.high < inf


def edits_of(scene: Scene, numbers: Iterable[int]) -> Iterator[Edit]:
    """The linear edits that relations stand for; none for one that is not linear in any way."""
    meaning = _Meaning(scene)
    for number in numbers:
        relation = scene.relations[number]
        for left, right in _pairs(relation.sign, relation.left, relation.right):
            one, other = quotient_of(left, meaning), quotient_of(right, meaning)
            if one is not None and other is not None:
                yield from _edit(scene, number, one, other)


def _pairs(sign: str, left: Node, right: Node) -> Iterator[tuple[Node, Node]]:
    match sign, right:
        case "<=", Call("min", arguments):
            yield from ((left, argument) for argument in arguments)
        case _:
            yield left, right


def _edit(scene: Scene, number: int, left: Quotient, right: Quotient) -> Iterator[Edit]:
    relation = scene.relations[number]
    if left.under is None and right.under is None:
        difference = left.over.plus(right.over, Fraction(-1))
        stands = _value(scene, difference)
        margin = _margin(scene, difference) if relation.rule.tolerance is None else relation.rule.tolerance
        low = -inf if relation.sign == "<=" else float(-stands - Fraction(margin))
        high = inf if relation.sign == ">=" else float(-stands + Fraction(margin))
        yield Edit(number, difference.terms, low, high)
        return
    target = relation.target
    if relation.sign == "=" and target is not None and left.under is None and right.under is not None:
        rate = scene.written(target)
        if rate is None:
            return
        step = Fraction(Decimal(1).scaleb(-scene.decimals(target)))
        for bound, is_upper in ((Fraction(rate) + step, True), (Fraction(rate) - step / 2, False)):
            difference = right.over.plus(right.under, -bound)
            stands, margin = _value(scene, difference), _margin(scene, difference)
            if is_upper:
                yield Edit(number, difference.terms, -inf, float(-stands + margin), target)
            else:
                yield Edit(number, difference.terms, float(-stands - margin), inf, target)
        return
    if relation.sign in ("<=", ">=") and right.under is None and right.over.is_constant and left.under:
        difference = left.over.plus(left.under, -right.over.constant)
        stands, margin = _value(scene, difference), _margin(scene, difference)
        if relation.sign == "<=":
            yield Edit(number, difference.terms, -inf, float(-stands + margin))
        else:
            yield Edit(number, difference.terms, float(-stands - margin), inf)


class _Meaning:
    """What stands for a cell in an edit: itself if typed, else what it is made of, worked out once."""

    def __init__(self, scene: Scene) -> None:
        self._figures = scene.figures
        self._known: dict[CellKey, Node | Linear | None] = {}

    def __call__(self, node: Ref | Tally) -> Node | Linear | None:
        if isinstance(node, Tally):
            return Linear({}, Fraction(evaluate(node, lambda _: None, None, self._figures.text) or 0))
        if node.key not in self._known:
            self._known[node.key] = self._of(node.key)
        return self._known[node.key]

    def _of(self, key: CellKey) -> Node | Linear | None:
        definition = self._figures.definition(key)
        if definition is None:
            return None
        made = quotient_of(definition.right, self)
        return made.over if made is not None and made.under is None else definition.right


def _value(scene: Scene, form: Linear) -> Fraction:
    terms = (factor * Fraction(scene.written(key) or 0) for key, factor in form.terms.items())
    return form.constant + sum(terms, Fraction(0))


def _margin(scene: Scene, form: Linear) -> Fraction:
    """What the digits printed leave open."""
    open_by = Fraction(0)
    for key, factor in form.terms.items():
        if scene.context.measure(key).kind is not MeasureKind.COUNT:
            open_by += abs(factor) * Fraction(Decimal(1).scaleb(-scene.decimals(key))) / 2
    # What a figure stands for is open at one end: a difference of the full width is too much.
    return open_by * _WITHIN
