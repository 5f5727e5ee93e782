"""Files changed by chance, in ways that hit where reading is weak; each is read or refused in one sentence.

Method: a file is taken from our templates, our samples and the folders given, and one of some thirty
kinds of change is made: to the XML of a part (attributes, addresses, texts, order, depth, numbers of
elements, encodings, document types), to the zip container (sizes, checksums, places, names, flags, zip64
fields, members missing, doubled, swollen, by the thousand), or to its bytes. The public function reads
it (in turn: binds it; checks it and writes the report; reads every sheet) in a child process with bounds:
5 s of the processor and 512 MB. What may come of it is a report, or a refusal in one sentence; anything
else is an escape. A case follows from the seed and its number alone.

Run: ``python tests/benchmarks/fuzz_reading.py [FOLDER...] [--minutes M | --cases N] [--from N]``; with
``--case N --keep FOLDER`` the file of one case is written there and read.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

from tests.benchmarks.lib.hostile.cases import Case, make_case  # noqa: E402
from tests.benchmarks.lib.hostile.guarded import Guard, Outcome, Way  # noqa: E402

SEED = 20261121
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".html", ".htm", ".mht", ".csv", ".xml")
#: What is asked of the cases in turn.
WAYS: tuple[Way, ...] = ("read", "check", "sheets", "check")
#: Bigger files would only make the run slower.
LARGEST = 400_000


def sources(folders: list[Path]) -> tuple[Path, ...]:
    """The files to start from: ours, and the others; ours make up two thirds."""
    ours = [
        *sorted((ROOT / "workbook_templates").glob("*.xlsx")),
        *sorted((ROOT / "samples").rglob("*.xlsx")),
    ]
    theirs = sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file() and path.stat().st_size <= LARGEST
    )
    return tuple(ours * (max(1, 2 * len(theirs) // len(ours)) if theirs else 1) + theirs)


def read(case: Case, guard: Guard, folder: Path) -> Outcome:
    """What comes of one case."""
    path = folder / f"{case.number}{case.source.suffix.lower()}"
    path.write_bytes(case.data)
    try:
        return guard.read(path, WAYS[case.number % len(WAYS)])
    finally:
        path.unlink()


def table(seen: dict[str, Counter[str]], slowest: dict[str, float], biggest: dict[str, int]) -> None:
    """One row a kind of change."""
    print("\n| change | cases | read | refused | escapes | slowest, s | most memory, MB |")
    print("|---|---|---|---|---|---|---|")
    total: Counter[str] = Counter()
    for kind, counts in sorted(seen.items()):
        total += counts
        _row(kind, counts, slowest[kind], biggest[kind])
    _row("all", total, max(slowest.values(), default=0), max(biggest.values(), default=0))


def _row(kind: str, counts: Counter[str], seconds: float, megabytes: int) -> None:
    every, done, refused = counts.total(), counts["report"], counts["refused"]
    cells = (kind, every, done, refused, every - done - refused, f"{seconds:.2f}", megabytes)
    print(f"| {' | '.join(map(str, cells))} |")


def main() -> None:
    """Run and print the table; every escape is printed when it is met."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--case", type=int)
    parser.add_argument("--keep", type=Path, help="leave the files of escapes in this folder")
    told = parser.parse_args()
    files = sources(told.folders)
    import mtqg_xl as mx

    # Children are copies of this process: what a first file costs, the catalogue, is paid here once.
    mx.check([ROOT / "samples" / "real" / "bao_lam_2023-6T.xlsx"], jobs=1).to_json()

    first = told.first if told.case is None else told.case
    last = first + (told.cases if told.case is None else 1)
    end = time.monotonic() + 60 * told.minutes if told.minutes else None
    seen: dict[str, Counter[str]] = {}
    slowest: dict[str, float] = {}
    biggest: dict[str, int] = {}
    escapes: Counter[str] = Counter()
    start, guard, number = time.monotonic(), Guard(), first
    with tempfile.TemporaryDirectory() as scratch:
        while time.monotonic() < end if end is not None else number < last:
            case = make_case(told.seed, number, files)
            outcome = read(case, guard, Path(scratch))
            seen.setdefault(case.kind, Counter())[outcome.result] += 1
            slowest[case.kind] = max(slowest.get(case.kind, 0.0), outcome.seconds)
            biggest[case.kind] = max(biggest.get(case.kind, 0), outcome.megabytes)
            if outcome.escaped or told.case is not None:
                where = outcome.told.strip().splitlines()[-1:] or [""]
                known = f"{outcome.result}: {where[0][:100]}"
                escapes[known] += 1
                if escapes[known] <= 3:
                    took = f"{outcome.seconds:.2f} s {outcome.megabytes} MB"
                    print(f"case {number}: {case.kind}: {case.source.name}: {outcome.result} {took}")
                    print(outcome.told, flush=True)
                    if told.keep:
                        told.keep.mkdir(parents=True, exist_ok=True)
                        (told.keep / f"{number}{case.source.suffix.lower()}").write_bytes(case.data)
            number += 1
    guard.stop()
    spent = (time.monotonic() - start) / 60
    count = number - first
    print(f"\n{count} cases from {first} on, seed {told.seed}, {len(set(files))} files, {spent:.1f} min")
    table(seen, slowest, biggest)
    for known, times in escapes.most_common():
        print(f"- {times} x {known}")


if __name__ == "__main__":
    main()
