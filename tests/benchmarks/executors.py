"""One table of rules, four executors: python -m tests.benchmarks.executors [COUNT] [--samples].

The same workbooks, one to three slips in each, are checked as files by the core, as open workbooks (under
both engines for xlwings), by the button of the extension for LibreOffice and by the rules in VBA. Each has
to find the same cells and rules; those in VBA, the ones that the core finds of the rules they have. Prints
a line a workbook and a table; 1 when anything differs. ``--samples``: all samples, as they are, instead of
seeded workbooks. ``--from N --minutes M`` for a part.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.lib.executing import EXECUTORS, Core, Executors, Places
from tests.benchmarks.lib.seeded import REAL, SYNTHETIC, seeded


class Tally:
    """What has been compared so far."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.partial = 0
        self.found: Counter[str] = Counter()
        self.equal: Counter[str] = Counter()
        self.differing: Counter[str] = Counter()

    def add(self, name: str, expected: Places, said: Places | str) -> str:
        """Count one answer; returns what is wrong with it, or nothing."""
        self.found[name] += len(expected)
        if said == expected:
            self.equal[name] += 1
            return ""
        self.differing[name] += 1
        if isinstance(said, str):
            return f"{name}: {said}"
        return f"{name}: only the core {sorted(expected - said)}, only it {sorted(said - expected)}"

    def table(self) -> str:
        """The table for the results."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))
        lines = [f"{self.kinds.total()} workbooks ({kinds}); search given up in {self.partial}.", ""]
        lines += ["| executor | workbooks | (sheet, cell, rule) | equal | differing |"]
        lines += ["| --- | ---: | ---: | ---: | ---: |"]
        for name in EXECUTORS:
            equal, differing = self.equal[name], self.differing[name]
            lines.append(f"| {name} | {equal + differing} | {self.found[name]} | {equal} | {differing} |")
        return "\n".join(lines)


def main(argv: list[str]) -> int:
    """Compare the workbooks of ``argv``; 1 when anything differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    parser.add_argument("--minutes", type=float, default=1e9, help="begin no workbook after so long")
    parser.add_argument("--samples", action="store_true", help="the samples as they are")
    asked = parser.parse_args(argv)
    until = time.monotonic() + asked.minutes * 60
    tally = Tally()
    with TemporaryDirectory() as name, Executors(Path(name)) as executors:
        books = Path(name) / "books"
        books.mkdir()
        made = samples(books) if asked.samples else slips(asked.first, asked.count, books)
        for label, kind, book in made:
            compare(label, kind, book, executors, tally)
            book.unlink()
            if time.monotonic() > until:
                break
    print(tally.table())
    return int(tally.differing.total() > 0)


def slips(first: int, count: int, folder: Path) -> Iterator[tuple[str, str, Path]]:
    """A label, the kind and the workbook of ``count`` seeds."""
    for seed in range(first, first + count):
        kind, book = seeded(seed, folder)
        yield str(seed), kind, book


def samples(folder: Path) -> Iterator[tuple[str, str, Path]]:
    """A label, the kind and a copy of every sample."""
    for kind, books in (("real", REAL), ("synthetic", SYNTHETIC)):
        for book in books:
            yield book.parent.name, kind, Path(shutil.copy(book, folder))


def compare(label: str, kind: str, book: Path, executors: Executors, tally: Tally) -> None:
    """One workbook under all executors."""
    began = time.monotonic()
    core = Core.of(book)
    tally.kinds[kind] += 1
    tally.partial += core.is_partial
    wrong = [tally.add(name, core.expected(name), answer(executors, name, book)) for name in EXECUTORS]
    seconds = time.monotonic() - began
    found = f"{len(core.everything)} and {len(core.lite)} findings"
    late = ", given up" if core.is_partial else ""
    print(f"{label} {book.stem}: {found}{late}, {seconds:.0f} s", flush=True)
    for line in filter(None, wrong):
        print(f"    {line}", flush=True)


def answer(executors: Executors, name: str, book: Path) -> Places | str:
    """What an executor finds; the fault when it has one, and the others go on."""
    try:
        return executors.say(name, book)
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
