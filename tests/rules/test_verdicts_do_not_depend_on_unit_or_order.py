from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.support.properties import amounts, thorough
from tests.support.toy import judged, toy

MILLION = toy(["1", "2", "3", "9=1+2+3"], measure="trieu_dong")
DONG = toy(["1", "2", "3", "9=1+2+3"], measure="dong")

dong = st.integers(0, 10**14).map(Decimal)
near = st.integers(-3, 3)


@thorough
@given(st.lists(dong, min_size=3, max_size=3), near)
def test_dong_and_millions_of_dong_give_one_verdict(parts: list[Decimal], off: int) -> None:
    shown = {str(n): part for n, part in enumerate(parts, start=1)}
    shown["9"] = max(Decimal(0), sum(parts, Decimal(0)) + off)
    in_millions = {code: amount.scaleb(-6) for code, amount in shown.items()}
    assert judged(DONG, shown).outcome == judged(MILLION, in_millions).outcome


@thorough
@given(st.lists(amounts(2, 10**6), min_size=3, max_size=3), amounts(2, 10**6), st.permutations("123"))
def test_the_order_of_the_terms_changes_nothing(
    parts: list[Decimal], total: Decimal, order: list[str]
) -> None:
    straight = dict(zip("123", parts, strict=True)) | {"9": total}
    mixed = dict(zip(order, parts, strict=True)) | {"9": total}
    one, other = judged(MILLION, straight), judged(MILLION, mixed)
    assert (one.outcome, one.left, one.right) == (other.outcome, other.left, other.right)


@thorough
@given(st.lists(st.integers(-2, 2), min_size=3, max_size=3), st.permutations("123"))
def test_the_order_changes_nothing_close_to_the_edge(offs: list[int], order: list[str]) -> None:
    parts = [Decimal("100.4") + Decimal(off) / 10 for off in offs]
    total = Decimal("301")
    straight = dict(zip("123", parts, strict=True)) | {"9": total}
    mixed = dict(zip(order, parts, strict=True)) | {"9": total}
    assert judged(MILLION, straight).outcome == judged(MILLION, mixed).outcome
