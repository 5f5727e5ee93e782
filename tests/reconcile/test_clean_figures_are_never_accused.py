"""Whatever way a clean report is written, nothing in it is called wrong.

A slice of ``tests/benchmarks/clean.py``, which makes a thousand.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtqg_xl.domain.cells import Observation
from mtqg_xl.domain.findings import Verdict
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.reconcile import check_submission
from mtqg_xl.reconcile.context import Context
from tests.reconcile.clean_support import (
    accusations,
    clean_report,
    doubts,
    sets,
    style_of,
    subject_of,
    subjects,
)

pytestmark = pytest.mark.thorough

#: Every form is written in every way twice over these.
SLICE = 10
REPORTS = 120
#: Reports that were once accused falsely: a rate cut off before it was taken on, a divisor that may be zero.
ONCE_ACCUSED = (23, 25, 49, 71, 113, 123, 143, 163, 382, 553, 871)


@pytest.mark.parametrize("first", range(0, REPORTS, SLICE))
def test_a_clean_report_is_told_no_error_and_no_culprit(first: int) -> None:
    told = []
    for number in range(first, first + SLICE):
        subject, style, submission = clean_report(number)
        against = accusations(check_submission(submission))
        told += [f"{number} {subject.name} ({style}): {item.rule} {item.message}" for item in against]
    assert told == [], "\n".join(told[:5])


@pytest.mark.parametrize("first", range(0, REPORTS, SLICE))
def test_a_clean_report_is_not_warned_about_its_figures(first: int) -> None:
    told = []
    for number in range(first, first + SLICE):
        subject, style, submission = clean_report(number)
        against = doubts(check_submission(submission))
        told += [f"{number} {subject.name} ({style}): {item.rule} {item.message}" for item in against]
    assert told == []


@pytest.mark.parametrize("number", ONCE_ACCUSED)
def test_a_report_once_accused_falsely_is_left_in_peace(number: int) -> None:
    _, _, submission = clean_report(number)
    assert [item.message for item in accusations(check_submission(submission))] == []


def test_all_ways_of_writing_and_all_forms_are_among_the_reports() -> None:
    numbers = range(REPORTS)
    styles = [style_of(number) for number in numbers]
    assert sum(style.cut for style in styles) == REPORTS // 2
    assert {(style.cut, style.whole) for style in styles} == {
        (c, w) for c in (True, False) for w in (True, False)
    }
    assert {style.live for style in styles} == {0.0, 0.4, 1.0}
    assert {subject_of(number).name for number in numbers} == {s.name for s in (*subjects(), *sets())}


def test_the_reports_do_have_cut_digits_and_sums_off_by_rounding() -> None:
    found = [
        item.verdict for number in range(20) for item in check_submission(clean_report(number)[2]).findings
    ]
    assert found.count(Verdict.CUT_OFF) > 20
    assert found.count(Verdict.ROUNDING) > 20


def test_a_figure_ten_times_too_large_in_such_a_report_is_told() -> None:
    """The reports are quiet because their figures are right, not because nothing is looked at."""
    tried = noticed = 0
    for number in range(40):
        _, _, submission = clean_report(number)
        context = Context(submission)
        keys = [
            seen.key
            for seen in submission.observations()
            if seen.value and seen.formula is None and context.measure(seen.key).kind is MeasureKind.MONEY
        ]
        if not keys:
            continue
        key = keys[len(keys) // 2]
        tables = tuple(
            replace(table, observations={**table.observations, key: _tenfold(table.observations[key])})
            if table.form.code == key.form
            else table
            for table in submission.tables
        )
        report = check_submission(replace(submission, tables=tables))
        tried += 1
        noticed += any(item.verdict is Verdict.WRONG for item in report.findings)
    assert tried > 20
    assert noticed / tried > 0.7


def _tenfold(seen: Observation) -> Observation:
    assert seen.value is not None
    return seen.with_value(seen.value * 10)
