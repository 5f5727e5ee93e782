"""The heads of a form on a plane: for each of its tables the places where its headings stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from heapq import heapify, heappop, heappush
from typing import Any

from mtqg_xl.domain.forms import Form
from mtqg_xl.reading.tables.blocks import Block, blocks
from mtqg_xl.reading.tables.columns import Columns, bind_columns, paths_shown
from mtqg_xl.reading.tables.model import Head
from mtqg_xl.reading.tables.paths import Path
from mtqg_xl.reading.tables.planes import Plane, label_key
from mtqg_xl.reading.tables.shapes import Shape, part_of, shapes_of
from mtqg_xl.reading.tables.stubs import find_stub, unit_keys
from mtqg_xl.reading.text.keys import match_key

#: With less of its columns a table is not taken for one of the form, nor for a part of one.
LEAST = 0.2
_POORER = 0.6
#: Of blocks without codes that begin in rows so near each other the best few are looked at closely.
_NEAR = 9
_TRIED = 4
_NOTHING: frozenset[Any] = frozenset()
_LIKELY_WORDS = 0.3
_LIKELY_LABELS = 0.5


def may_hold(plane: Plane, form: Form) -> bool:
    """Whether a plane shows enough of the words or codes of a form to look closer."""
    return any(_likely(plane, shape) for shape in shapes_of(form)[:1])


def _likely(plane: Plane, shape: Shape) -> bool:
    shown = plane.by_key.keys()
    words = len(shape.vocabulary & shown)
    if words >= _LIKELY_WORDS * len(shape.vocabulary):
        return True
    if words and len(shape.labels & plane.by_label.keys()) >= max(2, _LIKELY_LABELS * len(shape.labels)):
        return True
    return next((block for block in blocks(plane, shape) if block.code_row is not None), None) is not None


def find_heads(
    plane: Plane,
    form: Form,
    section: int,
    area: tuple[int, int, int, int] | None = None,
    only: Collection[str] | None = None,
) -> list[Head]:
    """The heads of one table of ``form`` on ``plane``, top down; ``area`` limits where they may begin.

    Of blocks that overlap the best is kept; bodies end where the next head begins. ``only`` looks for
    some of the columns.
    """
    shape = shapes_of(form)[section]
    if only is not None:
        shape = part_of(shape, only)
    tried: list[Columns] = []
    for block in _promising(plane, shape):
        if area is not None and not _inside(block, area):
            continue
        if area is not None:
            block = _cut(block, area)
        columns = bind_columns(plane, shape, block)
        if columns.share >= LEAST and columns.score >= LEAST * len(shape.headings):
            tried.append(columns)
    best: list[Columns] = []
    for columns in sorted(tried, key=_rank):
        if not any(_overlap(columns.block, o.block) or _poorer(columns, o) for o in best):
            best.append(columns)
    heads: list[Head] = []
    for columns in sorted(best, key=lambda c: (c.block.top, c.block.left)):
        last = area[2] if area is not None else plane.sheet.rows_used
        below = [c.block.top for c in best if c.block.top > columns.block.last and _beside(c, columns)]
        end = min([last, *(top - 1 for top in below)])
        stub = find_stub(plane, shape, columns, end)
        if stub[1]:
            heads.append(Head(plane, form, section, columns, stub, columns.block.last + 1, end))
    return heads


def _promising(plane: Plane, shape: Shape) -> list[Block]:
    """Blocks over column codes, and of those without the ones that show most headings as they are.

    What a block shows is looked at only when it may still be among the best few: at first it counts as
    showing every heading whose words all stand in its rows.
    """
    found = list(blocks(plane, shape))
    kept = [block for block in found if block.code_row is not None]
    wanted = {heading.path for heading in shape.headings}
    rated = [
        (-_most_shown(plane, wanted, block), -1, block.top, block.left, block.bottom, block)
        for block in found
        if block.code_row is None
    ]
    heapify(rated)
    spent: Counter[int] = Counter()
    while rated:
        most, height, *_, block = heappop(rated)
        near = next((top for top in spent if abs(top - block.top) <= _NEAR), block.top)
        if spent[near] >= _TRIED:
            continue
        if height >= 0:
            spent[near] += 1
            kept.append(block)
            continue
        shown = paths_shown(plane, block) if most else _NOTHING
        exact = (-len(wanted & shown), block.bottom - block.top)
        heappush(rated, (*exact, block.top, block.left, block.bottom, block))
    return kept


def _most_shown(plane: Plane, wanted: Collection[Path], block: Block) -> int:
    """No fewer than the paths that stand over the columns of ``block`` as they are."""
    across = range(block.left, block.right + 1)
    first = min((plane.unmerged.anchor(block.top, column)[0] for column in across), default=block.top)
    shown: set[str] = set()
    for row in range(first, block.bottom + 1):
        shown |= plane.keys_in.get(row, _NOTHING)
    return sum(shown.issuperset(path) for path in wanted)


def label_hits(head: Head) -> int:
    """How many different labels of the form's rows stand in the stub of ``head``."""
    shape = shapes_of(head.form)[head.section]
    shown = labels_of(head)
    if shape.lists_units and shown & unit_keys():
        return len(shape.labels)  # rows of units are the body of such a table
    return len(shape.labels & shown)


def labels_of(head: Head) -> set[str]:
    """The keys of the labels in the body of ``head``."""
    plane, (numbers, labels) = head.plane, head.stub
    rows = plane.rows_from(head.first, head.end)
    shown = (plane.unmerged.stub(row, numbers, labels)[1] for row in rows)
    return {key for text in shown if text for key in (match_key(text), label_key(text))}


def _rank(columns: Columns) -> tuple[float, int, int, int]:
    block = columns.block
    return (-round(columns.score, 3), block.code_row is None, block.bottom, -block.top)


def _poorer(columns: Columns, other: Columns) -> bool:
    """Whether ``other`` shows the same columns so much better that this is only something like it."""
    return columns.score < _POORER * other.score and not (
        columns.bound and columns.bound.keys().isdisjoint(other.bound)
    )


def _inside(block: Block, area: tuple[int, int, int, int]) -> bool:
    top, left, bottom, right = area
    return top <= block.top and block.last <= bottom and block.left <= right and left <= block.right


def _cut(block: Block, area: tuple[int, int, int, int]) -> Block:
    _, left, _, right = area
    if left <= block.left and block.right <= right:
        return block
    return Block(
        block.top, block.bottom, block.last, block.code_row, max(block.left, left), min(block.right, right)
    )


def _overlap(one: Block, other: Block) -> bool:
    apart = one.right < other.left or other.right < one.left
    return not apart and one.top <= other.last and other.top <= one.last


def _beside(one: Columns, other: Columns) -> bool:
    return not (one.block.right < other.block.left or other.block.right < one.block.left)
