"""A small appendix filled in without a mistake, and what is said of it once something is written wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Finding, Severity
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reconcile import check_submission
from tests.support.reports import Reported, submission_of

#: Central money of huyện Kon Rẫy, as planned: three programmes by kind of capital, added up both ways.
TWO_WAY: Reported = {
    ("NTM", "1"): "24314",
    ("NTM", "2"): "2530",
    ("NTM", "3"): "26844",
    ("DTTS", "1"): "25361",
    ("DTTS", "2"): "15279",
    ("DTTS", "3"): "40640",
    ("GNBV", "1"): "5346",
    ("GNBV", "2"): "7853",
    ("GNBV", "3"): "13199",
    ("T", "1"): "55021",
    ("T", "2"): "25662",
    ("T", "3"): "80683",
}


def cell(row: str, column: str, form: str = "KR02") -> CellKey:
    """A cell of the appendix."""
    return CellKey(form, row, column)


def told(reported: Reported, form: str = "KR02") -> list[Finding]:
    """What is told as an error at the top once these figures are written."""
    return errors_of(submission_of(form, reported))


def errors_of(submission: Submission, previous: Submission | None = None) -> list[Finding]:
    """What is told as an error at the top."""
    findings = check_submission(submission, previous).findings
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def with_live(submission: Submission, keys: Collection[CellKey]) -> Submission:
    """The same workbook with live formulas in these cells."""
    tables = tuple(
        replace(
            table,
            observations={
                key: replace(seen, formula="=SUM(B2:B9)") if key in keys else seen
                for key, seen in table.observations.items()
            },
        )
        for table in submission.tables
    )
    return replace(submission, tables=tables)


def repairs(findings: Iterable[Finding]) -> dict[CellKey, str]:
    """The cells that findings are about, with the figures that they put in."""
    return {
        item.key: format(item.expected, "f") for item in findings if item.key and item.expected is not None
    }
