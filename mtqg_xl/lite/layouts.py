"""The layouts of the forms over time, each with the rules of it that the add-in's table can hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final

from mtqg_xl.catalogue import all_forms, unit_register
from mtqg_xl.catalogue.concrete import make_trial
from mtqg_xl.domain.forms import EditRule, Form
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.units import Level, Unit
from mtqg_xl.lite.writing import Grid, Line, NotWritten, written
from mtqg_xl.rules import Relation, relations_of

_MANY: Final = 3


@dataclass(frozen=True, eq=False)
class Layout:
    """One form as it stands from ``start`` to ``end``, with its rules as lines.

    ``left_out`` are the rules of the form that the table does not hold, or not in full.
    """

    form: Form
    grid: Grid
    start: date | None
    end: date | None
    lines: tuple[tuple[EditRule, Line], ...]
    left_out: tuple[str, ...]

    def holds(self, day: date) -> bool:
        """Whether the layout is in force on ``day``."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@cache
def _units() -> tuple[Unit, ...]:
    """Units of no register, with which zones are laid out to see what rules say of any number of them.

    One of them is on every list that units can be on: a rule about a list is not one about all of them.
    """
    lists = frozenset(tag for unit in unit_register().units for tag in unit.tags)
    return tuple(
        Unit(f"thu{at}", f"thu {at}", Level.COMMUNE, tags=lists if at == 1 else frozenset())
        for at in range(_MANY)
    )


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout of every form, in the order of the catalogue."""
    return tuple(layout for form in all_forms() for layout in _over_time(form))


def layout_for(code: str, day: date) -> Layout | None:
    """The layout of form ``code`` in force on ``day``; the latest when none is, as the catalogue has it."""
    known = [layout for layout in layouts() if layout.form.code == code]
    in_force = (layout for layout in known if layout.holds(day))
    return next(in_force, known[-1] if known else None)


@lru_cache(maxsize=512)
def relations_in(layout: Layout, form: Form) -> tuple[Relation, ...]:
    """The relations of ``form``, concrete for some unit, that are in ``layout``; in the order of the form."""
    grid = Grid(form, layout.grid.numbers)
    known = {(rule.id, line) for rule, line in layout.lines}
    return tuple(
        relation for relation in relations_of(form) if (relation.rule.id, _line(relation, grid)) in known
    )


def _line(relation: Relation, grid: Grid) -> Line | None:
    try:
        return written(relation, grid)
    except NotWritten:
        return None


def _over_time(form: Form) -> Iterator[Layout]:
    made: Layout | None = None
    for start, end in _spans(form):
        layout = _layout(form, start, end)
        if made is not None and _same(made, layout):
            made = Layout(layout.form, layout.grid, made.start, end, layout.lines, layout.left_out)
            continue
        if made is not None:
            yield made
        made = layout
    if made is not None:
        yield made


def _same(one: Layout, other: Layout) -> bool:
    rows = [(key, row.number, row.label) for key, row in one.grid.bases]
    return (
        rows == [(key, row.number, row.label) for key, row in other.grid.bases]
        and [(rule.id, line) for rule, line in one.lines] == [(rule.id, line) for rule, line in other.lines]
        and one.left_out == other.left_out
    )


def _spans(form: Form) -> Iterator[tuple[date | None, date | None]]:
    """The stretches of time within which no row and no rule comes or goes."""
    first, last = form.validity.start, form.validity.end
    starts: set[date] = set()
    for validity in (*(row.validity for row in form.rows), *(rule.validity for rule in form.rules)):
        if validity.start:
            starts.add(validity.start)
        if validity.end:
            starts.add(validity.end + timedelta(days=1))
    inner = sorted(day for day in starts if (first or date.min) < day <= (last or date.max))
    ends = [*(day - timedelta(days=1) for day in inner), last]
    yield from zip([first, *inner], ends, strict=True)


def _layout(form: Form, start: date | None, end: date | None) -> Layout:
    trial = make_trial(form, _period_in(start, end), _units(), {})
    grid = Grid(trial)
    lines: dict[tuple[str, Line], EditRule] = {}
    left_out: dict[str, None] = {rule.id: None for rule in form.rules if "{" in rule.notation}
    held = set()
    for relation in relations_of(trial):
        line = _line(relation, grid)
        # A rule that a unit's own parameter makes different is not the same for every workbook.
        if line is None or "{" in relation.rule.notation:
            left_out[relation.rule.id] = None
        else:
            held.add(relation.rule.id)
            lines.setdefault((relation.rule.id, line), relation.rule)
    numbered = tuple((rule, line) for (_, line), rule in lines.items())
    return Layout(trial, grid, start, end, numbered, tuple(left_out))


def _period_in(start: date | None, end: date | None) -> Period:
    """A period whose day lies between the two."""
    for year in range((start or date(2016, 1, 1)).year, (end or date(2100, 1, 1)).year + 1):
        for kind, month in ((PeriodKind.PLAN, None), *((PeriodKind.MONTH, at) for at in range(1, 13))):
            period = Period(year, kind, month)
            if (start or date.min) <= period.day <= (end or date.max):
                return period
    return Period((end or start or date(2026, 1, 1)).year, PeriodKind.YEAR)
