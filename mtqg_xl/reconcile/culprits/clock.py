"""How long a search may take."""

from __future__ import annotations

from time import monotonic


class Clock:
    """Counts down from a number of seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left, never below a hundredth."""
        return max(self._end - monotonic(), 0.01)

    @property
    def is_up(self) -> bool:
        """Whether the time is over."""
        return monotonic() >= self._end
