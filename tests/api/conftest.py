"""The package as a script imports it, and workbooks for it to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import UNITS, write_district

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
KON_RAY = SAMPLES / "real" / "kon_ray_2023-6T.xlsx"
CLEAN = SAMPLES / "synthetic" / "2023-N" / "ha_lang_gia_lap.xlsx"


@pytest.fixture
def districts(tmp_path: Path) -> list[Path]:
    """Small workbooks of three districts of Cao Bằng."""
    return [write_district(tmp_path / f"{at}.xlsx", UNITS[at]) for at in (1, 2, 5)]
