from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from mtqg_xl.domain.forms import Form
from mtqg_xl.rules import solve_for
from tests.support.properties import amounts, thorough
from tests.support.toy import cell, row_of, the_relation, toy

BALANCE = toy(["1", "2", "3", "4=1-2+3"])
WEIGHTED = toy(["1", "2", "3", "4=1+2*{20}+3*{0.5}"])
RATE = toy(["1", "2", "3=1/2*100 phan_tram"])
FALL = toy(["1", "2", "3", "4", "5=1/2*100-3/4*100 diem_phan_tram"])

any_amount = amounts(3, 10**8)
positive = amounts(3, 10**8, 10**4)


def closes(form: Form, values: dict[str, str | Decimal], column: str) -> bool:
    """Whether putting the proposal for ``column`` in its place closes the relation."""
    relation = the_relation(form)
    proposed = solve_for(relation, cell(column), row_of(form, values))
    assert proposed is not None
    mended = row_of(form, values | {column: proposed})
    left, right = mended.left_of(relation), mended.right_of(relation)
    assert left is not None
    assert right is not None
    return abs(left - right) < Decimal("1e-20")


@thorough
@given(st.lists(any_amount, min_size=4, max_size=4), st.sampled_from("1234"))
def test_a_proposal_for_any_part_of_a_balance_closes_it(values: list[Decimal], column: str) -> None:
    assert closes(BALANCE, dict(zip("1234", values, strict=True)), column)


@thorough
@given(st.lists(any_amount, min_size=4, max_size=4), st.sampled_from("1234"))
def test_a_proposal_for_a_weighted_part_closes_the_sum(values: list[Decimal], column: str) -> None:
    assert closes(WEIGHTED, dict(zip("1234", values, strict=True)), column)


@thorough
@given(positive, positive, positive, st.sampled_from("23"))
def test_a_proposal_for_the_rate_or_its_divisor_closes_it(
    above: Decimal, below: Decimal, rate: Decimal, column: str
) -> None:
    assert closes(RATE, {"1": above, "2": below, "3": rate}, column)


@thorough
@given(positive, positive, positive)
def test_a_proposal_for_the_numerator_of_a_rate_closes_it(
    above: Decimal, below: Decimal, rate: Decimal
) -> None:
    assert closes(RATE, {"1": above, "2": below, "3": rate}, "1")


@thorough
@given(st.lists(positive, min_size=5, max_size=5), st.sampled_from("13"))
def test_a_proposal_for_a_numerator_of_a_change_of_rates_closes_it(
    values: list[Decimal], column: str
) -> None:
    assume(values[1] != values[3])
    assert closes(FALL, dict(zip("12345", values, strict=True)), column)
