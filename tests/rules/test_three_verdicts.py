from __future__ import annotations

import pytest

from mtqg_xl.catalogue.schema import RuleText
from mtqg_xl.domain.forms import Form
from mtqg_xl.rules import judge
from tests.support.toy import cell, computed, figures, judged, the_relation, toy, typed

SUM = toy(["1", "2", "3", "9=1+2+3"])
COUNT = toy(["1", "2", "3", "9=1+2+3"], measure="ho")
RATE = toy(["1", "2", "9=1/2*100 phan_tram"])
PAIR = toy(["1 phan_tram", "2 phan_tram"], rules=["1=2"])


def outcome(form: Form, *texts: str) -> str:
    codes = [*(column.key for column in form.columns if not column.formula), "9"]
    return judged(form, dict(zip(codes, texts, strict=False))).outcome


@pytest.mark.parametrize(
    ("above", "below", "rate"),
    [
        ("838824", "1125628", "75"),
        ("561592", "706065", "80"),
        ("277232", "419563", "66"),
        ("16962", "18449", "92"),
        ("4.23", "4.0", "105.75"),
        ("23306.9", "26844", "86.82"),
    ],
)
def test_a_rate_rounded_half_up_holds(above: str, below: str, rate: str) -> None:
    assert outcome(RATE, above, below, rate) == "holds"


@pytest.mark.parametrize(
    ("above", "below", "rate"),
    [
        ("28979", "75337", "38.4"),
        ("23306", "26884", "86"),
        ("4079", "40640", "10.03"),
        ("7862", "25957", "30.28"),
        ("5166", "20284", "25.46"),
        ("1555", "1595", "97.4"),
    ],
)
def test_a_rate_cut_off_is_told_as_cut_off(above: str, below: str, rate: str) -> None:
    assert outcome(RATE, above, below, rate) == "cut_off"


@pytest.mark.parametrize(
    ("above", "below", "rate"), [("1595", "7853", "10.8"), ("104516", "108400", "94.46")]
)
def test_a_rate_that_is_neither_fails(above: str, below: str, rate: str) -> None:
    assert outcome(RATE, above, below, rate) == "fails"


def test_a_total_of_cut_digits_is_told_as_cut_off() -> None:
    assert outcome(SUM, "25957", "3022.9", "0", "28979") == "cut_off"


@pytest.mark.parametrize(
    "texts",
    [
        ("20284", "4079", "1595", "25957"),
        ("23306", "4079", "1595", "28979"),
        ("6909", "7862", "0", "14770.5"),
    ],
)
def test_a_total_off_by_the_rounding_of_its_parts_is_told_as_rounding(texts: tuple[str, ...]) -> None:
    assert outcome(SUM, *texts) == "rounding"


def test_a_total_off_by_more_fails() -> None:
    assert outcome(SUM, "26884", "40640", "7853", "75337") == "fails"


def test_counts_have_no_tolerance() -> None:
    assert outcome(COUNT, "14", "1", "1", "16") == "holds"
    assert outcome(COUNT, "14", "1", "1", "18") == "fails"
    assert outcome(COUNT, "14", "1", "1", "17") == "fails"


def test_two_printed_rates_that_differ_in_the_last_digit_fail() -> None:
    assert judged(PAIR, {"1": "9.54", "2": "9.55"}, "Q1").outcome == "fails"
    assert judged(PAIR, {"1": "11.3", "2": "11.30"}, "Q1").outcome == "holds"


def test_a_blank_part_of_a_rate_leaves_the_rule_unknown() -> None:
    assert judged(RATE, {"1": "5", "9": "10"}).outcome == "unknown"


def test_the_noise_of_binary_arithmetic_is_no_difference() -> None:
    found = figures(
        SUM, *(typed(cell(code), "0.1") for code in "123"), computed(cell("9"), "0.30000000000000004")
    )
    assert judge(the_relation(SUM), found).outcome == "holds"


def test_a_stale_result_of_a_formula_is_not_excused_as_cut_off() -> None:
    found = figures(COUNT, *(typed(cell(code), "1") for code in "123"), computed(cell("9"), "4"))
    assert judge(the_relation(COUNT), found).outcome == "fails"


@pytest.mark.parametrize(("total", "expected"), [("101", "rounding"), ("102", "fails"), ("100", "holds")])
def test_a_tolerance_of_the_rule_replaces_that_of_the_digits(total: str, expected: str) -> None:
    from decimal import Decimal

    form = toy(["1", "2", "9"], rules=[RuleText(id="Q", rule="9=1+2", tolerance=Decimal(1))])
    assert judged(form, {"1": "40", "2": "60", "9": total}, "Q").outcome == expected


@pytest.mark.parametrize(
    ("small", "large", "expected"),
    [
        ("5", "5", "holds"),
        ("5", "6", "holds"),
        ("6", "5.5", "holds"),
        ("6", "5", "fails"),
        ("6.1", "5", "fails"),
        ("7", "5", "fails"),
    ],
)
def test_a_bound_fails_only_when_no_reading_of_the_digits_keeps_it(
    small: str, large: str, expected: str
) -> None:
    assert judged(toy(["1", "2"], rules=["1<=2"]), {"1": small, "2": large}, "Q1").outcome == expected


def test_a_bound_of_counts_is_sharp() -> None:
    form = toy(["1", "2"], rules=["1<=2"], measure="ho")
    assert judged(form, {"1": "6", "2": "5"}, "Q1").outcome == "fails"
    assert judged(form, {"1": "5", "2": "5"}, "Q1").outcome == "holds"
