"""How fast a large workbook is filled, and how much memory that takes.

Method: a made-up workbook of 16 sheets (see ``lib/big_workbook.py``, seed there) gets 21,450 figures in
empty cells. Ours also stores a value under each of its 15,000 formulas and looks the result over before
it is handed out; the peer, openpyxl, loads, fills and saves, which loses all stored values. Both write
to the disk. The runs take turns in one process; shown are the best and the median, and the ratio of the
bests by the clock and by processor time, which other work on the machine blurs less. ``one cell`` is the
same workbook opened, one figure changed, saved. Peak memory is that of a fresh process for each. There
is no chance in it beyond the seed.

Run: ``python tests/benchmarks/patch_speed.py [--runs N]``; ``--profile`` shows where our time goes, by
phase and by function. The last table is in ``RESULTS.md``.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pickle
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

from tests.benchmarks.lib.big_workbook import Filling, make  # noqa: E402


def fill_ours(source: Path, filling: Filling, target: Path) -> None:
    """Figures in, values under formulas, looked over, saved."""
    from mtqg_xl.ooxml.patching import Patch

    patch = Patch.open(source)
    for sheet, inputs in filling.inputs.items():
        for place, value in inputs.items():
            patch.set(sheet, place, value)
    for sheet, results in filling.results.items():
        for place, result in results.items():
            patch.set_cached(sheet, place, result)
    patch.save(target)


def fill_theirs(source: Path, filling: Filling, target: Path) -> None:
    """Figures in, saved; stored values are lost."""
    import openpyxl

    book = openpyxl.load_workbook(source)
    for sheet, inputs in filling.inputs.items():
        cells = book[sheet]
        for (row, column), value in inputs.items():
            cells.cell(row, column).value = value
    book.save(target)


def one_cell_ours(source: Path, filling: Filling, target: Path) -> None:
    """One figure in, looked over, saved."""
    from mtqg_xl.ooxml.patching import Patch

    sheet, inputs = list(filling.inputs.items())[6]
    patch = Patch.open(source)
    patch.set(sheet, next(iter(inputs)), 5)
    patch.save(target)


def one_cell_theirs(source: Path, filling: Filling, target: Path) -> None:
    """One figure in, saved."""
    import openpyxl

    sheet, inputs = list(filling.inputs.items())[6]
    book = openpyxl.load_workbook(source)
    book[sheet].cell(*next(iter(inputs))).value = 5
    book.save(target)


Work = Callable[[Path, Filling, Path], None]
WAYS: dict[str, Work] = {
    "fill": fill_ours,
    "fill-openpyxl": fill_theirs,
    "one": one_cell_ours,
    "one-openpyxl": one_cell_theirs,
}


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """How long it takes by the clock and by the processor, in milliseconds."""
    gc.collect()
    start = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - start[0]), 1000 * (time.process_time() - start[1])


def row(name: str, folder: Path, filling: Filling, ways: tuple[str, str], runs: tuple[int, int]) -> str:
    """A line of the table: the two ways taking turns."""
    source = folder / "source.xlsx"
    ours, theirs = (WAYS[way] for way in ways)
    times: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for number in range(runs[0]):
        times[0].append(timed(lambda: ours(source, filling, folder / "ours.xlsx")))
        if number < runs[1]:
            times[1].append(timed(lambda: theirs(source, filling, folder / "theirs.xlsx")))
    memory = [peak_memory(way, source) for way in ways]
    clock, processor = ([[run[at] for run in each] for each in times] for at in (0, 1))
    shown = [f"{min(each):.1f}; {median(each):.1f}" for each in clock]
    ratios = [f"{min(each[1]) / min(each[0]):.1f}" for each in (clock, processor)]
    return f"| {name} | {' | '.join((*shown, *ratios))} | {memory[0]} | {memory[1]} |"


def peak_memory(way: str, source: Path) -> int:
    """Peak memory in MB of a fresh process that does the work once."""
    command = [sys.executable, __file__, "--memory", way, str(source.parent)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def own_peak() -> int:
    """The most memory in MB this process had."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage says begins with the size of the process that started this one.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def phases(source: Path, filling: Filling) -> None:
    """Where our time goes, best of five by phase."""
    from mtqg_xl.ooxml.patching import Patch
    from mtqg_xl.ooxml.patching.selfcheck import check_members, check_sheet

    names = ("open", "set", "set_cached", "carry out", "pack", "check members", "check sheets")
    best = dict.fromkeys(names, float("inf"))
    for _ in range(5):
        gc.collect()
        marks = [time.perf_counter()]
        patch = Patch.open(source)
        marks.append(time.perf_counter())
        for sheet, inputs in filling.inputs.items():
            for place, value in inputs.items():
                patch.set(sheet, place, value)
        marks.append(time.perf_counter())
        for sheet, results in filling.results.items():
            for place, result in results.items():
                patch.set_cached(sheet, place, result)
        marks.append(time.perf_counter())
        made = patch._made()
        marks.append(time.perf_counter())
        after = made.parts.to_bytes()
        marks.append(time.perf_counter())
        wanted = {**made.parts.replaced, **made.parts.added}
        check_members(patch.package.data, after, wanted, made.parts.removed)
        marks.append(time.perf_counter())
        for name, claim in made.claims.items():
            check_sheet(name, patch.package.read(name), made.parts.read(name), claim)
        marks.append(time.perf_counter())
        for name, start, end in zip(names, marks, marks[1:], strict=False):
            best[name] = min(best[name], end - start)
    print("| phase | ms |\n|---|---|")
    for name in names:
        print(f"| {name} | {1000 * best[name]:.1f} |")


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--memory", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.memory:
        folder = Path(told.memory[1])
        filling = pickle.loads((folder / "filling").read_bytes())
        WAYS[told.memory[0]](folder / "source.xlsx", filling, folder / "memory.xlsx")
        print(own_peak())
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filling = make(folder / "source.xlsx")
        (folder / "filling").write_bytes(pickle.dumps(filling))
        if told.profile:
            phases(folder / "source.xlsx", filling)
            for way, lines in (("fill", 30), ("one", 15)):
                profile = cProfile.Profile()
                profile.runcall(WAYS[way], folder / "source.xlsx", filling, folder / "ours.xlsx")
                pstats.Stats(profile).sort_stats("tottime").print_stats(lines)
            return
        inputs, formulas, cells = filling.counts
        print(f"{inputs:,} inputs, {formulas:,} formulas, {cells:,} cells\n")
        print("| work | ours, ms (best; median) | openpyxl, ms | ratio |", end="")
        print(" ratio by processor time | ours, MB | openpyxl, MB |\n|---|---|---|---|---|---|---|")
        for name, ways, runs in (
            ("fill and store values", ("fill", "fill-openpyxl"), (told.runs, told.runs)),
            ("one cell", ("one", "one-openpyxl"), (5 * told.runs, 3)),
        ):
            print(row(name, folder, filling, ways, runs), flush=True)


if __name__ == "__main__":
    main()
