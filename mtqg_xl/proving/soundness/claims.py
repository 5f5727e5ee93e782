"""The rules of a model as claims that can be proved to contradict each other.

Every cell is a variable here, totals and rates as well; of a rate only what rules say of it directly
is known. So the claims say less than the rules: what contradicts here contradicts indeed, and that
the rules can hold together is shown by a filling, not by the absence of a contradiction.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.proving.soundness.contradictions import Claim, contradiction
from mtqg_xl.proving.system.linear import Linear
from mtqg_xl.proving.system.model import Model
from mtqg_xl.rules import Relation


def rule_claims(model: Model) -> list[Claim]:
    """What the linear rules of ``model`` say."""
    return [
        claim_of(constraint.form, constraint.equal, constraint.relation) for constraint in model.constraints
    ]


def sign_claims(model: Model, cells: Iterable[CellKey]) -> list[Claim]:
    """That inputs among ``cells`` are not below zero."""
    return [claim_of(Linear({key: Fraction(-1)}), False, key) for key in cells if model.never_negative(key)]


def claim_of(form: Linear, equal: bool, about: object) -> Claim:
    """``form = 0`` or ``form <= 0`` as a claim."""
    terms: dict[Hashable, Fraction] = dict(form.terms.items())
    terms.update(form.choices.items())
    return Claim(terms, form.constant, equal, about)


def contradictory_rules(model: Model) -> tuple[str, ...]:
    """The ids of a smallest set of rules that cannot hold together; none when that cannot be proved."""
    claims = rule_claims(model)
    cells = dict.fromkeys(name for claim in claims for name in claim.terms if isinstance(name, CellKey))
    found = contradiction([*claims, *sign_claims(model, cells)])
    return rules_in(found.claims) if found else ()


def relations_in(claims: Iterable[Claim]) -> tuple[Relation, ...]:
    """The rules among ``claims``, each once."""
    return tuple(dict.fromkeys(claim.about for claim in claims if isinstance(claim.about, Relation)))


def rules_in(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The ids of the rules among ``claims``, each once."""
    return tuple(dict.fromkeys(relation.rule.id for relation in relations_in(claims)))
