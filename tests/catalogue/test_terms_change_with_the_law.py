from __future__ import annotations

import pytest

from tests.support.books import concrete

PROVINCE = "tỉnh Cao Bằng"


def headings(code: str, column: str, period: str) -> tuple[str, ...]:
    found = concrete(code, PROVINCE, period).column_by_key[column]
    return (*found.headings, found.title)


@pytest.mark.parametrize(
    ("period", "term"),
    [
        ("2023-N", "Vốn sự nghiệp"),
        ("2025-N", "Vốn sự nghiệp"),
        ("2026-KH", "Kinh phí thường xuyên"),
        ("2026-6T", "Kinh phí thường xuyên"),
    ],
)
def test_recurrent_capital_has_a_new_name_from_2026(period: str, term: str) -> None:
    assert term in headings("BM16", "K4", period)


@pytest.mark.parametrize(
    ("period", "term"),
    [
        ("2024-KH", "Cấp huyện"),
        ("2025-6T", "Cấp huyện"),
        ("2025-T07", "Cấp xã"),
        ("2025-N", "Cấp xã"),
        ("2026-N", "Cấp xã"),
    ],
)
def test_the_tier_below_the_province_is_the_commune_from_july_2025(period: str, term: str) -> None:
    assert headings("BM16", "K9", period)[-1] == term


def test_years_in_headings_follow_the_period() -> None:
    form = concrete("NTM01", PROVINCE, "2019-N")
    titles = [form.column_by_key[key].title for key in "1234"]
    assert titles == ["Thực hiện 2015", "Thực hiện 2018", "Thực hiện 2019", "Kế hoạch 2020"]


@pytest.mark.parametrize(("period", "base"), [("2020-N", "2015"), ("2021-N", "2020"), ("2025-N", "2020")])
def test_a_stage_of_five_years_is_measured_against_the_year_before_it(period: str, base: str) -> None:
    assert concrete("NTM01", PROVINCE, period).column_by_key["1"].title.endswith(base)


def test_the_title_names_the_year() -> None:
    assert "2023" in concrete("PL01", PROVINCE, "2023-N").title


def test_rows_come_and_go_with_the_programmes() -> None:
    before, after = concrete("KR02", PROVINCE, "2019-N"), concrete("KR02", PROVINCE, "2023-N")
    assert set(before.row_by_key) == {"T", "NTM", "GNBV", "GNBV.30a", "GNBV.135"}
    assert set(after.row_by_key) == {"T", "NTM", "DTTS", "GNBV"}
    assert "DTTS" in before.absent_rows
    assert "GNBV.30a" in after.absent_rows


def test_the_parts_of_a_programme_are_checked_only_while_they_existed() -> None:
    ids = {
        period: {rule.id for rule in concrete("KR02", PROVINCE, period).rules}
        for period in ("2019-N", "2023-N")
    }
    assert "KR02.GNBV.CT" in ids["2019-N"]
    assert "KR02.GNBV.CT" not in ids["2023-N"]
