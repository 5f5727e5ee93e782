import json
import re
import time
from pathlib import Path

import pytest

from tests.cli.conftest import UNITS, Run

pytestmark = pytest.mark.xdist_group("demo")

BOUND = 10.0


@pytest.fixture
def shown(run: Run, tmp_path: Path) -> str:
    answer = run("demo", tmp_path / "thử")
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def test_the_demonstration_shows_the_whole_job(shown: str, tmp_path: Path) -> None:
    # Kon Rẫy: a wrong digit, two digits swapped, a rate that does not follow from its parts.
    for figure in ("26.884", "26.844", "4.097", "4.079", "10,8", "20,31"):
        assert re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d])", shown), figure
    # Bảo Lâm: 40 households that were 4, and works that do not add up; Cao Bằng: works as well.
    assert "từ 40 thành 4." in shown or "từ 40 thành 4;" in shown
    assert "đang ghi 18 công trình, tính từ các ô liên quan được 16 công trình" in shown
    assert "đang ghi 139 công trình, tính từ các ô liên quan được 143 công trình" in shown
    # The capital plan of the province, and the ten cells it was added up from.
    assert "1.144.077 triệu đồng" in shown
    traced = shown.partition("1.144.077 triệu đồng")[2]
    sources = re.findall(r"^ {4}(\S.*?) {2,}([\d.,]+) .*!N13\]$", traced, re.MULTILINE)
    assert [unit for unit, _ in sources] == list(UNITS)
    figures = [float(figure.replace(".", "").replace(",", ".")) for _, figure in sources]
    assert sum(figures) == pytest.approx(1_144_077, abs=1e-6)
    # What it wrote is where it says.
    for name in ("cao_bang.xlsx", "ket_qua_kiem_tra.json"):
        assert str(tmp_path / "thử" / name) in shown
        assert (tmp_path / "thử" / name).stat().st_size > 1000


def test_the_demonstration_is_done_in_ten_seconds_and_does_the_same_again(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "cao_bang.xlsx"
    start = time.perf_counter()
    first = run("demo", tmp_path)
    assert time.perf_counter() - start < BOUND
    content = out.read_bytes()
    second = run("demo", tmp_path)
    assert second.out == first.out
    assert out.read_bytes() == content


def test_the_result_of_the_check_is_written_in_full(shown: str, tmp_path: Path) -> None:
    report = json.loads((tmp_path / "thử" / "ket_qua_kiem_tra.json").read_text(encoding="utf-8"))
    assert len(report["files"]) == 6
    assert f"Đã kiểm tra {len(report['files'])} tệp" in shown
