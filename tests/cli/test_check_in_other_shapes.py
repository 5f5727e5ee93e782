"""``check`` as a marked workbook, a page and minutes: the same findings everywhere."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run
from tests.cli.sentences import assert_refused
from tests.support.samples import SAMPLES

KON_RAY = SAMPLES / "real" / "kon_ray_2023-6T.xlsx"
IDS = re.compile(r"\bF\d+(?:\.\d+)*\b")


def top(ids: set[str]) -> set[str]:
    return {one for one in ids if "." not in one}


def test_every_shape_has_the_same_findings(run: Run, tmp_path: Path) -> None:
    findings = run("check", KON_RAY, "--format", "json").data["files"][0]["findings"]
    wanted = {one["id"] for one in findings}
    for shape in ("xlsx", "html", "docx"):
        assert run("check", KON_RAY, "--format", shape, "-o", tmp_path / f"kq.{shape}").code == 1
    page = (tmp_path / "kq.html").read_text(encoding="utf-8")
    assert top(set(re.findall(r'id="(F[\d.]+)"', page))) == wanted
    with zipfile.ZipFile(tmp_path / "kq.docx") as package:
        said = re.sub(r"<[^>]+>", " ", package.read("word/document.xml").decode("utf-8"))
    assert top(set(IDS.findall(said))) == wanted
    sheet = openpyxl.load_workbook(tmp_path / "kq.xlsx").worksheets[-2]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert top({text for text in cells if IDS.fullmatch(text)}) == wanted


def test_a_folder_becomes_a_folder_of_marked_copies_with_a_page_over_all(run: Run, tmp_path: Path) -> None:
    answer = run("check", SAMPLES / "synthetic" / "2023-6T", "--format", "xlsx", "-o", tmp_path / "ra")
    assert answer.code in (0, 1)
    copies = sorted(path.name for path in (tmp_path / "ra").glob("*.xlsx"))
    assert copies == sorted(path.name for path in (SAMPLES / "synthetic" / "2023-6T").glob("*.xlsx"))
    assert (tmp_path / "ra" / "ket_qua_kiem_tra.html").exists()


@pytest.mark.parametrize("shape", ["xlsx", "docx"])
def test_a_result_that_is_a_file_needs_a_name(run: Run, shape: str) -> None:
    assert_refused(run("check", KON_RAY, "--format", shape), "-o")


def test_unmark_gives_the_sheets_back(run: Run, tmp_path: Path) -> None:
    marked, back = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    run("check", KON_RAY, "--format", "xlsx", "-o", marked)
    assert run("unmark", marked, "-o", back).code == 0
    assert openpyxl.load_workbook(back).sheetnames == openpyxl.load_workbook(KON_RAY).sheetnames
