"""Every form, for every level and kind of period it is filed for; and chance figures to fill it with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from random import Random

from mtqg_xl.catalogue import all_forms, load_form, make_concrete, unit_register
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Column, Form, Row
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level

#: The year tried first knows districts, targets and most forms.
YEARS = (2023, *range(2016, 2029))
PROVINCE, DISTRICT = "tỉnh Cao Bằng", "huyện Bảo Lâm"
#: Communes are in no register yet; a workbook of theirs names them all the same.
COMMUNE = ReportingUnit("xã Yên Thổ", None, Level.COMMUNE)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a person typed: figures of input cells, texts of text cells."""

    figures: Mapping[CellKey, Decimal]
    texts: Mapping[CellKey, str]


@dataclass(frozen=True)
class Case:
    """A form for one unit and period; ``definition`` is what it is made from."""

    definition: Form
    unit: ReportingUnit
    period: Period

    @cached_property
    def form(self) -> Form:
        """The form made concrete."""
        return make_concrete(self.definition.code, self.unit, self.period)

    @property
    def name(self) -> str:
        """Code, level and period, to tell cases apart."""
        return f"{self.definition.code}-{self.unit.level.value}-{self.period}"


@cache
def cases() -> tuple[Case, ...]:
    """Every layout of every form, for every level and every kind of period it is filed for."""
    return tuple(
        Case(form, unit_of(Level(level), period), period)
        for form in all_forms()
        for period in periods_of(form)
        for level in form.levels
    )


@cache
def one_case_each() -> tuple[Case, ...]:
    """Every layout of every form once, for its highest level, the kinds of period in turn."""
    return tuple(
        next(case for case in reversed(_of_turn(form, at)) if case.definition is form)
        for at, form in enumerate(all_forms())
    )


@cache
def one_case_a_level() -> tuple[Case, ...]:
    """Every layout of every form for each of its levels, the kinds of period in turn."""
    return tuple(case for at, form in enumerate(all_forms()) for case in _of_turn(form, at))


def _of_turn(form: Form, at: int) -> list[Case]:
    periods = periods_of(form)
    return [
        Case(form, unit_of(Level(level), period), period)
        for number, level in enumerate(sorted(form.levels, key=list(Level).index))
        for period in [periods[(at + number) % len(periods)]]
    ]


@cache
def periods_of(form: Form) -> tuple[Period, ...]:
    """A period of every kind that the form is filed for, in which this layout is in force."""
    return tuple(_period(form, PeriodKind(kind)) for kind in form.periods)


def _period(form: Form, kind: PeriodKind) -> Period:
    tried = (Period(year, kind, 6 if kind is PeriodKind.MONTH else None) for year in YEARS)
    return next(
        period
        for period in tried
        if form.validity.holds(period.day) and load_form(form.code, period.day) is form
    )


def unit_of(level: Level, period: Period) -> ReportingUnit:
    """A unit of that level: of the register where it knows one on that day."""
    if level is Level.COMMUNE:
        return COMMUNE
    name = PROVINCE if level is Level.PROVINCE else DISTRICT
    found = unit_register().find(name, period.day)
    return ReportingUnit(found.name, found.code, level) if found else ReportingUnit(name, None, level)


def open_cells(form: Form) -> Iterator[tuple[Row, Column, CellKind]]:
    """Every cell that is not closed, and what it expects."""
    for row in form.rows:
        for column in form.columns:
            if (kind := form.kind_of(row, column)) is not CellKind.CLOSED:
                yield row, column, kind


def chance_filling(form: Form, seed: int, blank: float = 0.0, zero: float = 0.1) -> Filled:
    """Chance figures and texts of the right kind; some cells left blank, some figures zero."""
    chance = Random(f"{form.code} {seed}")
    figures: dict[CellKey, Decimal] = {}
    texts: dict[CellKey, str] = {}
    for row, column, kind in open_cells(form):
        if kind is CellKind.FORMULA or chance.random() < blank:
            continue
        key = form.key(row, column)
        if kind is CellKind.TEXT:
            texts[key] = chance.choice(column.choices or (f"Mục {chance.randint(1, 999)}",))
        elif chance.random() < zero:
            figures[key] = Decimal(0)
        else:
            figures[key] = chance_figure(form.measure_of(row, column).kind, chance)
    return Filled(figures, texts)


def chance_figure(kind: MeasureKind, chance: Random) -> Decimal:
    """A figure as one of this kind is written."""
    match kind:
        case MeasureKind.COUNT:
            return Decimal(chance.randint(1, 9999))
        case MeasureKind.RATE:
            return Decimal(chance.randint(1, 10000)).scaleb(-2)
        case _:
            return Decimal(chance.randint(1, 99_999_999)).scaleb(-chance.choice((0, 1, 2, 3)))
