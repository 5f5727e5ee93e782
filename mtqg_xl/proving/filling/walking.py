"""A walk from one point of a lattice to another, by random moves towards random figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.proving.filling.grid import decimals_typed
from mtqg_xl.proving.filling.lattice import Direction, Lattice

_SWEEPS = 4
#: Powers of ten that made-up figures span, by kind, in the measure of the cell.
_SPAN = {
    MeasureKind.COUNT: (0.0, 3.7),
    MeasureKind.MONEY: (0.5, 5.5),
    MeasureKind.QUANTITY: (0.0, 3.5),
    MeasureKind.RATE: (0.0, 2.0),
}


def walk(
    lattice: Lattice, start: Sequence[int], measures: Sequence[Measure], rng: Random, zeros: float
) -> list[int]:
    """Another point of ``lattice``; a share ``zeros`` of the cells is led to zero where rules allow."""
    point = list(start)
    room = [
        bound - sum(factor * point[at] for at, factor in combination)
        for combination, bound in lattice.inequalities
    ]
    wanted = [0 if rng.random() < zeros else _figure(measure, rng) for measure in measures]
    order = list(lattice.directions)
    for _ in range(_SWEEPS):
        rng.shuffle(order)
        for direction in order:
            _move(direction, lattice, point, room, wanted, rng)
    return point


def _move(
    direction: Direction,
    lattice: Lattice,
    point: list[int],
    room: list[int],
    wanted: Sequence[int],
    rng: Random,
) -> None:
    lead, factor = direction.moves[rng.randrange(len(direction.moves))]
    count = round((wanted[lead] - point[lead]) / factor)
    if not count:
        return
    sign, count = (1, count) if count > 0 else (-1, -count)
    for at, move in direction.moves:
        step = move * sign
        left = lattice.highest[at] - point[at] if step > 0 else point[at]
        count = min(count, left // abs(step))
    for number, press in direction.presses:
        if press * sign > 0:
            count = min(count, room[number] // (press * sign))
    if count <= 0:
        return
    count *= sign
    for at, move in direction.moves:
        point[at] += count * move
    for number, press in direction.presses:
        room[number] -= count * press


def _figure(measure: Measure, rng: Random) -> int:
    """A figure of any magnitude, in steps, mostly with few digits as offices write."""
    low, high = _SPAN[measure.kind]
    places = decimals_typed(measure)
    shown = rng.choice((0, 0, places, rng.randint(0, places)))
    figure = max(1, round(math.pow(10, rng.uniform(low, high) + shown)))
    return figure * round(math.pow(10, places - shown))
