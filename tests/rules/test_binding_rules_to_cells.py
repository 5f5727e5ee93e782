from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from mtqg_xl.catalogue.schema import RowText, RuleText
from mtqg_xl.domain.forms import Form
from mtqg_xl.messages import DefinitionProblem
from mtqg_xl.rules import Relation, bind_rule, relations_of
from mtqg_xl.rules.expressions import Number, walk
from tests.support.toy import cell, the_relation, toy


def cells(form: Form, rule: str | None = None) -> set[tuple[str, str]]:
    return {(key.row, key.column) for key in the_relation(form, rule).cells}


def test_a_column_rule_holds_in_every_row() -> None:
    form = toy(["1", "2", "3=1+2"], ["a", "b"])
    targets = [relation.target for relation in relations_of(form)]
    assert targets == [cell("3", "a"), cell("3", "b")]


def test_a_row_rule_holds_in_every_column_that_is_summed() -> None:
    form = toy(["1", "2", "3=2/1*100 phan_tram"], ["t=a+b", "a", "b"])
    sums = [relation.target for relation in relations_of(form) if relation.rule.id == "TH01.t"]
    assert sums == [cell("1", "t"), cell("2", "t")]


def test_a_row_is_named_by_its_printed_number_too() -> None:
    rows = [RowText(key="T", sum="1+2"), RowText(key="XM", number="1"), RowText(key="SC", number="2")]
    assert cells(toy(["9"], rows)) == {("T", "9"), ("XM", "9"), ("SC", "9")}


def test_a_range_runs_in_the_order_of_the_form() -> None:
    form = toy(["1"], ["t=sum(b:d)", "a", "b", "c", "d", "e"])
    assert cells(form) == {("t", "1"), ("b", "1"), ("c", "1"), ("d", "1")}


def test_a_row_the_period_does_not_have_is_left_out_of_the_sum() -> None:
    whole = toy(["1"], ["t=a+b+c", "a", "b", "c"])
    form = replace(whole, rows=tuple(r for r in whole.rows if r.key != "b"), absent_rows=frozenset("b"))
    assert cells(form) == {("t", "1"), ("a", "1"), ("c", "1")}


def test_a_rule_none_of_whose_parts_exist_is_left_out() -> None:
    whole = toy(["1"], ["t=a+b", "a", "b"])
    form = replace(whole, rows=whole.rows[:1], absent_rows=frozenset("ab"))
    assert relations_of(form) == ()


def test_a_rule_is_left_out_where_its_cells_are_closed() -> None:
    form = toy(["1", "2", "3=1+2"], ["a", RowText(key="b", columns=("1",)), RowText(key="h", kind="heading")])
    assert [relation.target for relation in relations_of(form)] == [cell("3", "a")]


def test_a_rule_may_name_one_fixed_cell() -> None:
    form = toy(["1", "2"], ["t", "a"], [RuleText(id="Q", rule="2<=[t;1]", rows=("a",))])
    assert cells(form, "Q") == {("a", "2"), ("t", "1")}


def test_a_rule_between_forms_names_every_cell_in_full() -> None:
    one, other = toy(["1"], code="AA01"), toy(["1"], code="BB02")
    rule = replace(relations_of(toy(["1", "2=1"]))[0].rule, notation="AA01[a;1]=BB02[a;1]")
    (relation,) = bind_rule(rule, {"AA01": one, "BB02": other})
    assert {key.form for key in relation.cells} == {"AA01", "BB02"}


def test_a_rule_between_forms_waits_for_both() -> None:
    rule = replace(relations_of(toy(["1", "2=1"]))[0].rule, notation="AA01[a;1]=BB02[a;1]")
    assert bind_rule(rule, {"AA01": toy(["1"], code="AA01")}) == ()


def numbers(relation: Relation) -> list[str]:
    return [str(node.value) for node in walk(relation.right) if isinstance(node, Number)]


def test_a_hundred_is_a_number_even_where_a_column_has_that_code() -> None:
    form = toy(["1", "2", "3=2/1*100 phan_tram", "100"])
    relation = the_relation(form)
    assert numbers(relation) == ["100"]
    assert cell("100") not in relation.cells


def test_braces_say_number_where_a_row_has_that_number() -> None:
    form = toy(["1"], ["t=a*{20}", "a", "20"])
    assert numbers(the_relation(form)) == ["20"]
    assert cells(form) == {("t", "1"), ("a", "1")}


def test_weighted_sums_take_the_weights_of_the_rows() -> None:
    rows = ["t=wsum(a:b)", RowText(key="a", weight=Decimal(18)), RowText(key="b", weight=Decimal(17))]
    assert numbers(the_relation(toy(["1"], rows))) == ["18", "17"]


@pytest.mark.parametrize("rule", ["3=1+X", "3=1+[z;1]", "3=1+[a;Z]"])
def test_a_code_that_no_row_or_column_has_is_refused(rule: str) -> None:
    form = toy(["1", "2", "3"], ["a"], [rule])
    with pytest.raises(DefinitionProblem) as refusal:
        relations_of(form)
    assert refusal.value.code == "definition.unknown_code"


@pytest.mark.parametrize("formula", ["sum(a:z)", "a+sum(y:z)", "sum(b:a)"])
def test_a_range_that_means_no_row_is_refused(formula: str) -> None:
    form = toy(["1"], [f"t={formula}", "a", "b"])
    with pytest.raises(DefinitionProblem):
        relations_of(form)


def test_a_tag_that_no_row_has_leaves_the_rule_out() -> None:
    assert relations_of(toy(["1"], ["t=sum(#ngheo)", "a"])) == ()
