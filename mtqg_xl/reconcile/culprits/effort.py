"""How hard a search may try, counted in steps of the solver: the same answer on every machine."""

from __future__ import annotations


class Effort:
    """Counts down from a number of steps; a ``part`` of the search counts down from the same ones."""

    def __init__(self, steps: int, whole: Effort | None = None) -> None:
        self._left = steps
        self._whole = whole
        self._gave_up = False

    def part(self) -> Effort:
        """The effort of one part of the search, which may be given up without the others."""
        return Effort(0, self)

    @property
    def is_spent(self) -> bool:
        """Whether no more may be asked."""
        return self._gave_up or (self._left <= 0 if self._whole is None else self._whole.is_spent)

    def spend(self, steps: int) -> None:
        """Take off what a question cost."""
        if self._whole is None:
            self._left -= steps
        else:
            self._whole.spend(steps)

    def give_up(self) -> None:
        """Ask no more in this part: a question was too hard to be answered."""
        self._gave_up = True
