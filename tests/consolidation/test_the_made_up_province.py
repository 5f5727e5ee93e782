"""Ten made-up districts whose sums are the published figures of the province."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.consolidation import Intake, Merged, combine
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.numerals import round_half_up
from mtqg_xl.rules import computed_values
from tests.support.intakes import province
from tests.support.properties import slow

YEAR, PLAN = "2023-N", "2024-KH"


@pytest.fixture(scope="module")
def year() -> Merged:
    return combine(province(YEAR))


@pytest.fixture(scope="module")
def plan() -> Merged:
    return combine(province(PLAN))


def total(merged: Merged, form: str, row: str, column: str) -> Decimal:
    key = CellKey(form, row, column)
    found = merged.figures.get(key)
    if found is None:
        found = computed_values(merged.forms[form], merged.figures)[key][1]
    assert found is not None
    return found


def test_unit_and_period_follow_from_the_files(year: Merged) -> None:
    assert (year.unit.name, str(year.period)) == ("tỉnh Cao Bằng", YEAR)


def test_all_ten_districts_are_in(year: Merged) -> None:
    assert len(year.received) == 10
    assert year.missing == ()
    assert year.refused == ()
    assert year.duplicates == ()
    assert year.differences == ()


@pytest.mark.parametrize(
    ("column", "published"),
    [("K12", 1144077), ("K7", 1125628), ("K10", 18449), ("G12", 855786), ("G7", 838824), ("G10", 16962)],
)
def test_the_sums_of_2023_are_the_published_ones(year: Merged, column: str, published: int) -> None:
    assert total(year, "BM16", "T", column) == published


@pytest.mark.parametrize(
    ("column", "published"), [("K3", 440677), ("K6", 445431), ("K7", 886108), ("K12", 915696)]
)
def test_the_sums_of_the_plan_are_the_published_ones(plan: Merged, column: str, published: int) -> None:
    assert total(plan, "BM16", "T", column) == published


@pytest.mark.parametrize(("column", "published"), [("R7", 75), ("R3", 80), ("R6", 66), ("R10", 92)])
def test_rates_are_recomputed_from_the_sums(year: Merged, column: str, published: int) -> None:
    assert round_half_up(total(year, "BM16", "T", column), 0) == published


def test_the_fall_of_poverty_is_recomputed_from_households(year: Merged) -> None:
    assert round_half_up(total(year, "PL01", "T", "8"), 2) == Decimal("4.23")
    assert total(year, "PL01", "T", "7") == 5349
    assert round_half_up(total(year, "PL01", "T", "10"), 2) == Decimal("105.75")


def test_made_up_figures_stay_marked_as_made_up(year: Merged) -> None:
    assert "GIẢ LẬP" in year.warning


def test_districts_without_an_infrastructure_project_sent_no_such_form(year: Merged) -> None:
    assert set(year.absent_forms) == {"huyện Hòa An", "huyện Quảng Hòa", "thành phố Cao Bằng"}
    assert set(year.absent_forms.values()) == {("BM03", "BM11")}


@slow
@given(st.permutations(province(YEAR)))
def test_the_order_of_the_files_changes_nothing(files: list[Intake]) -> None:
    assert combine(files) == combine(province(YEAR))


@slow
@given(st.sets(st.sampled_from(province(PLAN)), min_size=1))
def test_whoever_did_not_send_is_missing(files: set[Intake]) -> None:
    merged = combine(files)
    assert len(merged.missing) == 10 - len(files)
    names = {receipt.unit for receipt in merged.received}
    assert names.isdisjoint(merged.missing)


@slow
@given(st.sets(st.sampled_from(province(PLAN)), min_size=1, max_size=9))
def test_a_part_and_the_rest_add_up_to_the_whole(files: set[Intake]) -> None:
    rest = [intake for intake in province(PLAN) if intake not in files]
    one, other, whole = combine(files), combine(rest), combine(province(PLAN))
    for key, value in whole.figures.items():
        assert one.figures.get(key, Decimal(0)) + other.figures.get(key, Decimal(0)) == value
