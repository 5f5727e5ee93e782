from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.support.properties import amounts, thorough
from tests.support.toy import cell, judged, row_of, the_relation, toy

SUM = toy(["1", "2", "3", "9=1+2+3"])
RATE = toy(["1", "2", "9=1/2*100 phan_tram"])


@thorough
@given(st.lists(amounts(12, 10**20), min_size=3, max_size=3))
def test_a_sum_is_exact_to_the_last_digit(parts: list[Decimal]) -> None:
    figures = row_of(SUM, dict(zip("123", parts, strict=True)))
    right = figures.right_of(the_relation(SUM))
    assert right is not None
    assert Fraction(right) == sum(map(Fraction, parts))


def test_tenths_add_up_as_on_paper() -> None:
    assert judged(SUM, {"1": "0.1", "2": "0.1", "3": "0.1", "9": "0.3"}).outcome == "holds"


@thorough
@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_rate_is_the_quotient_not_a_float(above: int, below: int) -> None:
    right = row_of(RATE, {"1": Decimal(above), "2": Decimal(below)}).right_of(the_relation(RATE))
    assert right is not None
    assert abs(Fraction(right) - Fraction(above * 100, below)) < Fraction(1, 10**30)


def test_a_blank_total_is_filled_in_from_its_parts() -> None:
    form = toy(["1", "2", "3=1+2", "4", "5=3+4"])
    figures = row_of(form, {"1": "5", "2": "7", "4": "1"})
    assert figures.right_of(the_relation(form, "5")) == 13
    assert figures.support(cell("3")) == (cell("1"), cell("2"))


def test_a_written_total_is_taken_as_written() -> None:
    form = toy(["1", "2", "3=1+2", "4", "5=3+4"])
    figures = row_of(form, {"1": "5", "2": "7", "3": "13", "4": "1"})
    assert figures.right_of(the_relation(form, "5")) == 14
    assert figures.support(cell("3")) == (cell("3"),)
