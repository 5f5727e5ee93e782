"""Where on a plane the headings of a table may stand: by a row of column codes, or by the headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final

from mtqg_xl.reading.tables.planes import Plane
from mtqg_xl.reading.tables.shapes import Shape, code_key

#: Headings are looked for this far down; a list above the next table may be long.
_SEARCHED: Final = 4000
_DEEPEST: Final = 9
#: Rows of headings may have so many rows between them without one.
_GAP: Final = 2
_CODES: Final = 0.5
_LEAVES: Final = 0.4
_CODE_LIKE: Final = re.compile(
    r"(?:[Cc]ột\s*)?[(\[]?\s*[A-ZĐa-zđ]{0,3}\d{0,3}(?:[.,]\d+)*[a-zđ]{0,2}\s*[)\].]?(?:=.{1,60})?[)\]]?"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows ``top`` to ``bottom`` of headings in the columns ``left`` to ``right``.

    ``last`` is the last row before the body: that of the column codes where one is printed.
    """

    top: int
    bottom: int
    last: int
    code_row: int | None
    left: int
    right: int


def blocks(plane: Plane, shape: Shape) -> Iterator[Block]:
    """Every place where the headings of ``shape`` may stand, those with column codes first."""
    hits = _hits(plane, shape)
    coded = list(_code_rows(plane, shape))
    covered: set[int] = set()
    for row, columns in coded:
        top = _top_over(plane, row, hits, {r for r, _ in coded})
        if not any(above in hits for above in range(top, row)) and len(columns) < len(shape.codes):
            continue  # small figures in a row look like codes
        if _repeated(plane, row, [r for r, _ in coded if r < row], hits):
            continue
        for left, right in _segments(plane, top, row, shape):
            own = [column for column in columns if left <= column <= right]
            if len(own) >= max(2, ceil(_CODES * len(shape.codes))) and not _labelled(
                plane, row, left, min(own)
            ):
                bottom = max((r for r in range(top, row) if r in plane.by_row), default=top)
                covered |= set(range(top, row + 1))
                yield Block(top, min(bottom, row - 1), row, row, left, right)
    for cluster in _clusters(sorted(row for row in hits if row not in covered)):
        leaves = {key for row in cluster for key in hits[row] if key in shape.leaves}
        if len(leaves) < max(1, _LEAVES * len(shape.leaves)):
            continue
        for top in cluster:
            if not hits[top]:
                continue
            for bottom in (row for row in cluster if top <= row <= top + _DEEPEST):
                for left, right in _segments(plane, top, bottom, shape):
                    yield Block(top, bottom, bottom, None, left, right)


def codes_in(plane: Plane, row: int) -> Mapping[str, list[int]]:
    """The column codes printed in a row, with their columns; none where the row is something else."""
    known = plane.codes.get(row)
    if known is None:
        known = plane.codes[row] = _codes(plane, row)
    return known


def _codes(plane: Plane, row: int) -> dict[str, list[int]]:
    """The codes of a row that stand side by side: another table may stand in the same rows."""
    found: dict[str, list[int]] = {}
    run: list[tuple[str, int]] = []
    for column in [*plane.by_row.get(row, ()), 0]:
        text = plane.printed(row, column) if column else ""
        code = code_key(text) if text and _CODE_LIKE.fullmatch(text) else ""
        if code:
            run.append((code, column))
        elif text or not column:
            if len(run) > 1:
                for one, at in run:
                    found.setdefault(one, []).append(at)
            run = []
    return found


def _code_rows(plane: Plane, shape: Shape) -> Iterator[tuple[int, list[int]]]:
    if not shape.codes:
        return
    needed = max(2, ceil(_CODES * len(shape.codes)))
    for row in plane.rows_from(1, _SEARCHED):
        printed = codes_in(plane, row)
        shown = shape.codes & printed.keys()
        if len(shown) >= needed:
            yield row, [column for code in shown for column in printed[code]]


def _repeated(plane: Plane, row: int, above: list[int], hits: Mapping[int, set[str]]) -> bool:
    """Whether a row only says again, on the next page of a table, the codes printed over it."""
    first = above[-1] if above else row
    between = range(first + 1, row)
    running = bool(between) and all(r in plane.by_row and r not in hits for r in between)
    return running and codes_in(plane, row) == codes_in(plane, first)


def _labelled(plane: Plane, row: int, left: int, first: int) -> bool:
    """Whether a text stands beside the codes: then it is a row of small figures with its label."""
    beside = (plane.printed(row, column) for column in range(left, first))
    return any(text and not _CODE_LIKE.fullmatch(text) for text in beside)


def _hits(plane: Plane, shape: Shape) -> dict[int, set[str]]:
    """The headings of the form that each row shows."""
    rows: dict[int, set[str]] = {}
    for key in shape.vocabulary:
        for row, _ in plane.by_key.get(key, ()):
            if row <= _SEARCHED:
                rows.setdefault(row, set()).add(key)
    return rows


def _top_over(plane: Plane, code_row: int, hits: Mapping[int, set[str]], code_rows: set[int]) -> int:
    """The first row of headings over a code row: up to a gap, a table above, or a row of figures."""
    top, row, empty = code_row, code_row - 1, 0
    while row >= max(1, code_row - _DEEPEST) and row not in code_rows:
        if row in hits:
            top, empty = row, 0
        elif row not in plane.by_row:
            empty += 1
            if empty > 1:
                break
        elif _has_figures(plane, row):
            break
        row -= 1
    if top == code_row:  # headings in words of one's own: the run of texts right above
        row = code_row - 1
        while row >= max(1, code_row - _DEEPEST) and row in plane.by_row and not _has_figures(plane, row):
            top, row = row, row - 1
    return min(top, max(1, code_row - 1))


def _has_figures(plane: Plane, row: int) -> bool:
    cells = (plane.sheet.cells[row, column] for column in plane.by_row[row])
    return sum(cell.kind == "number" for cell in cells) > 1


def _clusters(rows: list[int]) -> Iterator[list[int]]:
    cluster: list[int] = []
    for row in rows:
        if cluster and row - cluster[-1] > _GAP:
            yield cluster
            cluster = []
        cluster.append(row)
    if cluster:
        yield cluster


def _segments(plane: Plane, top: int, bottom: int, shape: Shape) -> list[tuple[int, int]]:
    """The columns of each table that stands in these rows: several begin with a stub of their own."""
    last = plane.sheet.columns_used
    starts: set[int] = set()
    for place in plane.by_key.get(shape.stub[0], ()) if shape.stub[0] else ():
        if top - 1 <= place[0] <= bottom:
            starts.add(place[1])
    if not starts:
        starts = {place[1] for place in plane.by_key.get(shape.stub[1], ()) if top - 1 <= place[0] <= bottom}
    if len(starts) < 2:
        return [(1, last)]
    edges = [*sorted(starts), last + 1]
    return [(first, following - 1) for first, following in pairwise(edges)]
