from __future__ import annotations

import re
from decimal import Decimal

import pytest

from mtqg_xl.catalogue import cross_rules, form_codes, load_form, make_concrete, unit_register
from mtqg_xl.domain.forms import CellKind, EditRule, Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level
from mtqg_xl.rules import bind_rule, computed_values, relations_of
from mtqg_xl.rules.expressions import Number, walk

PERIODS = [
    Period.parse(text) for text in ("2019-6T", "2023-6T", "2023-N", "2023-T06", "2024-KH", "2025-N", "2026-N")
]


def reporting(level: str, period: Period) -> ReportingUnit:
    if level == "xa":
        return ReportingUnit("xã Yên Thổ", None, Level.COMMUNE)
    found = unit_register().find("tỉnh Cao Bằng" if level == "tinh" else "huyện Bảo Lâm", period.day)
    if found is None:
        return ReportingUnit("huyện Cũ", None, Level.DISTRICT)
    return ReportingUnit(found.name, found.code, found.level)


CASES = [
    (code, level, period)
    for code in form_codes()
    for level in load_form(code).levels
    for period in PERIODS
    if period.kind.value in load_form(code).periods and load_form(code).validity.holds(period.day)
]
in_every_case = pytest.mark.parametrize(
    "form",
    [make_concrete(code, reporting(level, period), period) for code, level, period in CASES],
    ids=[f"{code}-{level}-{period}" for code, level, period in CASES],
)


def test_every_form_is_tried_in_some_period() -> None:
    assert {code for code, _, _ in CASES} == set(form_codes())
    assert len({str(period) for _, _, period in CASES}) == len(PERIODS)


@in_every_case
def test_no_rule_speaks_of_a_code_the_form_does_not_have(form: Form) -> None:
    assert relations_of(form)


@in_every_case
def test_every_rule_applies_somewhere(form: Form) -> None:
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
def test_no_code_is_mistaken_for_a_number(form: Form) -> None:
    weights = {row.weight for row in form.rows}
    for relation in relations_of(form):
        plain = {node.value for node in walk(relation.right) if isinstance(node, Number)}
        stated = {Decimal(text.strip("{}")) for text in _braced(relation.rule.notation)}
        assert plain <= {Decimal(100)} | weights | stated, relation.rule.id


def _braced(notation: str) -> list[str]:
    return re.findall(r"\{[\d.]+\}", notation)


@in_every_case
def test_every_computed_cell_has_one_formula(form: Form) -> None:
    computed = {
        form.key(row, column)
        for row in form.rows
        for column in form.columns
        if form.kind_of(row, column) is CellKind.FORMULA
    }
    known = set(computed_values(form, {}))
    assert known <= computed
    assert {key for key in computed - known if f"{form.code}.{key.row}" not in without_rows(form)} == set()


@in_every_case
def test_no_placeholder_is_left_unfilled(form: Form) -> None:
    shown = [form.title, *(c.title for c in form.columns), *(h for c in form.columns for h in c.headings)]
    assert not [text for text in shown if "{" in text]


@pytest.mark.parametrize("rule", cross_rules(), ids=lambda rule: rule.id)
def test_every_rule_between_forms_binds(rule: EditRule) -> None:
    period = Period.parse("2023-N")
    forms = {code: make_concrete(code, reporting("huyen", period), period) for code in form_codes()}
    (relation,) = bind_rule(rule, forms)
    assert len({key.form for key in relation.cells}) == 2
