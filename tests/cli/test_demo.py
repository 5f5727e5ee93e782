import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, UNITS

BOUND = 10.0


@dataclass(frozen=True)
class Shown:
    """What a run of the demonstration said and wrote, and how long it took."""

    said: str
    folder: Path
    taken: float


def demonstrated(folder: Path) -> Shown:
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "mtqg_xl", "demo", str(folder)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
        timeout=120,
    )
    assert run.stderr == ""
    return Shown(run.stdout, folder, time.perf_counter() - start)


def assert_whole_job_shown(said: str) -> None:
    """Every slip of the real reports, the province's capital plan, and the ten cells it comes from."""
    # Kon Rẫy: a wrong digit, two digits swapped, a rate that does not follow from its parts.
    for figure in ("26.884", "26.844", "4.097", "4.079", "10,8", "20,31"):
        assert re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d])", said), figure
    # Bảo Lâm: 40 households that were 4, and works that do not add up; so do those of Cao Bằng.
    assert re.search(r"sửa 40 thành 4[.;]", said)
    assert "đang ghi 18 công trình, tính từ các ô liên quan được 16 công trình" in said
    assert "đang ghi 139 công trình, tính từ các ô liên quan được 143 công trình" in said
    traced = said.partition("1.144.077 triệu đồng")[2]
    sources = re.findall(r"^ {4}(\S.*?) {2,}([\d.,]+) .*!N13\]$", traced, re.MULTILINE)
    assert [unit for unit, _ in sources] == list(UNITS)
    figures = [float(figure.replace(".", "").replace(",", ".")) for _, figure in sources]
    assert sum(figures) == pytest.approx(1_144_077, abs=1e-6)


def assert_written_where_it_says(shown: Shown) -> None:
    """The consolidated workbook and the full result of the check."""
    for name in ("cao_bang.xlsx", "ket_qua_kiem_tra.json"):
        assert str(shown.folder / name) in shown.said
        assert (shown.folder / name).stat().st_size > 1000
    report = json.loads((shown.folder / "ket_qua_kiem_tra.json").read_text(encoding="utf-8"))
    assert f"Đã kiểm tra {len(report['files'])} tệp" in shown.said
    assert len(report["files"]) == 8


@pytest.mark.speed
def test_the_demonstration_shows_the_whole_job_in_ten_seconds_and_does_the_same_again(tmp_path: Path) -> None:
    first = demonstrated(tmp_path / "thử")
    assert_whole_job_shown(first.said)
    assert_written_where_it_says(first)
    content = (first.folder / "cao_bang.xlsx").read_bytes()
    taken = [first.taken]
    # A busy machine can only slow a run down, so that one run within the bound shows that it holds.
    while len(taken) < 2 or (min(taken) >= BOUND and len(taken) < 4):
        again = demonstrated(first.folder)
        taken.append(again.taken)
        assert again.said == first.said
        assert (first.folder / "cao_bang.xlsx").read_bytes() == content
    assert min(taken) < BOUND
