from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.numerals import decimals_of, format_vietnamese, parse_numeral, plain
from tests.support.properties import amounts, thorough

signed = amounts(smallest=-(10**12), largest=10**12)


@thorough
@given(signed)
def test_reading_what_was_printed_gives_the_same_amount(amount: Decimal) -> None:
    numeral = parse_numeral(format_vietnamese(amount))
    assert numeral is not None
    assert numeral.value == amount


@thorough
@given(signed)
def test_a_plain_text_gives_the_same_amount_back(amount: Decimal) -> None:
    text = plain(amount)
    assert Decimal(text) == amount
    assert "E" not in text
    assert not (("." in text) and text.endswith("0"))


@thorough
@given(amounts())
def test_all_decimals_printed_are_counted(amount: Decimal) -> None:
    assert decimals_of(amount) == len(f"{amount:f}".partition(".")[2])


@thorough
@given(signed, st.integers(0, 4))
def test_printing_with_fewer_decimals_prints_no_more_than_asked(amount: Decimal, decimals: int) -> None:
    assert len(format_vietnamese(amount, decimals).partition(",")[2]) <= decimals


def test_a_large_amount_is_printed_without_exponent() -> None:
    assert format_vietnamese(Decimal("1.2E+9")) == "1.200.000.000"
    assert plain(Decimal("2.898E+4")) == "28980"


def test_nothing_is_printed_as_minus_zero() -> None:
    assert plain(Decimal("-0.00")) == "0"
    assert format_vietnamese(Decimal("-0.004"), 2) == "0"
