"""The kinds of change: each with a name, when it is made, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from tests.benchmarks.lib.binding.drafts import Draft

Change = Callable[[Draft], bool]


class Stage(IntEnum):
    """The order in which changes are made to one workbook, so that one does not undo the other."""

    FIGURES = 0
    TEXTS = 1
    MEASURES = 2
    STRUCTURE = 3
    HEADER = 4
    SHEET = 5
    BOOK = 6
    LOOKS = 7


@dataclass(frozen=True)
class Kind:
    """A kind of change; ``make`` says whether the workbook had anything to change in that way."""

    name: str
    group: str
    stage: Stage
    weight: float
    make: Change

    @property
    def who(self) -> str:
        """Who does that in an office, and why."""
        return " ".join((self.make.__doc__ or "").split())


KINDS: dict[str, Kind] = {}


def kind(group: str, stage: Stage, weight: float = 1.0) -> Callable[[Change], Change]:
    """Enter a change into the list of kinds under the name of its function."""

    def enter(make: Change) -> Change:
        name = make.__name__
        KINDS[name] = Kind(name, group, stage, weight, make)
        return make

    return enter
