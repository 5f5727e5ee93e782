"""The answer hangs on the figures alone, not on order or chance; and out of time it is partial."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from mtqg_xl.domain.findings import Confidence, Finding, Severity
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reconcile import check_submission
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.culprits import Scene, find_roots
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.rules import judge
from tests.reconcile.culprits.sheets import TWO_WAY, cell, errors_of
from tests.support.reports import Reported, submission_of

THREE_ERRORS: Reported = {
    **TWO_WAY,
    ("NTM", "1"): "24341",
    ("DTTS", "2"): "15299",
    ("T", "3"): "80638",
    ("NTM", "10"): "20284",
    ("GNBV", "10"): "1595",
    ("T", "10"): "25958",
}
ALIKE: Reported = {**TWO_WAY, ("NTM", "1"): "24323", ("DTTS", "2"): "15288"}


def backwards(submission: Submission) -> Submission:
    """The same cells, read in the opposite order."""
    tables = tuple(
        replace(table, observations=dict(reversed(table.observations.items()))) for table in submission.tables
    )
    return replace(submission, tables=tables)


def said(finding: Finding) -> tuple[object, ...]:
    """All that an answer says."""
    below = tuple(said(child) for child in finding.children)
    return finding.rule, finding.key, finding.message, finding.confidence, finding.suspects, below


@pytest.mark.parametrize("reported", [THREE_ERRORS, ALIKE], ids=["three errors", "two repairs alike"])
def test_the_order_in_which_cells_were_read_does_not_matter(reported: Reported) -> None:
    sheet = submission_of("KR02", reported)
    assert [said(item) for item in errors_of(backwards(sheet))] == [said(item) for item in errors_of(sheet)]


_ANSWER = """
import json, sys
from tests.reconcile.culprits.sheets import told
from tests.reconcile.culprits.test_time_and_chance import ALIKE, THREE_ERRORS
answers = [[f.message, f.confidence, [(s.key, str(s.proposed)) for s in f.suspects]]
           for reported in (THREE_ERRORS, ALIKE) for top in told(reported) for f in top.walk()]
json.dump(answers, sys.stdout)
"""


def in_a_new_process(program: str, **environment: str) -> str:
    """What a program prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


def test_the_seed_of_hashes_does_not_matter() -> None:
    answers = [in_a_new_process(_ANSWER, PYTHONHASHSEED=seed) for seed in ("1", "2", "33")]
    assert len(json.loads(answers[0])) > 5
    assert answers[0] == answers[1] == answers[2]


def roots_within(seconds: float, reported: Reported) -> list[tuple[object, Confidence, bool]]:
    """The causes found in so many seconds: the cell, how sure, and whether time was up."""
    context = Context(submission_of("KR02", reported))
    judged = [judge(relation, context.figures) for relation in context.relations]
    roots = find_roots(Scene(context, judged), Names(context), judged, seconds)
    return [(root.candidates[0].key, root.confidence, root.partial) for root in roots]


#: Two errors that no single cell, and no block of them, explains.
TWO_ERRORS: Reported = {**TWO_WAY, ("NTM", "1"): "24341", ("DTTS", "1"): "25316"}


def test_with_time_enough_the_answer_is_whole() -> None:
    assert {(key, sure) for key, sure, _ in roots_within(60, TWO_ERRORS)} == {
        (cell("NTM", "1"), Confidence.CERTAIN),
        (cell("DTTS", "1"), Confidence.CERTAIN),
    }
    assert not any(partial for _, _, partial in roots_within(60, TWO_ERRORS))


def test_without_any_time_nothing_is_certain() -> None:
    assert Confidence.CERTAIN not in {sure for _, sure, _ in roots_within(0, TWO_ERRORS)}
    assert all(partial for _, _, partial in roots_within(0, TWO_ERRORS))


def test_what_one_cell_explains_takes_no_time() -> None:
    assert roots_within(0, {**TWO_WAY, ("NTM", "1"): "24341"}) == [
        (cell("NTM", "1"), Confidence.CERTAIN, False)
    ]


def test_without_any_time_every_failing_sum_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqg_xl.reconcile.culprits.search.Clock", lambda _: _NoTime())
    found = check_submission(submission_of("KR02", TWO_ERRORS)).findings
    failing = [item for top in found for item in top.walk() if item.severity is Severity.ERROR]
    assert {item.key for item in failing} >= {cell("NTM", "3"), cell("DTTS", "3"), cell("T", "1")}
    assert Confidence.CERTAIN not in {item.confidence for item in failing}


class _NoTime:
    left = 0.01
    is_up = True
