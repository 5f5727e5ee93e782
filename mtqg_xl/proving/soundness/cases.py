"""The concrete forms over which rules are proved: so many that every rule applies in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mtqg_xl.catalogue import all_forms, cross_rules, form_codes, load_form, make_concrete, unit_register
from mtqg_xl.catalogue.crossing import BEFORE, forms_in, in_force
from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.schema import ParameterText, UnitText
from mtqg_xl.domain.forms import EditRule, Form, Previous
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level
from mtqg_xl.rules import Relation, bind_rule, relations_of

#: Years tried, those first for which most forms, units and norms are in force.
_YEARS = (2023, 2024, 2022, 2025, 2019, 2026, 2020, 2021, 2018, 2017, 2016, 2027, 2028)
_KINDS = (PeriodKind.YEAR, PeriodKind.HALF_YEAR, PeriodKind.PLAN, PeriodKind.MONTH)
_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
_MONTH = 6


@dataclass(frozen=True, eq=False)
class Case:
    """A form for one unit and period; ``definition`` is what it was made from."""

    definition: Form
    form: Form
    unit: ReportingUnit
    period: Period

    @property
    def name(self) -> str:
        """Code, unit and period, to tell cases apart."""
        return f"{self.form.code} {self.unit.code or self.unit.level} {self.period}"


@dataclass(frozen=True, eq=False)
class CrossCase:
    """Forms of one unit and period, with the rules that apply between them and their relations.

    Forms of the report before, where rules compare with it, are among them.
    """

    forms: tuple[Form, ...]
    rules: tuple[EditRule, ...]
    between: tuple[Relation, ...]
    period: Period

    @property
    def name(self) -> str:
        """Period and number of forms, to tell cases apart."""
        return f"{self.period} {len(self.forms)}"


@cache
def cases() -> tuple[Case, ...]:
    """Concrete forms in which every rule of every form applies, as far as it applies anywhere."""
    return tuple(case for form in all_forms() for case in _cases_of(form))


@cache
def cross_cases() -> tuple[CrossCase, ...]:
    """Sets of forms in which every rule between forms applies, as far as it applies anywhere."""
    found: list[CrossCase] = []
    applied: set[str] = set()
    for rule in cross_rules():
        if rule.id not in applied:
            made = next(_cross_cases_with(rule), None)
            if made is not None:
                applied |= {other.id for other in made.rules}
                found.append(made)
    return tuple(found)


def rules_never_applied() -> tuple[str, ...]:
    """The ids of rules that bind nowhere in any of the cases."""
    applied = {relation.rule.id for case in cases() for relation in relations_of(case.form)}
    applied |= {rule.id for case in cross_cases() for rule in case.rules}
    known = [rule.id for form in all_forms() for rule in form.rules]
    return tuple(name for name in (*known, *(rule.id for rule in cross_rules())) if name not in applied)


def _cases_of(form: Form) -> Iterator[Case]:
    wanted = {rule.id for rule in form.rules}
    for number, period in enumerate(_periods(form)):
        if number and not wanted:
            return
        for unit in _units(form, period):
            made = Case(form, make_concrete(form.code, unit, period), unit, period)
            applied = {relation.rule.id for relation in relations_of(made.form)}
            if not number or applied & wanted:
                wanted -= applied
                yield made
                if not number:
                    break


def _units(form: Form, period: Period) -> Iterator[ReportingUnit]:
    """Units that file ``form``: one of each level, the highest first, then those with norms of their own."""
    levels = [
        level for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE) if level.value in form.levels
    ]
    yield from (_unit(level, period) for level in levels)
    for code in _with_norms():
        found = unit_register().find(code, period.day)
        if found is not None and found.level in levels:
            yield ReportingUnit(found.name, found.code, found.level)


@cache
def _with_norms() -> tuple[str, ...]:
    """The units for which the catalogue has norms or targets."""
    texts = read(folder("data") / "parameters.yaml", tuple[ParameterText, ...])
    return tuple(dict.fromkeys(text.unit for text in texts if text.unit is not None))


def _periods(form: Form) -> Iterator[Period]:
    """The periods of ``form``, all its kinds in one year before the next year."""
    for year in _YEARS:
        for kind in _KINDS:
            period = Period(year, kind, _MONTH if kind is PeriodKind.MONTH else None)
            in_force = form.validity.holds(period.day) and load_form(form.code, period.day) is form
            if in_force and kind.value in form.periods:
                yield period


def _unit(level: Level, period: Period) -> ReportingUnit:
    """A unit of ``level``: a province, with districts if it can be, its first district, or a made-up one."""
    register = unit_register()
    provinces = [unit for code in _provinces() if (unit := register.find(code, period.day)) is not None]
    provinces.sort(key=lambda unit: not register.children(unit.code, period.day))
    found = next(iter(provinces), None)
    if found is not None and level is not Level.PROVINCE:
        found = next(iter(register.children(found.code, period.day)), None)
    if found is not None and found.level is level:
        return ReportingUnit(found.name, found.code, level)
    return ReportingUnit(level.label, None, level)


@cache
def _provinces() -> tuple[str, ...]:
    texts = (text for file in folder("data", "units").iterdir() for text in read(file, tuple[UnitText, ...]))
    return tuple(sorted(text.code for text in texts if text.level is Level.PROVINCE))


def _cross_cases_with(rule: EditRule) -> Iterator[CrossCase]:
    """The sets of forms in which ``rule`` applies."""
    codes = sorted({code.removesuffix(BEFORE) for code in forms_in(rule)} & set(form_codes()))
    for period, asked in _common_periods(codes):
        unit, before = _unit(Level.PROVINCE, period), _period_before(rule, period)
        needed = _made(codes, unit, period, before, asked)
        if not in_force(rule, period) or not _bound(rule, needed):
            continue
        forms = _made(_crossing_codes(), unit, period, before, asked)
        bound = {
            other: relations
            for other in cross_rules()
            if other.previous in (None, rule.previous)
            and in_force(other, period)
            and (relations := _bound(other, forms))
        }
        tied = frozenset[str]().union(*map(forms_in, bound))
        between = tuple(relation for relations in bound.values() for relation in relations)
        yield CrossCase(
            tuple(form for code, form in forms.items() if code in tied), tuple(bound), between, period
        )


def _made(
    codes: Iterable[str], unit: ReportingUnit, period: Period, before: Period | None, asked: bool
) -> dict[str, Form]:
    """The forms of ``codes`` that are in force, those of the report before included, by code."""
    forms: dict[str, Form] = {}
    for code in codes:
        if _in_force(code, period, asked):
            forms[code] = make_concrete(code, unit, period)
        if before is not None and _in_force(code, before, asked):
            forms[code + BEFORE] = replace(make_concrete(code, unit, before), code=code + BEFORE)
    return forms


def _bound(rule: EditRule, forms: Mapping[str, Form]) -> tuple[Relation, ...]:
    return bind_rule(rule, forms, forms.get(rule.home or "")) if forms_in(rule) <= forms.keys() else ()


@cache
def _crossing_codes() -> tuple[str, ...]:
    """The forms that some rule ties to others."""
    named = {code.removesuffix(BEFORE) for rule in cross_rules() for code in forms_in(rule)}
    return tuple(code for code in form_codes() if code in named)


def _common_periods(codes: Sequence[str]) -> Iterator[tuple[Period, bool]]:
    """Periods for which all forms are filed; then periods in which all are at least in force."""
    for asked in (True, False):
        for year in _YEARS:
            for kind in _KINDS:
                period = Period(year, kind, _MONTH if kind is PeriodKind.MONTH else None)
                if all(_in_force(code, period, asked) for code in codes):
                    yield period, asked


def _in_force(code: str, period: Period, asked: bool) -> bool:
    form = load_form(code, period.day)
    return form.validity.holds(period.day) and (not asked or period.kind.value in form.periods)


def _period_before(rule: EditRule, period: Period) -> Period | None:
    """The period of the report that ``rule`` compares one of ``period`` with, if it does."""
    last_month = Period(period.year, PeriodKind.MONTH, period.month - 1) if period.month else None
    match rule.previous, period.kind:
        case Previous.EARLIER, PeriodKind.YEAR:
            return Period(period.year, PeriodKind.HALF_YEAR)
        case Previous.EARLIER, PeriodKind.HALF_YEAR:
            return Period(period.year, PeriodKind.MONTH, 1)
        case ((Previous.EARLIER | Previous.LAST_MONTH), _):
            return last_month
        case Previous.LAST_YEAR, (PeriodKind.YEAR | PeriodKind.PLAN):
            return Period(period.year - 1, PeriodKind.YEAR)
        case _:
            return None
