"""The report of huyện Kon Rẫy: two wrong amounts explain five failing sums, the rest is cut digits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Finding, Severity, Slip, Verdict
from tests.support.samples import report

NAME = "kon_ray_2023-6T"
PLAN = "kon_ray_2023-KH"


def about(row: str, column: str) -> Finding:
    """The finding that stands at the top for a cell and says it is wrong."""
    (found,) = [
        finding
        for finding in report(NAME).findings
        if finding.key == CellKey("KR02", row, column) and finding.verdict is Verdict.WRONG
    ]
    return found


def test_a_typing_slip_is_named_with_the_right_figure() -> None:
    finding = about("NTM", "3")
    assert (finding.stated, finding.expected) == (26884, 26844)
    assert finding.difference == 40
    assert finding.confidence is Confidence.CERTAIN
    assert finding.severity is Severity.ERROR
    assert [(item.key, item.slip) for item in finding.suspects] == [(finding.key, Slip.REPLACE)]


def test_both_relations_of_the_slip_are_folded_in_its_finding() -> None:
    rules = {(item.rule, item.expected) for item in about("NTM", "3").walk()}
    assert {rule for rule, _ in rules} == {"KR02.3", "KR02.T"}
    wrong = [item.key for item in report(NAME).findings if item.key and item.verdict is Verdict.WRONG]
    assert [key.row for key in wrong if key.column == "3"] == ["NTM"]


def test_two_digits_swapped_are_put_back() -> None:
    finding = about("DTTS", "10")
    assert (finding.stated, finding.expected) == (4097, 4079)
    assert finding.confidence is Confidence.CERTAIN
    assert [(item.key, item.slip) for item in finding.suspects] == [(finding.key, Slip.SWAP)]
    assert {item.rule for item in finding.walk()} >= {"KR02.14", "KR02.T"}


def test_a_rate_of_the_wrong_denominator_is_told_with_the_right_rate() -> None:
    finding = about("GNBV", "15")
    assert (finding.stated, finding.expected) == (Decimal("10.8"), Decimal("20.31"))
    assert finding.unit == "phan_tram"


def test_no_other_figure_is_called_wrong() -> None:
    wrong = {finding.key for finding in report(NAME).findings if finding.verdict is Verdict.WRONG}
    assert wrong == {CellKey("KR02", r, c) for r, c in [("NTM", "3"), ("DTTS", "10"), ("GNBV", "15")]}


@pytest.mark.parametrize(
    ("row", "column", "stated"),
    [
        ("T", "14", "28979"),
        ("NTM", "14", "23306"),
        ("T", "15", "38.4"),
        ("NTM", "15", "86"),
        ("DTTS", "15", "10.03"),
        ("T", "12", "30.28"),
        ("NTM", "12", "25.46"),
        ("GNBV", "12", "97.4"),
    ],
)
def test_cut_digits_are_told_as_information_only(row: str, column: str, stated: str) -> None:
    (finding,) = [
        item
        for item in report(NAME).findings
        if item.key == CellKey("KR02", row, column) and item.verdict is Verdict.CUT_OFF
    ]
    assert finding.severity is Severity.INFO
    assert finding.stated == Decimal(stated)


def test_the_eight_cut_figures_are_all_the_cut_figures() -> None:
    assert sum(item.verdict is Verdict.CUT_OFF for item in report(NAME).findings) == 8


@pytest.mark.parametrize(
    ("row", "column", "rule"), [("T", "14", "KR02.T"), ("T", "17", "KR02.17"), ("T", "17", "KR02.T")]
)
def test_sums_off_by_rounding_are_told_as_information_only(row: str, column: str, rule: str) -> None:
    (finding,) = [
        item
        for item in report(NAME).findings
        if item.rule == rule and item.key == CellKey("KR02", row, column) and item.verdict is Verdict.ROUNDING
    ]
    assert finding.severity is Severity.INFO


def test_the_sum_of_local_budgets_is_off_by_rounding_once_the_swap_is_mended() -> None:
    from mtqg_xl.rules import judge, measure_lookup, relations_of
    from mtqg_xl.rules.figures import Figures
    from mtqg_xl.rules.judging import Outcome
    from tests.support.samples import real

    table = real(NAME).table("KR02")
    key = CellKey("KR02", "DTTS", "10")
    mended = dict(table.observations) | {key: table.observations[key].with_value(Decimal(4079))}
    relations = relations_of(table.form)
    (total,) = [r for r in relations if r.rule.id == "KR02.T" and r.target == CellKey("KR02", "T", "10")]
    outcome = judge(total, Figures(mended, measure_lookup([table.form]), relations)).outcome
    assert outcome is Outcome.ROUNDING


def test_a_rate_of_the_swapped_figure_is_told_to_follow_from_it() -> None:
    (rate,) = [item for item in about("DTTS", "10").walk() if item.key == CellKey("KR02", "DTTS", "12")]
    assert (rate.stated, rate.expected and round(rate.expected, 2)) == (Decimal("27.8"), Decimal("27.97"))


def test_the_slip_is_found_in_the_plan_as_well() -> None:
    (finding,) = [f for f in report(PLAN).findings if f.key == CellKey("KR01", "NTM", "3")]
    assert (finding.stated, finding.expected, finding.confidence) == (26884, 26844, Confidence.CERTAIN)


@pytest.mark.parametrize(
    ("row", "column", "stated"),
    [
        ("T", "6", "28979"),
        ("NTM", "6", "23306"),
        ("T", "7", "38.4"),
        ("NTM", "7", "86"),
        ("DTTS", "7", "10.03"),
    ],
)
def test_cut_digits_of_the_plan_are_told_as_information_only(row: str, column: str, stated: str) -> None:
    (finding,) = [
        item
        for item in report(PLAN).findings
        if item.key == CellKey("KR01", row, column) and item.verdict is Verdict.CUT_OFF
    ]
    assert (finding.severity, finding.stated) == (Severity.INFO, Decimal(stated))


def test_no_figure_of_the_villages_is_called_wrong() -> None:
    assert not [
        f for f in report(NAME).findings if f.key and f.key.form == "NTM01" and f.verdict is Verdict.WRONG
    ]
