"""Figures typed where the cells around have formulas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mtqg_xl.domain.cells import Observation, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.submissions import Table
from mtqg_xl.reconcile.context import Context
from mtqg_xl.rules.sheet_formulas import parse_sheet_formula

#: A table whose computed cells are formulas so many times as often as typed figures is one of formulas.
_MOST = 3
#: The same of a single row or column, where at least so many cells are formulas.
_MOST_IN_LINE, _LINE = 2, 2
#: What a formula without cells and functions is made of.
_NUMBERS = re.compile(r"[-+*/().,%\d\s=]+")


def overwritten(table: Table, context: Context) -> list[Observation]:
    """The typed figures of ``table`` that stand in the midst of formulas.

    A table typed throughout has none: how it was filled in is told once.
    """
    if not table.rows:
        return []
    typed: list[Observation] = []
    live: list[Observation] = []
    for seen in table.observations.values():
        if context.kind(seen.key) is CellKind.FORMULA:
            (typed if is_typed(seen) else live if seen.formula is not None else []).append(seen)
    if not typed or not live:
        return []
    if len(live) >= _MOST * len(typed):
        return typed
    typed_in = Counter(line for seen in typed for line in _lines(seen))
    live_in = Counter(line for seen in live for line in _lines(seen))
    return [
        seen
        for seen in typed
        if any(live_in[line] >= max(_LINE, _MOST_IN_LINE * typed_in[line]) for line in _lines(seen))
    ]


def is_typed(seen: Observation) -> bool:
    """Whether a person gave the figure: as such, or as a formula of numbers alone (``=207+7``)."""
    if seen.state not in (State.REPORTED, State.ZERO_REPORTED):
        return False
    if seen.formula is None:
        return True
    if not _NUMBERS.fullmatch(seen.formula):
        return False
    formula = parse_sheet_formula(seen.formula)
    return formula is not None and not formula.areas


def _lines(seen: Observation) -> Iterator[tuple[str, str]]:
    """The row and the column of a cell."""
    yield "row", seen.key.row
    yield "column", seen.key.column
