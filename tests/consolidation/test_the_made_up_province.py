"""Ten made-up districts whose sums are the published figures of the province."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.consolidation import Merged, combine
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.numerals import round_half_up
from mtqg_xl.rules import computed_values
from tests.support.intakes import province
from tests.support.properties import slow

pytestmark = pytest.mark.thorough

HALF, YEAR, PLAN = "2023-6T", "2023-N", "2024-KH"
THE_SIXTEEN = tuple(f"BM{number:02}" for number in range(1, 17))
DISTRICTS = range(10)
LEAVES = (
    "DA1.1 DA1.2 DA2 DA3.1 DA3.2 DA4.1 DA4.2 DA4.3 DA5 DA6.1 DA6.2 DA7.1 DA7.2".split()  # noqa: SIM905
)


@pytest.fixture(scope="module")
def half() -> Merged:
    return combine(province(HALF))


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


def test_the_sixteen_forms_come_together_at_the_middle_of_the_year(half: Merged) -> None:
    assert tuple(half.forms) == THE_SIXTEEN
    assert (str(half.period), len(half.received), half.missing, half.refused) == (HALF, 10, (), ())


def test_the_plan_of_the_middle_of_the_year_is_that_of_the_year(half: Merged, year: Merged) -> None:
    for column in ("K1", "K2", "K4", "K5", "K8", "K9", "K11", "K12"):
        assert total(half, "BM16", "T", column) == total(year, "BM16", "T", column)


def test_less_is_out_by_the_middle_of_the_year_than_by_its_end(half: Merged, year: Merged) -> None:
    for column in ("G3", "G6", "G10", "G12"):
        assert 0 < total(half, "BM16", "T", column) < total(year, "BM16", "T", column)


@pytest.mark.parametrize(("leaf", "form"), list(zip(LEAVES, THE_SIXTEEN[2:15], strict=True)))
def test_the_form_of_a_project_comes_to_what_the_form_of_all_projects_comes_to(
    half: Merged, leaf: str, form: str
) -> None:
    for item in ("4", "7", "12"):
        for side in "KG":
            assert total(half, form, f"V{item}", side) == total(half, "BM16", leaf, f"{side}{item}")


def test_the_fall_of_poverty_of_the_province_follows_from_its_households(half: Merged) -> None:
    start, now = (
        total(half, "BM01", row, "5t") / total(half, "BM01", row, "5m") * 100 for row in ("1.a", "1.b")
    )
    for form, row, column in (("BM01", "1", "5"), ("BM02", "A8", "3")):
        assert round(total(half, form, row, column) - (start - now), 20) == 0


def test_lists_of_projects_stand_one_under_the_other(half: Merged) -> None:
    sent = sum(1 for key in given_in(HALF, "BM05") if key.column == "B")
    names = [text for key, text in half.texts.items() if key.form == "BM05" and key.column == "B"]
    assert len(names) == sent > 30
    assert total(half, "BM05", "DMT", "D6") == total(half, "BM05", "T", "B0")


@pytest.mark.parametrize(
    ("row", "count"), [("TDA1.DT", 139), ("TDA1.A", 110), ("TDA1.B", 29), ("TDA1.C", 84), ("L1", 139)]
)
def test_the_list_of_works_of_the_province_has_as_many_lines_as_the_plan_tells(
    plan: Merged, row: str, count: int
) -> None:
    lists = {
        "TDA1.DT": ("CT1", "KC1"),
        "L1": ("CT1", "KC1"),
        "TDA1.A": ("CT1",),
        "TDA1.B": ("KC1",),
        "TDA1.C": ("DT1",),
    }
    lines = [
        key
        for key in plan.texts
        if key.form == "PL04" and key.column == "B" and key.row.rpartition("-")[0] in lists[row]
    ]
    assert len(lines) == count
    assert total(plan, "PL04", "TDA1", "15") == total(plan, "BM16", "DA1.1", "K1") == 363021


def test_every_work_says_whose_it_is(plan: Merged) -> None:
    owners = {text for key, text in plan.texts.items() if key.form == "PL04" and key.column == "2"}
    assert len(owners) == 7
    assert all(owner.startswith("huyện ") for owner in owners)


@slow
@given(st.permutations(DISTRICTS))
def test_the_order_of_the_files_changes_nothing(order: list[int]) -> None:
    files = [province(YEAR)[at] for at in order]
    assert combine(files) == combine(province(YEAR))


@slow
@given(st.sets(st.sampled_from(DISTRICTS), min_size=1))
def test_whoever_did_not_send_is_missing(sent: set[int]) -> None:
    merged = combine([province(PLAN)[at] for at in sent])
    assert len(merged.missing) == 10 - len(sent)
    names = {receipt.unit for receipt in merged.received}
    assert names.isdisjoint(merged.missing)


@slow
@given(st.sets(st.sampled_from(DISTRICTS), min_size=1, max_size=9))
def test_a_part_and_the_rest_add_up_to_the_whole(part: set[int]) -> None:
    files = province(PLAN)
    one = combine([files[at] for at in sorted(part)])
    other = combine([files[at] for at in DISTRICTS if at not in part])
    whole = combine(files)
    for key, value in whole.figures.items():
        if not is_line(whole, key):
            assert one.figures.get(key, Decimal(0)) + other.figures.get(key, Decimal(0)) == value
    for name in {line_of(key) for key in whole.figures if is_line(whole, key)}:
        assert lines(one, name) + lines(other, name) == lines(whole, name)


def is_line(merged: Merged, key: CellKey) -> bool:
    """Whether a cell belongs to a line of a list: lists are joined, not added up."""
    return merged.forms[key.form].row_by_key[key.row].is_line


def line_of(key: CellKey) -> tuple[str, str, str]:
    """The list a line belongs to, and the column of the cell."""
    return key.form, key.row.rpartition("-")[0], key.column


def lines(merged: Merged, name: tuple[str, str, str]) -> Counter[Decimal]:
    """The figures of one column of a list, in whatever order its lines stand."""
    return Counter(
        value for key, value in merged.figures.items() if is_line(merged, key) and line_of(key) == name
    )


def given_in(period: str, form: str) -> list[CellKey]:
    """The cells of a form that the districts filled."""
    return [given.key for intake in province(period) for given in intake.given if given.key.form == form]
