"""What Calc shows is what the command line finds, though Calc writes the copy that is checked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import mtqg_xl as mx
from tests.api.test_several_units_in_one_file import of_a_province
from tests.extension.calc import Calc

SAMPLES = Path(__file__).parents[2] / "samples"
BOOKS = ("real/kon_ray_2023-6T.xlsx", "real/cao_bang_2023-N.xlsx", "synthetic/2023-N/bao_lac_gia_lap.xlsx")
pytestmark = [pytest.mark.libreoffice, pytest.mark.thorough, pytest.mark.xdist_group("extension")]


def told(findings: list[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for one in findings:
        yield one["sheet"], one["cell"], one["rule"]
        yield from told(one["children"])


def copied(name: str, folder: Path) -> Path:
    """A copy: the office puts a lock beside what it opens."""
    return Path(shutil.copy(SAMPLES / name, folder))


def test_the_same_cells_fail_the_same_rules(calc: Calc, tmp_path: Path) -> None:
    some = 0
    for name in BOOKS:
        path = copied(name, tmp_path)
        calc.open(str(path))
        in_calc = {(row["sheet"], row["cell"], row["rule"]) for row in calc.press_reading("check")}
        report = json.loads(mx.check(str(path)).to_json())
        assert in_calc == {one for file in report["files"] for one in told(file["findings"])}, name
        some += len(in_calc)
    assert some > 20


def test_an_explanation_is_known_again_in_a_workbook_of_several_units(calc: Calc, tmp_path: Path) -> None:
    calc.open(str(of_a_province(tmp_path / "ca_tinh.xlsx")))
    calc.press("check")
    found = calc.press_reading("check")
    second = next(at for at, row in enumerate(found) if row["id"].endswith("/2"))
    calc.put("Kiểm tra", f"M{6 + second}", "Đã đúng theo Quyết định 12")
    calc.press("check")
    told = [row["explanation"] for row in calc.press_reading("check")]
    assert [at for at, text in enumerate(told) if text] == [second]
    assert calc.cell("Kiểm tra", f"M{6 + second}")["text"] == "Đã đúng theo Quyết định 12"


def test_a_check_of_a_checked_workbook_finds_the_same(calc: Calc, tmp_path: Path) -> None:
    calc.open(str(copied(BOOKS[0], tmp_path)))
    first = calc.press("check")
    assert first[0][1].startswith("Có lỗi: 3 lỗi")
    assert calc.cell("KR02", "E13")["fill"] == "FFC7CE"
    assert "[F1] Sai: lẽ ra 26.844" in calc.cell("KR02", "E13")["note"]
    assert calc.press("check") == first
