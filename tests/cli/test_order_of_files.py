from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from mtqg_xl.domain.cells import CellKey
from tests.cli.conftest import UNITS, Run, write_district

FORMS = ("BM03", "KR02", "PL01")
CODES = ("040", "042", "043", "045", "047", "048", "049", "051", "052", "053")


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Districts with figures, remarks and lists, and one of them twice."""
    place = tmp_path / "huyen"
    place.mkdir()
    for at, (unit, code) in enumerate(zip(UNITS, CODES, strict=True)):
        figures = {
            CellKey("BM03", "A.1", "2"): Decimal(at + 1),
            CellKey("KR02", "NTM", "1"): Decimal(at) / 8,
            CellKey("PL01", f"U-{code}", "1"): Decimal(1000 + at),
            CellKey("PL01", f"U-{code}", "2"): Decimal(100 + at),
        }
        texts = {CellKey("BM03", "A.1", "13"): f"cầu số {at}"}
        # Names in another order than the register, so that the order of the result comes from units.
        path = place / f"{(at * 7) % 10}.xlsx"
        write_district(path, unit, figures, forms=FORMS, texts=texts)
    write_district(place / "nop_lai.xlsx", UNITS[3])
    return place


def consolidated(run: Run, out: Path, *places: Path) -> bytes:
    answer = run("consolidate", *places, "-o", out, "--jobs", 1)
    assert answer.code == 0
    return out.read_bytes()


def test_the_order_of_the_files_makes_no_difference(run: Run, mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "tinh.xlsx"
    files = sorted(mixed.iterdir())
    first = consolidated(run, out, *files)
    for seed in range(3):
        shuffled = list(files)
        Random(seed).shuffle(shuffled)
        assert shuffled != files
        assert consolidated(run, out, *shuffled) == first


def test_a_folder_or_its_files_make_no_difference(run: Run, mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "tinh.xlsx"
    files = sorted(mixed.iterdir(), reverse=True)
    assert consolidated(run, out, mixed) == consolidated(run, out, *files)
    assert consolidated(run, out, mixed, *files[:3]) == consolidated(run, out, *files)


def test_the_report_of_a_check_does_not_depend_on_the_order_either(run: Run, mixed: Path) -> None:
    files = sorted(mixed.iterdir())
    forward = run("check", *files, "--format", "json", "--jobs", 1)
    backward = run("check", *reversed(files), "--format", "json", "--jobs", 1)
    assert forward.out == backward.out
