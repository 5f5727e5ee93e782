from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.domain.findings import FileReport, Severity
from tests.support.samples import SAMPLES, real, report

NAMES = sorted(file.stem for file in (SAMPLES / "real").glob("*.xlsx"))
ORDER = [Severity.ERROR, Severity.WARNING, Severity.INFO]

every_report = pytest.mark.parametrize("checked", [report(name) for name in NAMES], ids=NAMES)


def test_the_samples_are_there() -> None:
    assert len(NAMES) == 8


@every_report
def test_findings_are_numbered_in_order(checked: FileReport) -> None:
    assert [finding.id for finding in checked.findings] == [
        f"F{n}" for n in range(1, len(checked.findings) + 1)
    ]
    for finding in checked.findings:
        assert [child.id for child in finding.children] == [
            f"{finding.id}.{n}" for n in range(1, len(finding.children) + 1)
        ]


@every_report
def test_errors_come_first(checked: FileReport) -> None:
    ranks = [ORDER.index(finding.severity) for finding in checked.findings]
    assert ranks == sorted(ranks)


@every_report
def test_every_finding_says_where_what_and_what_to_do(checked: FileReport) -> None:
    for finding in (item for top in checked.findings for item in top.walk()):
        assert finding.message
        assert finding.todo
        assert finding.sheet
        assert finding.cell
        assert "{" not in finding.message + finding.why + finding.todo


@every_report
def test_every_finding_of_a_rule_says_why_and_after_which_law(checked: FileReport) -> None:
    for finding in (item for top in checked.findings for item in top.walk()):
        if not finding.rule.startswith("DOC."):
            assert finding.why
            assert finding.law or "chưa đối chiếu văn bản gốc" in finding.why


@every_report
def test_a_figure_of_a_finding_is_the_one_in_the_file(checked: FileReport) -> None:
    submission = real(Path(checked.path).stem)
    for finding in (item for top in checked.findings for item in top.walk()):
        if finding.key and finding.stated is not None:
            seen = submission.observation(finding.key)
            assert seen is not None
            assert (seen.value, seen.cell, seen.sheet) == (finding.stated, finding.cell, finding.sheet)
        for suspect in finding.suspects:
            assert submission.value(suspect.key) == suspect.current


@every_report
def test_every_proposal_differs_from_what_stands_there(checked: FileReport) -> None:
    for finding in checked.findings:
        for suspect in finding.suspects:
            assert suspect.proposed is not None
            assert suspect.proposed != suspect.current


@every_report
def test_a_rule_left_unchecked_says_why(checked: FileReport) -> None:
    assert all(item.reason for item in checked.unchecked)
    assert len({(item.rule, item.reason) for item in checked.unchecked}) == len(checked.unchecked)


def test_a_rule_between_forms_waits_openly_for_the_form_that_is_not_there() -> None:
    reasons = {item.rule: item.reason for item in report("cao_bang_2023-N").unchecked}
    assert "Biểu số 03" in reasons["X1.BM03.K1"]


@every_report
def test_the_report_names_the_file_the_unit_and_the_period(checked: FileReport) -> None:
    submission = real(Path(checked.path).stem)
    assert checked.sha256 == submission.sha256
    assert len(checked.sha256) == 64
    assert checked.unit == str(submission.unit)
    assert checked.period == str(submission.period)
    assert checked.forms == submission.forms
