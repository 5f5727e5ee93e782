"""Taking formats off cells again: another style number in the tag of the cell, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import zip_longest
from typing import Final

from mtqg_xl.ooxml.patching.cells import style_of
from mtqg_xl.ooxml.patching.grid import Grid
from mtqg_xl.ooxml.patching.marks import Marked
from mtqg_xl.ooxml.patching.markup import Splice, with_attributes

_STYLES: Final = re.compile(rb"""\ss\s*=\s*["']\s*([0-9]+)\s*["']""")


def unmarked_splices(grid: Grid, marked: Mapping[int, Marked]) -> list[Splice]:
    """Give the cells of a sheet back the formats that their marked ones stand for.

    A cell that was put there for its mark goes, if nobody has typed anything into it since.
    """
    if not marked or marked.keys().isdisjoint(map(int, _STYLES.findall(grid.scan))):
        return []
    changes: list[Splice] = []
    content = (b"<%sv" % grid.prefix, b"<%sis" % grid.prefix, b"<%sf" % grid.prefix)
    for row in grid.rows:
        if row.element.empty:
            continue
        cells = grid.cells(row)
        there = list(cells.values())
        for cell, following in zip_longest(there, there[1:]):
            # A cell without an address stands where the one before it tells: that one may not go.
            may_go = following is None or following[1] is not None
            element = grid.element_of(cell)
            tag = element.tag(grid.data)
            was = marked.get(style_of(tag))
            if was is None:
                continue
            inner = grid.data[element.opened : element.closing]
            if was.created and may_go and not any(name in inner for name in content):
                changes.append(Splice(element.start, element.end, b""))
            else:
                new = with_attributes(tag, {"s": str(was.style)})
                changes.append(Splice(element.start, element.opened, new))
    return changes
