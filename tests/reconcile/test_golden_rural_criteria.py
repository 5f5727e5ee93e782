"""The table of criteria of Cao Bằng 2019: 177 communes counted two ways."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Finding, Slip, Verdict
from mtqg_xl.rules import Figures, Relation, judge, measure_lookup, relations_of
from mtqg_xl.rules.judging import Judgement, Outcome
from tests.support.samples import figures_of, real, report, value

NAME = "cao_bang_2019-N"
FORM = real(NAME).table("NTM01").form
RELATIONS = relations_of(FORM)


def relation(rule: str, column: str) -> Relation:
    (found,) = [r for r in RELATIONS if r.rule.id == f"NTM01.{rule}" and r.cells[0].column == column]
    return found


def judged(rule: str, column: str, **changes: int) -> Judgement:
    observations = dict(real(NAME).table("NTM01").observations)
    for row, figure in changes.items():
        key = CellKey("NTM01", row.removeprefix("r").replace("_", "."), column)
        observations[key] = observations[key].with_value(Decimal(figure))
    return judge(relation(rule, column), Figures(observations, measure_lookup([FORM]), RELATIONS))


@pytest.mark.parametrize(("column", "total"), [("1", 1150), ("2", 1690), ("3", 1880), ("4", 2124)])
def test_the_communes_meeting_each_criterion_add_up(column: str, total: int) -> None:
    rows = FORM.row_range("3.1:3.19")
    assert len(rows) == 19
    amounts = [value(real(NAME), "NTM01", row, column) or Decimal(0) for row in rows]
    assert sum(amounts) == total == judged("N2", column).right


def test_both_ways_of_counting_2018_differ_as_typed() -> None:
    item = judged("N2", "2")
    assert item.outcome is Outcome.FAILS
    assert (item.left, item.right) == (1560, 1690)


def test_both_ways_of_counting_2018_agree_once_a_lost_digit_is_back() -> None:
    item = judged("N2", "2", r2_7=10)
    assert item.outcome is Outcome.HOLDS
    assert item.left == item.right == 1690
    assert judged("N1", "2", r2_7=10).outcome is Outcome.HOLDS


def test_the_lost_digit_is_the_one_finding_for_both_relations_of_2018() -> None:
    (finding,) = wrong("2.7", "2")
    assert (finding.stated, finding.expected) == (0, 10)
    assert finding.confidence is Confidence.CERTAIN
    assert [(s.key, s.slip) for s in finding.suspects] == [(finding.key, Slip.OMIT)]
    assert [item.rule for item in finding.walk()] == ["NTM01.N1", "NTM01.N2"]
    elsewhere = [f for f in report(NAME).findings if f.rule in ("NTM01.N1", "NTM01.N2") and f != finding]
    assert "2" not in {f.key.column for f in elsewhere if f.key}


def test_the_communes_of_2019_are_eleven_short() -> None:
    item = judged("N1", "3")
    assert (item.left, item.right) == (177, 166)


@pytest.mark.parametrize(
    ("row", "column"),
    [("2.1", "5"), *((f"3.{n}", "5") for n in range(1, 20)), *((f"3.{n}", "6") for n in range(2, 20))],
)
def test_every_rate_and_difference_of_2019_holds(row: str, column: str) -> None:
    target = CellKey("NTM01", row, column)
    (found,) = [r for r in RELATIONS if r.target == target and r.rule.id == f"NTM01.{column}"]
    figures = figures_of(real(NAME))
    assert figures.stated(target) is not None
    assert judge(found, figures).outcome is Outcome.HOLDS


@pytest.mark.parametrize("column", ["2", "3", "4"])
def test_the_means_of_row_three_hold(column: str) -> None:
    assert judged("3", column).outcome is Outcome.HOLDS


def wrong(row: str, column: str) -> list[Finding]:
    key = CellKey("NTM01", row, column)
    return [f for f in report(NAME).findings if f.key == key and f.verdict is Verdict.WRONG]


def test_two_means_of_one_table_that_differ_are_told() -> None:
    (finding,) = wrong("1", "3")
    assert (finding.stated, finding.expected) == (Decimal("10.63"), Decimal("10.62"))
    assert finding.confidence is Confidence.CERTAIN, "both the sum of criteria and row 3 say 10,62"
    assert [(s.key, s.slip) for s in finding.suspects] == [(finding.key, Slip.REPLACE)]
    assert {item.rule for item in finding.walk()} == {"NTM01.1", "NTM01.N3"}


def test_a_mean_cut_off_beside_one_rounded_is_told_as_differing() -> None:
    (finding,) = wrong("1", "2")
    assert finding.rule == "NTM01.N3"
    assert (finding.stated, finding.expected) == (Decimal("9.54"), Decimal("9.55"))
    assert finding.confidence is Confidence.LIKELY
    told = [(s.key.row, s.proposed, s.slip) for s in finding.suspects]
    assert told == [("1", Decimal("9.55"), Slip.REPLACE), ("3", Decimal("9.54"), Slip.REPLACE)]


def test_the_mean_cut_off_is_told_under_it_as_cut_off_and_no_error_of_its_own() -> None:
    (finding,) = wrong("1", "2")
    (cut,) = finding.children
    assert (cut.rule, cut.key, cut.verdict) == ("NTM01.1", CellKey("NTM01", "1", "2"), Verdict.CUT_OFF)


def test_the_group_of_ten_to_fourteen_criteria_differs_from_its_rows() -> None:
    (finding,) = wrong("4.2", "3")
    assert (finding.stated, finding.expected) == (66, 55)


def test_the_rate_of_recurrent_capital_of_2019_is_wrong() -> None:
    (finding,) = [f for f in report(NAME).findings if f.key == CellKey("KR02", "NTM", "8")]
    assert (finding.stated, finding.expected) == (Decimal("94.46"), Decimal("96.42"))
    assert Decimal(102395) in [suspect.proposed for suspect in finding.suspects]
