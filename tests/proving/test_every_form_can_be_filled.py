"""Every form of the catalogue: its rules hold together, tie down no cell, and every one can fail."""

from __future__ import annotations

import pytest

from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.proving import Filler, examples_between, examples_of_form, filling, prove, redundant_rules
from mtqg_xl.proving.soundness.cases import Case, CrossCase, cases, cross_cases, rules_never_applied
from mtqg_xl.proving.system.judging import stated
from mtqg_xl.reconcile import check_submission
from mtqg_xl.rules import relations_of
from mtqg_xl.rules.judging import Outcome

pytestmark = pytest.mark.thorough

every_form = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
every_set = pytest.mark.parametrize("case", cross_cases(), ids=lambda case: case.name)


def test_every_rule_applies_somewhere() -> None:
    assert rules_never_applied() == ()


@every_form
def test_the_rules_hold_together_and_tie_down_no_cell_unless_they_say_so(case: Case) -> None:
    proof = prove([case.form])
    assert proof.filling is not None, proof.contradictory
    assert [forced for forced in proof.forced if not forced.declared] == []


@every_form
def test_no_rule_is_redundant_by_accident(case: Case) -> None:
    assert redundant_rules([case.form]) == ()


@every_form
def test_made_up_figures_are_what_the_cells_take(case: Case) -> None:
    form = case.form
    for seed in range(3):
        made = filling(form, seed, zeros=0.2)
        for key, value in made.figures.items():
            row, column = form.row_by_key[key.row], form.column_by_key[key.column]
            assert form.kind_of(row, column) is CellKind.INPUT
            if form.measure_of(row, column).kind is MeasureKind.COUNT:
                assert value == value.to_integral_value()
            assert value >= 0
        for key in made.texts:
            row, column = form.row_by_key[key.row], form.column_by_key[key.column]
            assert form.kind_of(row, column) is CellKind.TEXT


@every_form
def test_a_report_of_made_up_figures_is_checked_without_a_finding(case: Case) -> None:
    filler = Filler([case.form])
    seen = stated(filler.model, filler.filling(7, blanks=0.1).figures)
    table = Table(case.form, case.form.code, seen)
    report = check_submission(Submission("a.xlsx", "", case.unit, case.period, (table,)))
    assert [item for item in report.findings if item.severity is not Severity.INFO] == []


@every_form
def test_every_rule_has_figures_that_satisfy_it_and_a_slip_that_breaks_it(case: Case) -> None:
    found = {example.rule: example for example in examples_of_form(case.form)}
    assert {relation.rule.id for relation in relations_of(case.form)} == set(found)
    for example in found.values():
        slipped = example.with_slip()
        assert example.judged(example.right).outcome is Outcome.HOLDS
        assert example.judged(slipped).outcome is Outcome.FAILS
        assert [key for key in slipped if slipped[key] != example.right.get(key)] == [example.cell]


@every_set
def test_all_forms_of_a_report_can_be_right_together_and_every_rule_between_them_can_fail(
    case: CrossCase,
) -> None:
    examples = list(examples_between(case))
    assert {rule.id for rule in case.rules} == {example.rule for example in examples}
    for example in examples:
        assert example.judged(example.right).outcome is Outcome.HOLDS
        assert example.judged(example.with_slip()).outcome is Outcome.FAILS
    right = examples[0].right
    assert {form.code for form in case.forms} == {key.form for key, seen in right.items() if seen.value}
