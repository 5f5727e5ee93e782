"""Judging many layouts, in several processes, and adding up what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from tests.benchmarks.lib.binding.judging import Judged, judge
from tests.benchmarks.lib.binding.layouts import SEED, layout

_CHUNK = 100
#: How many layouts of a kind are kept by number.
_KEPT = 400


@dataclass
class Tally:
    """What came of the layouts of one kind."""

    layouts: int = 0
    alone: int = 0
    silent_layouts: int = 0
    silent: int = 0
    told: int = 0
    abstained: int = 0
    untold: int = 0
    refused: int = 0
    crashed: int = 0
    figures: int = 0
    unread: int = 0

    def add(self, judged: Judged, alone: bool) -> None:
        """Count one layout."""
        self.layouts += 1
        self.alone += alone
        self.silent_layouts += bool(judged.silent)
        self.silent += judged.silent
        self.told += len(judged.wrong) - judged.silent
        self.abstained += bool(judged.unread)
        self.untold += judged.untold
        self.refused += bool(judged.refused)
        self.crashed += bool(judged.crash)
        self.figures += judged.figures
        self.unread += judged.unread

    def join(self, other: Tally) -> None:
        """Count those of another process too."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Results:
    """All tallies, and the layouts that went wrong."""

    total: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)
    alone: dict[str, Tally] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[int, tuple[str, ...], bool, str]] = field(default_factory=list)
    crashes: list[tuple[int, str]] = field(default_factory=list)
    unread: list[tuple[int, tuple[str, ...], int, int, str]] = field(default_factory=list)

    def add(self, judged: Judged) -> None:
        """Count one layout under every kind of change in it."""
        alone = len(judged.done) == 1
        self.total.add(judged, alone)
        names = [*judged.done, "= hidden sheet kept" if judged.kept else "= hidden sheet deleted"]
        names += [] if judged.done else ["= nothing changed"]
        for name in names:
            self.kinds.setdefault(name, Tally()).add(judged, alone)
        if alone and not judged.kept:
            self.alone.setdefault(judged.done[0], Tally()).add(judged, alone)
        for wrong in judged.wrong:
            self.faults[wrong.what + (" (told)" if wrong.told else "")] += 1
        if judged.wrong and len(self.wrong) < _KEPT:
            shown = next((w for w in judged.wrong if not w.told), judged.wrong[0])
            self.wrong.append((judged.number, judged.done, judged.kept, f"{len(judged.wrong)}x {shown}"))
        if judged.crash and len(self.crashes) < _KEPT:
            self.crashes.append((judged.number, f"{judged.done} {judged.crash}"))
        if judged.unread and len(self.unread) < _KEPT:
            why = judged.refused or (judged.missed[0] if judged.missed else "")
            self.unread.append((judged.number, judged.done, judged.unread, judged.figures, why))

    def join(self, other: Results) -> None:
        """Count what another process found."""
        self.total.join(other.total)
        for mine, theirs in ((self.kinds, other.kinds), (self.alone, other.alone)):
            for name, tally in theirs.items():
                mine.setdefault(name, Tally()).join(tally)
        self.faults += other.faults
        self.wrong += other.wrong
        self.crashes += other.crashes
        self.unread += other.unread


def some(
    numbers: Iterable[int], seed: int = SEED, kinds: Sequence[str] = (), *, kept: bool | None = None
) -> Results:
    """The layouts of these numbers, in this process; with or without the hidden sheet if ``kept`` says so."""
    results = Results()
    for number in numbers:
        results.add(judge(layout(number, seed, kinds, kept=kept), number))
    return results


def run(first: int, count: int, seed: int = SEED, kinds: Sequence[str] = (), jobs: int = 1) -> Results:
    """``count`` layouts from number ``first``, in ``jobs`` processes."""
    chunks = [
        range(start, min(start + _CHUNK, first + count)) for start in range(first, first + count, _CHUNK)
    ]
    work = partial(some, seed=seed, kinds=tuple(kinds))
    results = Results()
    if jobs == 1:
        for chunk in chunks:
            results.join(work(chunk))
        return results
    with ProcessPoolExecutor(jobs) as pool:
        for part in pool.map(work, chunks):
            results.join(part)
    return results
