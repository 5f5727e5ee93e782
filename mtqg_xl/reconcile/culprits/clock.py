"""How long a search may take, in the time of this process: a busy machine changes no answer."""

from __future__ import annotations

from time import process_time


class Clock:
    """Counts down from a number of seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = process_time() + seconds

    @property
    def left(self) -> float:
        """Seconds left, never below a hundredth."""
        return max(self._end - process_time(), 0.01)

    @property
    def is_up(self) -> bool:
        """Whether the time is over."""
        return process_time() >= self._end
