from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.numerals import round_half_up
from mtqg_xl.rules.intervals import Interval
from tests.support.properties import amounts, thorough

signed = amounts(3, 10**5, -(10**5))


def printed(text: str) -> Interval:
    value = Decimal(text)
    return Interval.rounded(value, len(text.partition(".")[2]))


def holds(interval: Interval, value: Decimal) -> bool:
    return interval.meets(Interval.point(value))


def test_a_printed_figure_includes_its_lower_end_only() -> None:
    assert holds(printed("9.54"), Decimal("9.535"))
    assert not holds(printed("9.54"), Decimal("9.545"))


def test_neighbours_do_not_meet() -> None:
    assert not printed("9.54").meets(printed("9.55"))
    assert not printed("9.55").meets(printed("9.54"))
    assert not printed("-9.54").meets(printed("-9.55"))


def test_zero_does_not_meet_minus_one() -> None:
    assert not printed("0").meets(printed("-1"))
    assert not printed("0.00").meets(printed("-0.01"))


def test_a_coarser_figure_meets_the_finer_ones_it_stands_for() -> None:
    assert printed("11.3").meets(printed("11.30"))
    assert printed("75").meets(printed("74.52"))
    assert not printed("75").meets(printed("74.49"))


@thorough
@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(0, 3))
def test_two_figures_of_one_precision_meet_only_when_equal(one: int, other: int, decimals: int) -> None:
    first, second = (Interval.rounded(Decimal(n).scaleb(-decimals), decimals) for n in (one, other))
    assert first.meets(second) == (one == other)


@thorough
@given(signed, st.integers(0, 2))
def test_every_amount_lies_in_what_it_is_printed_as(amount: Decimal, decimals: int) -> None:
    assert holds(Interval.rounded(round_half_up(amount, decimals), decimals), amount)


@thorough
@given(signed, signed, st.integers(0, 2))
def test_sums_differences_and_products_of_amounts_stay_inside(a: Decimal, b: Decimal, decimals: int) -> None:
    one = Interval.rounded(round_half_up(a, decimals), decimals)
    other = Interval.rounded(round_half_up(b, decimals), decimals)
    assert holds(one + other, a + b)
    assert holds(one + -other, a - b)
    assert holds(one * other, a * b)


@thorough
@given(amounts(3, 10**6, 1000))
def test_one_over_an_amount_stays_inside(amount: Decimal) -> None:
    rounded = round_half_up(amount, 0)
    inverse = Interval.rounded(rounded, 0).inverse()
    if rounded == 0:
        assert inverse is None
    else:
        assert inverse is not None
        assert inverse.low <= 1 / amount <= inverse.high


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    assert printed("0").inverse() is None
    assert Interval(Decimal(-1), Decimal(1)).inverse() is None


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("5", "5", True), ("5", "4", False), ("4", "5", True)]
)
def test_a_bound_may_hold_only_up_to_the_edge(one: str, other: str, expected: bool) -> None:
    assert Interval.point(Decimal(one)).may_be_at_most(Interval.point(Decimal(other))) is expected


def test_an_open_edge_is_not_reached() -> None:
    below = printed("4")
    assert not Interval.point(Decimal("4.5")).may_be_at_most(below)
    assert Interval.point(Decimal("4.4999")).may_be_at_most(below)
