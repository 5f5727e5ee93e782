"""The rules in VBA against the core on seeded workbooks: python -m tests.benchmarks.lite_parity [COUNT]."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from mtqg_xl.lite import judge_lite
from mtqg_xl.reading import read_all
from tests.macros.calc import python_with_uno
from tests.macros.lite.lite_calc import LiteCalc
from tests.macros.lite.slips import slipped


def main(count: int) -> int:
    """Print a table of the samples the slips were typed into; 1 when anything differs."""
    python = python_with_uno()
    assert python is not None, "libreoffice not installed"
    books: Counter[str] = Counter()
    found: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        calc = LiteCalc(python, Path(folder) / "profile")
        for seed in range(count):
            path = slipped(seed, Path(folder))
            sample = path.stem.rpartition("_")[0]
            expected = {
                (one.sheet, one.cell, one.rule)
                for submission in read_all(str(path), None, {})
                for one in judge_lite(submission)
            }
            said = {place[:3] for place in calc.checked(path).places}
            books[sample] += 1
            found[sample] += len(expected)
            differing[sample] += said != expected
            if said != expected:
                print(f"seed {seed}: only the core {expected - said}, only VBA {said - expected}")
        calc.stop()
    print("| sample | workbooks | (sheet, cell, rule) | workbooks that differ |")
    print("| --- | ---: | ---: | ---: |")
    for sample in sorted(books):
        print(f"| {sample} | {books[sample]} | {found[sample]} | {differing[sample]} |")
    print(f"| all | {books.total()} | {found.total()} | {differing.total()} |")
    return int(differing.total() > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
