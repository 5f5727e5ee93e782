"""Rules that say nothing new, by accident.

Redundancy as such is no fault. A table whose rows and columns both add up has one equation more than
it needs, and it is this one that tells in which cell the slip is. So a rule counts as redundant by
accident only when it is implied by rules that look at the same cells or fewer of them:

- the same equation or bound written twice under two ids, or put together from others between the
  very same cells: a slip would be told twice and located no better;
- a bound that follows from one equation and from figures not being below zero, as ``2<=1`` does from
  ``1=2+3``: whenever it fails, the equation fails or a figure is below zero, and says so.

Not by accident: ``5<=0`` beside ``0=1+2+3+4`` (5 is no part of the sum); the sum of a total row beside
the printed code of its column; a bound on few cells beside one on more, which names the cell better.

A rule that holds at several places is redundant only when it is so at every one of them. Only rules at
least as severe count against it, and no rule about a form that it does not speak of itself: that form
may be missing from a report. Every claim made here rests on an exact proof; a rule with a
quotient or a product is compared as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import Form
from mtqg_xl.proving.soundness.claims import claim_of, rules_in
from mtqg_xl.proving.soundness.contradictions import contradiction
from mtqg_xl.proving.system.linear import Linear, linear_of
from mtqg_xl.proving.system.model import Model
from mtqg_xl.rules import Relation
from mtqg_xl.rules.expressions import Call

_WEIGHT = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.INFO: 0}
#: A bound counts as implied when it cannot be exceeded by as much as this.
_MARGIN = Fraction(1, 1000)


@dataclass(frozen=True)
class Redundant:
    """A rule that follows from ``others`` wherever it applies; ``others`` is empty if it is always true."""

    rule: str
    others: tuple[str, ...]


def redundant_rules(forms: Sequence[Form], between: Iterable[Relation] = ()) -> tuple[Redundant, ...]:
    """The rules that are redundant by accident. Of two that imply each other the later is named."""
    model = Model(forms, between)
    kept = list(model.relations)
    places: dict[str, list[Relation]] = {}
    for relation in model.relations:
        places.setdefault(relation.rule.id, []).append(relation)
    found = []
    for rule, relations in reversed(places.items()):
        near = _by_cell(kept)
        reasons: list[str] = []
        for relation in relations:
            because = _implied(model, relation, near)
            if because is None:
                break
            reasons += because
        else:
            found.append(Redundant(rule, tuple(dict.fromkeys(reasons))))
            kept = [relation for relation in kept if relation.rule.id != rule]
    return tuple(reversed(found))


def _by_cell(relations: Iterable[Relation]) -> dict[CellKey, list[Relation]]:
    near: dict[CellKey, list[Relation]] = {}
    for relation in relations:
        for cell in relation.cells:
            near.setdefault(cell, []).append(relation)
    return near


def _implied(model: Model, relation: Relation, near: dict[CellKey, list[Relation]]) -> list[str] | None:
    """The rules that imply ``relation`` by accident; ``None`` when none do."""
    cells = set(relation.cells)
    others = {id(other): other for cell in cells for other in near.get(cell, ())}
    weighty = [
        other
        for other in others.values()
        if other is not relation
        and _WEIGHT[other.rule.severity] >= _WEIGHT[relation.rule.severity]
        and _forms(other) <= _forms(relation)
    ]
    within = [other for other in weighty if cells.issuperset(other.cells)]
    for other in within:
        if (other.left, other.sign, other.right) == (relation.left, relation.sign, relation.right):
            return [other.rule.id]
    goal = _opaque(relation)
    if goal is None:
        return None
    because = _follows(model, goal, relation.sign == "=", within)
    if because is not None or relation.sign == "=":
        return because
    for other in weighty:
        if other.sign == "=" and cells.issubset(other.cells):
            because = _follows(model, goal, False, [other])
            if because is not None:
                return because
    return None


def _forms(relation: Relation) -> frozenset[str]:
    return frozenset(cell.form for cell in relation.cells)


def _follows(model: Model, goal: Linear, equal: bool, premises: Sequence[Relation]) -> list[str] | None:
    """The rules among ``premises`` from which ``goal <= 0``, or ``= 0``, follows; ``None`` if it does not."""
    claims = [
        claim_of(form, other.sign == "=", other) for other in premises if (form := _opaque(other)) is not None
    ]
    cells = dict.fromkeys(cell for form in (goal, *map(_opaque, premises)) if form for cell in form.terms)
    signs = [
        claim_of(Linear({cell: Fraction(-1)}), False, cell) for cell in cells if model.surely_positive(cell)
    ]
    because: list[str] = []
    for side in (1, -1) if equal else (1,):
        beyond = claim_of(goal.times(Fraction(-side)).plus(Linear({}, _MARGIN)), False, None)
        found = contradiction([*claims, *signs, beyond])
        if found is None:
            return None
        because += rules_in(found.claims)
    return because


def _opaque(relation: Relation) -> Linear | None:
    """``relation`` as ``form <= 0`` or ``= 0`` over the very cells it names, rates included."""
    smaller, larger = relation.left, relation.right
    if relation.sign == ">=":
        smaller, larger = larger, smaller
    if isinstance(larger, Call):
        return None
    left, right = linear_of(smaller), linear_of(larger)
    return None if left is None or right is None else left.plus(right, Fraction(-1))
