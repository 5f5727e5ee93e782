"""Cells that cannot take a value: what Excel itself would refuse, or repair afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml import xml
from mtqg_xl.ooxml.addresses import parse_range, to_a1
from mtqg_xl.ooxml.patching.formulas import Spreads
from mtqg_xl.ooxml.patching.grid import Grid
from mtqg_xl.ooxml.patching.markup import attribute, children
from mtqg_xl.ooxml.patching.parts import Parts
from mtqg_xl.ooxml.sheet import Range

# A merge of more cells than this is kept as a range instead of cell by cell.
_SMALL = 4_096


class Guards:
    """What one sheet forbids, gathered once."""

    def __init__(self, grid: Grid, parts: Parts, part: str) -> None:
        """Look at the merges, arrays, tables and pivot tables of the sheet in ``part``."""
        self.spreads = Spreads(grid)
        self._hidden: dict[tuple[int, int], str] = {}
        self._wide: list[Range] = []
        self._headers: list[Range] = []
        self._pivots: list[Range] = []
        self._merges(grid)
        for link in parts.links(part):
            if link.kind == "table" and parts.find(link.target):
                self._table(parts, link.target)
            elif link.kind == "pivotTable" and parts.find(link.target):
                self._pivot(parts, link.target)

    def free_in(self, row: int, columns: Iterable[int]) -> bool:
        """Whether the sheet forbids nothing in these cells of a row."""
        if any(top <= row <= bottom for top, _, bottom, _ in self._areas):
            return False
        return row not in self._hidden_rows or not any((row, column) in self._hidden for column in columns)

    @cached_property
    def _areas(self) -> list[Range]:
        return [*self._wide, *self._headers, *self._pivots, *self.spreads.areas]

    @cached_property
    def _hidden_rows(self) -> frozenset[int]:
        return frozenset(row for row, _ in self._hidden)

    def refuse(self, row: int, column: int, *, stored: bool) -> None:
        """Raise :class:`CellProblem` when the cell cannot be given a value.

        ``stored`` tells that the value is put under the formula that fills the cell already.
        """
        if (anchor := self._anchor(row, column)) is not None:
            raise CellProblem("merged", anchor=anchor)
        if not stored and (spread := self.spreads.at(row, column)) is not None and not spread.single:
            top, left, bottom, right = spread.area
            area = f"{to_a1(top, left)}:{to_a1(bottom, right)}"
            if spread.sort == "dataTable":
                raise CellProblem("data_table", area=area)
            raise CellProblem("array", area=area)
        if not stored and _within(self._headers, row, column):
            raise CellProblem("table_header")
        if not stored and _within(self._pivots, row, column):
            raise CellProblem("pivot")

    def _anchor(self, row: int, column: int) -> str | None:
        if (anchor := self._hidden.get((row, column))) is not None:
            return anchor
        for top, left, bottom, right in self._wide:
            if top <= row <= bottom and left <= column <= right and (row, column) != (top, left):
                return to_a1(top, left)
        return None

    def _merges(self, grid: Grid) -> None:
        block = grid.element(b"mergeCells")
        if block is None:
            return
        for item in children(grid.scan, block.opened, block.closing):
            if item.local != b"mergeCell" or not (text := attribute(item.tag(grid.scan), "ref")):
                continue
            try:
                top, left, bottom, right = area = parse_range(text.strip())
            except ValueError:
                continue
            if (bottom - top + 1) * (right - left + 1) > _SMALL:
                self._wide.append(area)
                continue
            anchor = to_a1(top, left)
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        self._hidden[row, column] = anchor

    def _table(self, parts: Parts, part: str) -> None:
        root = parts.package.tree(part)
        try:
            top, left, bottom, right = parse_range((root.get("ref") or "").strip())
        except ValueError:
            return
        heads = int(root.get("headerRowCount") or 1)
        if heads:
            self._headers.append((top, left, top + heads - 1, right))
        if int(root.get("totalsRowCount") or 0):
            self._headers.append((bottom, left, bottom, right))

    def _pivot(self, parts: Parts, part: str) -> None:
        place = xml.child(parts.package.tree(part), "location")
        try:
            self._pivots.append(parse_range((place.get("ref") or "" if place is not None else "").strip()))
        except ValueError:
            return


def _within(areas: list[Range], row: int, column: int) -> bool:
    return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in areas)
