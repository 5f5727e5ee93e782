from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.rules.judging import Outcome
from tests.support.properties import thorough
from tests.support.toy import judged, toy

COUNT = toy(["1", "2", "3", "9=1+2+3"], measure="ho")
counts = st.lists(st.integers(0, 10**6), min_size=3, max_size=3)


def outcome(parts: list[int], total: int) -> Outcome:
    shown = {str(n): Decimal(part) for n, part in enumerate(parts, start=1)}
    return judged(COUNT, shown | {"9": Decimal(total)}).outcome


@thorough
@given(counts)
def test_a_count_that_adds_up_holds(parts: list[int]) -> None:
    assert outcome(parts, sum(parts)) is Outcome.HOLDS


@thorough
@given(counts, st.integers(-1000, 1000).filter(bool))
def test_a_count_that_is_off_is_wrong_be_it_by_one(parts: list[int], off: int) -> None:
    assert outcome(parts, sum(parts) + off) is Outcome.FAILS
    assert outcome(parts, sum(parts) + 1) is Outcome.FAILS
