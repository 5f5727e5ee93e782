"""What a cell would have to hold for a relation to come out even."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import cut_off, round_half_up, trimmed
from mtqg_xl.reconcile.culprits.scene import Scene, computes_rate
from mtqg_xl.reconcile.slips import origins
from mtqg_xl.rules import Figures, Relation, solve_for

#: Decimals that a proposed money amount keeps.
MONEY_DECIMALS = 6


def proposals(
    scene: Scene, number: int, key: CellKey, changes: Mapping[CellKey, Decimal] | None = None
) -> Iterator[Decimal]:
    """Figures for ``key`` that may close a relation, given ``changes`` elsewhere; the best first.

    A sum leaves one. A rate, being rounded, leaves a range: of it the figures that one slip
    explains, and the one nearest to the exact quotient.
    """
    relation = scene.relations[number]
    figures = scene.figures.changed(changes) if changes else scene.figures
    exact = solve_for(relation, key, figures)
    if exact is None:
        return
    if relation.sign == "=" and not (computes_rate(relation) and key != relation.target):
        yield from as_written(scene, key, exact)
        return
    written = scene.written(key)
    if written is not None:
        near = _range(relation, key, exact, figures)
        whole = scene.context.measure(key).kind is MeasureKind.COUNT
        found = origins(written, scene.decimals(key), whole=whole)
        yield from (value for value, _ in found if near[0] <= value <= near[1])
    if relation.sign == "=":
        yield from _nearest(scene, key, exact)


def as_written(scene: Scene, key: CellKey, exact: Decimal) -> Iterator[Decimal]:
    """``exact`` as such a cell states it; nothing when no figure of its kind would do."""
    measure = scene.context.measure(key)
    match measure.kind:
        case MeasureKind.COUNT:
            if exact == exact.to_integral_value() and (exact >= 0 or scene.may_be_negative(key)):
                yield exact.quantize(Decimal(1)) + 0
        case MeasureKind.RATE:
            ways = (cut_off, round_half_up) if scene.cuts_rates else (round_half_up, cut_off)
            usual = scene.usual_decimals(key)
            yield from (way(exact, usual) for way in ways)
            if scene.decimals(key) < usual:
                yield from (way(exact, scene.decimals(key)) for way in ways)
        case _ if exact >= 0 or scene.may_be_negative(key):
            yield trimmed(round_half_up(exact, MONEY_DECIMALS))


def _nearest(scene: Scene, key: CellKey, exact: Decimal) -> Iterator[Decimal]:
    """The figures of the kind of a cell that are nearest to a quotient solved for it."""
    measure = scene.context.measure(key)
    if exact < 0 and not scene.may_be_negative(key):
        return
    decimals = 0 if measure.kind is MeasureKind.COUNT else scene.decimals(key)
    yield round_half_up(exact, decimals)
    yield cut_off(exact, decimals)
    if measure.kind is not MeasureKind.COUNT:
        yield trimmed(round_half_up(exact, MONEY_DECIMALS))


def _range(relation: Relation, key: CellKey, exact: Decimal, figures: Figures) -> tuple[Decimal, Decimal]:
    """Between what figures a rounded rate, or a bound, leaves a cell: wide enough, to be judged exactly."""
    if relation.sign != "=":
        written = figures.stated(key)
        falls = written is not None and written > exact
        return (Decimal("-Infinity"), exact + 1) if falls else (exact - 1, Decimal("Infinity"))
    rate = figures.left_of(relation)
    seen = figures.observation(relation.target) if relation.target else None
    if not rate or seen is None:
        return (Decimal("-Infinity"), Decimal("Infinity"))
    share = abs(Decimal(2).scaleb(-seen.decimals) / rate)
    slack = abs(exact) * share + 1
    return exact - slack, exact + slack
