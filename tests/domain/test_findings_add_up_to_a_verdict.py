from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from mtqg_xl.domain.findings import FileReport, FileVerdict, Finding, Severity, Verdict


def finding(severity: Severity = Severity.ERROR, *children: Finding) -> Finding:
    return Finding("BM16.K3", severity, Verdict.WRONG, None, "BM16", "E9", "…", children=children)


def test_ids_follow_the_folding() -> None:
    numbered = finding(Severity.ERROR, finding(Severity.ERROR, finding()), finding()).numbered("F1")
    assert [item.id for item in numbered.walk()] == ["F1", "F1.1", "F1.1.1", "F1.2"]


def test_the_difference_is_stated_less_expected() -> None:
    stated = replace(finding(), stated=Decimal(26884), expected=Decimal(26844))
    assert stated.difference == 40
    assert replace(stated, expected=None).difference is None


def test_folded_findings_are_not_counted_again() -> None:
    report = FileReport("a.xlsx", findings=(finding(Severity.ERROR, finding()), finding(Severity.INFO)))
    assert report.counts == {"error": 1, "warning": 0, "info": 1, "explained": 0}


def test_an_explained_finding_counts_as_explained_and_as_nothing_else() -> None:
    said = replace(finding(), explanation="Theo Nghị quyết 12.")
    report = FileReport("a.xlsx", findings=(said, finding(Severity.WARNING)))
    assert report.counts == {"error": 0, "warning": 1, "info": 0, "explained": 1}


def test_a_file_whose_errors_are_all_explained_is_no_longer_invalid_nor_quite_valid() -> None:
    said = replace(finding(), explanation="Theo Nghị quyết 12.")
    assert FileReport("a.xlsx", findings=(said,)).verdict is FileVerdict.WARNINGS
    assert FileReport("a.xlsx", findings=(said, finding())).verdict is FileVerdict.INVALID
    warned = replace(finding(Severity.WARNING), explanation="Số đúng.")
    assert FileReport("a.xlsx", findings=(warned,)).verdict is FileVerdict.VALID


@pytest.mark.parametrize(
    ("severities", "verdict"),
    [
        ([], FileVerdict.VALID),
        ([Severity.INFO], FileVerdict.VALID),
        ([Severity.INFO, Severity.WARNING], FileVerdict.WARNINGS),
        ([Severity.WARNING, Severity.ERROR], FileVerdict.INVALID),
    ],
)
def test_only_errors_make_a_file_invalid(severities: list[Severity], verdict: FileVerdict) -> None:
    report = FileReport("a.xlsx", findings=tuple(finding(severity) for severity in severities))
    assert report.verdict is verdict


def test_a_file_with_a_reason_is_unreadable() -> None:
    assert FileReport("a.xlsx", reason="…").verdict is FileVerdict.UNREADABLE
