"""How likely figures are as right ones: learned from the other figures of the sheet.

A repair replaces a written figure by another. Besides the slip it takes, what speaks for it is how
much more at home the new figure is than the old one: of the usual size, with the usual decimals,
not one of the many zeros, blanks and repeated figures that sheets are full of anyway.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from math import log

from mtqg_xl.domain.cells import CellKey, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.numerals import decimals_of
from mtqg_xl.reconcile.culprits.scene import Scene

#: Weight of what is known before any figure is seen.
_PRIOR = 2.0
_MOST_DIGITS = 9
_MOST_DECIMALS = 3


@dataclass
class _Habits:
    """What stands in the cells of one column, or of all of a form."""

    sizes: Counter[int] = field(default_factory=Counter)
    decimals: Counter[int] = field(default_factory=Counter)
    blank: int = 0
    zero: int = 0
    repeated: int = 0
    cells: int = 0


class Plausibility:
    """The chance of a figure standing in a cell, the cell's own figure left out of account."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._known: dict[str, tuple[_Habits, dict[tuple[str, bool], _Habits]]] = {}

    def gain(self, key: CellKey, value: Decimal) -> float:
        """The logarithm of how much likelier ``value`` is in a cell than what is written there."""
        if self._scene.is_rate(key):
            return 0.0
        return self._log(key, value) - self._log(key, self._scene.written(key))

    def _log(self, key: CellKey, value: Decimal | None) -> float:
        whole, columns = self._habits(key.form)
        column = columns.get((key.column, self._is_total(key)), _Habits())
        own = self._scene.written(key)
        cells = whole.cells + _PRIOR
        if value is None:
            return log((whole.blank - (own is None) + 0.1 * _PRIOR) / cells)
        if value == 0:
            return log((whole.zero - (own == 0) + 0.1 * _PRIOR) / cells)
        size, decimals = _size(value), min(decimals_of(value.normalize()), _MOST_DECIMALS)
        mine = None if not own else _size(own)
        told = min(decimals_of(own.normalize()), _MOST_DECIMALS) if own else None
        share = _share(column.sizes, whole.sizes, size, mine, _MOST_DIGITS)
        share *= _share(column.decimals, whole.decimals, decimals, told, _MOST_DECIMALS + 1)
        some = max(whole.cells - whole.blank - whole.zero, 1) / cells
        chance = some * share / (9 * 10.0 ** (size - 1 + decimals))
        if any(self._scene.written(other) == value for other in self._scene.neighbours(key)):
            chance += (whole.repeated + 0.05 * _PRIOR) / cells / 4
        return log(chance)

    def _habits(self, code: str) -> tuple[_Habits, dict[tuple[str, bool], _Habits]]:
        known = self._known.get(code)
        if known is not None:
            return known
        whole = _Habits()
        columns: dict[tuple[str, bool], _Habits] = {}
        form = self._scene.context.forms[code]
        for row in form.rows:
            for column in form.columns:
                kind = form.kind_of(row, column)
                if kind not in (CellKind.INPUT, CellKind.FORMULA):
                    continue
                key = form.key(row, column)
                if self._scene.is_rate(key) or key in self._scene.live:
                    continue
                own = columns.setdefault((key.column, kind is CellKind.FORMULA), _Habits())
                for habits in (whole, own):
                    self._count(key, habits)
        self._known[code] = (whole, columns)
        return whole, columns

    def _count(self, key: CellKey, habits: _Habits) -> None:
        seen = self._scene.figures.observation(key)
        if seen is None:
            return
        habits.cells += 1
        if seen.value is None:
            habits.blank += seen.state is State.BLANK
        elif seen.value == 0:
            habits.zero += 1
        else:
            habits.sizes[_size(seen.value)] += 1
            habits.decimals[min(decimals_of(seen.value.normalize()), _MOST_DECIMALS)] += 1
            others = self._scene.neighbours(key)
            habits.repeated += any(self._scene.written(other) == seen.value for other in others)

    def _is_total(self, key: CellKey) -> bool:
        return self._scene.context.kind(key) is CellKind.FORMULA


def _size(value: Decimal) -> int:
    """The digits before the comma."""
    return min(max(value.adjusted() + 1, 1), _MOST_DIGITS)


def _share(column: Counter[int], whole: Counter[int], what: int, own: int | None, kinds: int) -> float:
    """How often ``what`` occurs, the column weighing more than the form, the cell's own left out."""
    left = 1 if own is not None else 0
    here, everywhere = column[what] - (own == what), whole[what] - (own == what)
    base = (max(everywhere, 0) + _PRIOR / kinds) / (max(whole.total() - left, 0) + _PRIOR)
    return (max(here, 0) + _PRIOR * base) / (max(column.total() - left, 0) + _PRIOR)
