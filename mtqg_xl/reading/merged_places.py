"""Which merge covers a cell, told without writing down every cell that is covered.

A merge may span the whole sheet, and a file may hold tens of thousands of them: spread out cell by
cell they would take all memory.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from mtqg_xl.ooxml import Range, Sheet

#: Merges up to this many cells are spread out; larger ones are kept by the rows or the columns they span.
_SMALL: Final = 256
#: Cells spread out in all, and large merges in both directions: no honest sheet comes near.
_MOST_SPREAD: Final = 500_000
_MOST_VAST: Final = 64


class MergedPlaces:
    """The merges of ``sheet``, as far as they cover rows and columns that are used."""

    def __init__(self, sheet: Sheet) -> None:
        self._spread: dict[tuple[int, int], Range] = {}
        self._by_row: dict[int, list[tuple[int, Range]]] = {}
        self._by_column: dict[int, list[tuple[int, Range]]] = {}
        self._vast: list[Range] = []
        for merge in sheet.merges:
            self._take(merge, sheet.rows_used, sheet.columns_used)
        for lines in (*self._by_row.values(), *self._by_column.values()):
            lines.sort()

    def over(self, row: int, column: int) -> Range | None:
        """The merge that covers a cell, ``None`` when none does."""
        found = self._spread.get((row, column))
        if found is not None or not (self._by_row or self._by_column or self._vast):
            return found
        return (
            _covering(self._by_row.get(row, ()), row, column, at=column)
            or _covering(self._by_column.get(column, ()), row, column, at=row)
            or next((merge for merge in self._vast if _covers(merge, row, column)), None)
        )

    def _take(self, merge: Range, rows: int, columns: int) -> None:
        top, left, bottom, right = merge
        height, width = min(bottom, rows) - top + 1, min(right, columns) - left + 1
        if height <= 0 or width <= 0:
            return
        if height * width <= _SMALL and len(self._spread) < _MOST_SPREAD:
            for row in range(top, top + height):
                for column in range(left, left + width):
                    self._spread.setdefault((row, column), merge)
        elif height <= _SMALL:
            for row in range(top, top + height):
                self._by_row.setdefault(row, []).append((left, merge))
        elif width <= _SMALL:
            for column in range(left, left + width):
                self._by_column.setdefault(column, []).append((top, merge))
        elif len(self._vast) < _MOST_VAST:
            self._vast.append(merge)


def _covers(merge: Range, row: int, column: int) -> bool:
    top, left, bottom, right = merge
    return top <= row <= bottom and left <= column <= right


def _covering(lines: list[tuple[int, Range]] | tuple[()], row: int, column: int, *, at: int) -> Range | None:
    """Of merges in their order along a line, the one that begins last before ``at``, if it reaches there."""
    place = bisect_right(lines, at, key=lambda line: line[0]) - 1
    if place < 0:
        return None
    merge = lines[place][1]
    return merge if _covers(merge, row, column) else None
