from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.numerals import cut_off, round_half_up
from mtqg_xl.rules.judging import Outcome
from tests.support.properties import amounts, thorough
from tests.support.toy import judged, toy

WIDE = toy(["1", "2", "3", "4", "5", "9=1+2+3+4+5"])
BALANCE = toy(["1", "2", "3", "9=1-2+3"])
RATE = toy(["1", "2", "9=1/2*100 phan_tram"])
FALL = toy(["1", "2", "3", "4", "9=1/2*100-3/4*100 diem_phan_tram"])

exact = amounts(3, 10**8)
positive = amounts(3, 10**8, 10**4)
few = st.integers(0, 3)


@thorough
@given(st.lists(st.tuples(exact, few), min_size=5, max_size=5), few)
def test_a_true_sum_of_rounded_parts_is_never_wrong(parts: list[tuple[Decimal, int]], decimals: int) -> None:
    shown = {str(n): round_half_up(part, places) for n, (part, places) in enumerate(parts, start=1)}
    shown["9"] = round_half_up(sum((part for part, _ in parts), Decimal(0)), decimals)
    assert judged(WIDE, shown).outcome is not Outcome.FAILS


@thorough
@given(st.lists(st.tuples(exact, few), min_size=3, max_size=3), few)
def test_a_true_balance_of_rounded_parts_is_never_wrong(
    parts: list[tuple[Decimal, int]], decimals: int
) -> None:
    a, b, c = (part for part, _ in parts)
    shown = {str(n): round_half_up(part, places) for n, (part, places) in enumerate(parts, start=1)}
    shown["9"] = round_half_up(a - b + c, decimals)
    assert judged(BALANCE, shown).outcome is not Outcome.FAILS


@thorough
@given(exact, positive, few)
def test_a_true_rate_rounded_holds(above: Decimal, below: Decimal, decimals: int) -> None:
    rate = round_half_up(above * 100 / below, decimals)
    assert judged(RATE, {"1": above, "2": below, "9": rate}).outcome is Outcome.HOLDS


@thorough
@given(exact, positive, few)
def test_a_true_rate_cut_off_is_never_wrong(above: Decimal, below: Decimal, decimals: int) -> None:
    rate = cut_off(above * 100 / below, decimals)
    assert judged(RATE, {"1": above, "2": below, "9": rate}).outcome in (Outcome.HOLDS, Outcome.CUT_OFF)


@thorough
@given(exact, positive, few, few, few)
def test_a_true_rate_of_rounded_parts_is_never_wrong(
    above: Decimal, below: Decimal, places: int, others: int, decimals: int
) -> None:
    shown = {
        "1": round_half_up(above, places),
        "2": round_half_up(below, others),
        "9": round_half_up(above * 100 / below, decimals),
    }
    assert judged(RATE, shown).outcome is not Outcome.FAILS


@thorough
@given(st.lists(exact, min_size=5, max_size=5), few)
def test_a_total_cut_off_is_never_wrong(parts: list[Decimal], decimals: int) -> None:
    shown: dict[str, str | Decimal] = {str(n): part for n, part in enumerate(parts, start=1)}
    total = cut_off(sum(parts, Decimal(0)), decimals)
    assert judged(WIDE, shown | {"9": total}).outcome in (Outcome.HOLDS, Outcome.CUT_OFF)


@thorough
@given(exact, positive, exact, positive)
def test_a_true_change_of_rates_holds(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> None:
    change = round_half_up(a * 100 / b - c * 100 / d, 2)
    shown = {"1": a, "2": b, "3": c, "4": d, "9": change}
    assert judged(FALL, shown).outcome is not Outcome.FAILS
