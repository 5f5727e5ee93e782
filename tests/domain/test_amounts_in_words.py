"""Amounts in words: what stands in brackets behind a figure must say the same figure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.amounts_in_words import LARGEST, amount_in_words

AS_OFFICES_WRITE = {
    "0": "không",
    "5": "năm",
    "10": "mười",
    "11": "mười một",
    "14": "mười bốn",
    "15": "mười lăm",
    "20": "hai mươi",
    "21": "hai mươi mốt",
    "24": "hai mươi tư",
    "25": "hai mươi lăm",
    "100": "một trăm",
    "101": "một trăm linh một",
    "104": "một trăm linh bốn",
    "105": "một trăm linh năm",
    "110": "một trăm mười",
    "115": "một trăm mười lăm",
    "1000": "một nghìn",
    "1005": "một nghìn không trăm linh năm",
    "1010": "một nghìn không trăm mười",
    "1555": "một nghìn năm trăm năm mươi lăm",
    "10000": "mười nghìn",
    "26844": "hai mươi sáu nghìn tám trăm bốn mươi tư",
    "1000000": "một triệu",
    "1000005": "một triệu không trăm linh năm",
    "1144077": "một triệu một trăm bốn mươi tư nghìn không trăm bảy mươi bảy",
    "1000000000": "một tỷ",
    "1005000000": "một tỷ không trăm linh năm triệu",
    "1144077000000": "một nghìn một trăm bốn mươi tư tỷ không trăm bảy mươi bảy triệu",
    "1000000000000000": "một triệu tỷ",
    "1000000000000000000": "một tỷ tỷ",
    "10.8": "mười phẩy tám",
    "10.05": "mười phẩy không năm",
    "0.25": "không phẩy hai mươi lăm",
    "2.125": "hai phẩy một trăm hai mươi lăm",
    "3.1416": "ba phẩy một bốn một sáu",
    "7.50": "bảy phẩy năm",
    "-40": "âm bốn mươi",
    "-0": "không",
}


@pytest.mark.parametrize(("figure", "words"), AS_OFFICES_WRITE.items())
def test_figures_are_read_as_offices_read_them(figure: str, words: str) -> None:
    assert amount_in_words(Decimal(figure)) == words


def test_the_unit_stands_behind_and_a_line_may_begin_with_a_capital() -> None:
    assert amount_in_words(1_144_077, "triệu đồng", capital=True) == (
        "Một triệu một trăm bốn mươi tư nghìn không trăm bảy mươi bảy triệu đồng"
    )
    assert amount_in_words(-40, "đồng", capital=True) == "Âm bốn mươi đồng"


@pytest.mark.parametrize("beyond", [LARGEST + 1, -LARGEST - 1, Decimal("NaN"), Decimal("Infinity")])
def test_what_nobody_would_read_in_words_is_refused(beyond: Decimal | int) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        amount_in_words(beyond)


@given(st.integers(-LARGEST, LARGEST) | st.integers(0, 10**7))
def test_reading_the_words_back_gives_the_figure(number: int) -> None:
    assert read_back(amount_in_words(number)) == number


@given(st.decimals(-(10**9), 10**9, places=6))
def test_decimals_are_read_back_too(figure: Decimal) -> None:
    assert read_back(amount_in_words(figure)) == figure


@given(st.integers(0, 999), st.integers(1, 999), st.integers(0, 999))
def test_every_group_is_read_alone_and_then_named(millions: int, thousands: int, ones: int) -> None:
    """A second construction: the groups one by one, noughts filled up behind the first."""
    groups = [(millions, "triệu"), (thousands, "nghìn"), (ones, "")]
    told: list[str] = []
    for group, name in groups:
        if group:
            # 1000 more brings the reading of noughts, and "một nghìn" is taken off again.
            alone = (
                amount_in_words(1000 + group).removeprefix("một nghìn ") if told else amount_in_words(group)
            )
            told.append(f"{alone} {name}".strip())
    number = millions * 10**6 + thousands * 1000 + ones
    assert amount_in_words(number) == " ".join(told)


NAMES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
DIGITS = {name: value for value, name in enumerate(NAMES)} | {"mốt": 1, "tư": 4, "lăm": 5}


def read_back(words: str) -> Decimal:
    """The figure that words say, by another way: word after word, as a listener writes it down."""
    tokens = words.split()
    negative = tokens[0] == "âm"
    if negative:
        tokens = tokens[1:]
    whole, fraction = tokens, []
    if "phẩy" in tokens:
        at = tokens.index("phẩy")
        whole, fraction = tokens[:at], tokens[at + 1 :]
    value = Decimal(_read_whole(whole))
    if fraction:
        noughts = 0
        while fraction[0] == "không":
            noughts, fraction = noughts + 1, fraction[1:]
        one_by_one = len(fraction) > 1 and all(word in DIGITS for word in fraction)
        digits = "".join(str(DIGITS[word]) for word in fraction) if one_by_one else str(_read_whole(fraction))
        value += Decimal(f"0.{'0' * noughts}{digits}")
    return -value if negative else value


def _read_whole(tokens: list[str]) -> int:
    total = section = group = 0
    for word in tokens:
        match word:
            case "tỷ":
                total, section, group = (total + section + group) * 10**9, 0, 0
            case "triệu" | "nghìn":
                section, group = section + group * (10**6 if word == "triệu" else 1000), 0
            case "trăm":
                group *= 100
            case "mươi":
                group = group - group % 10 + group % 10 * 10
            case "mười":
                group += 10
            case "linh":
                pass
            case _:
                group += DIGITS[word]
    return total + section + group
