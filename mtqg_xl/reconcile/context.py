"""A submission with its relations and figures at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from mtqg_xl.catalogue import cross_rules
from mtqg_xl.catalogue.crossing import BEFORE, forms_in, in_force
from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.forms import CellKind, EditRule, Form, Previous, Scope
from mtqg_xl.domain.measures import Measure
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.rules import Figures, Relation, bind_rule, relations_of


class Context:
    """What checking needs to know of one submission, and of the report before if there is one."""

    def __init__(self, submission: Submission, previous: Submission | None = None) -> None:
        self.submission = submission
        self.earlier = _as_previous(previous) if previous is not None else None
        self._compared = _compared(submission.period, previous.period if previous else None)
        self.forms: dict[str, Form] = {table.form.code: table.form for table in submission.tables}
        if self.earlier is not None and self._compared:
            self.forms |= {table.form.code: table.form for table in self.earlier.tables}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All relations within and between the forms present, and with those of the report before."""
        own = [form for code, form in self.forms.items() if not code.endswith(BEFORE)]
        within = [relation for form in own for relation in relations_of(form)]
        between = [
            relation
            for rule in cross_rules()
            if self._applies(rule)
            for relation in bind_rule(rule, self.forms, self.forms.get(rule.home or ""))
        ]
        return (*within, *between)

    def _applies(self, rule: EditRule) -> bool:
        if rule.previous is not None and rule.previous not in self._compared:
            return False
        needed = forms_in(rule)
        present = needed <= self.forms.keys() and in_force(rule, self.submission.period)
        return present and not self._of_other_units(needed)

    def _of_other_units(self, forms: Iterable[str]) -> frozenset[str]:
        """The units that are in some of these forms of a consolidated report and not in others."""
        absent = [
            self.submission.absent.get(form, frozenset()) for form in forms if not form.endswith(BEFORE)
        ]
        if not absent:
            return frozenset()
        return frozenset.union(*absent) - frozenset.intersection(*absent)

    def of_other_units(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Rules between forms that are not of the same units, and the units that make the difference."""
        for rule in cross_rules():
            needed = forms_in(rule)
            if needed <= self.forms.keys() and (units := self._of_other_units(needed)):
                yield rule.id, units

    def observation(self, key: CellKey) -> Observation | None:
        """What stands in a cell of this report or of the one before."""
        whose = self.earlier if key.form.endswith(BEFORE) else self.submission
        return whose.observation(key) if whose is not None else None

    @cached_property
    def figures(self) -> Figures:
        """The figures of the submission."""
        observations = {seen.key: seen for seen in self.observations()}
        return Figures(observations, self.measure, self.relations)

    def observations(self) -> Iterator[Observation]:
        """Every cell of this report, then of the one before."""
        yield from self.submission.observations()
        if self.earlier is not None and self._compared:
            yield from self.earlier.observations()

    def summed_rows(self, form: str, row: str) -> tuple[str, ...]:
        """The rows that a total row of a form is the sum of; empty for any other row."""
        return self._summed_rows.get((form, row), ())

    @cached_property
    def _summed_rows(self) -> dict[tuple[str, str], tuple[str, ...]]:
        summed: dict[tuple[str, str], tuple[str, ...]] = {}
        for relation in self.relations:
            target = relation.target
            if relation.rule.defines and relation.rule.scope is Scope.COLUMNS and target is not None:
                parts = tuple(key.row for key in relation.cells[1:])
                summed.setdefault((target.form, target.row), parts)
        return summed

    def measure(self, key: CellKey) -> Measure:
        """The measure of a cell."""
        form = self.forms[key.form]
        return form.measure_of(form.row_by_key[key.row], form.column_by_key[key.column])

    def kind(self, key: CellKey) -> CellKind:
        """What a cell of the form expects."""
        form = self.forms[key.form]
        return form.kind_of(form.row_by_key[key.row], form.column_by_key[key.column])

    def lacking_forms(self) -> Iterable[tuple[str, frozenset[str]]]:
        """Rules between forms of which some, but not all, forms are present."""
        present = self.forms.keys()
        for rule in cross_rules():
            needed = forms_in(rule)
            if (
                rule.previous is None
                and in_force(rule, self.submission.period)
                and needed & present
                and not needed <= present
            ):
                yield rule.id, needed - present

    def lacking_with(self, forms: Iterable[str]) -> Iterator[frozenset[str]]:
        """The forms not present that rules tie to one of ``forms``."""
        here = frozenset(forms)
        for rule in cross_rules():
            needed = forms_in(rule)
            if rule.previous is None and needed & here and in_force(rule, self.submission.period):
                yield needed - self.forms.keys()


def _as_previous(submission: Submission) -> Submission:
    """``submission`` with its forms and cells named as those of the report before."""
    tables = []
    for table in submission.tables:
        form = replace(table.form, code=table.form.code + BEFORE)
        cells = (replace(seen, key=seen.key._replace(form=form.code)) for seen in table.observations.values())
        tables.append(replace(table, form=form, observations={seen.key: seen for seen in cells}))
    return replace(submission, tables=tuple(tables))


def _compared(now: Period | None, before: Period | None) -> frozenset[Previous]:
    """How an earlier report stands to this one; empty when no rule compares the two."""
    if now is None or before is None or before.kind is PeriodKind.PLAN:
        return frozenset()
    found = set()
    if before.year == now.year and before.day < now.day and now.kind is not PeriodKind.PLAN:
        found.add(Previous.EARLIER)
    if now.month and before.month and (now.year - before.year) * 12 + now.month - before.month == 1:
        found.add(Previous.LAST_MONTH)
    follows = now.kind in (PeriodKind.YEAR, PeriodKind.PLAN)
    if follows and before.kind is PeriodKind.YEAR and before.year == now.year - 1:
        found.add(Previous.LAST_YEAR)
    return frozenset(found)
