"""The answer hangs on the figures alone, not on order or chance."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from mtqg_xl.domain.findings import Finding
from mtqg_xl.domain.submissions import Submission
from tests.reconcile.culprits.sheets import TWO_WAY, errors_of
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
from tests.reconcile.culprits.test_order_and_chance import ALIKE, THREE_ERRORS
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
