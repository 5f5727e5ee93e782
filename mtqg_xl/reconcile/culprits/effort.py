"""How hard a search may try, counted in steps of the solver: the same answer on every machine."""

from __future__ import annotations


class Effort:
    """Counts down from a number of steps."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    @property
    def is_spent(self) -> bool:
        """Whether no more may be asked."""
        return self._left <= 0

    def spend(self, steps: int) -> None:
        """Take off what a question cost."""
        self._left -= steps

    def give_up(self) -> None:
        """Ask no more: a question was too hard to be answered."""
        self._left = 0
