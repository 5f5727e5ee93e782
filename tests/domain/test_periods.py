from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.periods import Period, PeriodKind
from tests.support.properties import thorough

years = st.integers(1990, 2100)
months = st.builds(Period, years, st.just(PeriodKind.MONTH), st.integers(1, 12))
others = st.builds(Period, years, st.sampled_from([PeriodKind.HALF_YEAR, PeriodKind.YEAR, PeriodKind.PLAN]))


@thorough
@given(st.one_of(months, others))
def test_a_period_reads_back_as_it_is_written(period: Period) -> None:
    assert Period.parse(str(period)) == period


@thorough
@given(st.one_of(months, others))
def test_the_day_of_a_period_lies_in_its_year(period: Period) -> None:
    assert period.day.year == period.year
    assert str(period.year) in period.label


@pytest.mark.parametrize(
    ("text", "day", "label"),
    [
        ("2023-6T", date(2023, 6, 30), "6 tháng đầu năm 2023"),
        ("2023-N", date(2023, 12, 31), "năm 2023"),
        ("2024-T02", date(2024, 2, 29), "tháng 02 năm 2024"),
        ("2024-KH", date(2024, 1, 1), "kế hoạch năm 2024"),
    ],
)
def test_a_period_ends_on_its_last_day_and_a_plan_starts_on_its_first(
    text: str, day: date, label: str
) -> None:
    assert Period.parse(text).day == day
    assert Period.parse(text).label == label


def test_small_letters_and_spaces_around_are_accepted() -> None:
    assert Period.parse(" 2023-6t ") == Period(2023, PeriodKind.HALF_YEAR)


@pytest.mark.parametrize(
    "text",
    ["", "2023", "2023-T", "2023-T13", "2023-T00", "2023-T6", "1889-N", "2023-Q1", "N-2023", "2023-NN"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text or "^$"):
        Period.parse(text)
