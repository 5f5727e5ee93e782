"""Formulas made wrong in every form: how many are found, and how often a right one is accused.

Method: the kept templates (every form, every set of forms in one workbook) are filled with figures drawn
with a fixed seed, every input cell another figure, and all formulas are worked out by a plain reckoner
that knows addresses and nothing of forms (``tests/reconcile/formulas/mutants.py``). Then one formula at a
time is made wrong as people make them wrong, everything is worked out anew, and the faults told are
compared with the cell that was changed. The reckoner, on three fillings, also says whether the change
makes any difference at all: a range widened by a heading does not, and must not be told. The last lines
are formulas rewritten to the same meaning, and copies of the templates saved by LibreOffice if it is there.

Found: the changed cell is told, and no other cell beside it. Accused: something is told although nothing
is wrong. A reference to a single cell outside every table is left out: nobody knows what is kept there.

Run: ``python tests/benchmarks/formula_faults.py [--share 0.5] [--forms BM16 KR02] [--worst 20]``.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from mtqg_xl.domain.submissions import Submission  # noqa: E402
from mtqg_xl.reading import read_submission  # noqa: E402
from mtqg_xl.reconcile.context import Context  # noqa: E402
from mtqg_xl.reconcile.formulas import Fault, formula_faults  # noqa: E402
from tests.reconcile.formulas.mutants import FIGURES, REWRITINGS, TEMPLATES, Mutant, figure_mutants, mutants  # noqa: E402
from tests.reconcile.formulas.reckoning import changed, filled, names, reckoned, template  # noqa: E402

SEED = 2026


class Table:
    """What came out, by the sort of change."""

    def __init__(self, worst: int) -> None:
        """``worst`` failures are printed."""
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.times: list[float] = []
        self._worst = worst

    def check(self, submission: Submission) -> list[Fault]:
        """The faults told, timed."""
        context = Context(submission)
        _ = context.relations
        start = time.perf_counter()
        told = formula_faults(submission, context)
        self.times.append(time.perf_counter() - start)
        return told

    def take(self, mutant: Mutant, name: str) -> None:
        """One changed workbook."""
        told = self.check(mutant.submission)
        count = self.counts[mutant.sort]
        if mutant.is_wrong:
            count["wrong"] += 1
            heads = [fault.key for fault in told]
            below = [item.key for fault in told for item in fault.also]
            if mutant.sort in FIGURES:
                # What is made of a figure typed over or written as text is out of date or short as well.
                found = mutant.key in heads or mutant.key in below
            else:
                found = heads == [mutant.key]
            count["found"] += found
        else:
            count["same"] += 1
            found = not told
            count["accused"] += bool(told)
        if not found and self._worst:
            self._worst -= 1
            what = [(fault.kind.value, fault.key) for fault in told]
            print(f"{name} {mutant.sort} {mutant.key}: {mutant.before} -> {mutant.after}: {what}")

    def leave(self, submission: Submission, sort: str, formulas: int) -> None:
        """A workbook with nothing wrong in it."""
        told = self.check(submission)
        self.counts[sort]["same"] += formulas
        self.counts[sort]["accused"] += sum(1 + len(fault.also) for fault in told)

    def lines(self) -> Iterator[str]:
        """The table as markdown."""
        yield "| change | wrong | found | recall | without difference | accused |"
        yield "| --- | ---: | ---: | ---: | ---: | ---: |"
        total: Counter[str] = Counter()
        for sort, count in self.counts.items():
            total += count
            yield _line(sort, count)
        yield _line("**all**", total)
        times = sorted(1000 * spent for spent in self.times)
        yield ""
        yield (
            f"Time of one workbook: median {median(times):.0f} ms, "
            f"95 % within {times[int(0.95 * (len(times) - 1))]:.0f} ms, worst {times[-1]:.0f} ms."
        )


def _line(sort: str, count: Counter[str]) -> str:
    recall = f"{100 * count['found'] / count['wrong']:.2f} %" if count["wrong"] else "–"
    return (
        f"| {sort} | {count['wrong']} | {count['found']} | {recall} | {count['same']} | {count['accused']} |"
    )


def rewritten(table: Table, submission: Submission) -> None:
    """Every formula of a workbook in other words."""
    count = sum(seen.formula is not None for seen in submission.observations())
    for sort, rewrite in REWRITINGS.items():
        made = changed(
            submission,
            lambda seen, rewrite=rewrite: (
                replace(seen, formula=rewrite(seen.formula)) if seen.formula else seen
            ),
        )
        table.leave(reckoned(made) if sort == "rounded" else made, f"rewritten {sort}", count)


def saved_by_libreoffice(table: Table, chosen: list[str]) -> None:
    """Copies of the templates as LibreOffice writes them."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        books = [str(TEMPLATES / f"{name}.xlsx") for name in chosen]
        command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", folder, *books]
        subprocess.run(command, check=True, capture_output=True)
        for book in sorted(Path(folder).glob("*.xlsx")):
            submission = read_submission(book)
            count = sum(seen.formula is not None for seen in submission.observations())
            table.leave(submission, "saved by LibreOffice", count)


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--share", type=float, default=0.5, help="share of the formulas that are changed")
    parser.add_argument("--forms", nargs="*", default=names())
    parser.add_argument("--worst", type=int, default=20, help="how many failures are printed")
    chosen = parser.parse_args()
    table = Table(chosen.worst)
    for name in chosen.forms:
        submission = filled(template(name), SEED)
        for mutant in mutants(submission, SEED, chosen.share):
            table.take(mutant, name)
        for mutant in figure_mutants(submission, SEED, chosen.share / 3):
            table.take(mutant, name)
        rewritten(table, submission)
    saved_by_libreoffice(table, chosen.forms)
    print("\n".join(table.lines()))


if __name__ == "__main__":
    main()
