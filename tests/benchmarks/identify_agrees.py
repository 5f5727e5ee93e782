"""What the map of a form calls findable the search finds, and it claims nothing that the map denies.

Method: every form of the catalogue is filled in consistently on paper (inputs, totals and rates typed).
Then each input cell in turn gets one slip of a digit beyond rounding (replaced, inserted, omitted, two
swapped; the slip drawn with a fixed seed, only one that some rule notices), and the whole check is run.
For a cell that the map grades correctable there must be exactly one finding, on that cell, with the
right figure, certain or likely. For a cell that the map cannot tell from others nothing may be certain,
unless every other cell that would explain the error had to fall below zero.
No wrong cell and no wrong figure may be certain anywhere.

Run: ``python tests/benchmarks/identify_agrees.py [--form BM16] [--seed 5] [--most 40] [--jobs 2]``;
the exit code is 1 when map and search disagree anywhere.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from mtqg_xl.proving.identifiability import Degree, Level
from tests.reconcile.map_support import Seeded, cells, forms, name, seeded


def answers_of(number: int, seed: int) -> list[Seeded]:
    """All cells of one form made wrong in turn."""
    form = forms()[number]
    return list(seeded(form, cells(form), seed))


def main() -> int:
    """Print a line for each form, then why map and search disagree, with some of the cells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--form", help="only forms whose code starts so")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--most", type=int, default=40, help="disagreements printed in full")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    numbers = [n for n, form in enumerate(forms()) if form.code.startswith(chosen.form or "")]
    start = time.perf_counter()
    with ProcessPoolExecutor(chosen.jobs) as pool:
        results = list(pool.map(answers_of, numbers, [chosen.seed] * len(numbers)))
    print("| form | correctable: seeded | put right | others: seeded | not to be told apart | wrong claims |")
    print("|---|---|---|---|---|---|")
    for number, answers in zip(numbers, results, strict=True):
        print(_line(name(forms()[number]), answers))
    every = [answer for answers in results for answer in answers]
    print(_line("all", every))
    print(f"\n{len(every)} errors in {time.perf_counter() - start:.0f} s, seed {chosen.seed}")
    against = [answer for answer in every if answer.complaint]
    for complaint, count in Counter(answer.complaint.partition(":")[0] for answer in against).most_common():
        print(f"  {count:5}  {complaint}")
    for answer in _spread(against, chosen.most):
        print(f"  {answer}")
    return 1 if against else 0


def _line(title: str, answers: list[Seeded]) -> str:
    sure = [answer for answer in answers if answer.grade.level is Level.CORRECTABLE]
    other = [answer for answer in answers if answer.grade.level is not Level.CORRECTABLE]
    right = sum(not answer.complaint for answer in sure)
    alike = sum(answer.grade.localisable is Degree.NO for answer in other)
    share = f"{right} ({100 * right / len(sure):.1f} %)" if sure else "-"
    wrong = sum(bool(answer.complaint) for answer in other)
    return f"| {title} | {len(sure)} | {share} | {len(other)} | {alike} | {wrong} |"


def _spread(against: list[Seeded], most: int) -> list[Seeded]:
    """Some disagreements of every form, not all of the first."""
    by_form: dict[str, int] = {}
    ranked = []
    for answer in against:
        rank = by_form[answer.key.form] = by_form.get(answer.key.form, 0) + 1
        ranked.append((rank, answer))
    return [answer for _, answer in sorted(ranked, key=lambda pair: pair[0])[:most]]


if __name__ == "__main__":
    raise SystemExit(main())
