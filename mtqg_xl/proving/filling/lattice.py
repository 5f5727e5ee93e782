"""The figures that satisfy linear rules, as points of a grid one can walk on exactly.

Totals are put in by their parts, so that only inputs are left. A start is found once by an integer
program; from there on every step goes along a direction that keeps all equalities, as far as all
inequalities allow. Whole-number arithmetic only, so no point visited ever breaks a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from random import Random

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.proving.filling.grid import LARGEST, step_of
from mtqg_xl.proving.soundness.contradictions import kernel
from mtqg_xl.proving.system.linear import Linear
from mtqg_xl.proving.system.model import Model
from mtqg_xl.proving.system.solver import Program, Row, solve

#: A whole-number combination of variables: index and coefficient.
Combination = tuple[tuple[int, int], ...]
#: How far the start keeps from the edge of every rule, where it can, in steps of the grid.
_ROOM = 20
_SECONDS = 30.0
#: Of how many bases of the equalities the directions are taken: more ways to turn, better mixed figures.
_BASES = 2


@dataclass(frozen=True, slots=True)
class Direction:
    """A move that keeps all equalities, and by how much it fills up the room of each inequality."""

    moves: Combination
    presses: Combination


class Lattice:
    """The grid points of a model: variables are its inputs, counted in the steps of their measure."""

    def __init__(self, model: Model) -> None:
        blank: dict[CellKey, Linear] = {key: Linear() for key in model.unused}
        settled = {*blank, *model.followers, *model.assumed}
        free = [key for key in model.inputs if key not in settled]
        self.cells: tuple[CellKey, ...] = tuple(free)
        self.index: Mapping[CellKey, int] = {key: at for at, key in enumerate(free)}
        self.steps = [step_of(model.measure(key)) for key in free]
        largest = [LARGEST[model.measure(key).kind] for key in free]
        self.highest = [int(most / step) for most, step in zip(largest, self.steps, strict=True)]
        self.equalities: list[tuple[Combination, int]] = []
        self.inequalities: list[tuple[Combination, int]] = []
        self.broken: list[object] = []
        seen: set[tuple[bool, Combination, int]] = set()
        for constraint in model.constraints:
            form = constraint.form.put(model.totals).put(blank)
            if form.is_constant:
                if form.constant > 0 or (constraint.equal and form.constant):
                    self.broken.append(constraint.relation.rule.id)
                continue
            combination, bound = self._whole(form)
            if (constraint.equal, combination, bound) in seen:
                continue
            seen.add((constraint.equal, combination, bound))
            (self.equalities if constraint.equal else self.inequalities).append((combination, bound))

    def _whole(self, form: Linear) -> tuple[Combination, int]:
        """``form`` as ``combination (= or <=) bound`` in whole numbers of steps."""
        scaled = {self.index[key]: value * self.steps[self.index[key]] for key, value in form.terms.items()}
        factor = lcm(*(value.denominator for value in scaled.values()), form.constant.denominator)
        terms = {at: int(value * factor) for at, value in scaled.items()}
        bound = int(-form.constant * factor)
        shared = gcd(*terms.values())
        # An equation whose bound does not share the factor has no whole solution: left as it is.
        if bound % shared == 0:
            terms, bound = {at: value // shared for at, value in terms.items()}, bound // shared
        return tuple(sorted(terms.items())), bound

    def start(self, rng: Random) -> list[int] | None:
        """A point that keeps as far from the edge of every rule as it can; ``None`` when there is none."""
        if self.broken or not self.cells:
            return None if self.broken else []
        program = Program()
        for highest in self.highest:
            program.variable(high=float(highest), whole=True)
        for combination, bound in self.equalities:
            program.rows.append(Row(_floats(combination), low=bound, high=bound))
        for combination, bound in self.inequalities:
            room = program.variable(cost=-rng.uniform(1, 2), high=_ROOM)
            largest = max(abs(factor) for _, factor in combination)
            program.rows.append(Row({**_floats(combination), room: float(largest)}, high=bound))
        for at, highest in enumerate(self.highest):
            room = program.variable(cost=-rng.uniform(1, 2), high=min(_ROOM, highest))
            program.rows.append(Row({room: 1.0, at: -1.0}, high=0.0))
        answer = solve(program, _SECONDS, gap=0.3)
        if answer is None:
            return None
        point = [round(value) for value in answer.values[: len(self.cells)]]
        return point if self.holds(point) else None

    def holds(self, point: Sequence[int]) -> bool:
        """Whether ``point`` satisfies every rule, exactly."""
        return (
            all(0 <= value <= highest for value, highest in zip(point, self.highest, strict=True))
            and all(_at(combination, point) == bound for combination, bound in self.equalities)
            and all(_at(combination, point) <= bound for combination, bound in self.inequalities)
        )

    @cached_property
    def directions(self) -> tuple[Direction, ...]:
        """Moves that together reach every way in which the figures can change."""
        found: dict[Combination, None] = {}
        for part in _parts([combination for combination, _ in self.equalities]):
            for moves in _moves(part):
                found[moves] = None
        bound = {at for combination, _ in self.equalities for at, _ in combination}
        for at in range(len(self.cells)):
            if at not in bound:
                found[((at, 1),)] = None
        pressed: dict[int, list[tuple[int, int]]] = {}
        for number, (combination, _) in enumerate(self.inequalities):
            for at, factor in combination:
                pressed.setdefault(at, []).append((number, factor))
        return tuple(Direction(moves, _presses(moves, pressed)) for moves in found)


def _presses(moves: Combination, pressed: Mapping[int, Sequence[tuple[int, int]]]) -> Combination:
    total: dict[int, int] = {}
    for at, move in moves:
        for number, factor in pressed.get(at, ()):
            total[number] = total.get(number, 0) + move * factor
    return tuple((number, factor) for number, factor in total.items() if factor)


def _parts(rows: Sequence[Combination]) -> Iterable[list[Combination]]:
    """``rows`` in groups that share no variable."""
    groups: list[tuple[set[int], list[Combination]]] = []
    for row in rows:
        names = {at for at, _ in row}
        touching = [group for group in groups if not group[0].isdisjoint(names)]
        merged = (names.union(*(group[0] for group in touching)), [r for group in touching for r in group[1]])
        merged[1].append(row)
        groups = [group for group in groups if group not in touching]
        groups.append(merged)
    return [members for _, members in groups]


def _moves(rows: Sequence[Combination]) -> Iterable[Combination]:
    """Whole-number vectors that every one of ``rows`` sends to zero: exchanges of two, and a basis."""
    factors: dict[int, dict[int, int]] = {}
    for number, row in enumerate(rows):
        for at, factor in row:
            factors.setdefault(at, {})[number] = factor
    yield from _exchanges(factors)
    names = list(factors)
    for attempt in range(_BASES):
        Random(attempt).shuffle(names)
        names.sort(key=lambda at: max(abs(factor) for factor in factors[at].values()))
        place = {at: number for number, at in enumerate(names)}
        table = ({place[at]: Fraction(factor) for at, factor in row} for row in rows)
        for vector in kernel(table, len(names)):
            yield _whole_vector({names[number]: value for number, value in vector.items()})


def _exchanges(factors: Mapping[int, Mapping[int, int]]) -> Iterable[Combination]:
    """More of one variable for less of another that stands in the same rows in the same proportion."""
    alike: dict[tuple[tuple[int, Fraction], ...], list[int]] = {}
    for at, column in factors.items():
        lead = next(iter(column.values()))
        shape = tuple((number, Fraction(factor, lead)) for number, factor in column.items())
        alike.setdefault(shape, []).append(at)
    for shape, members in alike.items():
        number = shape[0][0]
        for one, other in zip(members, [*members[1:], members[0]], strict=True):
            if one == other:
                continue
            a, b = factors[one][number], factors[other][number]
            shared = gcd(a, b)
            yield tuple(sorted(((one, b // shared), (other, -a // shared))))


def _whole_vector(vector: Mapping[int, Fraction]) -> Combination:
    factor = lcm(*(value.denominator for value in vector.values()))
    whole = {at: int(value * factor) for at, value in vector.items()}
    shared = gcd(*whole.values())
    return tuple(sorted((at, value // shared) for at, value in whole.items()))


def _floats(combination: Combination) -> dict[int, float]:
    return {at: float(factor) for at, factor in combination}


def _at(combination: Combination, point: Sequence[int]) -> int:
    return sum(factor * point[at] for at, factor in combination)
