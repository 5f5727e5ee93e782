"""What the formulas of a workbook say after rows were inserted into one of its sheets."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import MAX_ROW
from mtqg_xl.ooxml.growing.insertion import Insertion
from mtqg_xl.ooxml.growing.references import Rows, rewritten

_RUN: Final = "run of sheets"
_NAME: Final = re.compile("'(?:[^']|'')*'|[^:']+")
_Follow = Callable[[Rows], tuple[int, ...] | None]


class Formulas:
    """Rewrites formulas for one insertion, whatever they stand in."""

    def __init__(self, insertion: Insertion) -> None:
        self.insertion = insertion
        self._tabs = {title.lower(): at for at, title in enumerate(insertion.titles)}
        self._meanings: dict[str, str | bool] = {}
        self._is_own = insertion.sheet.lower()

    def plain(self, text: str, own: bool) -> str:
        """A formula whose references each follow their cells; ``own``: it stands in the sheet itself."""
        return self._rewritten(text, own, self._follow)

    def name(self, text: str, own: bool | None) -> str:
        """What a defined name stands for.

        A row without "$" is told there as a distance from the cell that uses the name, so it stays.
        ``own`` is None for a name of the whole workbook, where a reference without sheet is nowhere.
        """
        return self._rewritten(text, own, self._follow_fixed)

    def rule(self, text: str, own: bool, areas: tuple[tuple[int, int], ...], place: str) -> str:
        """A formula that holds for many cells, told as for the first of them.

        ``areas`` are the first and last rows of the cells, in the order of the file; ``place`` names
        them in a refusal. A row without "$" is a distance; refused when the cells and what they
        look at are torn apart unevenly, so that no one formula holds for all of them.
        """
        if not text:
            return text
        # In a list of ranges the first cell may be that of the first range or the uppermost one.
        bases = {areas[0][0], min(first for first, _ in areas)}
        return self._rewritten(text, own, partial(self._follow_rule, bases, own, areas, place))

    def _rewritten(self, text: str, own: bool | None, follow: _Follow) -> str:
        def move(rows: Rows, sheet: str | None) -> tuple[int, ...] | None:
            new = follow(rows)
            if new != rows.ends:
                if sheet is None and own is None:
                    raise CellProblem("grow_name", sheet=self.insertion.sheet, text=text)
                if sheet is not None and self._meaning(sheet) == _RUN:
                    # The other sheets of the run have not grown: no reference says both.
                    raise CellProblem("grow_three_d", sheet=self.insertion.sheet, text=text)
            return new

        def meant(sheet: str | None) -> bool:
            return own is not False if sheet is None else bool(self._meaning(sheet))

        return rewritten(text, meant, move)

    def _meaning(self, sheet: str) -> str | bool:
        if sheet not in self._meanings:
            self._meanings[sheet] = self._understood(sheet)
        return self._meanings[sheet]

    def _understood(self, written: str) -> str | bool:
        # A run of sheets has its quotes around the whole, or around each of its two names.
        names = [_bare(name) for name in _NAME.findall(written)]
        if len(names) == 1:
            names = names[0].split(":")
        # The name of a sheet in another workbook begins with "[", which no title here can hold.
        names = [name.removeprefix("[0]").lower() for name in names]
        if len(names) < 2:
            return names == [self._is_own]
        tabs = sorted((self._tabs[names[0]], self._tabs[names[-1]]))
        if not tabs[0] <= self._tabs[self._is_own] <= tabs[1]:
            return False
        return _RUN if tabs[0] < tabs[1] else True

    def _follow(self, rows: Rows) -> tuple[int, ...] | None:
        return self.insertion.rows(rows.ends)

    def _follow_fixed(self, rows: Rows) -> tuple[int, ...] | None:
        ends = zip(rows.ends, rows.fixed, strict=True)
        move = self.insertion.row
        return self.insertion.span(rows.ends, tuple(move(row) if fixed else row for row, fixed in ends))

    def _follow_rule(
        self, bases: set[int], own: bool, areas: tuple[tuple[int, int], ...], place: str, rows: Rows
    ) -> tuple[int, ...] | None:
        moved = []
        for row, fixed in zip(rows.ends, rows.fixed, strict=True):
            read = row
            if not fixed and row - min(bases) > MAX_ROW // 2:
                # Counted from the first row upwards, the rows go on at the bottom of the sheet.
                read -= MAX_ROW
            if not fixed and not all(self._holds(base, own, areas, read) for base in bases):
                raise CellProblem("grow_rule", sheet=self.insertion.sheet, cells=place)
            moved.append(self.insertion.row(read) + row - read)
        return self.insertion.span(rows.ends, tuple(moved))

    def _holds(self, base: int, own: bool, areas: tuple[tuple[int, int], ...], row: int) -> bool:
        """Whether a formula that follows the first cell, at ``base``, is right for the others too."""
        move = self.insertion.row
        of_cell: Callable[[int], int] = move if own else int
        if of_cell(base) - base == move(row) - row:
            # Both stay or both move: Excel keeps the distance, and so do the others.
            return True
        # Steps happen only where a cell or what it looks at crosses the insertion.
        before, distance = self.insertion.before, row - base
        steps = {before, before - 1, before - distance, before - distance - 1}
        tried = {at for first, last in areas for at in (first, last, *steps) if first <= at <= last}
        return len({move(at + distance) - of_cell(at) for at in tried}) == 1


def _bare(name: str) -> str:
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def shifted(formula: str, sheet_of_formula: str, insertion: Insertion) -> str:
    """The text of a cell's formula after the insertion; raises ``CellProblem`` where it cannot be told."""
    return Formulas(insertion).plain(formula, sheet_of_formula.lower() == insertion.sheet.lower())
