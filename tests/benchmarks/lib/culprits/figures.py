"""What trials come to: shares of wrong cells found, claims that are true, findings and time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from mtqg_xl.domain.findings import Confidence
from tests.benchmarks.lib.culprits.judging import Outcome
from tests.benchmarks.lib.culprits.strokes import KEYS
from tests.benchmarks.lib.culprits.trial import Claim, PeerCount, Record, Trial


@dataclass(frozen=True)
class Figures:
    """The figures of some trials, or of some of their cells. Shares are ``None`` where there is nothing."""

    records: Sequence[Record]
    claims: Sequence[Claim]
    trials: Sequence[Trial]

    @cached_property
    def detectable(self) -> Sequence[Record]:
        """The wrong cells that some relation notices."""
        return [record for record in self.records if record.detectable]

    @property
    def seeded(self) -> int:
        """How many cells were made wrong."""
        return len(self.records)

    @property
    def detectable_share(self) -> float | None:
        """Of the wrong cells, those that some relation notices."""
        return share(len(self.detectable), self.seeded)

    @property
    def exact(self) -> float | None:
        """Of the detectable: first answer of a finding, cell and figure right."""
        return self._of(lambda record: record.outcome is Outcome.EXACT)

    @property
    def listed(self) -> float | None:
        """Of the detectable: the cell is the first answer or among the first three candidates."""
        return self._of(lambda record: record.outcome in (Outcome.EXACT, Outcome.CELL, Outcome.LISTED))

    @property
    def slip(self) -> float | None:
        """Of those found exactly: the slip told is the one made, or another that gives the same figure."""
        found = [record for record in self.detectable if record.outcome is Outcome.EXACT]
        return share(sum(record.slip_right for record in found), len(found))

    @property
    def certain(self) -> int:
        """How many claims of certainty there are."""
        return len(self.claims)

    @property
    def precision(self) -> float | None:
        """Of these, the true ones."""
        return share(sum(claim.is_true for claim in self.claims), len(self.claims))

    @property
    def claimed(self) -> float | None:
        """Of the detectable: found exactly and called certain."""
        return self._of(lambda r: r.outcome is Outcome.EXACT and r.confidence is Confidence.CERTAIN)

    @property
    def likely_precision(self) -> float | None:
        """Of the answers called likely, the right ones."""
        every = [is_true for trial in self.trials for is_true in trial.likely]
        return share(sum(every), len(every))

    @property
    def single(self) -> Sequence[Trial]:
        """The trials of one detectable error."""
        return [t for t in self.trials if t.errors == 1 and any(r.detectable for r in t.records)]

    @property
    def one_finding(self) -> float | None:
        """Of the sheets with one error that shows, those with exactly one finding."""
        return share(sum(trial.findings == 1 for trial in self.single), len(self.single))

    @property
    def beside(self) -> float | None:
        """Findings a sheet that name no wrong cell, neither first nor among their candidates."""
        return share(sum(trial.beside for trial in self.trials), len(self.trials))

    def seconds(self, quantile: float) -> float | None:
        """The processor time of a check that this share of the sheets stays below."""
        times = sorted(trial.seconds for trial in self.trials)
        return times[min(len(times) - 1, int(quantile * len(times)))] if times else None

    def peer(self, of: Callable[[Trial], PeerCount], by: Callable[[Record], bool]) -> PeerFigures:
        """The same for another method."""
        counts = [of(trial) for trial in self.trials]
        errors = sum(trial.errors for trial in self.trials)
        return PeerFigures(
            self._of(by),
            self._of_keys(by),
            share(sum(count.true for count in counts), sum(count.corrections for count in counts)),
            share(sum(count.findings for count in counts), errors),
        )

    @property
    def ours(self) -> PeerFigures:
        """The check itself as a peer: precision of all its first answers, certain or not."""
        errors = sum(trial.errors for trial in self.trials)
        told = [c.is_true for c in self.claims] + [is_true for t in self.trials for is_true in t.likely]
        return PeerFigures(
            self.exact,
            self._of_keys(lambda record: record.outcome is Outcome.EXACT),
            share(sum(told), len(told)),
            share(sum(t.findings for t in self.trials), errors),
        )

    def _of_keys(self, holds: Callable[[Record], bool]) -> float | None:
        """The same of keystroke slips in figures that are no rates: the ground of Scholtus."""
        own = [record for record in self.detectable if record.kind in KEYS and not record.is_rate]
        return share(sum(holds(record) for record in own), len(own))

    def _of(self, holds: Callable[[Record], bool]) -> float | None:
        return share(sum(holds(record) for record in self.detectable), len(self.detectable))


@dataclass(frozen=True, slots=True)
class PeerFigures:
    """What is compared between methods."""

    exact: float | None
    of_keys: float | None
    precision: float | None
    findings: float | None


def share(part: float, whole: float) -> float | None:
    """``part`` of ``whole``; ``None`` of nothing."""
    return part / whole if whole else None
