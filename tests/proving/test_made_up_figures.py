"""What can be relied on when figures are made up for a form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.catalogue.schema import RuleText
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import Form, Scope
from mtqg_xl.proving import NoFilling, filling, random_filling
from mtqg_xl.rules import Figures, judge, measure_lookup, relations_of
from mtqg_xl.rules.judging import Outcome
from tests.support.toy import CODE, cell, figures, toy, typed

SPLIT = toy(["1=2+3", "2", "3", "4", "5"], ["t=a+b", "a", "b"], ["1=4+5", "4<=2"], measure="ho")


def outcomes(form: Form, seed: int) -> set[Outcome]:
    """How the rules come out when inputs are typed and totals are left to their formulas."""
    typed_in = [typed(key, value) for key, value in random_filling(form, seed).items()]
    book = figures(form, *typed_in)
    return {judge(relation, book).outcome for relation in relations_of(form)}


@pytest.mark.parametrize("seed", range(20))
def test_made_up_figures_satisfy_every_rule(seed: int) -> None:
    assert outcomes(SPLIT, seed) == {Outcome.HOLDS}


def test_a_seed_gives_the_same_figures_again_and_another_seed_others() -> None:
    assert random_filling(SPLIT, 5) == random_filling(SPLIT, 5)
    assert len({tuple(random_filling(SPLIT, seed).items()) for seed in range(20)}) == 20


def test_figures_are_of_every_magnitude() -> None:
    seen = [value for seed in range(40) for value in random_filling(SPLIT, seed).values()]
    assert {1, 2, 3, 4} <= {len(str(value)) for value in seen if value}


def test_counts_are_whole_and_money_has_no_more_digits_than_the_dong() -> None:
    form = toy(["1", "2 dong", "3 trieu_dong"], measure="ho")
    for seed in range(30):
        made = random_filling(form, seed)
        assert made[cell("1")] == made[cell("1")].to_integral_value()
        assert made[cell("2")] == made[cell("2")].to_integral_value()
    assert any(random_filling(form, seed)[cell("3")] % 1 for seed in range(30))


def test_every_figure_that_the_rules_allow_comes_up() -> None:
    form = toy(["1", "2", "3"], rules=["1+2+3={2}", "1<=2"], measure="ho")
    allowed = {(a, b, 2 - a - b) for a in range(3) for b in range(3 - a) if a <= b}
    seen = {tuple(int(value) for value in random_filling(form, seed).values()) for seed in range(200)}
    assert seen == allowed


def test_zeros_are_given_on_request() -> None:
    shares = []
    for zeros in (0.0, 0.5):
        made = [value for seed in range(20) for value in random_filling(SPLIT, seed, zeros=zeros).values()]
        shares.append(sum(1 for value in made if not value) / len(made))
    assert shares[0] < 0.15 < 0.3 < shares[1]


def test_cells_are_left_blank_on_request_and_no_rule_minds() -> None:
    cells = len(random_filling(SPLIT, 0))
    left_out = 0
    for seed in range(20):
        made = random_filling(SPLIT, seed, blanks=0.5)
        left_out += cells - len(made)
        book = figures(SPLIT, *(typed(key, value) for key, value in made.items()))
        assert Outcome.FAILS not in {judge(relation, book).outcome for relation in relations_of(SPLIT)}
    assert left_out > 20


def test_a_rule_that_weighs_money_by_counts_is_met_exactly() -> None:
    form = toy(["1 ho", "2 ho", "3 trieu_dong", "4 trieu_dong"], rules=["3+4={40}*1+{20}*2"])
    for seed in range(20):
        made = random_filling(form, seed)
        one, two, three, four = (made[cell(code)] for code in "1234")
        assert three + four == 40 * one + 20 * two
    assert len({random_filling(form, seed)[cell("3")] for seed in range(20)}) > 10


def test_a_typed_rate_that_bounds_a_computed_one_is_met() -> None:
    form = toy(["1 ho", "2 ho", "3=2/1*100 phan_tram", "4 phan_tram"], rules=["2<=1", "3>=4"])
    for seed in range(10):
        assert outcomes(form, seed) == {Outcome.HOLDS}


def test_rules_that_only_inform_are_not_minded() -> None:
    silly = RuleText(id="Q", rule="1>=2", severity=Severity.INFO)
    form = toy(["1", "2"], rules=[silly, "1<=2"])
    assert any(made[cell("1")] < made[cell("2")] for made in (random_filling(form, n) for n in range(10)))


def test_rules_that_cannot_hold_together_are_named_and_no_others() -> None:
    form = toy(["1", "2", "3"], rules=["1>=2+{5}", "2>=3", "3>=1", "1>=3"])
    with pytest.raises(NoFilling, match=rf"{CODE}\.Q1, {CODE}\.Q2, {CODE}\.Q3\.") as refused:
        filling(form, 0)
    assert "Q4" not in str(refused.value)


def test_a_total_over_a_list_without_entries_stays_blank_and_hinders_no_rule() -> None:
    form = toy(["1", "2", "3=2/1*100 phan_tram"], ["t=sum(#x)", "a"], ["2<=1", "2>={1}"], measure="ho")
    for seed in range(5):
        assert set(random_filling(form, seed)) == {cell("1"), cell("2")}
        assert outcomes(form, seed) == {Outcome.HOLDS, Outcome.UNKNOWN}


def test_an_equation_without_a_whole_solution_has_no_figures() -> None:
    form = toy(["1", "2"], rules=["{2}*1={2}*2+{1}"], measure="ho")
    with pytest.raises(NoFilling):
        filling(form, 0)


def test_totals_typed_over_would_be_found() -> None:
    made = random_filling(SPLIT, 1)
    wrong = made[cell("2")] + made[cell("3")] + Decimal(1)
    seen = {key: typed(key, value) for key, value in (*made.items(), (cell("1"), wrong))}
    book = Figures(seen, measure_lookup([SPLIT]), relations_of(SPLIT))
    assert Outcome.FAILS in {judge(relation, book).outcome for relation in relations_of(SPLIT)}


def test_a_rule_over_columns_ties_rows() -> None:
    rule = RuleText(id="Q", rule="a=b+c", over=Scope.COLUMNS)
    form = toy(["1", "2"], ["a", "b", "c"], [rule], measure="ho")
    for seed in range(5):
        made = random_filling(form, seed)
        for column in "12":
            assert made[cell(column, "a")] == made[cell(column, "b")] + made[cell(column, "c")]
