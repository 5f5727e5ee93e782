"""Sets of forms tied together by formulas: which cells they tie, and what those come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from mtqg_xl.api.templates import TemplateRequest, template_book
from mtqg_xl.catalogue import cross_rules, form_sets, make_concrete
from mtqg_xl.catalogue.crossing import forms_in, in_force
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.domain.numerals import decimals_of
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level
from mtqg_xl.rules import Figures, Relation, bind_rule, computed_values, measure_lookup
from mtqg_xl.writing import SheetPlan, plan_sheet
from tests.support.everyform import YEARS, Filled, chance_filling, unit_of


@dataclass(frozen=True)
class TiedSet:
    """A set of forms for one unit and period."""

    name: str
    unit: ReportingUnit
    period: Period

    @property
    def title(self) -> str:
        """Name, level and period, to tell them apart."""
        return f"{self.name}-{self.unit.level.value}-{self.period}"

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The forms of the set that this unit files for this period, in the order of the set."""
        made = {}
        for code in form_sets()[self.name].forms:
            form = make_concrete(code, self.unit, self.period)
            filed = self.unit.level.value in form.levels and self.period.kind.value in form.periods
            if filed and form.validity.holds(self.period.day):
                made[code] = form
        return made

    @cached_property
    def plans(self) -> dict[str, SheetPlan]:
        """Where everything stands."""
        return {code: plan_sheet(form) for code, form in self.forms.items()}

    @cached_property
    def template(self) -> bytes:
        """The template of the set."""
        return template_book([], TemplateRequest(self.unit.name, str(self.period), None, self.name))

    @cached_property
    def ties(self) -> dict[CellKey, Relation]:
        """The relation that each tied cell is computed by: of several the first."""
        found: dict[CellKey, Relation] = {}
        for rule in cross_rules():
            if rule.links and in_force(rule, self.period) and forms_in(rule) <= self.forms.keys():
                for tie in bind_rule(
                    replace(rule, defines=True), self.forms, self.forms.get(rule.home or "")
                ):
                    if tie.target is not None and self.kind(tie.target) is CellKind.INPUT:
                        found.setdefault(tie.target, tie)
        return found

    def kind(self, key: CellKey) -> CellKind:
        """What a cell expects."""
        form = self.forms[key.form]
        return form.kind_of(form.row_by_key[key.row], form.column_by_key[key.column])

    def filled(self, seed: int, blank: float) -> Filled:
        """Chance figures and texts for every cell that is not tied to another form."""
        parts = [chance_filling(form, seed, blank) for form in self.forms.values()]
        figures = {
            key: value for part in parts for key, value in part.figures.items() if key not in self.ties
        }
        return Filled(figures, {key: text for part in parts for key, text in part.texts.items()})

    def expected(self, filled: Filled) -> Mapping[CellKey, Decimal | None]:
        """What every computed and every tied cell comes to."""
        figures = {**self.presets, **filled.figures}
        seen = {
            key: Observation(key, State.REPORTED, value, decimals_of(value)) for key, value in figures.items()
        }
        seen |= {key: Observation(key, State.REPORTED, raw=text) for key, text in filled.texts.items()}
        within = {
            key: tie for form in self.forms.values() for key, (tie, _) in computed_values(form, {}).items()
        }
        together = Figures(seen, measure_lookup(self.forms.values()), [*within.values(), *self.ties.values()])
        return {key: together.value(key) for key in (*within, *self.ties)}

    @cached_property
    def presets(self) -> dict[CellKey, Decimal]:
        """What the template fills in already."""
        found = {key: value for form in self.forms.values() for key, value in (form.presets or {}).items()}
        return {key: value for key, value in found.items() if key not in self.ties}


def tied_sets() -> list[TiedSet]:
    """Every set for every level that files forms of it, each kind of period once."""
    found = []
    for name, chosen in form_sets().items():
        for kind in chosen.periods:
            for level in Level:
                tied = next(filter(None, (_filed(name, kind, level, year) for year in YEARS)), None)
                if tied is not None:
                    found.append(tied)
    return found


def fullest_sets() -> list[TiedSet]:
    """Every set with ties once for each kind of period, for the level that files most of it."""
    return list({(tied.name, tied.period): tied for tied in tied_sets() if tied.ties}.values())


def _filed(name: str, kind: PeriodKind, level: Level, year: int) -> TiedSet | None:
    period = Period(year, kind, 6 if kind is PeriodKind.MONTH else None)
    tied = TiedSet(name, unit_of(level, period), period)
    return tied if tied.forms else None
