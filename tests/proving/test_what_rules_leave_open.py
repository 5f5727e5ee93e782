"""Rules that contradict, tie cells down, or say nothing new, in forms made to do so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from mtqg_xl.catalogue.schema import RowText, RuleText
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import EditRule, Scope
from mtqg_xl.proving import prove, redundant_rules
from mtqg_xl.rules import bind_rule
from tests.support.toy import CODE, ONE_ROW, cell, toy


def redundant(
    columns: Sequence[str], rows: Sequence[str | RowText] = ONE_ROW, rules: Sequence[str | RuleText] = ()
) -> dict[str, tuple[str, ...]]:
    """The redundant rules of a toy form and what they follow from, without the code of the form."""
    found = redundant_rules([toy(columns, rows, rules)])
    return {bare(item.rule): tuple(map(bare, item.others)) for item in found}


def bare(rule: str) -> str:
    """The id of a rule without the code of its form."""
    return rule.removeprefix(f"{CODE}.")


def test_rules_that_hold_together_are_proved_by_figures() -> None:
    proof = prove([toy(["1=2+3", "2", "3"], rules=["2<=3"])])
    assert proof.filling is not None
    assert proof.filling.figures[cell("2")] <= proof.filling.figures[cell("3")]
    assert proof.forced == ()


def test_rules_that_contradict_are_named_without_those_that_have_no_part_in_it() -> None:
    proof = prove([toy(["1=2+3", "2", "3", "4"], rules=["2>=1+{1}", "4<=2", "3<=4"])])
    assert proof.filling is None
    assert set(proof.contradictory) == {f"{CODE}.1", f"{CODE}.Q1"}


def test_a_cell_that_rules_leave_only_zero_is_reported_with_these_rules() -> None:
    (forced,) = prove([toy(["1=2+3", "2", "3"], rules=["2>=1"])]).forced
    assert (forced.cell, forced.value, forced.declared) == (cell("3"), Decimal(0), False)
    assert set(forced.rules) == {f"{CODE}.1", f"{CODE}.Q1"}


def test_a_cell_tied_to_a_constant_is_reported() -> None:
    (forced,) = prove([toy(["1", "2"], rules=["1={7}"])]).forced
    assert (forced.cell, forced.value, forced.rules) == (cell("1"), Decimal(7), (f"{CODE}.Q1",))


def test_zeros_that_a_rule_asks_for_are_meant() -> None:
    zero = RuleText(id="V6", rule="1+2<={0}", severity=Severity.WARNING)
    forced = prove([toy(["1", "2", "3"], rules=[zero, "3<=1"])]).forced
    assert {item.cell.column for item in forced} == {"1", "2", "3"}
    assert all(item.declared for item in forced)


def test_a_figure_that_the_catalogue_fills_in_is_meant() -> None:
    form = replace(toy(["1", "2"], rules=["1=2"]), presets={cell("2"): Decimal(4)})
    (forced,) = prove([form]).forced
    assert (forced.cell, forced.value, forced.declared) == (cell("1"), Decimal(4), True)


def test_the_same_equation_under_two_ids_is_redundant() -> None:
    assert redundant(["1", "2", "3"], rules=["1=2+3", "2=1-3"]) == {"Q2": ("Q1",)}


def test_a_check_of_what_the_printed_code_already_says_is_redundant() -> None:
    assert redundant(["1=2+3", "2", "3"], rules=["3=1-2"]) == {"Q1": ("1",)}


def test_a_part_not_above_its_sum_is_redundant() -> None:
    assert redundant(["1=2+3", "2", "3"], rules=["2<=1"]) == {"Q1": ("1",)}


def test_a_difference_not_above_what_it_is_taken_from_is_redundant_but_not_what_is_taken() -> None:
    assert redundant(["1=2-3", "2", "3"], rules=["1<=2"]) == {"Q1": ("1",)}
    assert redundant(["1=2-3", "2", "3"], rules=["3<=2"]) == {}


def test_a_memo_not_above_the_total_is_not_redundant() -> None:
    assert redundant(["0=1+2", "1", "2", "5"], rules=["5<=0"]) == {}


def test_sums_of_rows_and_of_columns_check_each_other() -> None:
    rows = ["t=a+b", "a", "b"]
    assert redundant(["1=2+3", "2", "3"], rows) == {}
    both_ways = [RuleText(id="Q1", rule="1=2+3"), RuleText(id="Q2", rule="t=a+b", over=Scope.COLUMNS)]
    assert redundant(["1", "2", "3"], ["t", "a", "b"], both_ways) == {}


def test_a_matrix_that_closes_both_ways_is_not_redundant() -> None:
    assert redundant(["1", "2", "3=1+2", "4", "5", "6=4+5", "7=3+6"], rules=["7=(1+4)+(2+5)"]) == {}


def test_a_bound_on_fewer_cells_names_the_cell_better() -> None:
    assert redundant(["1", "2", "3"], rules=["1<=3", "1+2<=3"]) == {}


def test_a_bound_that_an_equation_of_the_same_cells_implies_is_redundant() -> None:
    assert redundant(["1", "2"], rules=["1=2", "1<=2"]) == {"Q2": ("Q1",)}


def test_an_error_is_not_redundant_for_a_warning() -> None:
    warning = RuleText(id="W", rule="1=2", severity=Severity.WARNING)
    assert redundant(["1", "2"], rules=[warning, "1<=2"]) == {}
    weaker = RuleText(id="W", rule="1<=2", severity=Severity.WARNING)
    assert redundant(["1", "2"], rules=["1=2", weaker]) == {"W": ("Q1",)}


def test_a_rule_must_be_redundant_wherever_it_applies() -> None:
    here = RuleText(id="Q1", rule="1=2", rows=("a",))
    assert redundant(["1", "2"], ["a", "b"], [here, "1<=2"]) == {}


def test_a_rate_stated_twice_is_redundant() -> None:
    assert redundant(["1", "2", "3=2/1*100 phan_tram"], rules=["3=2/1*100"]) == {"Q1": ("3",)}


def test_what_no_figure_can_break_is_redundant_by_itself() -> None:
    assert redundant(["1", "2"], rules=["1+2>={0}"]) == {"Q1": ()}


def test_an_equation_with_another_form_makes_no_rule_of_this_form_redundant() -> None:
    here, there = toy(["1", "2=1-3", "3"], rules=["2>={0}"]), toy(["1"], code="TH02")
    equation = EditRule(id="X", notation=f"{CODE}[a;2]=TH02[a;1]", scope=Scope.ONCE)
    between = bind_rule(equation, {CODE: here, "TH02": there})
    assert redundant_rules([here, there], between) == ()
