from __future__ import annotations

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import FileReport, Finding
from mtqg_xl.reconcile import check_submission
from tests.support.reports import Reported, submission_of

#: A line of capital with its sub-totals left blank, and a grand total that is plainly wrong.
REPORTED: Reported = {
    ("DA1.1", "K1"): "300",
    ("DA1.1", "K4"): "20",
    ("DA2", "K4"): "80.5",
    ("T", "K7"): "99",
}


def told(checked: FileReport) -> list[Finding]:
    return [finding for finding in checked.findings if not finding.rule.startswith("DOC.")]


def test_one_wrong_total_over_blank_sub_totals_is_one_finding() -> None:
    (finding,) = told(check_submission(submission_of("BM16", REPORTED)))
    assert (finding.key, str(finding.expected)) == (CellKey("BM16", "T", "K7"), "400.5")
    assert len(finding.children) > 1


def test_the_right_total_is_proposed_with_all_its_digits() -> None:
    (finding,) = told(check_submission(submission_of("BM16", REPORTED)))
    proposals = {suspect.key: str(suspect.proposed) for suspect in finding.suspects}
    assert proposals[CellKey("BM16", "T", "K7")] == "400.5"


def test_every_sentence_states_its_figures() -> None:
    for finding in told(check_submission(submission_of("BM16", REPORTED))):
        for each in finding.walk():
            assert "lệch )" not in each.message
            assert "được  " not in each.message


def test_two_wrong_totals_are_two_findings() -> None:
    reported = REPORTED | {("DA2", "K8"): "10", ("DA2", "K10"): "70"}
    findings = told(check_submission(submission_of("BM16", reported)))
    assert {finding.key for finding in findings} == {
        CellKey("BM16", "T", "K7"),
        CellKey("BM16", "DA2", "K10"),
    }
