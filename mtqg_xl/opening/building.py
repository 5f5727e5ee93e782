"""A sheet put together cell by cell, within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mtqg_xl.ooxml import MAX_COLUMN, MAX_ROW, Cell, Kind, Range, Sheet
from mtqg_xl.ooxml.numbers import is_number
from mtqg_xl.ooxml.sheet import Run
from mtqg_xl.opening.limits import LIMITS

# Shorter numbers are taken as written; in longer ones the noise of the double may show.
_CERTAIN: Final = 15


class TooMuchError(Exception):
    """More than is read; ``args`` are what there is too much of, and how much is read of it."""


class BadPlaceError(Exception):
    """A cell or range outside of any sheet."""


class Budget:
    """What may still be read of one book."""

    __slots__ = ("cells", "merges", "records")

    def __init__(self) -> None:
        """All of it."""
        self.cells = LIMITS.cells
        self.merges = LIMITS.merges
        self.records = LIMITS.records

    def spend_cells(self, count: int) -> None:
        """Take note of ``count`` cells; ``TooMuchError`` when they are too many."""
        self.cells -= count
        if self.cells < 0:
            raise TooMuchError("cells", LIMITS.cells)

    def spend_merges(self, count: int) -> None:
        """Take note of ``count`` merged ranges; ``TooMuchError`` when they are too many."""
        self.merges -= count
        if self.merges < 0:
            raise TooMuchError("merges", LIMITS.merges)

    def spend_records(self, count: int) -> None:
        """Take note of ``count`` records; ``TooMuchError`` when they are too many."""
        self.records -= count
        if self.records < 0:
            raise TooMuchError("records", LIMITS.records)

    def spend_sheets(self, count: int) -> None:
        """Take note of ``count`` sheets; ``TooMuchError`` when they are too many."""
        if count > LIMITS.sheets:
            raise TooMuchError("sheets", LIMITS.sheets)


class SheetBuilder:
    """Takes the cells of one sheet in any order and makes a ``Sheet`` of them.

    Cells that are only formatted are left out.
    """

    def __init__(self, name: str, budget: Budget) -> None:
        """A sheet called ``name``, its cells counted against ``budget``."""
        self._name = name
        self._budget = budget
        self._cells: dict[tuple[int, int], Cell] = {}
        self._merges: list[Range] = []
        self._runs: dict[tuple[int, int], tuple[Run, ...]] = {}
        self._hidden_columns: set[int] = set()
        self._hidden_spans: list[tuple[int, int]] = []

    def put(self, row: int, col: int, kind: Kind, text: str, formula: str | None, style: int) -> None:
        """A cell counted from 1; raises ``BadPlaceError`` or ``TooMuchError``."""
        if kind == "blank" and formula is None:
            return
        if not (1 <= row <= MAX_ROW and 1 <= col <= MAX_COLUMN):
            raise BadPlaceError(row, col)
        self._budget.spend_cells(1)
        self._cells[row, col] = Cell(row, col, kind, text, formula, style)

    def need_room(self, cells: int) -> None:
        """``TooMuchError`` when so many more cells would be too many."""
        if cells > self._budget.cells:
            raise TooMuchError("cells", LIMITS.cells)

    def spend(self, steps: int) -> None:
        """Take note of work that leaves no cell behind; ``TooMuchError`` when it is too much."""
        self._budget.spend_records(steps)

    def run(self, row: int, col: int, runs: Iterable[Run]) -> None:
        """The stretches of a text; they matter only where fonts differ, or something is raised."""
        stretches = tuple(run for run in runs if run.text)
        if any(run.raised or run.font != stretches[0].font for run in stretches):
            self._runs[row, col] = stretches

    def array(self, area: Range, formula: str) -> None:
        """Give ``formula`` to all cells of ``area`` that have none of their own."""
        top, left, bottom, right = area
        size = (bottom - top + 1) * (right - left + 1)
        self._budget.spend_records(min(size, len(self._cells)))
        keys: Iterable[tuple[int, int]] = self._cells
        if size <= len(self._cells):
            keys = ((row, col) for row in range(top, bottom + 1) for col in range(left, right + 1))
        for key in list(keys):
            cell = self._cells.get(key)
            if cell and cell.formula is None and top <= key[0] <= bottom and left <= key[1] <= right:
                self._cells[key] = cell._replace(formula=formula)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """A merged range; one of a single cell, or outside of the sheet, is none."""
        bottom, right = min(bottom, MAX_ROW), min(right, MAX_COLUMN)
        if top > MAX_ROW or left > MAX_COLUMN:
            return
        if top < 1 or left < 1 or bottom < top or right < left:
            raise BadPlaceError(top, left)
        if (top, left) != (bottom, right):
            self._budget.spend_merges(1)
            self._merges.append((top, left, bottom, right))

    def hide_rows(self, first: int, last: int) -> None:
        """Rows not shown; those below the last cell do not matter."""
        self._budget.spend_records(1)
        self._hidden_spans.append((first, last))

    def hide_columns(self, first: int, last: int) -> None:
        """Columns not shown."""
        self._hidden_columns.update(range(max(1, first), min(MAX_COLUMN, last) + 1))

    def sheet(self) -> Sheet:
        """The sheet as it now stands."""
        rows_used = max((row for row, _ in self._cells), default=0)
        columns_used = max((col for _, col in self._cells), default=0)
        lowest = max([rows_used, *(merge[2] for merge in self._merges if merge[0] <= rows_used)], default=0)
        return Sheet(
            name=self._name,
            cells=self._cells,
            merges=tuple(self._merges),
            hidden_rows=_rows_of(self._hidden_spans, min(lowest, MAX_ROW)),
            hidden_columns=frozenset(self._hidden_columns),
            rows_used=rows_used,
            columns_used=columns_used,
            runs=self._runs,
        )


def _rows_of(spans: Iterable[tuple[int, int]], lowest: int) -> frozenset[int]:
    """The rows of spans that may overlap, each visited once."""
    rows: set[int] = set()
    reached = 0
    for first, last in sorted(spans):
        first, last = max(first, reached + 1, 1), min(last, lowest)
        rows.update(range(first, last + 1))
        reached = max(reached, last)
    return frozenset(rows)


def number_text(value: float | str) -> str:
    """A number as the shortest text that is the same double: 26844 and not 26844.0.

    ``ValueError`` for what is no finite number.
    """
    if isinstance(value, str):
        text = value.strip()
        if not is_number(text):
            raise ValueError(f"{value!r} is not a finite number")
        if len(text) <= _CERTAIN:
            return text
        value = float(text)
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("not a finite number")
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def number_cell(value: float | str) -> tuple[Kind, str]:
    """Kind and text of a number; what no sheet could hold as one is an error."""
    try:
        return "number", number_text(value)
    except ValueError:
        return "error", "#NUM!"
