from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from mtqg_xl.catalogue import all_forms, cross_rules, form_codes, load_form, make_concrete
from mtqg_xl.catalogue.crossing import BEFORE, forms_in, in_force
from mtqg_xl.domain.forms import CellKind, EditRule, Form
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.units import Level
from mtqg_xl.rules import Relation, bind_rule, computed_values, relations_of
from mtqg_xl.rules.expressions import Number, walk
from tests.support.everyform import DISTRICT, PROVINCE, Case, cases, unit_of

#: A test for each form; inside, every layout, level and kind of period of it.
in_every_case = pytest.mark.parametrize(
    "layouts",
    [[case for case in cases() if case.definition is form] for form in all_forms()],
    ids=lambda layouts: layouts[0].name,
)
#: Periods and units in which the rules between forms are looked for, until each is found.
TRIED = [
    (Period.parse(period), unit)
    for period in ("2023-N", "2024-KH", "2023-6T", "2023-T06", "2019-N", "2025-N", "2026-N")
    for unit in (PROVINCE, DISTRICT)
]


def test_every_form_is_tried_in_every_layout_level_and_kind_of_period() -> None:
    assert {case.definition for case in cases()} == set(all_forms())
    for form in all_forms():
        tried = {(case.unit.level, case.period.kind) for case in cases() if case.definition is form}
        assert tried == set(itertools.product(form.levels, form.periods))


@in_every_case
def test_no_rule_speaks_of_a_code_the_form_does_not_have(layouts: list[Case]) -> None:
    for case in layouts:
        form = case.form
        assert relations_of(form)


@in_every_case
def test_every_rule_applies_somewhere(layouts: list[Case]) -> None:
    for case in layouts:
        form = case.form
        applied = {relation.rule.id for relation in relations_of(form)}
        assert applied == {rule.id for rule in form.rules} - without_rows(form)


def without_rows(form: Form) -> set[str]:
    """The sums over lists that this unit has no entry of."""
    return {
        f"{form.code}.{row.key}"
        for row in form.rows
        if (tags := re.findall(r"#\w+", row.formula or "")) and not any(map(form.row_range, tags))
    }


@in_every_case
def test_no_code_is_mistaken_for_a_number(layouts: list[Case]) -> None:
    for case in layouts:
        form = case.form
        weights = {row.weight for row in form.rows if row.weight is not None}
        for relation in relations_of(form):
            plain = {node.value for node in walk(relation.right) if isinstance(node, Number)}
            stated = {Decimal(text.strip("{}")) for text in _braced(relation.rule.notation)}
            assert plain <= {Decimal(100)} | weights | stated, (case.name, relation.rule.id)


def _braced(notation: str) -> list[str]:
    return re.findall(r"\{[\d.]+\}", notation)


@in_every_case
def test_every_computed_cell_has_one_formula(layouts: list[Case]) -> None:
    for case in layouts:
        form = case.form
        computed = {
            form.key(row, column)
            for row in form.rows
            for column in form.columns
            if form.kind_of(row, column) is CellKind.FORMULA
        }
        known = set(computed_values(form, {}))
        assert known <= computed
        assert {
            key for key in computed - known if f"{form.code}.{key.row}" not in without_rows(form)
        } == set()


@in_every_case
def test_no_placeholder_is_left_unfilled(layouts: list[Case]) -> None:
    for case in layouts:
        form = case.form
        shown = [form.title, *(c.title for c in form.columns), *(h for c in form.columns for h in c.headings)]
        assert not [text for text in shown if "{" in text]


@in_every_case
def test_a_rule_that_gives_a_formula_defines_a_cell_the_form_computes(layouts: list[Case]) -> None:
    for case in layouts:
        form = case.form
        for key in computed_values(form, {}):
            assert form.kind_of(form.row_by_key[key.row], form.column_by_key[key.column]) is CellKind.FORMULA


@cache
def forms_together(period: Period, unit: str) -> dict[str, Form]:
    """Every form of one unit and period, and those of the reports before it."""
    who = unit_of(Level.PROVINCE if unit == PROVINCE else Level.DISTRICT, period)
    before = Period(period.year, PeriodKind.HALF_YEAR) if period.kind is PeriodKind.YEAR else period
    forms: dict[str, Form] = {}
    for code in form_codes():
        if load_form(code, period.day).validity.holds(period.day):
            forms[code] = make_concrete(code, who, period)
            forms[code + BEFORE] = replace(make_concrete(code, who, before), code=code + BEFORE)
    return forms


def bound(rule: EditRule) -> tuple[Relation, ...]:
    """The relations of a rule between forms in the first period in which it applies."""
    for period, unit in TRIED:
        forms = forms_together(period, unit)
        if in_force(rule, period) and forms_in(rule) <= forms.keys():
            found = bind_rule(rule, forms, forms.get(rule.home or ""))
            if found:
                return found
    return ()


@pytest.mark.parametrize("rule", cross_rules(), ids=lambda rule: rule.id)
def test_every_rule_between_forms_ties_the_forms_it_names(rule: EditRule) -> None:
    relations = bound(rule)
    assert relations
    assert len(forms_in(rule)) >= 2
    for relation in relations:
        assert {key.form for key in relation.cells} <= forms_in(rule)
    assert {key.form for relation in relations for key in relation.cells} == forms_in(rule)


@pytest.mark.parametrize("rule", [rule for rule in cross_rules() if rule.links], ids=lambda rule: rule.id)
def test_a_rule_that_links_ties_one_cell_of_this_report_to_other_forms(rule: EditRule) -> None:
    assert rule.previous is None
    for relation in bound(rule):
        assert relation.sign == "="
        assert relation.target is not None
        assert relation.target.form not in {key.form for key in relation.cells[1:]}


def test_ids_of_rules_between_forms_are_unique_within_a_period() -> None:
    for period, _ in TRIED:
        ids = [(rule.id, rule.notation) for rule in cross_rules() if in_force(rule, period)]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", cross_rules(), ids=lambda rule: rule.id)
def test_every_rule_between_forms_says_why_and_what_to_do(rule: EditRule) -> None:
    for text in (rule.why, rule.todo):
        assert text.endswith(".")
        assert not re.search(r"<\w+>|\{\w+\}", text)
