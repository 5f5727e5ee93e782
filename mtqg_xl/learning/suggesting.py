"""Questions that figures and headings raise where no code or formula says how a column comes about."""

from __future__ import annotations

import re
from fractions import Fraction

from mtqg_xl.domain.units import fold
from mtqg_xl.learning.finishing import formulas_of
from mtqg_xl.learning.model import LearntColumn, LearntTable
from mtqg_xl.learning.paper.cells import Body, agrees
from mtqg_xl.learning.paper.words import TOTAL_LABELS
from mtqg_xl.messages import say

_RATE = re.compile(r"(ty le|ti le|%|.*\(%\)|dat %|rate|percent)")
_ENOUGH = 2
_MOST = 8


def suggest(table: LearntTable, body: Body) -> None:
    """Ask about totals and rates that are typed in by hand; propose what the figures follow, if anything."""
    columns = [column for column in table.columns if column.is_figures]
    if body.sure:
        return  # the workbook itself says which cells are for typing
    if any(column.printed is not None and column.printed.formula for column in columns):
        return  # the form itself prints which columns are computed
    for column in columns:
        if formulas_of(column) or any(at == column.at for _, at in body.strange):
            continue
        title = fold(column.path[-1])
        if _RATE.match(title):
            _ask_rate(column, columns, body)
        elif TOTAL_LABELS.match(column.path[-1]):
            _ask_total(column, columns, body)


def _ask_total(column: LearntColumn, columns: list[LearntColumn], body: Body) -> None:
    beside = [
        other
        for other in columns
        if other is not column
        and not other.is_rate
        and other.path[:-1] == column.path[:-1]
        and not formulas_of(other)
    ]
    inside = [
        other
        for other in columns
        if other is not column
        and len(other.path) > len(column.path)
        and other.path[: len(column.path) - 1] == column.path[:-1]
    ]
    for parts in (*_runs(column, columns), [*beside, *inside], inside):
        if len(parts) > 1 and _sums(column, parts, body) >= _ENOUGH:
            formula = "+".join(part.key for part in parts)
            column.questions.append(say("learning.total_fits", code=f"{column.key}={formula}"))
            return
    if beside or inside:
        column.questions.append(say("learning.total_asked", title=column.path[-1], key=column.key))


def _runs(column: LearntColumn, columns: list[LearntColumn]) -> list[list[LearntColumn]]:
    """Neighbours on either side, from the fewest on."""
    at = columns.index(column)
    after, before = columns[at + 1 :], columns[:at]
    runs = [after[:size] for size in range(2, min(len(after), _MOST) + 1)]
    return runs + [before[-size:] for size in range(2, min(len(before), _MOST) + 1)]


def _sums(column: LearntColumn, parts: list[LearntColumn], body: Body) -> int:
    """In how many rows the column is the sum of others; none if it fails in one."""
    holding = 0
    for place, stated in body.shown.items():
        if place[1] != column.at or not stated:
            continue
        figures = [body.shown[place[0], part.at] for part in parts if (place[0], part.at) in body.shown]
        if not agrees(stated, Fraction(sum(figures))):
            return 0
        holding += 1
    return holding


def _ask_rate(column: LearntColumn, columns: list[LearntColumn], body: Body) -> None:
    amounts = [other for other in columns if other is not column and not other.is_rate]
    for above in amounts:
        for below in amounts:
            if above is not below and _divides(column, above, below, body) >= _ENOUGH:
                code = f"{column.key}={above.key}/{below.key}*100"
                column.questions.append(say("learning.rate_fits", code=code))
                return
    if len(amounts) > 1:
        column.questions.append(say("learning.rate_asked", title=column.path[-1], key=column.key))


def _divides(column: LearntColumn, above: LearntColumn, below: LearntColumn, body: Body) -> int:
    holding = 0
    for place, stated in body.shown.items():
        if place[1] != column.at or not stated:
            continue
        a, b = body.shown.get((place[0], above.at)), body.shown.get((place[0], below.at))
        if a is None or not b or not agrees(stated, Fraction(a) / Fraction(b) * 100):
            return 0
        holding += 1
    return holding
