"""Every workbook of a folder is read, or refused with a reason; what it took is told.

Method: each file goes through the public function (read, checked, report written), and every sheet of it is
read whether it holds a form or not, in a child process with bounds: 5 s of the processor and 512 MB. The
children are copies of one process that has loaded the catalogue. A refusal must be one sentence; anything
else is an escape and ends the run with code 1. ``MTQG_CORPUS`` may name the folders instead of the
arguments (parted as in PATH). The data stay where they are.

Run: ``python tests/benchmarks/read_corpus.py FOLDER... [--limit N] [--slowest N] [--reasons]``.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

from tests.benchmarks.lib.hostile.guarded import MEGABYTES, SECONDS, Guard, Outcome  # noqa: E402

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".fods", ".html", ".htm",
            ".mht", ".mhtml", ".csv", ".tsv", ".xml")  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What came of one file."""

    path: Path
    outcome: Outcome
    sheets: Outcome

    @property
    def only_opened(self) -> bool:
        """Whether every sheet could be read though it holds no form."""
        return self.outcome.result == "refused" and self.sheets.result == "report"

    @property
    def reason(self) -> str:
        """The code of a refusal."""
        return (self.sheets if self.sheets.result == "refused" else self.outcome).told.split(" ", 1)[0]


def files_in(folders: list[Path], limit: int | None) -> list[Path]:
    """The files of the folders by name, or so many of them spread over all."""
    found = sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file()
    )
    if limit and limit < len(found):
        found = [found[number * len(found) // limit] for number in range(limit)]
    return found


def report(results: list[Result], slowest: int) -> None:
    """One row a kind of file, and those that took most."""
    heads = ("kind", "files", "forms read", "no form, all sheets read", "refused", "escapes", "median, ms",
             "slowest, s", "most memory, MB")  # fmt: skip
    print(f"\n| {' | '.join(heads)} |")
    print("|---|---|---|---|---|---|---|---|---|")
    kinds = sorted({result.path.suffix.lower() for result in results})
    for kind in [*kinds, "all"]:
        here = [result.outcome for result in results if kind in (result.path.suffix.lower(), "all")]
        counts = Counter(outcome.result for outcome in here)
        opened = sum(result.only_opened for result in results if kind in (result.path.suffix.lower(), "all"))
        escapes = sum(outcome.escaped for outcome in here)
        cells = (kind, len(here), counts["report"], opened, counts["refused"] - opened, escapes,
                 f"{1000 * median(outcome.seconds for outcome in here):.1f}",
                 f"{max(outcome.seconds for outcome in here):.2f}",
                 max(outcome.megabytes for outcome in here))  # fmt: skip
        print(f"| {' | '.join(map(str, cells))} |")
    for title, key in (("slowest", "seconds"), ("biggest", "megabytes")):
        most = sorted(results, key=lambda result: -getattr(result.outcome, key))[:slowest]
        told = (f"{r.path.name} {r.outcome.seconds:.2f} s {r.outcome.megabytes} MB" for r in most)
        print(f"\n{title}: {'; '.join(told)}")
    reasons = Counter(result.reason for result in results if result.outcome.result == "refused")
    print("\nrefused:", ", ".join(f"{times} x {reason}" for reason, times in reasons.most_common()) or "none")


def main() -> int:
    """Read all files and print the tables; 1 when something escaped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--slowest", type=int, default=5)
    parser.add_argument("--reasons", action="store_true", help="print the refusal of every file")
    told = parser.parse_args()
    folders = told.folders or [
        Path(name) for name in os.environ.get("MTQG_CORPUS", "").split(os.pathsep) if name
    ]
    paths = files_in(folders, told.limit)
    if not paths:
        parser.error("no workbooks there")
    import mtqg_xl as mx

    # Children are copies of this process: what a first file costs, the catalogue, is paid here once.
    mx.check([ROOT / "samples" / "real" / "bao_lam_2023-6T.xlsx"], jobs=1).to_json()
    guard, start, results = Guard(), time.monotonic(), []
    for path in paths:
        outcome = guard.read(path, "check")
        sheets = guard.read(path, "sheets")
        results.append(Result(path, sheets if sheets.escaped and not outcome.escaped else outcome, sheets))
        outcome = results[-1].outcome
        if outcome.escaped:
            print(f"ESCAPE {path}: {outcome.result} {outcome.told}", flush=True)
        elif told.reasons and outcome.result == "refused":
            print(f"{path.name}: {outcome.told}")
    guard.stop()
    took = time.monotonic() - start
    print(f"{len(paths)} files in {took:.0f} s; at most {SECONDS:g} s and {MEGABYTES} MB a file")
    report(results, told.slowest)
    return int(any(result.outcome.escaped for result in results))


if __name__ == "__main__":
    sys.exit(main())
