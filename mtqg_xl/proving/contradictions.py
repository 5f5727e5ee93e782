"""Which rules cannot all be true: the smallest set, with an exact proof.

A solver points at candidates in floating point. The proof is arithmetic: multiples of the rules,
found exactly, add up to ``0 <= -1`` (Farkas). A claim without such a proof is not made.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from mtqg_xl.proving.solver import Program, Row, solve

#: A claim: ``constant + sum of coefficient * variable`` is zero, or at most zero.
_TOLERANCE = 1e-7


@dataclass(frozen=True, eq=False)
class Claim:
    """``constant + terms = 0`` if ``equal``, else ``<= 0``; ``about`` is whatever it stands for."""

    terms: Mapping[Hashable, Fraction]
    constant: Fraction
    equal: bool
    about: object


@dataclass(frozen=True)
class Contradiction:
    """Claims of which none can be spared, and the multiples that add up to ``0 <= -1``."""

    claims: tuple[Claim, ...]
    multiples: tuple[Fraction, ...]


def contradiction(claims: Sequence[Claim]) -> Contradiction | None:
    """A smallest set of ``claims`` that contradict each other; ``None`` when all can be true.

    Also ``None`` when floating point sees a contradiction that exact arithmetic does not confirm.
    """
    suspects = _at_odds(claims)
    if suspects is None:
        return None
    needed = list(suspects)
    for claim in suspects:
        rest = [other for other in needed if other is not claim]
        fewer = _at_odds(rest)
        if fewer is not None:
            needed = [other for other in rest if other in fewer]
    multiples = _proof(needed)
    return None if multiples is None else Contradiction(tuple(needed), tuple(multiples))


def _at_odds(claims: Sequence[Claim]) -> list[Claim] | None:
    """Claims that floating point finds at odds: those that hold up the least total violation."""
    program = Program()
    index: dict[Hashable, int] = {}
    for claim in claims:
        for name in claim.terms:
            if name not in index:
                index[name] = program.variable(low=-inf)
    for claim in claims:
        largest = max((abs(value) for value in claim.terms.values()), default=Fraction(1))
        terms = {index[name]: float(value / largest) for name, value in claim.terms.items()}
        terms[program.variable(cost=1.0)] = -1.0
        if claim.equal:
            terms[program.variable(cost=1.0)] = 1.0
        bound = float(-claim.constant / largest)
        program.rows.append(Row(terms, low=bound if claim.equal else -inf, high=bound))
    answer = solve(program)
    if answer is None or answer.cost <= _TOLERANCE:
        return None
    return [claim for claim, dual in zip(claims, answer.duals, strict=True) if abs(dual) > _TOLERANCE]


def _proof(claims: Sequence[Claim]) -> list[Fraction] | None:
    """Multiples of ``claims`` that add up to ``0 <= -1``, when there is essentially one choice."""
    names = list(dict.fromkeys(name for claim in claims for name in claim.terms))
    table = [[claim.terms.get(name, Fraction(0)) for claim in claims] for name in names]
    free = kernel(table, len(claims))
    if len(free) != 1:
        return None
    (multiples,) = free
    total = sum((m * claim.constant for m, claim in zip(multiples, claims, strict=True)), Fraction(0))
    if not total:
        return None
    # The sum of the claims reads total <= 0 (or = 0); it must be false.
    scaled = [multiple / total for multiple in multiples]
    signed = all(m >= 0 or claim.equal for m, claim in zip(scaled, claims, strict=True))
    return scaled if signed else None


def kernel(table: Iterable[Sequence[Fraction]], width: int) -> list[list[Fraction]]:
    """A basis of the vectors that every row of ``table`` sends to zero, by exact elimination."""
    pivots: dict[int, list[Fraction]] = {}
    for row in table:
        reduced = list(row)
        for column, known in pivots.items():
            if reduced[column]:
                factor = reduced[column]
                reduced = [a - factor * b for a, b in zip(reduced, known, strict=True)]
        lead = next((column for column, value in enumerate(reduced) if value), None)
        if lead is None:
            continue
        scale = reduced[lead]
        reduced = [value / scale for value in reduced]
        for column, known in pivots.items():
            if known[lead]:
                factor = known[lead]
                pivots[column] = [a - factor * b for a, b in zip(known, reduced, strict=True)]
        pivots[lead] = reduced
    basis = []
    for column in range(width):
        if column in pivots:
            continue
        vector = [Fraction(0)] * width
        vector[column] = Fraction(1)
        for lead, known in pivots.items():
            vector[lead] = -known[column]
        basis.append(vector)
    return basis
