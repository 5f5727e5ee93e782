"""Proof that a form can be filled in: figures that satisfy all rules at once, and no cell tied down.

The proof that rules can hold together is a filling, checked exactly. The proof that they cannot, or
that a cell can only be zero, is a smallest set of rules with the multiples that add up to a
contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import inf

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form
from mtqg_xl.proving.filling.fillings import Filler, Filling
from mtqg_xl.proving.filling.grid import step_of
from mtqg_xl.proving.problems import NoFilling
from mtqg_xl.proving.soundness.claims import (
    claim_of,
    contradictory_rules,
    relations_in,
    rule_claims,
    rules_in,
    sign_claims,
)
from mtqg_xl.proving.soundness.contradictions import Claim, contradiction
from mtqg_xl.proving.system.linear import Linear
from mtqg_xl.proving.system.model import Model
from mtqg_xl.proving.system.solver import Program, Row, solve
from mtqg_xl.rules import Relation

_SEEDS = 8
#: How many rules away from a cell the reason for its being tied down is looked for before all rules are.
_NEAR = 3


@dataclass(frozen=True)
class Forced:
    """An input that can hold one figure only, and the rules that leave it no other.

    ``declared`` says that it is meant: one of these rules asks for nothing but zeros, as a rule that
    certain projects have no investment capital does, or the figure is one that the catalogue fills in.
    """

    cell: CellKey
    value: Decimal
    rules: tuple[str, ...]
    declared: bool


@dataclass(frozen=True)
class Proof:
    """What is known of the rules of some forms.

    ``filling`` is a witness that they hold together. Without one, ``contradictory`` names a smallest
    set of rules that cannot hold together, or is empty when none could be proved.
    """

    filling: Filling | None
    contradictory: tuple[str, ...] = ()
    forced: tuple[Forced, ...] = ()


def prove(forms: Sequence[Form], between: Iterable[Relation] = ()) -> Proof:
    """Whether all rules of ``forms`` and ``between`` can hold together, and which inputs they tie down."""
    between = tuple(between)
    filler = Filler(forms, between)
    try:
        fillings = list(filler.fillings(_SEEDS))
    except NoFilling:
        return Proof(None, contradictory_rules(filler.model))
    # Texts are left open: a count of lines ties down no cell for good.
    model = Model(forms, between)
    return Proof(fillings[0], (), tuple(_forced(model, fillings)))


def _forced(model: Model, fillings: Sequence[Filling]) -> Iterable[Forced]:
    claims = rule_claims(model)
    same: dict[CellKey, Decimal] = {}
    for cell in model.inputs:
        seen = {filling.figures[cell] for filling in fillings if cell in filling.figures}
        if len(seen) == 1 and cell not in model.assumed and cell not in model.followers:
            same[cell] = seen.pop()
    if not same:
        return
    movable = _able_to_rise(model, claims, same)
    for cell, value in same.items():
        reasons = None if cell in movable else _only(model, claims, cell, Fraction(value))
        if reasons is not None:
            declared = any(_declares(model, relation) for relation in relations_in(reasons))
            yield Forced(cell, value, rules_in(reasons), declared)


def _able_to_rise(model: Model, claims: Sequence[Claim], figures: Mapping[CellKey, Decimal]) -> set[CellKey]:
    """Those of the cells that could hold more than ``figures`` says: all of them asked at once.

    One cell may stand in the way of another, so a cell not named here may still be able to.
    """
    everything = [*claims, *_signs(model, {name for claim in claims for name in claim.terms})]
    program = Program()
    index: dict[object, int] = {}
    for name in (*figures, *(name for claim in everything for name in claim.terms)):
        if name not in index:
            index[name] = program.variable(low=-inf)
    for claim in everything:
        terms = {index[name]: float(value) for name, value in claim.terms.items()}
        bound = float(-claim.constant)
        program.rows.append(Row(terms, low=bound if claim.equal else -inf, high=bound))
    more = {cell: program.variable(cost=-1.0, high=1.0) for cell in figures}
    for cell, value in figures.items():
        program.rows.append(Row({index[cell]: 1.0, more[cell]: -1.0}, low=float(value)))
    answer = solve(program)
    if answer is None:
        return set()
    return {cell for cell, at in more.items() if answer.values[at] > float(step_of(model.measure(cell))) / 2}


def _only(model: Model, claims: Sequence[Claim], cell: CellKey, value: Fraction) -> list[Claim] | None:
    """The claims that leave ``cell`` no figure but ``value``; ``None`` when they leave another."""
    step = step_of(model.measure(cell))
    larger = claim_of(Linear({cell: Fraction(-1)}, value + step), False, None)
    smaller = claim_of(Linear({cell: Fraction(1)}, step - value), False, None)
    reasons: list[Claim] = []
    for other in (larger, smaller):
        if other is smaller and not value and model.never_negative(cell):
            continue
        found = _refuted(model, claims, cell, other)
        if found is None:
            return None
        reasons += found
    return reasons


def _refuted(model: Model, claims: Sequence[Claim], cell: CellKey, other: Claim) -> list[Claim] | None:
    near: set[object] = {cell}
    for _ in range(_NEAR):
        around = [claim for claim in claims if not near.isdisjoint(claim.terms)]
        near = near.union(*(claim.terms for claim in around))
        found = contradiction([*around, *_signs(model, near), other])
        if found is not None:
            return list(found.claims)
    everything = {name for claim in claims for name in claim.terms}
    found = contradiction([*claims, *_signs(model, everything), other])
    return list(found.claims) if found else None


def _signs(model: Model, names: Iterable[object]) -> list[Claim]:
    return sign_claims(model, [name for name in names if isinstance(name, CellKey)])


def _declares(model: Model, relation: Relation) -> bool:
    """Whether ``relation`` asks for nothing but zeros, or for a figure that the catalogue fills in."""
    return not model.assumed.keys().isdisjoint(relation.cells) or any(
        not constraint.form.constant
        and not constraint.form.choices
        and all(factor > 0 and model.surely_positive(key) for key, factor in constraint.form.terms.items())
        for constraint in model.constraints_of(relation)
    )
