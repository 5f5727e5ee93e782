"""Which formulas depend on which cells, found quickly in either direction of a change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from mtqg_xl.recalculation.references import Area, References
from mtqg_xl.recalculation.values import Place

#: Ranges are looked up by the blocks of cells they touch; one that touches more is kept apart.
_BLOCK_ROWS: Final = 32
_BLOCK_COLUMNS: Final = 4
_MOST_BLOCKS: Final = 256

_Key = tuple[str, int, int]


class Graph:
    """The dependencies of the formulas of one book."""

    def __init__(self, references: Mapping[Place, References]) -> None:
        """``references`` are those of every formula by its cell."""
        self._references = references
        self._of_cell: dict[Place, list[Place]] = {}
        self._of_area: dict[Area, list[Place]] = {}
        self._blocks: dict[_Key, list[Area]] = {}
        self._wide: dict[str, list[Area]] = {}
        self._of_anything: list[Place] = []
        cells, areas = self._of_cell, self._of_area
        for place, found in references.items():
            if found.anything:
                self._of_anything.append(place)
            for area in found.areas:
                if area[1] == area[3] and area[2] == area[4]:
                    cells.setdefault(area[:3], []).append(place)
                elif area in areas:
                    areas[area].append(place)
                else:
                    areas[area] = [place]
                    self._file(area)

    def dependents(self, changed: Iterable[Place]) -> set[Place]:
        """The formulas that read one of the cells ``changed``, by way of others or directly.

        A formula that may read anything is among them as soon as any cell has changed.
        """
        walk = _Walk(self._blocks, self._wide)
        start = list(changed)
        found: set[Place] = set(self._of_anything) if start else set()
        open_cells = start + list(found)
        while open_cells:
            cell = open_cells.pop()
            for area in walk.areas_at(cell):
                walk.close(area)
                self._reach(self._of_area[area], found, open_cells)
            if (readers := self._of_cell.get(cell)) is not None:
                self._reach(readers, found, open_cells)
        return found

    def circular(self, among: Collection[Place]) -> set[Place]:
        """Cells ``among`` the formulas such that every circle of references passes one of them."""
        walk = _Walk(self._blocks, self._wide)
        inside = among if isinstance(among, set) else set(among)
        found: set[Place] = set()
        # 1: being followed, 2: done. Cells and ranges are followed alike.
        state: dict[Place | Area, int] = {}
        for start in inside:
            if start in state:
                continue
            state[start] = 1
            stack: list[tuple[Place | Area, list[Place | Area]]] = [(start, self._next(start, walk, inside))]
            while stack:
                node, following = stack[-1]
                if not following:
                    state[node] = 2
                    if len(node) == 5:
                        walk.close(node)
                    stack.pop()
                    continue
                node = following.pop()
                at = state.get(node, 0)
                if at == 1:
                    # The cell that closes the circle stands last on the way.
                    found.add(next(item for item, _ in reversed(stack) if len(item) == 3))
                elif at == 0:
                    state[node] = 1
                    stack.append((node, self._next(node, walk, inside)))
        return found

    def _next(self, node: Place | Area, walk: _Walk, inside: Collection[Place]) -> list[Place | Area]:
        if len(node) == 5:
            return [cell for cell in self._of_area[node] if cell in inside]
        following: list[Place | Area] = [cell for cell in self._of_cell.get(node, ()) if cell in inside]
        following.extend(walk.areas_at(node))
        return following

    def _reach(self, cells: list[Place], found: set[Place], open_cells: list[Place]) -> None:
        for cell in cells:
            if cell not in found:
                found.add(cell)
                open_cells.append(cell)

    def _file(self, area: Area) -> None:
        rows = range(area.top // _BLOCK_ROWS, area.bottom // _BLOCK_ROWS + 1)
        columns = range(area.left // _BLOCK_COLUMNS, area.right // _BLOCK_COLUMNS + 1)
        if len(rows) * len(columns) > _MOST_BLOCKS:
            self._wide.setdefault(area.sheet, []).append(area)
            return
        for row in rows:
            for column in columns:
                self._blocks.setdefault((area.sheet, row, column), []).append(area)


class _Walk:
    """The ranges still to be met on one walk: each is followed once, and looked at no more."""

    def __init__(self, blocks: Mapping[_Key, list[Area]], wide: Mapping[str, list[Area]]) -> None:
        self._filed, self._all_wide = blocks, wide
        self._blocks: dict[_Key, list[Area]] = {}
        self._wide: dict[str, list[Area]] = {}
        self._closed: set[Area] = set()

    def areas_at(self, cell: Place) -> list[Area]:
        """The ranges that contain ``cell`` and are not closed."""
        sheet, row, column = cell
        found: list[Area] = []
        key = (sheet, row // _BLOCK_ROWS, column // _BLOCK_COLUMNS)
        if key in self._filed:
            self._blocks[key] = self._look(self._blocks.get(key, self._filed[key]), row, column, found)
        if sheet in self._all_wide:
            self._wide[sheet] = self._look(self._wide.get(sheet, self._all_wide[sheet]), row, column, found)
        return found

    def close(self, area: Area) -> None:
        """Meet ``area`` no more."""
        self._closed.add(area)

    def _look(self, areas: list[Area], row: int, column: int, found: list[Area]) -> list[Area]:
        closed = 0
        for area in areas:
            if area in self._closed:
                closed += 1
            elif area[1] <= row <= area[3] and area[2] <= column <= area[4]:
                found.append(area)
        return [area for area in areas if area not in self._closed] if closed else areas
