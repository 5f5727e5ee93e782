"""The province's workbook follows those of its districts when links are updated, wherever the folder lies."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

import mtqg_xl as mx
from mtqg_xl import api
from mtqg_xl.domain.cells import CellKey
from tests.cli.conftest import UNITS, write_district
from tests.libreoffice.office import Shown
from tests.macros.calc import python_with_uno
from tests.support.books import address

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("libreoffice")]

PROVINCE = "tỉnh Cao Bằng"
NAMES = {1: "bao_lam.xlsx", 2: "Bảo Lạc & 100% #1 'mới' (2).xlsx", 5: "hạ+lang;{a}^`,=@$.xlsx"}
PLAN = address("KR02", "NTM", "1", PROVINCE)
AT_FIRST_BLANK = address("KR02", "GNBV", "2", PROVINCE)
SUMS = {address("KR02", row, column, PROVINCE) for row, column in (("NTM", "3"), ("T", "1"), ("T", "3"))}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province's workbook beside the folder of three districts'."""
    place = tmp_path_factory.mktemp("tỉnh")
    (place / "huyện").mkdir()
    for at, name in NAMES.items():
        given = {CellKey("KR02", "NTM", "1"): Decimal(at) / 4}
        if at != 2:
            given[CellKey("KR02", "GNBV", "2")] = Decimal(300)
        write_district(place / "huyện" / name, UNITS[at], given)
    api.consolidate([place / "huyện"], unit=PROVINCE, jobs=1).save(place / "tinh.xlsx", live=True)
    return place


def updated(book: Path, out: Path) -> Shown:
    """What the workbook shows once LibreOffice has updated its links."""
    python = python_with_uno()
    if python is None:
        pytest.skip("LibreOffice cannot be driven")
    script = Path(__file__).parent / "link_process.py"
    subprocess.run(
        [python, str(script), str(out.parent / "profile"), str(book), str(out)], check=True, timeout=300
    )
    return Shown.of(out)


def test_the_links_give_what_was_stored(folder: Path, tmp_path: Path) -> None:
    stored, shown = Shown.of(folder / "tinh.xlsx"), updated(folder / "tinh.xlsx", tmp_path / "ra.xlsx")
    assert shown.errors == {}
    assert set(shown.numbers) == set(stored.numbers)
    assert shown.numbers == pytest.approx(stored.numbers, rel=1e-12)


def test_a_district_sends_its_workbook_again_and_every_sum_follows(folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "chỗ khác" / "số liệu"
    shutil.copytree(folder, moved)
    before = Shown.of(moved / "tinh.xlsx").numbers
    for at, name in NAMES.items():
        again = moved / "huyện" / f"moi_{at}.xlsx"
        mx.fill(moved / "huyện" / name, {f"KR02!{PLAN}": 5000 * at, f"KR02!{AT_FIRST_BLANK}": at}, again)
        again.replace(moved / "huyện" / name)
    after = updated(moved / "tinh.xlsx", tmp_path / "ra.xlsx")
    expected = Shown.of(_consolidated_again(moved, tmp_path))
    assert after.errors == {}
    assert after.numbers["KR02", PLAN] == 5000 * (1 + 2 + 5)
    assert after.numbers["KR02", AT_FIRST_BLANK] == 1 + 2 + 5
    assert all(after.numbers["KR02", cell] != before.get(("KR02", cell)) for cell in SUMS)
    linked, anew = (
        {place: value for place, value in shown.numbers.items() if place[0] in ("KR02", "Tổng quan")}
        for shown in (after, expected)
    )
    assert linked == pytest.approx(anew, rel=1e-12)


def _consolidated_again(place: Path, out: Path) -> Path:
    """The workbook that consolidating anew gives."""
    api.consolidate([place / "huyện"], unit=PROVINCE, jobs=1).save(out / "tinh_lai.xlsx")
    return out / "tinh_lai.xlsx"
