from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.ooxml import exact

finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("766.17859399999998", "766.178594"),
        ("0.10000000000000001", "0.1"),
        ("-1234.5599999999999", "-1234.56"),
        ("3.0000000000000001E-3", "0.003"),
        ("12345678901234567", "12345678901234568"),
        ("12.50", "12.50"),
        ("1E3", "1E3"),
        (" 7 ", "7"),
        ("0.000000000000000000001", "0.000000000000000000001"),
    ],
)
def test_the_noise_of_doubles_is_left_out(text: str, number: str) -> None:
    assert exact(text) == Decimal(number)


def test_up_to_fifteen_digits_are_taken_as_written() -> None:
    assert str(exact("12.50")) == "12.50"
    assert exact("123456789.012345") == Decimal("123456789.012345")


@given(finite)
def test_a_number_as_python_writes_it_stays_itself(number: float) -> None:
    assert exact(repr(number)) == Decimal(repr(number))


@given(finite)
def test_seventeen_digits_mean_the_shortest_number_of_the_same_double(number: float) -> None:
    assert exact(f"{number:.16e}") == Decimal(repr(number))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_money_survives_being_kept_as_a_double(money: Decimal) -> None:
    assert exact(f"{float(money):.17g}") == money


@pytest.mark.parametrize(
    "text", ["", "nan", "inf", "-Infinity", "1e999", "1_000", "1,5", "٣", "0x1F", "abc", "--1"]
)
def test_what_is_no_finite_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        exact(text)
