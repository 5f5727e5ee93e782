from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.reading.heading import period_in, unit_called
from tests.support.properties import thorough

years = st.integers(2000, 2099)
periods = st.one_of(
    st.builds(Period, years, st.just(PeriodKind.MONTH), st.integers(1, 12)),
    st.builds(Period, years, st.sampled_from([PeriodKind.HALF_YEAR, PeriodKind.YEAR, PeriodKind.PLAN])),
)


@thorough
@given(periods)
def test_a_period_is_read_from_the_heading_that_prints_it(period: Period) -> None:
    assert period_in(f"Kỳ báo cáo: {period.label}") == period
    assert period_in(f"KỲ BÁO CÁO: {period.label.upper()}") == period
    assert period_in(str(period)) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6 tháng năm 2023", "2023-6T"),
        ("Tháng 6/2024", "2024-T06"),
        ("Tháng 11 năm 2024", "2024-T11"),
        ("Năm 2019", "2019-N"),
        ("Kế hoạch năm 2024", "2024-KH"),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, period: str) -> None:
    assert str(period_in(text)) == period


@pytest.mark.parametrize("text", ["", "Kỳ báo cáo: ……", "tháng 13/2024", "Biểu số 16"])
def test_a_heading_without_a_period_names_none(text: str) -> None:
    assert period_in(text) is None


def test_the_half_year_is_not_the_month_of_june() -> None:
    assert str(period_in("6 tháng đầu năm 2023")) == "2023-6T"
    assert str(period_in("tháng 6 năm 2023")) == "2023-T06"


@pytest.mark.parametrize(
    ("name", "level"),
    [("xã Yên Thổ", "xa"), ("thị trấn Pác Miầu", "xa"), ("huyện Ba Bể", "huyen"), ("tỉnh Bắc Kạn", "tinh")],
)
def test_a_unit_the_register_does_not_know_keeps_its_name(name: str, level: str) -> None:
    unit = unit_called(name, Period.parse("2023-N"))
    assert unit is not None
    assert (unit.name, unit.code, unit.level.value) == (name, None, level)


@pytest.mark.parametrize("name", ["", "………", "Phòng Tài chính"])
def test_what_is_no_unit_is_none(name: str) -> None:
    assert unit_called(name, Period.parse("2023-N")) is None
