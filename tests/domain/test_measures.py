from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.catalogue import measures
from tests.support.properties import amounts, thorough

MONEY = ["dong", "nghin_dong", "trieu_dong", "ty_dong"]


def test_a_million_dong_is_a_million_times_a_dong() -> None:
    dong, million = measures()["dong"], measures()["trieu_dong"]
    assert dong.convert(Decimal(3206178594), million) == Decimal("3206.178594")
    assert million.convert(Decimal("766.178594"), dong) == 766178594


@thorough
@given(amounts(), st.sampled_from(MONEY), st.sampled_from(MONEY))
def test_money_converted_there_and_back_is_the_same(amount: Decimal, one: str, other: str) -> None:
    here, there = measures()[one], measures()[other]
    assert there.convert(here.convert(amount, there), here) == amount


def test_households_cannot_be_expressed_in_money() -> None:
    with pytest.raises(ValueError, match="ho"):
        measures()["ho"].convert(Decimal(1), measures()["dong"])
