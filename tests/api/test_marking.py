"""Findings put into copies of the workbooks checked, and taken out again."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl import api
from mtqg_xl.messages import ArgumentProblem, FileProblem, OutputProblem
from tests.support.samples import SAMPLES

KON_RAY = SAMPLES / "real" / "kon_ray_2023-6T.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of two units in folders of their own, and one that is no workbook that can be marked."""
    for name in ("a", "b"):
        (tmp_path / "gui" / name).mkdir(parents=True)
        shutil.copy(KON_RAY, tmp_path / "gui" / name / "bao_cao.xlsx")
    return tmp_path / "gui"


def test_a_marked_copy_checks_as_the_original_and_comes_clean_again(tmp_path: Path) -> None:
    book, out, back = KON_RAY, tmp_path / "danh_dau.xlsx", tmp_path / "nhu_cu.xlsx"
    report = api.check(book)
    made = api.mark(book, out, report)
    assert made.sheet in openpyxl.load_workbook(out).sheetnames
    again = api.check(out)
    assert [(one.id, one.message) for one in again.findings] == [
        (one.id, one.message) for one in report.findings
    ]
    api.clear_marks(out, back)
    assert openpyxl.load_workbook(back).sheetnames == openpyxl.load_workbook(book).sheetnames


def test_many_are_marked_under_their_own_names(folder: Path, tmp_path: Path) -> None:
    paths = api.find_workbooks([folder])
    written, refused = api.mark_all(paths, tmp_path / "ra", api.check(paths))
    assert [str(path.relative_to(tmp_path / "ra")) for path in written] == [
        "a/bao_cao.xlsx",
        "b/bao_cao.xlsx",
    ]
    assert refused == []


def test_one_that_cannot_be_marked_keeps_no_other_back(folder: Path, tmp_path: Path) -> None:
    (folder / "a" / "bao_cao.xlsx").write_bytes(b"no workbook")
    paths = api.find_workbooks([folder])
    written, refused = api.mark_all(paths, tmp_path / "ra", api.check(paths))
    assert [path.parent.name for path in written] == ["b"]
    assert [type(problem) for problem in refused] == [FileProblem]


def test_the_workbook_checked_is_never_written_over() -> None:
    before = KON_RAY.read_bytes()
    with pytest.raises((ArgumentProblem, OutputProblem)):
        api.mark(KON_RAY, KON_RAY, api.check(KON_RAY))
    assert KON_RAY.read_bytes() == before
