from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Finding, Slip, Verdict
from tests.reconcile.golden import holds, value
from tests.support.samples import real, report


def at(name: str, form: str, row: str, column: str) -> Finding:
    (finding,) = [
        item
        for item in report(name).findings
        if item.key == CellKey(form, row, column) and item.verdict is Verdict.WRONG
    ]
    return finding


def test_eighteen_works_of_which_sixteen_are_listed() -> None:
    finding = at("bao_lam_2023-6T", "BM03", "A", "1")
    assert (finding.stated, finding.expected) == (18, 16)
    assert finding.severity == "error"


def test_parts_that_may_be_missing_are_pointed_at() -> None:
    assert "để trống" in at("bao_lam_2023-6T", "BM03", "A", "1").message


def test_a_hundred_and_thirty_nine_works_whose_types_add_up_to_more() -> None:
    finding = at("cao_bang_2024-KH", "BM03", "A", "1")
    assert (finding.stated, finding.expected) == (139, 143)


def test_the_types_that_could_hold_four_works_too_many_are_suspected() -> None:
    proposals = {s.key.row: s.proposed for s in at("cao_bang_2024-KH", "BM03", "A", "1").suspects}
    assert proposals["A.1"] == 82
    assert proposals["A.3"] == 25
    assert proposals["A.7"] == 0
    assert "A.5" not in proposals, "three works cannot be four too many"
    assert "A.8" not in proposals


def test_forty_for_four_is_named_as_the_cause_of_two_hundred_and_thirteen() -> None:
    finding = at("bao_lam_2023-6T", "BM11", "SC", "6")
    assert (finding.stated, finding.expected) == (40, 4)
    proposals = [(s.key.column, s.current, s.proposed, s.slip) for s in finding.suspects]
    assert proposals == [("6", 40, 4, Slip.INSERT), ("5", 209, 173, Slip.NONE)]


def test_one_relation_alone_does_not_make_a_culprit_certain() -> None:
    assert at("bao_lam_2023-6T", "BM11", "SC", "6").confidence is Confidence.LIKELY


def test_the_sum_that_fails_stands_under_it_and_the_line_above_is_not_told_again() -> None:
    finding = at("bao_lam_2023-6T", "BM11", "SC", "6")
    told = [(child.key, child.stated, child.expected) for child in finding.children]
    assert told == [(CellKey("BM11", "SC", "4"), 213, 249)]
    assert "cả 2 phép tính" in finding.message, "the line above is mended with it"


def test_learners_told_twice_with_two_figures_are_set_side_by_side() -> None:
    finding = at("bao_lam_2023-6T", "BM02", "B8.2", "3")
    assert (finding.stated, finding.expected) == (78, 89)
    proposals = {(s.key.form, s.current): s.proposed for s in finding.suspects}
    assert proposals == {("BM02", Decimal(78)): 89, ("BM08", Decimal(89)): 78}
    assert finding.confidence is Confidence.UNDECIDED


def test_rice_short_of_a_digit_is_only_a_warning() -> None:
    finding = at("bao_lam_2023-6T", "BM02", "B12.3", "3")
    assert (finding.stated, finding.expected, finding.severity) == (10285, 108285, "warning")


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        (
            "bao_lam_2023-6T",
            {("BM03", "A", "1"), ("BM11", "SC", "6"), ("BM02", "B8.2", "3"), ("BM02", "B12.3", "3")},
        ),
        ("cao_bang_2024-KH", {("BM03", "A", "1")}),
    ],
)
def test_nothing_else_of_these_reports_is_called_wrong(name: str, cells: set[tuple[str, str, str]]) -> None:
    wrong = [f.key for f in report(name).findings if f.verdict is Verdict.WRONG]
    assert sorted(map(tuple, filter(None, wrong))) == sorted(cells)
    assert len(wrong) == len(cells)


@pytest.mark.parametrize(
    ("row", "column", "count"), [("A", "1", 139), ("A", "2", 110), ("A", "3", 29), ("B", "1", 84)]
)
def test_the_works_of_the_plan_2024_are_as_printed(row: str, column: str, count: int) -> None:
    assert value("cao_bang_2024-KH", "BM03", row, column) == count


def test_works_carried_over_and_new_ones_are_all_the_works_of_the_plan() -> None:
    assert holds("cao_bang_2024-KH", "BM03.1", CellKey("BM03", "A", "1"))


def test_sixteen_works_under_way_and_two_not_begun_are_the_eighteen_of_bao_lam() -> None:
    for rule in ("BM03.1", "BM03.X4"):
        assert holds("bao_lam_2023-6T", rule, CellKey("BM03", "A", "1"))


@pytest.mark.parametrize(
    ("form", "row", "column", "count"),
    [
        ("BM08", "DT", "1", 20), ("BM08", "DT", "2", 700), ("BM08", "DT", "3", 3), ("BM08", "DT", "4", 89),
        ("BM09", "1", "2", 2), ("BM09", "2", "2", 4), ("BM09", "3", "2", 4), ("BM09", "5", "2", 27),
        ("BM10", "3.1", "2", 5), ("BM10", "3.2", "2", 1), ("BM10", "3.3", "2", 192), ("BM10", "3.4", "2", 11),
        ("BM10", "3.5", "2", 432), ("BM11", "T", "1", 434), ("BM11", "T", "4", 427), ("BM11", "T", "10", 7),
    ],
)  # fmt: skip
def test_counts_of_the_projects_of_bao_lam_are_as_told(form: str, row: str, column: str, count: int) -> None:
    assert value("bao_lam_2023-6T", form, row, column) == count


def test_meetings_and_fairs_told_twice_agree() -> None:
    for row in ("B9.1", "B9.2"):
        assert holds("bao_lam_2023-6T", f"X5.BM02.{row}.3", CellKey("BM02", row, "3"))


def test_more_than_six_hundred_and_twenty_people_are_the_two_groups_told_apart() -> None:
    people = [value("bao_lam_2023-6T", "BM10", row, "2") or 0 for row in ("3.3", "3.5")]
    assert sum(people) == 624
    assert holds("bao_lam_2023-6T", "X5.BM02.B9.3", None)


def test_households_of_the_cinnamon_project_add_up_with_the_third_part_the_report_adds() -> None:
    parts = [value("bao_lam_2023-6T", "BM05", "CD", f"B{n}") for n in (1, 2, 4)]
    assert parts == [82, 44, 18]
    assert holds("bao_lam_2023-6T", "BM05.B0", CellKey("BM05", "CD", "B0"))


def test_the_one_project_of_each_form_of_support_stands_in_its_list() -> None:
    for form in ("BM05", "BM06"):
        assert holds("bao_lam_2023-6T", f"{form}.DM.CD", CellKey(form, "CD", "1"))
        assert holds("bao_lam_2023-6T", f"{form}.DM.17", None)


def test_work_that_has_not_begun_is_told_in_words_not_in_figures() -> None:
    for row in ("1", "2", "4", "5", "6"):
        said = real("bao_lam_2023-6T").observation(CellKey("BM10", row, "4"))
        assert said is not None
        assert said.raw == "Chưa triển khai thực hiện"
        assert value("bao_lam_2023-6T", "BM10", row, "2") is None
