from pathlib import Path
from typing import Any

import pytest

from mtqg_xl import __version__
from tests.cli import shapes
from tests.cli.conftest import CLEAN, KON_RAY, Answer, Run, digest


@pytest.fixture
def answer(run: Run, tmp_path: Path) -> Answer:
    """The check of a real report with errors, a clean file and a file that is no workbook."""
    broken = tmp_path / "hỏng.xlsx"
    broken.write_text("không phải tệp Excel", encoding="utf-8")
    return run("check", KON_RAY, CLEAN, broken, "--format", "json", "--jobs", 1)


@pytest.fixture
def files(answer: Answer) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = answer.data["files"]
    return listed


def test_the_tool_names_itself(answer: Answer) -> None:
    assert answer.data.keys() == {"tool", "files"}
    assert answer.data["tool"] == {"name": "mtqg-xl", "version": __version__}


def test_every_key_is_there_for_every_file_readable_or_not(files: list[dict[str, Any]]) -> None:
    assert len(files) == 3
    for file in files:
        assert file.keys() == shapes.FILE
        assert file["counts"].keys() == shapes.COUNTS
        assert all(isinstance(count, int) for count in file["counts"].values())
        assert all(item.keys() == shapes.UNCHECKED for item in file["unchecked"])


def test_every_key_is_there_for_every_finding_and_suspect(files: list[dict[str, Any]]) -> None:
    findings = list(shapes.all_findings(files))
    suspects = [suspect for finding in findings for suspect in finding["suspects"]]
    assert len(findings) > 10
    assert suspects
    assert all(finding.keys() == shapes.FINDING for finding in findings)
    assert all(suspect.keys() == shapes.SUSPECT for suspect in suspects)


def test_every_word_of_a_finding_is_one_of_those_listed(files: list[dict[str, Any]]) -> None:
    for finding in shapes.all_findings(files):
        assert finding["severity"] in shapes.SEVERITIES
        assert finding["verdict"] in shapes.VERDICTS
        assert finding["confidence"] in shapes.CONFIDENCES
        assert {suspect["slip"] for suspect in finding["suspects"]} <= shapes.SLIPS


def test_figures_are_decimal_strings_and_nothing_else_is_a_fraction(
    answer: Answer, files: list[dict[str, Any]]
) -> None:
    assert shapes.fractions(answer.data) == []
    for finding in shapes.all_findings(files):
        assert all(shapes.is_figure(finding[name]) for name in ("stated", "expected", "difference"))
        for suspect in finding["suspects"]:
            assert shapes.is_figure(suspect["current"])
            assert shapes.is_figure(suspect["proposed"])


def test_counts_are_those_of_the_findings_told_first(files: list[dict[str, Any]]) -> None:
    for file in files:
        told = [finding["severity"] for finding in file["findings"]]
        assert file["counts"] == {severity: told.count(severity) for severity in shapes.COUNTS}


def test_the_files_stand_in_the_order_of_their_names_with_their_digest(files: list[dict[str, Any]]) -> None:
    assert [file["path"] for file in files] == sorted(file["path"] for file in files)
    for file in files[:-1]:
        assert file["sha256"] in (digest(Path(file["path"])), "")
    assert {file["sha256"] for file in files} >= {digest(KON_RAY), digest(CLEAN)}


def test_a_file_that_cannot_be_read_is_told_among_the_others(
    answer: Answer, files: list[dict[str, Any]]
) -> None:
    by_verdict = {file["verdict"]: file for file in files}
    assert by_verdict.keys() == {"valid", "invalid", "unreadable"}
    lost = by_verdict["unreadable"]
    assert "hỏng.xlsx" in lost["reason"]
    assert lost["reason"].endswith(".")
    assert (lost["forms"], lost["findings"], lost["unchecked"]) == ([], [], [])
    assert by_verdict["valid"]["reason"] is None
    assert answer.code == 2
