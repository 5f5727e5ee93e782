"""What follows from the rules found: rates, how columns come together over units, measures still open."""

from __future__ import annotations

from mtqg_xl.domain.units import fold
from mtqg_xl.learning.columns.units_of_measure import Measures
from mtqg_xl.learning.model import LearntColumn, LearntTable
from mtqg_xl.messages import say
from mtqg_xl.rules.expressions import Divide, Name, walk
from mtqg_xl.rules.notation import parse_expression

_PERCENT, _POINTS = "phan_tram", "diem_phan_tram"


def settle_rates(table: LearntTable, measures: Measures) -> None:
    """Mark the columns of ``table`` that are rates, by formula or by measure, and give them a measure."""
    columns = [column for column in table.columns if column.is_figures]
    for column in columns:
        _quotient(column, measures)
    for column in columns:
        _difference_of_rates(column, columns, measures)
    for column in columns:
        _typed_rate(column, measures)


def finish_rows(table: LearntTable) -> None:
    """Rows that divide are rates too: they are worked out again at every level."""
    for row in table.rows:
        if row.sum and any(isinstance(part, Divide) for part in walk(parse_expression(row.sum))):
            row.aggregate = "recompute"
            row.kind = row.kind or "total"


def formulas_of(column: LearntColumn) -> list[str]:
    """Every formula of a column."""
    return [text for text in (column.formula, *(formula for formula, _ in column.formulas)) if text]


def _quotient(column: LearntColumn, measures: Measures) -> None:
    """A column that divides is a rate: in per cent when it multiplies by a hundred."""
    formulas = formulas_of(column)
    if not any(isinstance(part, Divide) for text in formulas for part in walk(parse_expression(text))):
        return
    column.is_rate = True
    in_percent = any("*100" in text for text in formulas)
    if not in_percent and column.measure == _PERCENT:
        column.questions.append(
            say("learning.percent_without_hundred", title=column.path[-1], formula=formulas[0])
        )
    elif in_percent and not measures.is_rate(column.measure):
        column.measure = _POINTS if "diem %" in fold(column.path[-1]) else _PERCENT
    elif not column.measure:
        column.measure = measures.unknown()
        column.questions.append(say("learning.rate_measure", title=column.path[-1], formula=formulas[0]))


def _difference_of_rates(column: LearntColumn, columns: list[LearntColumn], measures: Measures) -> None:
    """A sum or difference of rates is no total: it is worked out again at every level."""
    if column.is_rate or not formulas_of(column):
        return
    rates = {other.key for other in columns if other.is_rate}
    names = {
        part.text
        for text in formulas_of(column)
        for part in walk(parse_expression(text))
        if isinstance(part, Name)
    }
    if names and names <= rates | {other.key for other in columns if measures.is_rate(other.measure)}:
        column.is_rate = True
        column.aggregate = "recompute"
        if not column.measure:
            column.measure = _POINTS if "diem" in fold(column.path[-1]) else _PERCENT


def _typed_rate(column: LearntColumn, measures: Measures) -> None:
    if measures.is_rate(column.measure) and not formulas_of(column) and not column.aggregate:
        column.is_rate = True
        column.aggregate = "own"
        column.notes.append(say("learning.rate_typed"))
