import subprocess
from pathlib import Path
from shutil import which

import pytest

from tests.libreoffice.conftest import SAMPLES
from tests.libreoffice.office import Office
from tests.libreoffice.sharing import made_once

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("libreoffice")]

SHOWN = [
    *sorted((SAMPLES / "real").glob("*.xlsx")),
    SAMPLES / "synthetic" / "2023-N" / "bao_lam_gia_lap.xlsx",
    SAMPLES / "synthetic" / "2024-KH" / "ha_lang_gia_lap.xlsx",
]


@pytest.fixture(scope="module")
def pages(office: Office, province: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first pages of the samples and of the consolidated workbook."""
    return made_once(tmp_path_factory, "in", lambda out: office.print_pages(out, *SHOWN, province))


@pytest.mark.parametrize("name", [*(book.stem for book in SHOWN), "cao_bang"])
def test_a_workbook_prints_without_error(pages: Path, name: str) -> None:
    content = (pages / f"{name}.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")


@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("name", ["kon_ray_2023-6T", "bao_lam_gia_lap", "cao_bang"])
def test_vietnamese_and_dots_for_thousands_come_out_on_paper(pages: Path, name: str) -> None:
    command = ["pdftotext", "-layout", str(pages / f"{name}.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert "Đơn vị tính:" in text
    assert "###" not in text
    assert "Err:" not in text
