"""Parts of a range that are alike, found with few questions: each one goes to another program and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from xlwings import Range, Sheet

Found = TypeVar("Found")
#: First row, first column, last row, last column, from 1.
Area = tuple[int, int, int, int]


def area_of(cells: Range) -> Area:
    """The area that a range covers."""
    rows, columns = cells.shape
    return cells.row, cells.column, cells.row + rows - 1, cells.column + columns - 1


def range_of(sheet: Sheet, area: Area) -> Range:
    """The range that covers an area."""
    return sheet.range(area[:2], area[2:])


def uniform(
    sheet: Sheet, area: Area, ask: Callable[[Range], Found | None]
) -> Iterator[tuple[Area, Found | None]]:
    """The parts of ``area`` on which ``ask`` gives one answer; None is taken for "it differs".

    Excel answers for a whole range when all its cells agree: a range that differs is halved until they do.
    """
    waiting = [area]
    while waiting:
        top, left, bottom, right = part = waiting.pop()
        found = ask(range_of(sheet, part))
        if found is not None or (top, left) == (bottom, right):
            yield part, found
        elif bottom - top >= right - left:
            middle = (top + bottom) // 2
            waiting += [(middle + 1, left, bottom, right), (top, left, middle, right)]
        else:
            middle = (left + right) // 2
            waiting += [(top, middle + 1, bottom, right), (top, left, bottom, middle)]
