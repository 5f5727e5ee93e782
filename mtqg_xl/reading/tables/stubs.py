"""The columns beside the figures: numbering and labels of the rows."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from mtqg_xl.catalogue import unit_register
from mtqg_xl.domain.units import place_name
from mtqg_xl.reading.tables.columns import Columns
from mtqg_xl.reading.tables.planes import Plane, label_key
from mtqg_xl.reading.tables.shapes import Shape
from mtqg_xl.reading.text.keys import match_key

#: So many columns together may make up the labels: groups beside their members.
_WIDEST: Final = 4
_LOOKED_AT: Final = 400
#: Labels stand in one of the first columns that hold no figures.
_SEARCHED: Final = 12

Stub = tuple[int | None, tuple[int, ...]]


def find_stub(plane: Plane, shape: Shape, columns: Columns, end: int) -> Stub:
    """The column of the numbering, if any, and those of the labels; no labels where none can be told.

    What stands in the rows goes before what stands over them: a heading may be gone or moved.
    """
    block = columns.block
    last = min(end, block.last + _LOOKED_AT)
    by_heading = _headed(plane, shape, columns)
    best = by_heading
    most: float = _joined_hits(plane, shape, by_heading, block.last, last) if by_heading else 0
    for column, hits in _hits(plane, shape, columns, last).items():
        if hits > most:
            best, most = (column,), hits
    if not best:
        best = _left_texts(plane, columns, last)
    return (_number(plane, shape, columns, best, last), best) if best else (None, ())


def _hits(plane: Plane, shape: Shape, columns: Columns, last: int) -> dict[int, float]:
    """How many labels of the form, or names of units, stand in each column of the body."""
    block, figures = columns.block, set(columns.bound.values())
    found: dict[int, float] = {}
    units = unit_keys() & plane.by_label.keys() if shape.lists_units else frozenset()
    for key in (*shape.labels, *units):
        worth = 1 if key in shape.labels else 0.5
        for row, column in plane.by_label.get(key, ()):
            if block.last < row <= last and block.left <= column <= block.right and column not in figures:
                found[column] = found.get(column, 0) + worth
    return found


def _joined_hits(plane: Plane, shape: Shape, labels: tuple[int, ...], first: int, last: int) -> float:
    """The same for labels that several columns make up together, or one."""
    rows = plane.rows_from(first + 1, last)
    keys = (label_key(plane.unmerged.stub(row, None, labels)[1]) for row in rows)
    units = unit_keys() if shape.lists_units else frozenset()
    return sum(1 if key in shape.labels else 0.5 if key in units else 0 for key in keys if key)


@lru_cache(maxsize=1)
def unit_keys() -> frozenset[str]:
    """The names of all units of the register as keys, with and without the word for their kind."""
    names = [unit.name for unit in unit_register().units]
    return frozenset(match_key(text) for name in names for text in (name, place_name(name)))


def _headed(plane: Plane, shape: Shape, columns: Columns) -> tuple[int, ...]:
    """The columns whose headings together say what stands over the labels of the form."""
    block = columns.block
    taken = set(columns.bound.values())
    free = [c for c in range(block.left, block.right + 1) if c not in taken][:_SEARCHED]
    for first in free:
        fitting: tuple[int, ...] = ()
        keys: list[str] = []
        for column in range(first, min(first + _WIDEST, block.right + 1)):
            path = columns.paths.get(column, ())
            if not path:
                break
            keys.append(" ".join(path))
            if " ".join(dict.fromkeys(keys)) == shape.stub[1]:
                fitting = tuple(range(first, column + 1))
        if fitting:
            return fitting
    return ()


def _left_texts(plane: Plane, columns: Columns, last: int) -> tuple[int, ...]:
    """The column left of the figures that holds most texts."""
    block = columns.block
    first = min(columns.bound.values(), default=block.left + 1)
    counts = dict.fromkeys(range(block.left, first), 0)
    for row in plane.rows_from(block.last + 1, last):
        for column in counts:
            counts[column] += len(plane.texts.get((row, column), ()) or ()) > 3
    best = max(counts, key=lambda column: counts[column], default=0)
    return (best,) if best and counts[best] else ()


def _number(plane: Plane, shape: Shape, columns: Columns, labels: tuple[int, ...], last: int) -> int | None:
    """The column of the numbering: under its heading, else beside the labels."""
    block = columns.block
    wanted = shape.stub[0]
    places: list[int] = [*range(labels[0] - 1, block.left - 1, -1), labels[-1] + 1]
    if wanted:
        for column in places:
            if columns.paths.get(column, ()) == (wanted,):
                return column
    beside = labels[0] - 1
    if beside >= block.left and beside not in columns.bound.values():
        filled = any((row, beside) in plane.sheet.cells for row in plane.rows_from(block.last + 1, last))
        return beside if filled else None
    after = labels[-1] + 1
    no_heading = not columns.paths.get(after)
    return after if not wanted and no_heading and after not in columns.bound.values() and beside < 1 else None
