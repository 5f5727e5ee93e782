"""How fast workbooks become submissions: 100 of sixteen forms each, beside openpyxl only loading them.

Method: the sixteen forms of the set are written as templates for districts of one province and filled with
chance figures (fixed seed). Each workbook is read into a submission, every form bound and every cell
observed; openpyxl loads the same workbook twice, for formulas and for values, as one load gives only one of
them. The two take turns, file by file, in one process, so that whatever else the machine does falls on both
alike; processor time is counted. The catalogue is loaded before. The ratio is what counts.

Run: ``python tests/benchmarks/read_speed.py [--files N] [--profile]``.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

import openpyxl  # noqa: E402

from mtqg_xl.catalogue import form_sets, load_form, unit_register  # noqa: E402
from mtqg_xl.domain.periods import Period  # noqa: E402
from mtqg_xl.reading import read_submission  # noqa: E402
from tests.support.books import concrete, write  # noqa: E402
from tests.support.everyform import chance_filling  # noqa: E402

PERIOD = "2023-N"
PROVINCE = "tỉnh Cao Bằng"
FILES, DIFFERENT = 100, 10


def make(folder: Path, count: int) -> list[Path]:
    """Workbooks of the largest set of forms, filled; every tenth has the figures of the first."""
    codes = max((tuple(text.forms) for text in form_sets().values()), key=len)
    codes = tuple(code for code in codes if load_form(code).bind == "codes")
    day = Period.parse(PERIOD).day
    register = unit_register()
    province = register.find(PROVINCE, day)
    assert province is not None
    units = [unit.name for unit in register.children(province.code, day)][:DIFFERENT]
    paths = []
    for number in range(count):
        unit = units[number % len(units)]
        path = folder / f"{number:03}.xlsx"
        first = folder / f"{number % len(units):03}.xlsx"
        if first.exists():
            path.write_bytes(first.read_bytes())
        else:
            figures = {}
            for code in codes:
                figures.update(chance_filling(concrete(code, unit, PERIOD), number, blank=0.1).figures)
            write(path, codes, figures, unit=unit, period=PERIOD)
        paths.append(path)
    print(f"{count} workbooks of {len(codes)} forms, {paths[0].stat().st_size // 1024} KB each")
    return paths


def ours(path: Path) -> None:
    """Read a workbook into a submission."""
    assert read_submission(path).tables


def theirs(path: Path) -> None:
    """Load a workbook for its formulas and for its values."""
    for values in (False, True):
        openpyxl.load_workbook(path, data_only=values)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--profile", action="store_true", help="only say where our own time goes")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        paths = make(Path(name), told.files)
        ours(paths[0])
        theirs(paths[0])
        if told.profile:
            profile = cProfile.Profile()
            profile.enable()
            for path in paths:
                ours(path)
            profile.disable()
            pstats.Stats(profile).sort_stats("tottime").print_stats(45)
            return
        spent = {ours: 0.0, theirs: 0.0}
        for path in paths:
            for work in spent:
                start = time.process_time()
                work(path)
                spent[work] += time.process_time() - start
    print("| | s | ms a file |")
    print("|---|---|---|")
    for title, work in (("mtqg_xl, submission", ours), ("openpyxl, formulas and values", theirs)):
        print(f"| {title} | {spent[work]:.2f} | {1000 * spent[work] / len(paths):.0f} |")
    print(f"| ratio | {spent[theirs] / spent[ours]:.1f} | |")


if __name__ == "__main__":
    main()
