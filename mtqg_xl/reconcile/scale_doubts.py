"""A form, column or row in another unit than it says, found by what it has to agree with; never converted.

One figure in another unit is a slip like any other. Here a whole part of the report is: three figures or
more, and every relation that can tell, agree once the part is multiplied by the same power of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.numerals import cut_off, round_half_up, trimmed
from mtqg_xl.reconcile.context import Context
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Judgement, Outcome

_POWERS: Final = (3, -3, 6, -6, 9, -9)
_ENOUGH: Final = 3
_CLOSED: Final = frozenset({Outcome.HOLDS, Outcome.ROUNDING, Outcome.CUT_OFF})
_HUNDRED: Final = Decimal(100)
#: Rounding of scaled figures may hide this share of what is compared, no more.
_SHARE: Final = Decimal("0.05")

#: What part of a report a cell belongs to: its form, a column of it, a row of it.
Part = tuple[str, str, str]
_SORTS: Final[tuple[Callable[[CellKey], Part], ...]] = (
    lambda key: ("form", key.form, ""),
    lambda key: ("column", key.form, key.column),
    lambda key: ("row", key.form, key.row),
)


@dataclass(frozen=True, slots=True)
class ScaleDoubt:
    """A part of a report whose figures seem to be ``factor`` times too small (above 1) or too large."""

    part: Part
    factor: Decimal
    agreeing: int
    cells: tuple[CellKey, ...]


def scale_doubts(judged: Sequence[Judgement], context: Context) -> list[ScaleDoubt]:
    """Forms, columns and rows of money that agree with the rest only in another unit.

    All relations that compare the part with what is outside of it must fail as written and close under
    one factor, three at least. What a part already found explains is not told again.
    """
    telling = [item for item in judged if _tells(item, context)]
    if sum(item.outcome is Outcome.FAILS for item in telling) < _ENOUGH:
        return []
    found: list[ScaleDoubt] = []
    explained: set[int] = set()
    for sort in _SORTS:
        speaking: dict[Part, list[Judgement]] = {}
        for item in telling:
            for part in _compared(item, sort, context):
                speaking.setdefault(part, []).append(item)
        for part, items in speaking.items():
            if len(items) < _ENOUGH or any(item.outcome is not Outcome.FAILS for item in items):
                continue
            # What differs from a part already told says the same thing from the other side.
            if not explained.issuperset(map(id, items)) and (doubt := _doubt(part, sort, items, context)):
                found.append(doubt)
                explained.update(map(id, items))
    return found


def _tells(item: Judgement, context: Context) -> bool:
    """Whether a relation compares figures that were written: a blank total agrees with anything."""
    target = item.relation.target
    told = target is None or context.figures.stated(target) is not None
    return told and item.relation.sign == "=" and item.outcome is not Outcome.UNKNOWN


def _compared(item: Judgement, sort: Callable[[CellKey], Part], context: Context) -> Iterator[Part]:
    """The parts that a relation compares with something else: it would tell if they were scaled."""
    money = [key for key in item.relation.cells if _is_money(key, context)]
    rest = any(context.measure(key).kind is not MeasureKind.MONEY for key in item.relation.cells)
    parts = dict.fromkeys(sort(key) for key in money if not key.form.endswith(BEFORE))
    for part in parts:
        if rest or any(sort(key) != part for key in money):
            yield part


def _is_money(key: CellKey, context: Context) -> bool:
    return context.measure(key).kind is MeasureKind.MONEY and bool(context.figures.stated(key))


def _doubt(
    part: Part, sort: Callable[[CellKey], Part], items: Sequence[Judgement], context: Context
) -> ScaleDoubt | None:
    figures = context.figures
    cells = [
        key
        for key in dict.fromkeys(key for item in items for key in item.relation.cells)
        if sort(key) == part and _is_money(key, context)
    ]
    for power in _POWERS:
        factor = Decimal(1).scaleb(power)
        scaled = figures.changed(
            {key: trimmed((figures.stated(key) or Decimal(0)) * factor) for key in cells}
        )
        if all(_closes(judge(item.relation, scaled), cells, factor, context) for item in items):
            return ScaleDoubt(part, factor, len(items), tuple(cells))
    return None


def _closes(item: Judgement, cells: Iterable[CellKey], factor: Decimal, context: Context) -> bool:
    if item.outcome in _CLOSED:
        return True
    if item.left is None or item.right is None or factor < 1:
        return False
    # Figures in a larger unit were rounded in it: 1,5 (tỷ) stands for anything near 1.500 (triệu).
    slack = Decimal(0)
    for key in set(cells) & set(item.relation.cells):
        seen = context.figures.observation(key)
        slack += Decimal(5).scaleb(-(seen.decimals if seen else 0) - 1) * factor
    size = max(abs(item.left), abs(item.right))
    return abs(item.left - item.right) <= slack <= size * _SHARE


@dataclass(frozen=True, slots=True)
class PercentDoubt:
    """Rates of one column that are written as fractions (0,25), or a hundred times too large (2500)."""

    cells: tuple[CellKey, ...]
    shown: Decimal
    meant: Decimal


def percent_doubts(judged: Sequence[Judgement], context: Context) -> list[PercentDoubt]:
    """Rates that fail as written and agree with their parts as percentages, by column."""
    columns: dict[tuple[str, str], list[tuple[CellKey, Decimal, Decimal]]] = {}
    for item in judged:
        key = item.relation.target
        if item.outcome is not Outcome.FAILS or item.relation.sign != "=" or key is None or not item.left:
            continue
        measure = context.measure(key)
        if measure.kind is MeasureKind.RATE and "%" in measure.label and item.right is not None:
            meant = _meant_rate(item.left, item.right, key, measure, context)
            if meant is not None:
                columns.setdefault((key.form, key.column), []).append((key, item.left, meant))
    return [
        PercentDoubt(tuple(key for key, _, _ in cells), cells[0][1], cells[0][2])
        for cells in columns.values()
    ]


def _meant_rate(
    stated: Decimal, right: Decimal, key: CellKey, measure: Measure, context: Context
) -> Decimal | None:
    seen = context.figures.observation(key)
    if seen is None or key.form.endswith(BEFORE):
        return None
    for factor in (_HUNDRED, 1 / _HUNDRED):
        decimals = max(seen.decimals, 0)
        exact = right / factor
        if seen.is_computed:
            agrees = abs(exact - stated) <= abs(stated) * Decimal("1e-9")
        else:
            agrees = stated in (round_half_up(exact, decimals), cut_off(exact, decimals))
        # One digit that happens to agree is no sign of anything.
        if agrees and len(trimmed(stated).as_tuple().digits) > 1:
            return trimmed(round_half_up(stated * factor, measure.decimals))
    return None
