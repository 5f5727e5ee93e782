"""The minute as LibreOffice prints it: every finding is on paper, nothing stands outside the page."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from mtqg_xl.domain.findings import FileReport
from mtqg_xl.reports.minutes import minutes
from tests.libreoffice.office import program
from tests.reports.minutes.paper import DAY, ids_of, kon_ray, multiplied
from tests.support.samples import report

pytestmark = [pytest.mark.libreoffice, pytest.mark.thorough]
_MINUTES = 5 * 60


def printed(folder: Path, *reports: FileReport) -> Path:
    """The minute of ``reports`` as PDF; the test is skipped where Writer is not installed."""
    office = program()
    if office is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice or pdftotext is not installed")
    (folder / "a.docx").write_bytes(minutes(reports, day=DAY))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "a.docx"),
    ]
    run = subprocess.run(command, capture_output=True, text=True, timeout=_MINUTES, check=False)
    if "source file could not be loaded" in run.stderr + run.stdout:
        pytest.skip("LibreOffice Writer is not installed")
    assert run.returncode == 0, run.stderr
    return folder / "a.pdf"


def text_of(path: Path, *options: str) -> str:
    command = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=_MINUTES).stdout


@pytest.mark.parametrize("name", ["kon_ray_2023-6T", "bao_lam_2023-6T"])
def test_the_paper_holds_every_finding(tmp_path: Path, name: str) -> None:
    text = text_of(printed(tmp_path, report(name)), "-layout")
    assert ids_of(report(name)) <= set(re.findall(r"F[\d.]*\d", text))
    assert "ĐẠI DIỆN BÊN KIỂM TRA" in text


def test_the_paper_holds_a_thousand_findings_listed_by_rule(tmp_path: Path) -> None:
    text = text_of(printed(tmp_path, multiplied(1_000)))
    assert ids_of(multiplied(1_000)) <= set(re.findall(r"F[\d.]*\d", text))


def words(path: Path) -> Iterator[tuple[float, float, float, float]]:
    """Each word of a PDF: where it begins and ends across, and the width and height of its page."""
    for page in html.fromstring(text_of(path, "-bbox").encode()).iter("page"):
        for word in page.iter("word"):
            width, height = float(page.get("width", 0)), float(page.get("height", 0))
            yield float(word.get("xmin", 0)), float(word.get("xmax", 0)), width, height


def test_nothing_stands_outside_the_margins(tmp_path: Path) -> None:
    found = list(words(printed(tmp_path, kon_ray(), report("bao_lam_2023-6T"))))
    assert len(found) > 1_000
    left, right = 28 * 72 / 25.4, 13 * 72 / 25.4
    assert not [word for word in found if word[0] < left or word[1] > word[2] - right]


def test_the_part_to_be_signed_is_not_torn_apart(tmp_path: Path) -> None:
    pages = text_of(printed(tmp_path, kon_ray())).split("\f")
    signed = [page for page in pages if "ĐẠI DIỆN BÊN KIỂM TRA" in page]
    assert len(signed) == 1
    assert "NGƯỜI LẬP BIÊN BẢN" in signed[0]
    assert "IV. KẾT LUẬN" in signed[0]
