"""False alarms: a thousand clean made-up reports, every one of which must be left in peace.

Method: figures that satisfy every rule of a form (or of a set of forms with the rules between them; one
report in ten) are made up with a fixed seed, and written as offices write them. Rates are rounded half up
in one half of the reports and cut off in the other, with one or two decimals a column. In two fifths money
is rounded to whole units and its totals are rounded from the full sums, so that the printed parts do not
quite add up; in two fifths totals and rates are partly or all live formulas over exact money. Some cells are
blank, some say "chưa thực hiện". Then the whole check is run. Counted are reports that are told an error, or
that a culprit is certain or likely, and reports that are told a warning about a sum or a bound.

Run: ``python tests/benchmarks/clean.py [--count 1000] [--first 0] [--jobs 2] [--hard]``; the exit code is 1
at any false alarm. ``--hard`` writes every report in whole units with live totals: formulas add up printed
parts to the last digit there, so that two breakdowns of one amount may differ by the rounding of parts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from mtqg_xl.domain.findings import Finding
from mtqg_xl.reconcile import check_submission
from tests.reconcile.clean_support import Style, accusations, clean_report, doubts


@dataclass(frozen=True, slots=True)
class Told:
    """What a clean report was told."""

    number: int
    subject: str
    style: str
    alarms: tuple[str, ...]
    claims: int
    warnings: tuple[str, ...]
    slight: int


def told(number: int, hard: bool) -> Told:
    """Make the report ``number`` and check it."""
    subject, style, submission = clean_report(number, Style(bool(number % 2), True, 0.5) if hard else None)
    report = check_submission(submission)
    against = accusations(report)
    return Told(
        number,
        subject.name,
        str(style),
        tuple(map(_line, against)),
        sum(item.confidence.value != "undecided" for item in against),
        tuple(map(_line, doubts(report))),
        sum(item.verdict.value in ("cat_so", "lam_tron") for item in report.findings),
    )


def _line(finding: Finding) -> str:
    return f"{finding.rule} {finding.severity} {finding.confidence}: {finding.message}"


def main() -> int:
    """Print a line for each way of writing, then every false alarm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--hard", action="store_true")
    chosen = parser.parse_args()
    numbers = range(chosen.first, chosen.first + chosen.count)
    start = time.perf_counter()
    with ProcessPoolExecutor(chosen.jobs) as pool:
        results = list(pool.map(told, numbers, [chosen.hard] * len(numbers), chunksize=10))
    print("| written so | reports | with an error | with a claim | with a warning | slight ones told |")
    print("|---|---|---|---|---|---|")
    for style in sorted({result.style for result in results}):
        print(_row(style, [result for result in results if result.style == style]))
    print(_row("all", results))
    print(f"\n{len(results)} reports in {time.perf_counter() - start:.0f} s")
    rules = Counter(alarm.split()[0] for result in results for alarm in result.alarms + result.warnings)
    print("by rule:", dict(rules.most_common()))
    for result in results:
        for alarm in (*result.alarms, *result.warnings):
            print(f"  {result.number} {result.subject} ({result.style}): {alarm}")
    return 1 if any(result.alarms for result in results) else 0


def _row(title: str, results: list[Told]) -> str:
    alarmed = sum(bool(result.alarms) for result in results)
    claimed = sum(bool(result.claims) for result in results)
    warned = sum(bool(result.warnings) for result in results)
    slight = sum(result.slight for result in results)
    return f"| {title} | {len(results)} | {alarmed} | {claimed} | {warned} | {slight} |"


if __name__ == "__main__":
    raise SystemExit(main())
