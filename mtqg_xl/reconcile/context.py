"""A submission with its relations and figures at hand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from mtqg_xl.catalogue import cross_rules
from mtqg_xl.catalogue.crossing import forms_in
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.domain.measures import Measure
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.rules import Figures, Relation, bind_rule, relations_of


class Context:
    """What checking needs to know of one submission."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self.forms: dict[str, Form] = {table.form.code: table.form for table in submission.tables}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All relations within and between the forms present."""
        within = [relation for form in self.forms.values() for relation in relations_of(form)]
        day = self.submission.period.day if self.submission.period else None
        between = [
            relation
            for rule in cross_rules()
            if forms_in(rule) <= set(self.forms) and (day is None or rule.validity.holds(day))
            for relation in bind_rule(rule, self.forms)
        ]
        return (*within, *between)

    @cached_property
    def figures(self) -> Figures:
        """The figures of the submission."""
        observations = {seen.key: seen for seen in self.submission.observations()}
        return Figures(observations, self.measure, self.relations)

    def measure(self, key: CellKey) -> Measure:
        """The measure of a cell."""
        form = self.forms[key.form]
        return form.measure_of(form.row_by_key[key.row], form.column_by_key[key.column])

    def kind(self, key: CellKey) -> CellKind:
        """What a cell of the form expects."""
        form = self.forms[key.form]
        return form.kind_of(form.row_by_key[key.row], form.column_by_key[key.column])

    @staticmethod
    def lacking_forms(present: set[str]) -> Iterable[tuple[str, frozenset[str]]]:
        """Rules between forms of which some, but not all, forms are present."""
        for rule in cross_rules():
            needed = forms_in(rule)
            if needed & present and not needed <= present:
                yield rule.id, needed - present
