"""Which rules cannot all be true: the smallest set, with an exact proof.

A solver points at candidates in floating point. The proof is arithmetic: multiples of the rules,
found exactly, add up to ``0 <= -1`` (Farkas). A claim without such a proof is not made.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from mtqg_xl.proving.system.solver import Program, Row, solve

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
    table: dict[Hashable, dict[int, Fraction]] = {}
    for number, claim in enumerate(claims):
        for name, value in claim.terms.items():
            table.setdefault(name, {})[number] = value
    free = kernel(table.values(), len(claims))
    if len(free) != 1:
        return None
    multiples = [free[0].get(number, Fraction(0)) for number in range(len(claims))]
    total = sum((m * claim.constant for m, claim in zip(multiples, claims, strict=True)), Fraction(0))
    if not total:
        return None
    # The sum of the claims reads total <= 0 (or = 0); it must be false.
    scaled = [multiple / total for multiple in multiples]
    signed = all(m >= 0 or claim.equal for m, claim in zip(scaled, claims, strict=True))
    return scaled if signed else None


def kernel(table: Iterable[Mapping[int, Fraction]], width: int) -> list[dict[int, Fraction]]:
    """A basis of the vectors that every row of ``table`` sends to zero, by exact elimination.

    Rows and vectors are given by their entries that are not zero.
    """
    pivots: dict[int, dict[int, Fraction]] = {}
    for row in table:
        reduced = dict(row)
        for column in [column for column in row if column in pivots]:
            _subtract(reduced, pivots[column], reduced[column])
        if not reduced:
            continue
        lead = min(reduced)
        scale = reduced[lead]
        reduced = {column: value / scale for column, value in reduced.items()}
        for known in pivots.values():
            if lead in known:
                _subtract(known, reduced, known[lead])
        pivots[lead] = reduced
    basis = {column: {column: Fraction(1)} for column in range(width) if column not in pivots}
    for lead, known in pivots.items():
        for column, value in known.items():
            if column != lead:
                basis[column][lead] = -value
    return list(basis.values())


def _subtract(row: dict[int, Fraction], other: Mapping[int, Fraction], times: Fraction) -> None:
    for column, value in other.items():
        left = row.pop(column, Fraction(0)) - times * value
        if left:
            row[column] = left
