"""What is printed is read back: in the Vietnamese manner, with units, marks, and either way when doubtful."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from mtqg_xl.catalogue.measures import measure
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.reading.figures.cleaning import clean
from mtqg_xl.reading.figures.meaning import meaning_of
from mtqg_xl.reading.figures.numbers import Manner, readings
from tests.reading.figures.looking import look
from tests.support.properties import amounts, thorough

MONEY = ["dong", "nghin_dong", "trieu_dong", "ty_dong"]
signed = amounts(smallest=-(10**12), largest=10**12)


def english(amount: Decimal) -> str:
    return format_vietnamese(amount).translate(str.maketrans(",.", ".,"))


@thorough
@given(signed)
def test_a_printed_amount_is_among_the_readings_and_first(amount: Decimal) -> None:
    assert readings(format_vietnamese(amount))[0].value == amount


@thorough
@given(signed)
def test_an_amount_printed_in_english_is_among_the_readings(amount: Decimal) -> None:
    assert amount in [one.value for one in readings(english(amount))]


@thorough
@given(signed)
def test_two_readings_are_never_hidden(amount: Decimal) -> None:
    """A text that is also the English print of another amount has both readings, or is doubtful."""
    text = format_vietnamese(amount)
    found = readings(text)
    other = [one.value for one in found if one.manner is Manner.ENGLISH]
    swapped = readings(text.translate(str.maketrans(",.", ".,")))
    if len(found) == 1 and found[0].manner is Manner.VIETNAMESE:
        assert not other
        assert swapped[0].manner is Manner.ENGLISH
    assert len({one.value for one in found}) == len(found)


@thorough
@given(signed, st.sampled_from(MONEY), st.sampled_from(MONEY))
def test_the_unit_in_the_cell_converts_exactly(amount: Decimal, unit: str, form_unit: str) -> None:
    assume(unit != "dong" or amount == amount.to_integral_value())
    stated, own = measure(unit), measure(form_unit)
    found = meaning_of(f"{format_vietnamese(amount)} {stated.label}", own, own)
    assert found.readings[0].value == stated.convert(amount, own)


@thorough
@given(st.integers(0, 10**9), st.sampled_from(["ho", "xa", "cong_trinh", "nguoi"]))
def test_counts_come_back_with_thousands_in_either_manner(count: int, unit: str) -> None:
    for text in (format_vietnamese(Decimal(count)), english(Decimal(count)), str(count), f"0{count}"):
        seen = look(f"{text} {measure(unit).label}", unit)
        assert (seen.state, seen.value) == ("reported", count)


@thorough
@given(signed, st.sampled_from(["**{}**", " {} ", "\u200b{}", "{}¹", "'{}", "{}\n", "{}(1)"]))
def test_marks_around_a_figure_do_not_change_it(amount: Decimal, around: str) -> None:
    assert readings(clean(around.format(format_vietnamese(amount))).body)[0].value == amount


@thorough
@given(st.text(max_size=30), st.sampled_from(["trieu_dong", "ho", "phan_tram", "kg"]))
def test_any_text_is_read_told_or_left_and_nothing_fails(text: str, unit: str) -> None:
    seen = look(text, unit)
    if seen.value is not None and seen.state == "reported":
        assert seen.code is not None
    if seen.state == "unread":
        assert seen.code is not None
    if measure(unit).kind is MeasureKind.COUNT and seen.value is not None:
        assert seen.value == seen.value.to_integral_value()


@thorough
@given(
    st.text(alphabet="0123456789.,%-+() /xXđoOlI²¹\u00a0'*#", max_size=14),
    st.sampled_from(["trieu_dong", "ho"]),
)
def test_no_text_like_a_figure_is_read_without_a_remark(text: str, unit: str) -> None:
    seen = look(text, unit)
    assert seen.code is not None or seen.value is None
