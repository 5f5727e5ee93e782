"""Figures of the sizes that offices report: mostly two to six digits, hardly two alike."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import gcd, lcm
from random import Random
from typing import Final

from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.proving.filling.fillings import Filler, Filling
from mtqg_xl.proving.filling.grid import decimals_typed
from mtqg_xl.proving.filling.lattice import Combination, Direction, Lattice
from mtqg_xl.proving.problems import NoFilling
from mtqg_xl.proving.system.judging import failing, stated

_ATTEMPTS: Final = 40
#: Attempts to write money in a grain before any will do.
_OF_A_GRAIN: Final = 5
_SWEEPS: Final = 8
#: What the start is multiplied by, money besides its grain and other figures, where the rules allow it.
_FACTORS: Final = ((1, 1), (1, 10), (1, 100), (1, 1000))
#: The grains of money, in steps of a thousandth, for zero to three decimals; an office writes all alike.
_GRAINS: Final = (1000, 1000, 1000, 100, 10, 1, 1)
#: Powers of ten that figures span, by kind, in the measure of the cell.
_SPAN: Final = {
    MeasureKind.COUNT: (1.0, 4.0),
    MeasureKind.MONEY: (1.3, 5.5),
    MeasureKind.QUANTITY: (1.0, 3.7),
    MeasureKind.RATE: (0.3, 1.95),
}


class Office(Filler):
    """Fills forms as :class:`Filler` does, with larger and more varied figures."""

    def filling(self, seed: int, zeros: float = 0.0, blanks: float = 0.0) -> Filling:
        """The filling of ``seed``; about these shares of the inputs are zero and left blank."""
        rng = Random(seed)
        wanted = rng.choice(_GRAINS)
        for attempt in range(_ATTEMPTS):
            grain, start = self._start_for(wanted) if attempt < _OF_A_GRAIN else (1, self._start)
            point = _walk(self._lattice, start, self._measures, rng, zeros, grain)
            if not self._lattice.holds(point):
                continue
            figures = self._figures(point)
            if not failing(self.model, stated(self.model, figures)):
                if blanks:
                    figures = self._with_blanks(figures, rng, min(1.0, blanks / (zeros or blanks)))
                return Filling(figures, self.model.texts)
        raise NoFilling(rules="", forms=", ".join(self.model.forms))

    def _start_for(self, grain: int) -> tuple[int, Sequence[int]]:
        """A start whose money is written in ``grain``, or in the next finer one that the rules allow."""
        while grain not in self._starts:
            grain //= 10
        return grain, self._starts[grain]

    @cached_property
    def _starts(self) -> Mapping[int, Sequence[int]]:
        found: dict[int, Sequence[int]] = {1: self._start}
        for grain in (1, 10, 100, 1000):
            scaled = (self._scaled(grain * factor, other) for factor, other in _FACTORS)
            start = next((point for point in scaled if _keeps(self._lattice, point)), None)
            if start is not None:
                found[grain] = start
        return found

    def _scaled(self, money: int, other: int) -> list[int]:
        """The start with its money and its other figures so many times as large; rates cannot grow."""
        factors = {MeasureKind.MONEY: money, MeasureKind.RATE: 1}
        return [
            value * factors.get(measure.kind, other)
            for value, measure in zip(self._start, self._measures, strict=True)
        ]


def _keeps(lattice: Lattice, point: Sequence[int]) -> bool:
    """Whether a point keeps all rules; it may be too large, as the walk brings it down."""

    def at(combination: Combination) -> int:
        return sum(factor * point[at] for at, factor in combination)

    return all(at(combination) == bound for combination, bound in lattice.equalities) and all(
        at(combination) <= bound for combination, bound in lattice.inequalities
    )


def _walk(
    lattice: Lattice,
    start: Sequence[int],
    measures: Sequence[Measure],
    rng: Random,
    zeros: float,
    grain: int,
) -> list[int]:
    point = list(start)
    room = [
        bound - sum(factor * point[at] for at, factor in combination)
        for combination, bound in lattice.inequalities
    ]
    order = list(lattice.directions)
    for _ in range(_SWEEPS):
        rng.shuffle(order)
        for direction in order:
            _move(direction, lattice, point, room, measures, rng, _unit(direction, measures, grain))
    # Zeros come last: a zero on the way leaves no room for the others.
    wanted = [at for at in range(len(point)) if rng.random() < zeros]
    by_lead = {at: [d for d in order if any(at == lead for lead, _ in d.moves)] for at in wanted}
    for at in wanted:
        for direction in by_lead[at]:
            if point[at]:
                factor = dict(direction.moves)[at]
                _step(direction, lattice, point, room, round(-point[at] / factor))
    return point


def _move(
    direction: Direction,
    lattice: Lattice,
    point: list[int],
    room: list[int],
    measures: Sequence[Measure],
    rng: Random,
    unit: int,
) -> None:
    lead, factor = direction.moves[rng.randrange(len(direction.moves))]
    wanted = _figure(measures[lead], rng)
    far = _reach(direction, lattice, point, room, round((wanted - point[lead]) / factor))
    # As far as it goes would leave many at the same edge.
    is_huge = point[lead] > lattice.highest[lead]
    taken = far if is_huge or abs(far) < 2 or rng.random() < 0.5 else round(far * rng.uniform(0.3, 1))
    _go(direction, point, room, int(taken / unit) * unit)


def _unit(direction: Direction, measures: Sequence[Measure], grain: int) -> int:
    """The smallest number of steps in a direction that keeps money in its grain."""
    money = (move for at, move in direction.moves if measures[at].kind is MeasureKind.MONEY)
    return lcm(*(grain // gcd(grain, move) for move in money))


def _step(direction: Direction, lattice: Lattice, point: list[int], room: list[int], count: int) -> None:
    _go(direction, point, room, _reach(direction, lattice, point, room, count))


def _reach(direction: Direction, lattice: Lattice, point: list[int], room: list[int], count: int) -> int:
    """How many of ``count`` steps in a direction the rules allow."""
    sign, count = (1, count) if count > 0 else (-1, -count)
    for at, move in direction.moves:
        step = move * sign
        left = lattice.highest[at] - point[at] if step > 0 else point[at]
        count = min(count, max(left, 0) // abs(step))
    for number, press in direction.presses:
        if press * sign > 0:
            count = min(count, room[number] // (press * sign))
    return sign * max(count, 0)


def _go(direction: Direction, point: list[int], room: list[int], count: int) -> None:
    for at, move in direction.moves:
        point[at] += count * move
    for number, press in direction.presses:
        room[number] -= count * press


def _figure(measure: Measure, rng: Random) -> int:
    """A figure in steps of its grid, mostly with few decimals."""
    low, high = _SPAN[measure.kind]
    places = decimals_typed(measure)
    shown = rng.choice((0, 0, places, rng.randint(0, places)))
    figure = max(1, round(math.pow(10, rng.uniform(low, high) + shown)))
    return figure * round(math.pow(10, places - shown))
