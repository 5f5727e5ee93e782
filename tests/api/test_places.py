"""Which files of a folder are looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

import mtqg_xl as mx
from mtqg_xl.api import find_workbooks
from mtqg_xl.messages import FileProblem


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".XLS"])
def test_a_folder_is_searched_for_every_kind_of_workbook(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"a{ending}"
    file.write_bytes(b"x")
    assert find_workbooks([tmp_path]) == [str(file)]


@pytest.mark.parametrize("ending", [".xlsb", ".xls", ".ods"])
def test_one_that_cannot_be_read_is_told_and_never_passed_over(
    districts: list[Path], tmp_path: Path, ending: str
) -> None:
    broken = tmp_path / f"hong{ending}"
    broken.write_bytes(b"\x00\x01 no workbook")
    report = mx.check(tmp_path)
    assert [file.path for file in report.files if file.reason] == [str(broken)]
    assert len(report.files) == len(districts) + 1
    total = mx.consolidate([tmp_path])
    assert [refused.file for refused in total.merged.refused] == [str(broken)]


def test_locks_and_other_files_are_no_workbooks(tmp_path: Path) -> None:
    for name in ("~$a.xlsx", ".~lock.a.ods#", "tra_loi_mtqg.yaml", "a.docx", "a.xlsx.tmp"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(FileProblem):
        find_workbooks([tmp_path])
