from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.numerals import Numeral, parse_numeral


def read(text: str) -> Numeral:
    numeral = parse_numeral(text)
    assert numeral is not None
    return numeral


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("1.232.836,9", "1232836.9", 1),
        ("49.848.000.000", "49848000000", 0),
        ("3.206.178.594", "3206178594", 0),
        ("1.550,440", "1550.440", 3),
        ("9.835,440", "9835.440", 3),
        ("4.740,00", "4740.00", 2),
        ("25,958", "25.958", 3),
        ("-3,5", "-3.5", 1),
        ("26.884", "26884", 0),
        ("05", "5", 0),
        ("0", "0", 0),
    ],
)
def test_a_dot_parts_thousands_and_a_comma_decimals(text: str, value: str, decimals: int) -> None:
    assert read(text).value == Decimal(value)
    assert read(text).decimals == decimals


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("75%", "75"),
        ("22 %", "22"),
        ("50,9%", "50.9"),
        ("11 ,3%", "11.3"),
        ("67,80%", "67.80"),
        ("4,0%", "4.0"),
    ],
)
def test_a_percent_sign_is_dropped_and_its_digits_kept(text: str, value: str) -> None:
    assert str(read(text).value) == value


def test_trailing_zeros_count_as_printed_decimals() -> None:
    assert read("11,30%").decimals == 2
    assert read("11,3%").decimals == 1


@pytest.mark.parametrize("text", ["208,560", "938,560", "1.234", "4.097", "12.5", "1,234.5"])
def test_a_figure_that_english_readers_see_otherwise_is_doubtful(text: str) -> None:
    assert read(text).doubtful


@pytest.mark.parametrize("text", ["0.440", "0,440", "-0.125"])
def test_no_thousands_begin_with_nought(text: str) -> None:
    assert abs(read(text).value) < 1


@pytest.mark.parametrize("text", ["0,440", "1.550,440", "1.232.836,9", "3.206.178.594", "10,8", "434"])
def test_a_figure_with_one_possible_reading_is_not_doubtful(text: str) -> None:
    assert not read(text).doubtful


def test_a_space_may_part_thousands() -> None:
    assert read("1 234 567").value == 1234567
    assert read("1\u00a0234\u00a0567,5").value == Decimal("1234567.5")


@pytest.mark.parametrize(
    "text",
    [
        "16/18",
        "02/16",
        "7,98%/6,6%",
        "15-16",
        "2016-2020",
        "30/6/2019",
        "21,22,23",
        "từ 4,0% trở lên",
        "dưới 34%",
        "chưa giải ngân",
        "47 triệu đồng",
        "590/SLĐTBXH",
        "05²",
        "16p",
        "1,234,567",
        "1.23.456",
        "",
        "%",
        "-",
    ],
)
def test_what_is_not_plainly_one_figure_is_not_read(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize("text", ["15 20", "2 15 20", "0 3 10", "86 10"])
def test_several_figures_in_one_cell_are_not_glued_together(text: str) -> None:
    assert parse_numeral(text) is None
