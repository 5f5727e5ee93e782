"""Submissions put together in memory: typed figures in the cells of a real form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.numerals import decimals_of
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import Remark, Submission, Table
from mtqg_xl.writing import plan_sheet
from tests.support.books import PERIOD, UNIT, concrete, reporting_unit

#: Figures by row and column, as typed.
Reported = Mapping[tuple[str, str], str]


def table_of(
    code: str,
    reported: Reported,
    *,
    unread: Collection[tuple[str, str]] = (),
    computed: Collection[tuple[str, str]] = (),
    texts: Reported | None = None,
    unit: str = UNIT,
    period: str = PERIOD,
) -> Table:
    """A form with these figures typed, the cells of ``computed`` holding formulas, all others blank."""
    form = concrete(code, unit, period)
    plan = plan_sheet(form)
    observations: dict[CellKey, Observation] = {}
    for row in form.rows:
        for column in form.columns:
            if form.kind_of(row, column) is CellKind.CLOSED:
                continue
            place = (row.key, column.key)
            key = form.key(row, column)
            seen = Observation(key, State.BLANK, sheet=code, cell=plan.address(key))
            if place in unread:
                seen = replace(seen, state=State.UNREAD, raw="mười triệu")
            elif texts and place in texts:
                seen = replace(seen, state=State.REPORTED, raw=texts[place])
            elif place in reported:
                value = Decimal(reported[place])
                seen = replace(
                    seen, state=State.REPORTED, value=value, decimals=decimals_of(value), raw=reported[place]
                )
            if place in computed:
                seen = replace(seen, formula="=…")
            observations[key] = seen
    return Table(form, code, observations)


def submission_of(
    code: str,
    reported: Reported,
    *,
    unread: Collection[tuple[str, str]] = (),
    computed: Collection[tuple[str, str]] = (),
    texts: Reported | None = None,
    unit: str = UNIT,
    period: str = PERIOD,
) -> Submission:
    """A submission of one form with these figures."""
    table = table_of(code, reported, unread=unread, computed=computed, texts=texts, unit=unit, period=period)
    return submitted([table], unit=unit, period=period)


def submitted(
    tables: Iterable[Table],
    *,
    unit: str = UNIT,
    period: str = PERIOD,
    path: str = "",
    filed: str = "2024-01-10T17:00:00Z",
) -> Submission:
    """A submission of these tables; every unread cell has the remark a reader makes of it."""
    tables = tuple(tables)
    remarks = tuple(
        Remark("not_a_figure", seen.key, seen.sheet, seen.cell, seen.raw)
        for table in tables
        for seen in table.observations.values()
        if seen.state is State.UNREAD
    )
    name = path or f"{unit}.xlsx"
    return Submission(
        path=name,
        sha256=f"sha-{name}",
        unit=reporting_unit(unit, period),
        period=Period.parse(period),
        tables=tables,
        remarks=remarks,
        filed=filed,
    )
