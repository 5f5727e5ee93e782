from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.reading.doubts import settle_doubts
from tests.reading.figures.tables import filled, settle
from tests.support.properties import thorough
from tests.support.toy import cell, toy

SUMS = toy(["1", "2", "3=1+2"], ["a", "b", "c", "t=a+b+c"])
RATES = toy(["1", "2", "3=2/1*100 phan_tram"], ["a", "b"])


def test_the_reading_under_which_the_line_adds_up_is_taken() -> None:
    found = settle(SUMS, {cell("1"): 1000, cell("2"): "1.234", cell("3"): 2234})
    assert found.value(cell("2")) == 1234
    assert found.told(cell("2")) == ["text_number_settled"]


def test_the_decimal_reading_is_taken_when_only_that_adds_up() -> None:
    found = settle(SUMS, {cell("1"): 1000, cell("2"): "1.234", cell("3"): "1001.234"})
    assert found.value(cell("2")) == Decimal("1.234")
    assert found.seen(cell("2")).decimals == 3
    assert found.told(cell("2")) == ["text_number_settled"]


def test_a_comma_before_three_digits_is_settled_either_way() -> None:
    decimals = settle(SUMS, {cell("1"): "766.44", cell("2"): "208,560", cell("3"): 975})
    thousands = settle(SUMS, {cell("1"): 1000, cell("2"): "208,560", cell("3"): 209560})
    assert decimals.value(cell("2")) == Decimal("208.560")
    assert thousands.value(cell("2")) == 208560
    assert decimals.told(cell("2")) == thousands.told(cell("2")) == ["text_number_settled"]


def test_the_remark_says_both_readings_and_the_cells_that_decide() -> None:
    found = settle(SUMS, {cell("1"): 1000, cell("2"): "1.234", cell("3"): 2234})
    (remark,) = found.remarks
    assert (remark.values["read"], remark.values["other"]) == ("1.234", "1,234")
    assert "E10" in remark.values["why"]
    assert "C10" in remark.values["why"]


def test_several_doubtful_figures_in_one_sum_are_settled_together() -> None:
    cells = {cell("1", "a"): "1.234", cell("1", "b"): "5.678", cell("1", "c"): "9.100", cell("1", "t"): 16012}
    found = settle(SUMS, cells)
    assert [found.value(cell("1", row)) for row in "abc"] == [1234, 5678, 9100]
    assert {code for row in "abc" for code in found.told(cell("1", row))} == {"text_number_settled"}


def test_figures_of_mixed_manners_are_settled_where_only_that_adds_up() -> None:
    cells = {cell("1", "a"): "1.234", cell("1", "b"): "5.678", cell("1", "t"): "1239.678"}
    found = settle(SUMS, cells)
    assert [found.value(cell("1", row)) for row in "ab"] == [1234, Decimal("5.678")]


def test_a_total_that_adds_up_either_way_decides_nothing() -> None:
    cells = {cell("1", "a"): "1.234", cell("1", "b"): "5.678", cell("1", "t"): "6.912"}
    found = settle(SUMS, cells)
    assert found.value(cell("1", "t")) == 6912
    assert {code for row in "abt" for code in found.told(cell("1", row))} == {"doubtful_text_number"}


def test_a_figure_settled_settles_the_next() -> None:
    cells = {
        cell("1", "a"): "1.234",
        cell("2", "a"): 1,
        cell("3", "a"): 1235,
        cell("1", "b"): "5.678",
        cell("1", "t"): "6.912",
    }
    found = settle(SUMS, cells)
    assert [found.value(cell("1", row)) for row in "abt"] == [1234, 5678, 6912]
    assert {code for row in "abt" for code in found.told(cell("1", row))} == {"text_number_settled"}


def test_very_many_doubtful_figures_in_one_sum_are_settled_by_the_manner_that_adds_up() -> None:
    rows = [f"r{n}" for n in range(12)]
    form = toy(["1"], [*rows, f"t={'+'.join(rows)}"])
    for scale in (1, 1000):
        cells: dict[object, object] = {cell("1", row): f"{n + 1}.125" for n, row in enumerate(rows)}
        cells[cell("1", "t")] = sum(Decimal((n + 1) * 1000 + 125) / scale for n in range(12))
        found = settle(form, cells)  # type: ignore[arg-type]
        assert found.value(cell("1", "r4")) == Decimal(5125) / scale
        assert found.told(cell("1", "r4")) == ["text_number_settled"]


def test_relations_that_contradict_each_other_decide_nothing() -> None:
    cells = {cell("1", "a"): "1.234", cell("2", "a"): 1, cell("3", "a"): 1235, cell("1", "t"): "1.2340"}
    found = settle(SUMS, cells)
    assert found.told(cell("1", "a")) == ["doubtful_text_number"]
    assert found.value(cell("1", "a")) == 1234


