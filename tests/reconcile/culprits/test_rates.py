"""Rates beside a wrong figure: they follow it, and are put right as this office prints them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.findings import Severity, Slip
from mtqg_xl.reconcile import check_submission
from tests.reconcile.culprits.sheets import TWO_WAY, cell, told
from tests.support.reports import Reported, submission_of

#: Money of the province: planned in column 10, spent in 11, the rate in 12.
LOCAL: Reported = {
    **TWO_WAY,
    ("NTM", "10"): "20284",
    ("DTTS", "10"): "4079",
    ("GNBV", "10"): "1595",
    ("T", "10"): "25958",
    ("NTM", "14"): "20284",
    ("DTTS", "14"): "4079",
    ("GNBV", "14"): "1595",
    ("T", "14"): "25958",
    ("DTTS", "11"): "1141",
    ("DTTS", "12"): "27.97",
}


def test_right_rates_are_not_told() -> None:
    assert told(LOCAL) == []


def test_a_rate_computed_from_the_wrong_figure_is_told_as_its_consequence() -> None:
    (finding,) = told({**LOCAL, ("DTTS", "10"): "4097", ("DTTS", "12"): "27.85"})
    assert (finding.key, finding.stated, finding.expected) == (cell("DTTS", "10"), 4097, 4079)
    assert finding.suspects[0].slip is Slip.SWAP
    (rate,) = [item for item in finding.children if item.key == cell("DTTS", "12")]
    assert (rate.stated, rate.expected) == (Decimal("27.85"), Decimal("27.97"))
    assert "cũng phải tính lại" in rate.message
    assert rate.suspects == ()


def test_a_rate_of_the_right_figure_speaks_for_the_repair() -> None:
    (finding,) = told({**LOCAL, ("DTTS", "10"): "4097"})
    assert (finding.key, finding.expected) == (cell("DTTS", "10"), 4079)
    assert "KR02.12" in {item.rule for item in finding.walk()}
    assert not [item for item in finding.walk() if "cũng phải tính lại" in item.message]


@pytest.mark.parametrize(
    ("other", "right"),
    [("25.46", "97.42"), ("25.47", "97.43")],
    ids=["an office that cuts off", "an office that rounds"],
)
def test_a_right_rate_keeps_the_habit_of_this_office(other: str, right: str) -> None:
    """5.166 of 20.284 is 25,468 %, and 1.554 of 1.595 is 97,429 %."""
    (finding,) = told(
        {
            ("NTM", "10"): "20284",
            ("NTM", "11"): "5166",
            ("NTM", "12"): other,
            ("GNBV", "10"): "1595",
            ("GNBV", "11"): "1554",
            ("GNBV", "12"): "55.55",
        }
    )
    (rate,) = [suspect for suspect in finding.suspects if suspect.key == cell("GNBV", "12")]
    assert (rate.current, rate.proposed, rate.slip) == (Decimal("55.55"), Decimal(right), Slip.NONE)


def test_a_rate_on_another_figure_of_the_line_is_told_with_what_it_was_computed_on() -> None:
    """1.141 of the 40.640 of the state is 2,81 %."""
    (finding,) = told({**LOCAL, ("DTTS", "12"): "2.81"})
    assert (finding.key, finding.expected) == (cell("DTTS", "12"), Decimal("27.97"))
    assert "40.640" in finding.message
    assert "4.079" in finding.message


def test_a_warning_that_the_repair_mends_is_folded_under_it() -> None:
    """More is spent than was planned, but only because a digit of the plan was lost."""
    (finding,) = told({**LOCAL, ("DTTS", "10"): "407"})
    assert (finding.key, finding.expected) == (cell("DTTS", "10"), 4079)
    below = {(item.rule, item.severity) for item in finding.children}
    assert ("KR02.11", Severity.WARNING) in below
    checked = check_submission(submission_of("KR02", {**LOCAL, ("DTTS", "10"): "407"}))
    assert "KR02.11" not in {item.rule for item in checked.findings}


def test_a_warning_that_no_repair_mends_stands_for_itself() -> None:
    checked = check_submission(submission_of("KR02", {**LOCAL, ("GNBV", "11"): "1600", ("NTM", "2"): "2520"}))
    assert ("KR02.11", cell("GNBV", "11")) in {(item.rule, item.key) for item in checked.findings}
