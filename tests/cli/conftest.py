"""The command line called as a person calls it, and small workbooks to call it on."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from mtqg_xl.cli import main
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.periods import Period
from mtqg_xl.writing import BookIdentity, Filling, plan_sheet, write_book
from tests.support.books import concrete, reporting_unit

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
KON_RAY = SAMPLES / "real" / "kon_ray_2023-6T.xlsx"
CLEAN = SAMPLES / "synthetic" / "2023-N" / "ha_lang_gia_lap.xlsx"
PERIOD = "2023-N"
UNITS = (
    "thành phố Cao Bằng",
    "huyện Bảo Lâm",
    "huyện Bảo Lạc",
    "huyện Hà Quảng",
    "huyện Trùng Khánh",
    "huyện Hạ Lang",
    "huyện Quảng Hòa",
    "huyện Hòa An",
    "huyện Nguyên Bình",
    "huyện Thạch An",
)
FILED = datetime(2024, 1, 10, 8)


@dataclass(frozen=True)
class Answer:
    """What a command left: its exit code and what it said."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON on stdout; figures that are no strings stay exact."""
        return json.loads(self.out, parse_float=Decimal)


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``mtqg-xl`` with these arguments in this process."""

    def called(*arguments: object) -> Answer:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Answer(code, *capsys.readouterr())

    return called


def write_district(
    path: Path,
    unit: str = UNITS[1],
    figures: Mapping[CellKey, Decimal] | None = None,
    *,
    forms: Sequence[str] = ("KR02",),
    texts: Mapping[CellKey, str] | None = None,
    filed: datetime = FILED,
    period: str = PERIOD,
) -> Path:
    """A small workbook of one district; without figures, plans that tell the districts apart."""
    if figures is None:
        plan = Decimal(1000 + 10 * UNITS.index(unit)) + Decimal("0.25")
        figures = {
            CellKey("KR02", "NTM", "1"): plan,
            CellKey("KR02", "NTM", "4"): plan / 2,
            CellKey("KR02", "GNBV", "2"): Decimal(300),
            CellKey("KR02", "GNBV", "5"): Decimal(0),
        }
    plans = [plan_sheet(concrete(code, unit, period)) for code in forms]
    identity = BookIdentity(reporting_unit(unit, period), Period.parse(period), filed=filed)
    path.write_bytes(write_book(plans, identity, Filling(figures, texts or {})))
    return path


def lock(path: Path, password: str, source: Path = KON_RAY) -> Path:
    """A copy of ``source`` at ``path`` that opens only with ``password``."""
    content = io.BytesIO()
    with source.open("rb") as file:
        OOXMLFile(file).encrypt(password, content)
    path.write_bytes(content.getvalue())
    return path


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small clean workbook of one district."""
    return write_district(tmp_path / "bao_lam.xlsx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with small workbooks of all ten districts of Cao Bằng."""
    place = tmp_path / "huyen"
    place.mkdir()
    for at, unit in enumerate(UNITS):
        write_district(place / f"{at:02}.xlsx", unit)
    return place


@pytest.fixture(scope="session")
def total(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A consolidated workbook of two districts, never written to."""
    place = tmp_path_factory.mktemp("tinh")
    books = [write_district(place / f"{at}.xlsx", UNITS[at]) for at in (1, 5)]
    out = place / "cao_bang.xlsx"
    assert main(["consolidate", *map(str, books), "-o", str(out), "--quiet", "--jobs", "1"]) == 0
    return out