def test_a_blank_total_hands_on_what_is_known_of_it() -> None:
    form = toy(["1", "2", "3=1+2", "4=3*2"], ["a"])
    found = settle(form, {cell("1"): 1000, cell("2"): "1.234", cell("4"): Decimal("1235.468756")})
    assert found.value(cell("2")) == Decimal("1.234")


def test_a_rate_tells_one_part_from_the_other() -> None:
    found = settle(RATES, {cell("1"): 2468, cell("2"): "1.234", cell("3"): 50})
    assert found.value(cell("2")) == 1234
    found = settle(RATES, {cell("1"): "2.468", cell("2"): "1.234", cell("3"): 50})
    assert found.told(cell("2")) == ["doubtful_text_number"]


@pytest.mark.parametrize(
    ("other", "value"),
    [("3.206.178,5", 1234), ("10,8", 1234), ("12.5", Decimal("1.234")), ("1,234.5", Decimal("1.234"))],
)
def test_without_relations_the_manner_of_the_column_is_followed_and_told(other: str, value: Decimal) -> None:
    found = settle(SUMS, {cell("1", "a"): "1.234", cell("1", "b"): other})
    assert found.value(cell("1", "a")) == value
    assert found.told(cell("1", "a")) == ["text_number_by_manner"]


def test_the_column_goes_before_the_form() -> None:
    cells = {cell("1", "a"): "1.234", cell("1", "b"): "12.5", cell("2", "a"): "10,8", cell("2", "b"): "5,5"}
    assert settle(SUMS, cells).value(cell("1", "a")) == Decimal("1.234")


def test_a_column_of_mixed_manners_decides_nothing() -> None:
    found = settle(SUMS, {cell("1", "a"): "1.234", cell("1", "b"): "12.5", cell("1", "c"): "10,8"})
    assert found.told(cell("1", "a")) == ["doubtful_text_number"]


def test_a_figure_settled_by_its_sum_shows_the_manner_to_the_others() -> None:
    cells = {cell("1", "a"): 1, cell("2", "a"): "1.234", cell("3", "a"): "2.234", cell("2", "b"): "5.678"}
    found = settle(SUMS, cells)
    assert found.value(cell("2", "b")) == Decimal("5.678")
    assert found.told(cell("2", "b")) == ["text_number_by_manner"]


def test_nothing_known_leaves_the_doubt_as_it_is() -> None:
    found = settle(SUMS, {cell("1"): "1.234"})
    assert (found.value(cell("1")), found.told(cell("1"))) == (1234, ["doubtful_text_number"])


def test_a_count_is_whole_and_needs_no_relation() -> None:
    counts = toy(["1", "2", "3=1+2"], ["a"], measure="ho")
    found = settle(counts, {cell("1"): "1.234", cell("2"): "208,560"})
    assert (found.value(cell("1")), found.value(cell("2"))) == (1234, 208560)
    assert found.told(cell("1")) == found.told(cell("2")) == ["text_number_whole"]


def test_a_form_without_doubts_is_handed_back_untouched() -> None:
    table, remarks = filled(SUMS, {cell("1"): 5, cell("2"): "10,8"})
    tables, told = settle_doubts([table], remarks, None)
    assert tables[0] is table
    assert told == remarks


parts = st.lists(st.integers(1_000, 999_999), min_size=3, max_size=3)


@thorough
@given(parts, st.booleans(), st.integers(1_000_000, 9_000_000))
def test_a_true_total_never_settles_a_part_wrongly(figures: list[int], thousands: bool, anchor: int) -> None:
    """Texts of one manner, a known part and a known total: what is settled is right, whatever the manner."""
    scale = 1 if thousands else 1000
    true = [Decimal(figure) / scale for figure in figures]
    texts = [format_vietnamese(Decimal(figure)) for figure in figures]
    cells: dict[object, object] = {cell("1", row): text for row, text in zip("abc", texts, strict=True)}
    cells |= {cell("2", row): anchor for row in "abc"}
    cells |= {cell("3", row): anchor + value for row, value in zip("abc", true, strict=True)}
    found = settle(SUMS, cells)  # type: ignore[arg-type]
    for row, value in zip("abc", true, strict=True):
        assert found.value(cell("1", row)) == value
        assert found.told(cell("1", row)) == ["text_number_settled"]


def test_a_figure_with_a_blank_that_adds_up_is_one_figure() -> None:
    found = settle(SUMS, {cell("1"): "1 234", cell("2"): 1000, cell("3"): 2234})
    assert (found.value(cell("1")), found.told(cell("1"))) == (1234, ["text_number_settled"])


@pytest.mark.parametrize("total", [2400, None])
def test_a_figure_with_a_blank_that_nothing_confirms_stays_doubtful(total: int | None) -> None:
    found = settle(SUMS, {cell("1"): "1 234", cell("2"): 1000, cell("3"): total})
    assert found.told(cell("1")) == ["doubtful_blanks"]
