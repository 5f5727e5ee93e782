"""What is filled in and made wrong: every layout of every form alone, and sets of forms in one workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from mtqg_xl.catalogue import cross_rules, form_sets
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.ooxml.addresses import to_a1
from mtqg_xl.proving.identifiability import identifiability, relations_between
from mtqg_xl.rules import Relation, bind_rule, excel_formula
from mtqg_xl.writing import SheetPlan, linked_cells, plan_sheet
from tests.benchmarks.lib.culprits.classes import Structure, classed
from tests.benchmarks.lib.culprits.live import live_grades
from tests.benchmarks.lib.culprits.office import Office
from tests.proving.identif_support import cases, in_set

_YEARS = (2023, 2024, 2022, 2025, 2026, 2019, 2018)
#: Ways in which lists are filled and rates assumed.
_PATTERNS = 2


@dataclass(frozen=True)
class Group:
    """Forms handed in together by one unit for one period."""

    name: str
    forms: tuple[Form, ...]
    between: tuple[Relation, ...]
    period: Period | None

    def filler(self, pattern: int) -> Office:
        """Finds figures; the start is searched for once a pattern."""
        return _filler(self.forms, self.between, pattern % _PATTERNS)

    @cached_property
    def plans(self) -> Mapping[str, SheetPlan]:
        """Where each form stands on its sheet."""
        return {form.code: plan_sheet(form, form.code) for form in self.forms}

    @cached_property
    def formulas(self) -> Mapping[CellKey, tuple[Relation, str]]:
        """Every cell that a template computes: by which relation, and the formula as it stands there."""
        model = self.filler(0).model
        found = {key: (relation, self._formula(relation, key)) for key, relation in model.definitions.items()}
        if self.period is not None and len(self.forms) > 1:
            present = {form.code: form for form in self.forms}
            links = linked_cells(list(self.plans.values()), self.period)
            for rule in cross_rules():
                if rule.links and rule.previous is None and any(key.form == rule.home for key in links):
                    for relation in bind_rule(rule, present, present.get(rule.home or "")):
                        key = relation.target
                        if key in links and key not in found:
                            found[key] = (relation, links[key][0])
        return found

    def _formula(self, relation: Relation, target: CellKey) -> str:
        def position(key: CellKey) -> tuple[str, int, int]:
            sheet = "" if key.form == target.form else f"'{key.form}'!"
            return (sheet, *self.plans[key.form].position(key))

        return excel_formula(relation, position, to_a1, self.plans[target.form].below)

    @cached_property
    def _feeding(self) -> Mapping[CellKey, tuple[CellKey, ...]]:
        """The totals and rates that each cell is a part of."""
        found: dict[CellKey, list[CellKey]] = {}
        for key, (relation, _) in self.formulas.items():
            for part in relation.cells:
                if part != key:
                    found.setdefault(part, []).append(key)
        return {key: tuple(totals) for key, totals in found.items()}

    def reach(self, key: CellKey) -> frozenset[CellKey]:
        """A cell and every cell that is, or may be, computed from it."""
        known = self._reached.get(key)
        if known is None:
            found, open_still = {key}, [key]
            while open_still:
                for total in self._feeding.get(open_still.pop(), ()):
                    if total not in found:
                        found.add(total)
                        open_still.append(total)
            known = self._reached[key] = frozenset(found)
        return known

    @cached_property
    def _reached(self) -> dict[CellKey, frozenset[CellKey]]:
        return {}

    @cached_property
    def classes(self) -> Mapping[CellKey, Structure]:
        """How the rules surround each cell of the forms on paper, totals and rates stated."""
        model = self.filler(0).model
        grades = identifiability(self.forms, self.between, totals=True)
        return classed(grades, model.relations, model.never_negative)

    @cached_property
    def live_classes(self) -> Mapping[CellKey, Structure]:
        """How the rules surround each typed cell where all computed cells are live formulas."""
        model = self.filler(0).model
        live = {key: relation for key, (relation, _) in self.formulas.items()}
        grades = live_grades(model, live, model.inputs)
        computing = {id(relation) for relation in live.values()}
        checks = [relation for relation in model.relations if id(relation) not in computing]
        over = dict.fromkeys(live, Structure.TYPED_OVER)
        return classed(grades, checks, model.never_negative) | over

    @cached_property
    def structure(self) -> Structure:
        """What most cells of the forms are."""
        return Counter(self.classes.values()).most_common(1)[0][0]

    @cached_property
    def cells(self) -> tuple[CellKey, ...]:
        """Every open cell."""
        return tuple(
            form.key(row, column)
            for form in self.forms
            for row in form.rows
            for column in form.columns
            if form.kind_of(row, column) is not CellKind.CLOSED
        )

    @property
    def previous_period(self) -> Period | None:
        """The period of a report before that rules compare this one with."""
        now = self.period
        if now is None:
            return None
        if now.month:
            return Period(now.year, now.kind, now.month - 1) if now.month > 1 else None
        if now.kind is PeriodKind.HALF_YEAR:
            return None
        return Period(now.year - 1, PeriodKind.YEAR)


@cache
def groups() -> tuple[Group, ...]:
    """Every form alone, then every set of several forms."""
    found = [Group(name_of(form), (form,), (), _period(form)) for form in cases()]
    for name, chosen in form_sets().items():
        if len(chosen.forms) > 1:
            forms, period = in_set(name)
            if len(forms) > 1:
                between = relations_between(forms, period.day)
                found.append(Group(f"set {name}", tuple(forms), between, period))
    return tuple(found)


def name_of(form: Form) -> str:
    """The code of a form, and where the code has several layouts the year of this one."""
    alike = [other for other in cases() if other.code == form.code]
    return (
        form.code
        if len(alike) == 1
        else f"{form.code}/{form.validity.start.year if form.validity.start else 0}"
    )


@cache
def _filler(forms: tuple[Form, ...], between: tuple[Relation, ...], pattern: int) -> Office:
    return Office(forms, between, pattern)


def _period(form: Form) -> Period | None:
    for year in _YEARS:
        for kind in form.periods:
            period = Period.parse(f"{year}-{'T06' if kind == 'T' else kind}")
            if form.validity.holds(period.day):
                return period
    return None
