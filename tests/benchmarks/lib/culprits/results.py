"""All trials of a run, and their figures by the structure around a cell and by that of a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from tests.benchmarks.lib.culprits.classes import Structure
from tests.benchmarks.lib.culprits.figures import Figures
from tests.benchmarks.lib.culprits.sheets import Mode
from tests.benchmarks.lib.culprits.tables import tables
from tests.benchmarks.lib.culprits.trial import Record, Trial


@dataclass(frozen=True)
class Results:
    """All trials of a run."""

    trials: Sequence[Trial]
    seed: int
    wall: float = 0.0

    @property
    def errors(self) -> int:
        """How many errors were sown."""
        return sum(trial.errors for trial in self.trials)

    @cached_property
    def records(self) -> Sequence[Record]:
        """Every wrong cell."""
        return [record for trial in self.trials for record in trial.records]

    @cached_property
    def all(self) -> Figures:
        """The figures of everything."""
        return self.of(lambda _: True)

    def of(self, chosen: Callable[[Trial], bool]) -> Figures:
        """The figures of some of the trials."""
        trials = [trial for trial in self.trials if chosen(trial)]
        return Figures(
            [record for trial in trials for record in trial.records],
            [claim for trial in trials for claim in trial.claims],
            trials,
        )

    def of_cells(self, structure: Structure, mode: Mode | None = None) -> Figures:
        """The figures of the wrong cells of one structure; its trials, those with one such error."""
        trials = [trial for trial in self.trials if mode in (None, trial.mode)]
        return Figures(
            [r for trial in trials for r in trial.records if r.structure is structure],
            [claim for trial in trials for claim in trial.claims if claim.structure is structure],
            [t for t in trials if t.errors == 1 and t.records[0].structure is structure],
        )

    def of_forms(self, structure: Structure, mode: Mode | None = None) -> Figures:
        """The figures of the forms most of whose cells are of one structure."""
        return self.of(lambda trial: trial.structure is structure and mode in (None, trial.mode))

    def table(self) -> str:
        """Everything as markdown."""
        return tables(self)
