"""What the core says of the rules in the add-in's table: the answer that every other executor has to give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.measures import Measure
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.lite.layouts import layout_for, relations_in
from mtqg_xl.ooxml.addresses import to_a1
from mtqg_xl.rules import Figures, judge
from mtqg_xl.rules.judging import Outcome

#: How a figure was read where it is read by the add-in too; figures in words or in odd formats are not.
_PLAIN: Final = frozenset([None, "percent_format"])


@dataclass(frozen=True, slots=True, order=True)
class LiteFinding:
    """A rule that does not come out even: where its left side stands, and what the two sides are."""

    form: str
    sheet: str
    cell: str
    rule: str
    outcome: Outcome
    stated: Decimal | None
    expected: Decimal | None


def judge_lite(submission: Submission) -> tuple[LiteFinding, ...]:
    """Every rule of the add-in's table that ``submission`` breaks, or keeps only by rounding or cutting off.

    The core's own figures and judgement, before any wrong cell is looked for. A report without a period has
    no rules in force, so nothing is judged.
    """
    found = [finding for table in submission.tables for finding in _of_table(table, submission)]
    return tuple(sorted(found, key=lambda one: (one.sheet, one.cell, one.rule)))


def is_plain(table: Table) -> bool:
    """Whether a sheet states its figures in the measures of the form."""
    usual = tuple(section.measure.code for section in table.form.sections)
    stated = tuple(measure.code for measure in table.written)
    return stated == usual and not table.written_columns and not table.written_rows


def _of_table(table: Table, submission: Submission) -> Iterator[LiteFinding]:
    form, period = table.form, submission.period
    layout = layout_for(form.code, period.day) if period is not None else None
    if layout is None or not is_plain(table):
        return

    def measure(key: CellKey) -> Measure:
        return form.measure_of(form.row_by_key[key.row], form.column_by_key[key.column])

    relations = relations_in(layout, form)
    cells = {key: _as_read(seen) for key, seen in table.observations.items()}
    figures = Figures(cells, measure, relations)
    for relation in relations:
        judged = judge(relation, figures)
        is_open = any(figures.is_open(key) for key in relation.cells)
        if is_open or judged.outcome in (Outcome.HOLDS, Outcome.UNKNOWN) or relation.target is None:
            continue
        place = table.place(relation.target)
        if place is not None:
            cell = to_a1(*place)
            yield LiteFinding(
                form.code, table.sheet, cell, relation.rule.id, judged.outcome, judged.left, judged.right
            )


def _as_read(seen: Observation) -> Observation:
    if seen.note in _PLAIN:
        return seen
    return replace(seen, state=State.UNREAD, value=None)
