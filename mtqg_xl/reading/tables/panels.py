"""Tables side by side on one sheet, parted by empty columns: each is looked at as if it stood alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from mtqg_xl.ooxml import Sheet
from mtqg_xl.reading.text.keys import match_key

#: The heading of the numbers, or of the labels, stands in one of the first columns of a table.
_STUB: Final = 2
#: Wider sheets hold no tables for people, or ones made to exhaust the reader.
_WIDEST: Final = 600


def panels(sheet: Sheet, stubs: Collection[str]) -> list[Sheet]:
    """``sheet`` itself, or its parts from left to right where tables stand beside each other.

    ``stubs`` are the keys of what forms print over their first columns. An empty column parts two tables
    only where a stub stands right behind it and another one before it; rows and columns keep their numbers.
    """
    if sheet.columns_used > _WIDEST:
        return [sheet]
    used = {column for (_, column), cell in sheet.cells.items() if cell.kind != "blank"}
    starts = [column for column in sorted(used) if column - 1 not in used]
    if len(starts) < 2:
        return [sheet]
    headed = {
        column
        for (_, column), cell in sheet.cells.items()
        if cell.kind == "text" and match_key(cell.text) in stubs
    }
    first = min(headed, default=0)
    begins = [at for at in starts if at > first and not headed.isdisjoint(range(at, at + _STUB))]
    if not begins or not first:
        return [sheet]
    edges = [1, *begins, sheet.columns_used + 1]
    return [_part(sheet, left, right - 1) for left, right in pairwise(edges)]


def _part(sheet: Sheet, left: int, right: int) -> Sheet:
    cells = {place: cell for place, cell in sheet.cells.items() if left <= place[1] <= right}
    return replace(
        sheet,
        cells=cells,
        merges=tuple(_merges(sheet, left, right)),
        rows_used=max((row for (row, _), cell in cells.items() if cell.kind != "blank"), default=0),
        columns_used=right,
        runs={place: runs for place, runs in sheet.runs.items() if left <= place[1] <= right},
    )


def _merges(sheet: Sheet, left: int, right: int) -> Iterator[tuple[int, int, int, int]]:
    for top, first, bottom, last in sheet.merges:
        if left <= first <= right:
            yield top, first, bottom, min(last, right)
