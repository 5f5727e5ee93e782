"""What the structure of a form says about one wrong figure in it."""

from __future__ import annotations

import pytest

from mtqg_xl.domain.forms import Form
from mtqg_xl.proving.identifiability import Degree, Grade, Level, identifiability
from tests.support.toy import cell, toy

ROWS = ("t=a+b", "a", "b")


def grade(form: Form, column: str, row: str = "a") -> Grade:
    return identifiability(form)[cell(column, row)]


def test_where_a_total_column_crosses_a_total_row_every_figure_gives_itself_away() -> None:
    form = toy(["1", "2", "3=1+2"], ROWS)
    assert {found.level for found in identifiability(form).values()} == {Level.CORRECTABLE}
    assert grade(form, "1").exact == ("TH01.3", "TH01.t")


def test_under_a_total_row_alone_a_figure_cannot_be_told_from_its_column() -> None:
    found = grade(toy(["1"], ROWS), "1")
    assert found.level is Level.SEEN
    assert found.twins == (cell("1", "t"), cell("1", "b"))


def test_beside_a_total_column_alone_a_figure_cannot_be_told_from_its_row() -> None:
    found = grade(toy(["1", "2", "3=1+2"]), "1")
    assert found.level is Level.SEEN
    assert found.twins == (cell("3"), cell("2"))


def test_a_rate_in_every_row_gives_a_large_error_away() -> None:
    found = grade(toy(["1", "2", "3=2/1*100 phan_tram"], ROWS), "1")
    assert found.level is Level.PERHAPS_PLACED
    assert found.rates == ("TH01.3",)


def test_a_rate_alone_may_notice_but_not_place() -> None:
    found = grade(toy(["1", "2", "3=2/1*100 phan_tram"]), "1")
    assert (found.detectable, found.localisable, found.correctable) == (Degree.PERHAPS, Degree.NO, Degree.NO)
    assert found.twins == (cell("3"), cell("2"))


def test_a_bound_alone_may_notice_but_not_place() -> None:
    found = grade(toy(["1", "2"], rules=["2<=1"]), "2")
    assert (found.detectable, found.localisable) == (Degree.PERHAPS, Degree.NO)
    assert found.bounds == ("TH01.Q1",)


def test_a_figure_that_no_rule_speaks_of_is_never_noticed() -> None:
    found = grade(toy(["1", "2", "3=1+2", "4"]), "4")
    assert found.level is Level.UNSEEN
    assert found.alike == ()


def test_a_figure_that_cancels_out_is_never_noticed() -> None:
    form = toy(["1", "2", "3=1+2-1", "4=1-2"])
    assert grade(form, "1").exact == ("TH01.4",)


def test_parts_summed_with_different_weights_are_told_apart() -> None:
    form = toy(["1", "2", "3", "4"], rules=["3=1+2", "4=1+{2}*2"])
    assert grade(form, "1").level is Level.CORRECTABLE
    assert grade(form, "2").level is Level.CORRECTABLE


def test_parts_summed_twice_alike_are_not_told_apart() -> None:
    form = toy(["1", "2", "3", "4"], rules=["3=1+2", "4={3}*1+{3}*2"])
    assert grade(form, "1").twins == (cell("2"),)


def test_figures_that_must_be_nothing_are_always_noticed() -> None:
    found = grade(toy(["1", "2"], rules=["1+2<={0}"]), "1")
    assert found.detectable is Degree.SURE
    assert found.twins == (cell("2"),)


def test_figures_that_must_not_exceed_a_number_may_be_noticed() -> None:
    assert grade(toy(["1", "2"], rules=["1+2<={5}"]), "1").detectable is Degree.PERHAPS


def test_numerators_of_one_rate_are_not_told_apart_by_it() -> None:
    form = toy(["1", "2", "3", "4=(1+2)/3*100 phan_tram", "5=1+2"])
    assert grade(form, "1").twins == (cell("2"),)
    assert grade(form, "3").level is Level.PERHAPS_SEEN


def test_each_part_of_a_smallest_is_bounded_for_itself() -> None:
    form = toy(["1", "2", "3"], rules=["1<=min(2,3)"])
    assert grade(form, "2").localisable is Degree.PERHAPS
    assert cell("3") not in grade(form, "2").alike


def test_a_remark_is_no_rule() -> None:
    from mtqg_xl.catalogue.schema import RuleText
    from mtqg_xl.domain.findings import Severity

    form = toy(["1", "2", "3"], rules=[RuleText(id="Q", rule="3=1+2", severity=Severity.INFO)])
    assert grade(form, "1").level is Level.UNSEEN


def test_printed_totals_are_graded_when_asked_for() -> None:
    form = toy(["1", "2", "3=1+2"], ROWS)
    everything = identifiability(form, totals=True)
    assert set(identifiability(form)) < set(everything)
    assert everything[cell("3", "t")].level is Level.CORRECTABLE


def test_a_stated_rate_is_known_exactly_from_figures_that_are_held_by_sums() -> None:
    form = toy(["1", "2", "3=2/1*100 phan_tram"], ROWS)
    found = identifiability(form, totals=True)[cell("3")]
    assert (found.detectable, found.localisable, found.correctable) == (Degree.SURE,) * 3


def test_a_stated_rate_of_figures_held_by_nothing_is_noticed_but_not_placed() -> None:
    form = toy(["1", "2", "3=2/1*100 phan_tram"])
    found = identifiability(form, totals=True)[cell("3")]
    assert (found.detectable, found.localisable) == (Degree.SURE, Degree.NO)


@pytest.mark.parametrize("count", [2, 3, 7])
def test_the_more_parts_a_sum_has_the_more_cells_are_alike(count: int) -> None:
    codes = [str(number) for number in range(1, count + 1)]
    form = toy([*codes, f"99={'+'.join(codes)}"])
    assert len(grade(form, "1").alike) == count + 1
