"""Whether figures are bound where they belong, however offices change our workbooks.

Method: a workbook of ours is drawn by chance with a fixed seed: a template of one form (every layout of
every form, 74 %), two to four forms of a set (16 %), or a sample (10 %). Templates hold clean figures that
satisfy every rule, half of them with live formulas; in 15 % one or two wrong figures are sown, so that sums
do not close. Then people's changes are made to it: none (3 %), one (37 %), or two to eight at once. In 15 %
the hidden sheet of the template is kept. Every figure carries form, row, column, unit and period through all
changes. The workbook is read in memory as any file is, and every figure read is compared with what stands
there. ``--files`` writes layouts as real .xlsx files and reads those, which must give the same.

*Mis-bound* is a figure or text that is read as that of another cell of the forms, of another unit or
period, with another value, or that belongs to no form at all; *told wrong* if the reader itself voiced a
doubt about that cell. *Unread* is a figure that stands there and is not read; the share counts figures.
Leaving figures unread is right, and not counted, where nobody could know: where codes and headings, or
numbers and labels, contradict each other (``trap_...``; there only what the words say is right), on
the sheet of last year's report, where nothing on a sheet tells which of two like forms it is, and two rows
brought together into one are figures of no row. Lines of lists are told apart by their order.

Run: ``python tests/benchmarks/binding.py --layouts 100000 --jobs 2``; the exit code is 1 at any silent
mis-binding. Some kinds only: ``--kinds rows_blank codes_deleted``. One layout: ``--layout 4711 --show``
prints what was bound where and writes the workbook beside. ``--wrong 50`` and ``--unread 50`` list layouts.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.lib.binding.changes import KINDS
from tests.benchmarks.lib.binding.layouts import SEED
from tests.benchmarks.lib.binding.running import run
from tests.benchmarks.lib.binding.showing import faithful, show
from tests.benchmarks.lib.binding.tables import listed, table, unread_listed


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--layouts", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--kinds", nargs="*", default=(), help="only these changes, all at once")
    parser.add_argument("--list", action="store_true", help="every kind of change and who makes it")
    parser.add_argument("--layout", type=int, help="one layout; with --show also as a workbook")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--out", type=Path, default=Path(), help="the folder for workbooks")
    parser.add_argument("--wrong", type=int, default=60, help="list so many mis-bound layouts")
    parser.add_argument("--unread", type=int, default=0, help="list so many layouts not wholly read")
    parser.add_argument("--files", type=int, default=0, help="so many layouts through real files")
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args()
    if chosen.list:
        for kind in KINDS.values():
            print(f"{kind.name} ({kind.group}): {kind.who}")
        return 0
    if chosen.layout is not None:
        print(show(chosen.layout, chosen.seed, chosen.kinds, chosen.out if chosen.show else None))
        return 0
    if chosen.files:
        return faithful(chosen.first, chosen.files, chosen.seed, chosen.kinds)
    start = time.perf_counter()
    profile = cProfile.Profile() if chosen.profile else None
    if profile:
        profile.enable()
    results = run(chosen.first, chosen.layouts, chosen.seed, chosen.kinds, 1 if profile else chosen.jobs)
    if profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    print(table(results))
    print(f"\n{chosen.layouts} layouts, seed {chosen.seed}, {time.perf_counter() - start:.0f} s")
    if chosen.wrong:
        print(listed(results, chosen.wrong))
    if chosen.unread:
        print(unread_listed(results, chosen.unread))
    return 1 if results.total.silent or results.total.crashed else 0


if __name__ == "__main__":
    raise SystemExit(main())
