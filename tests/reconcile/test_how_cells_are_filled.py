from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.domain.findings import Finding
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reading import read_submission
from mtqg_xl.reconcile import check_submission
from tests.support.books import with_cell, write
from tests.support.reports import submission_of, submitted, table_of

FILLED = {("XM", "5"): "207", ("XM", "6"): "7"}


def told(submission: Submission, code: str) -> list[Finding]:
    return [finding for finding in check_submission(submission).findings if finding.rule == f"DOC.{code}"]


def test_totals_typed_over_their_formulas_are_told_once_a_form() -> None:
    totals = {("XM", "4"): "214", ("SC", "4"): "0", ("T", "4"): "214"}
    (finding,) = told(submission_of("BM11", FILLED | totals), "typed_over")
    assert finding.severity == "info"
    assert "3 ô" in finding.message


def test_each_form_is_told_of_its_own() -> None:
    tables = [
        table_of("BM11", FILLED | {("XM", "4"): "214"}),
        table_of("BM16", {("DA2", "K4"): "8285", ("DA2", "K6"): "8285"}),
    ]
    assert [finding.key.form for finding in told(submitted(tables), "typed_over") if finding.key] == [
        "BM11",
        "BM16",
    ]


def test_a_total_computed_by_the_workbook_is_not_told() -> None:
    submission = submission_of("BM11", FILLED | {("XM", "4"): "214"}, computed=[("XM", "4")])
    assert told(submission, "typed_over") == []


def test_a_blank_total_with_parts_is_told_once_a_form() -> None:
    (finding,) = told(submission_of("BM11", FILLED), "blank_totals")
    assert finding.severity == "info"
    assert finding.verdict == "thieu"


def test_a_form_without_any_figure_is_told(tmp_path: Path) -> None:
    submission = read_submission(write(tmp_path / "a.xlsx", ["BM11", "KR02"]))
    assert [finding.sheet for finding in told(submission, "empty_form")] == ["BM11", "KR02"]
    assert check_submission(submission).verdict == "warnings"


def test_a_form_with_figures_is_not_called_empty() -> None:
    assert told(submission_of("BM11", FILLED), "empty_form") == []


def test_half_a_household_is_an_error() -> None:
    (finding,) = told(submission_of("BM11", {("XM", "5"): "207.5"}), "not_whole")
    assert finding.severity == "error"
    assert finding.unit == "ho"


@pytest.mark.parametrize("column", ["5", "12"])
def test_less_than_nothing_is_an_error(column: str) -> None:
    (finding,) = told(submission_of("BM11", {("XM", column): "-3"}), "negative")
    assert finding.severity == "error"


def test_a_change_in_points_may_be_negative() -> None:
    submission = submission_of("PL01", {("U-042", "9"): "-1.5"})
    assert told(submission, "negative") == []


@pytest.mark.parametrize(
    ("content", "code", "severity"),
    [
        ("9.835,440", "text_number", "warning"),
        ("208,560", "doubtful_text_number", "warning"),
        ("khoảng 500", "not_a_figure", "error"),
        ("#REF!", "error_value", "error"),
        ("=1+1", "no_result", "error"),
    ],
)
def test_what_the_reader_remarked_is_told(tmp_path: Path, content: str, code: str, severity: str) -> None:
    submission = with_cell(tmp_path / "a.xlsx", "XM", "12", content)
    (finding,) = told(submission, code)
    assert finding.severity == severity
    assert finding.cell in finding.message
    assert finding.key is not None
    assert finding.key.column == "12"
