from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.numerals import cut_off, round_half_up
from tests.support.properties import amounts, thorough


@pytest.mark.parametrize(
    ("exact", "decimals", "rounded", "cut"),
    [
        ("20.3107", 2, "20.31", "20.31"),
        ("86.691", 0, "87", "86"),
        ("30.2886", 2, "30.29", "30.28"),
        ("0.5", 0, "1", "0"),
        ("2.5", 0, "3", "2"),
        ("-2.5", 0, "-3", "-2"),
        ("28979.9", 0, "28980", "28979"),
    ],
)
def test_halves_go_up_and_cut_digits_are_dropped(exact: str, decimals: int, rounded: str, cut: str) -> None:
    assert round_half_up(Decimal(exact), decimals) == Decimal(rounded)
    assert cut_off(Decimal(exact), decimals) == Decimal(cut)


@thorough
@given(amounts(), st.integers(0, 4))
def test_rounding_moves_by_at_most_half_a_digit(amount: Decimal, decimals: int) -> None:
    assert abs(round_half_up(amount, decimals) - amount) <= Decimal(5).scaleb(-decimals - 1)


@thorough
@given(amounts(), st.integers(0, 4))
def test_cutting_never_adds(amount: Decimal, decimals: int) -> None:
    assert 0 <= amount - cut_off(amount, decimals) < Decimal(1).scaleb(-decimals)
