"""What is asked of an engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from mtqg_xl.recalculation.values import Place, Value


class Task(NamedTuple):
    """A workbook to compute: its bytes, the sheets in their order, and the cells whose value is asked."""

    data: bytes
    sheets: tuple[str, ...]
    places: tuple[Place, ...]


class Engine(Protocol):
    """A program that computes formulas; it may be wrong, refuse, hang or die, and may not be there."""

    @property
    def name(self) -> str:
        """What it is called."""

    def compute(self, tasks: Sequence[Task], time_limit: float) -> Sequence[Mapping[Place, Value]] | None:
        """The values of the cells asked for, task by task, or None when it gives nothing at all.

        A cell that it cannot compute is left out. It takes at most ``time_limit`` seconds.
        """
