"""Which row becomes which when rows are inserted."""

from __future__ import annotations

from dataclasses import dataclass

from mtqg_xl.ooxml.addresses import MAX_ROW


@dataclass(frozen=True, slots=True)
class Insertion:
    """``count`` rows put into ``sheet`` so that row ``before`` comes after them.

    ``titles`` are all sheets of the workbook in the order of their tabs: references to a run of
    sheets are understood by it.
    """

    sheet: str
    before: int
    count: int
    titles: tuple[str, ...]

    def row(self, row: int) -> int:
        """Where ``row`` is afterwards; it may lie beyond the last row of a sheet."""
        return row + self.count if row >= self.before else row

    def cuts(self, first: int, last: int) -> bool:
        """Whether the new rows come between the rows ``first`` and ``last``."""
        return first < self.before <= last

    def span(self, ends: tuple[int, ...], moved: tuple[int, ...]) -> tuple[int, ...] | None:
        """The rows of one reference after the move, None when all of it falls off the sheet.

        ``ends`` are its rows as they were, one or two; ``moved`` where each of them goes. Whole
        columns stay whole columns, and what reaches the last row still does.
        """
        if len(ends) > 1 and {min(ends), max(ends)} == {1, MAX_ROW}:
            return ends
        if min(moved) > MAX_ROW:
            return None
        return tuple(min(row, MAX_ROW) for row in moved)

    def rows(self, ends: tuple[int, ...]) -> tuple[int, ...] | None:
        """``span`` with every end moving as its row does."""
        return self.span(ends, tuple(self.row(row) for row in ends))
