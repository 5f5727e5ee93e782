"""Formulas that are made of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mtqg_xl.domain.cells import CellKey


def circles(
    cells: Iterable[CellKey], parts_of: Callable[[CellKey], Iterable[CellKey]]
) -> Iterator[list[CellKey]]:
    """Cells that need each other's results, two or more at a time (Tarjan 1972, without recursion)."""
    known = set(cells)
    order: dict[CellKey, int] = {}
    lowest: dict[CellKey, int] = {}
    open_cells: list[CellKey] = []
    is_open: set[CellKey] = set()
    for start in known:
        if start in order:
            continue
        waiting: list[tuple[CellKey, Iterator[CellKey]]] = [(start, iter(parts_of(start)))]
        order[start] = lowest[start] = len(order)
        open_cells.append(start)
        is_open.add(start)
        while waiting:
            here, parts = waiting[-1]
            deeper = None
            for part in parts:
                if part not in known:
                    continue
                if part not in order:
                    deeper = part
                    break
                if part in is_open:
                    lowest[here] = min(lowest[here], order[part])
            if deeper is not None:
                order[deeper] = lowest[deeper] = len(order)
                open_cells.append(deeper)
                is_open.add(deeper)
                waiting.append((deeper, iter(parts_of(deeper))))
                continue
            waiting.pop()
            if waiting:
                above = waiting[-1][0]
                lowest[above] = min(lowest[above], lowest[here])
            if lowest[here] == order[here]:
                at = open_cells.index(here)
                circle, open_cells[at:] = open_cells[at:], []
                is_open.difference_update(circle)
                if len(circle) > 1:
                    yield sorted(circle)
