"""A form made concrete on trial: for every kind of period, for years in which its rows and rules differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from mtqg_xl.catalogue.concrete import make_trial
from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.schema import ParameterText
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.units import Level, Unit
from mtqg_xl.domain.validity import Validity

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
#: Years outside which no report is made.
_EARLIEST, _LATEST = 2016, 2030
#: Two made-up units for rows that are repeated for every unit, the first with every tag there is.
_UNITS = 2


@dataclass(frozen=True, eq=False)
class Trial:
    """A form as it would stand on paper for one period."""

    form: Form
    period: Period


def trials(form: Form, tags: frozenset[str]) -> Iterator[Trial]:
    """``form`` for a few periods, so that each of its rows and rules is in force in one of them.

    ``tags`` are tags of units that the form speaks of.
    """
    for period in _periods(form):
        yield Trial(_concrete(form, period, tags), period)


def known_parameters() -> Mapping[str, Decimal]:
    """A value for every parameter of the catalogue."""
    return {text.name: text.value for text in _parameters()}


def with_parameters(notation: str) -> str:
    """``notation`` with a value in place of every parameter that has one."""
    known = known_parameters()
    return PLACEHOLDER.sub(
        lambda match: f"{{{known[match[1]]}}}" if match[1] in known else match[0], notation
    )


@cache
def _parameters() -> tuple[ParameterText, ...]:
    return read(folder("data") / "parameters.yaml", tuple[ParameterText, ...])


def _periods(form: Form) -> Iterator[Period]:
    first, *others = (PeriodKind(kind) for kind in form.periods)
    years = [year for year in _years(form) if form.validity.holds(_period(year, first).day)]
    for year in years:
        yield _period(year, first)
    for kind in others:
        fitting = (year for year in reversed(_years(form)) if form.validity.holds(_period(year, kind).day))
        yield from (_period(year, kind) for year in list(fitting)[:1])


def _period(year: int, kind: PeriodKind) -> Period:
    return Period(year, kind, 6 if kind is PeriodKind.MONTH else None)


def _years(form: Form) -> list[int]:
    """The first and last year of the form, and those in which something begins or ends."""
    spans: list[Validity] = [form.validity, *(row.validity for row in form.rows)]
    spans += [rule.validity for rule in form.rules]
    days = [day for span in spans for day in (span.start, span.end) if day is not None]
    years = {day.year + step for day in days for step in (-1, 0, 1)}
    low = max((form.validity.start or date(_EARLIEST, 1, 1)).year, _EARLIEST)
    high = min((form.validity.end or date(_LATEST, 1, 1)).year, _LATEST)
    return sorted({low, high} | {year for year in years if low <= year <= high})


def _concrete(form: Form, period: Period, tags: frozenset[str]) -> Form:
    units = [
        Unit(str(number), f"{number}", Level.COMMUNE, tags=tags if number == 1 else frozenset())
        for number in range(1, _UNITS + 1)
    ]
    return make_trial(form, period, units, known_parameters())
