"""How fast and how flat: checking 10, 50 and 200 district workbooks.

Method: the ten made-up districts of the samples are copied until there are enough files; each is
read and checked in one process, and the same files are loaded by openpyxl (values only, then
formulas, as a reader without our own loader would need both). Times are the best of three; the
ratio of the two is what counts, as it does not depend on the machine. Peak memory is that of a
fresh process per size. There is no chance in it: files and order are fixed.

Run: ``python tests/benchmarks/check_many.py``; the last table is in ``RESULTS.md``.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "samples" / "synthetic" / "2023-N").glob("*.xlsx"))
SIZES = (10, 50, 200)
REPEATS = 3


def check_all(paths: list[str]) -> None:
    """Read and check every file in this process."""
    import mtqg_xl as mx

    report = mx.check(paths, jobs=1)
    assert report.ok


def load_all(paths: list[str]) -> None:
    """Load every file with openpyxl, values and formulas."""
    import openpyxl

    for path in paths:
        for data_only in (True, False):
            openpyxl.load_workbook(path, data_only=data_only)


def best_of(work: Callable[[list[str]], None], paths: list[str]) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work(paths)
        times.append(time.perf_counter() - start)
    return min(times)


def peak_memory(folder: Path) -> int:
    """Peak memory in MB of a fresh process that checks ``folder``."""
    command = [sys.executable, __file__, "--memory", str(folder)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Measure and print the table."""
    if sys.argv[1:2] == ["--memory"]:
        check_all(sorted(map(str, Path(sys.argv[2]).glob("*.xlsx"))))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return
    print("| files | check, ms a file | openpyxl load, ms a file | ratio | peak MB |")
    print("|---|---|---|---|---|")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for number in range(size):
                shutil.copy(SOURCES[number % len(SOURCES)], folder / f"{number:04}.xlsx")
            paths = sorted(map(str, folder.glob("*.xlsx")))
            ours, theirs = best_of(check_all, paths), best_of(load_all, paths)
            memory = peak_memory(folder)
        each, other = 1000 * ours / size, 1000 * theirs / size
        print(f"| {size} | {each:.0f} | {other:.0f} | {other / each:.1f} | {memory} |", flush=True)


if __name__ == "__main__":
    main()
