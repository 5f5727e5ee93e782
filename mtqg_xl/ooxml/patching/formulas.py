"""The formulas of a sheet that reach beyond one cell: shared ones, arrays, data tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from mtqg_xl.ooxml.addresses import parse_range, to_a1
from mtqg_xl.ooxml.formulas import SharedFormula
from mtqg_xl.ooxml.patching.cells import formula_element
from mtqg_xl.ooxml.patching.grid import Grid, UnusualSheetError
from mtqg_xl.ooxml.patching.markup import ATTRIBUTES, attributes, escaped, text_of
from mtqg_xl.ooxml.sheet import Range

Place = tuple[int, int]
_SORT: Final = re.compile(rb"""\st\s*=\s*["'](array|dataTable|shared)["']""")


class Spread(NamedTuple):
    """A formula whose results fill ``area``; ``sort`` is "array" or "dataTable"."""

    sort: str
    area: Range

    @property
    def single(self) -> bool:
        """Whether it fills but one cell."""
        return self.area[:2] == self.area[2:]


class Spreads:
    """The arrays and data tables of a sheet."""

    def __init__(self, grid: Grid) -> None:
        """Look through the formulas of ``grid`` that carry attributes."""
        self._all: list[Spread] = []
        self.has_shared = False
        if grid.sheet_data is None:
            return
        pattern = _attributed(grid.prefix)
        for found in pattern.finditer(grid.scan, grid.sheet_data.opened, grid.sheet_data.closing):
            sort = _SORT.search(found[1])
            if sort is None:
                continue
            if sort[1] == b"shared":
                self.has_shared = True
                continue
            area = attributes(found[0]).get("ref")
            if area:
                try:
                    self._all.append(Spread(sort[1].decode(), parse_range(area.strip())))
                except ValueError as error:
                    raise UnusualSheetError(f"a formula over {area}") from error

    @property
    def areas(self) -> list[Range]:
        """Where they lie."""
        return [spread.area for spread in self._all]

    def at(self, row: int, column: int) -> Spread | None:
        """The array or data table that fills a cell."""
        for spread in self._all:
            top, left, bottom, right = spread.area
            if top <= row <= bottom and left <= column <= right:
                return spread
        return None


class SharedGroups:
    """The shared formulas of a sheet by group: the master's place and text, and its children.

    A number may be used for several groups one after the other; each master begins one.
    """

    def __init__(self, grid: Grid) -> None:
        """Read every shared formula of ``grid``."""
        self._prefix = grid.prefix
        self._texts: dict[tuple[str, Place], str] = {}
        self._children: defaultdict[tuple[str, Place], list[Place]] = defaultdict(list)
        current: dict[str, tuple[str, Place]] = {}
        orphans: list[tuple[str, Place]] = []
        for place, told, text in _shared_formulas(grid):
            group = told.get("si", "")
            if text and (told.get("ref") or group not in current):
                key = current[group] = (group, place)
                self._texts[key] = text
            elif not text and group in current:
                self._children[current[group]].append(place)
            elif not text:
                orphans.append((group, place))
        for group, place in orphans:
            if group in current:
                self._children[current[group]].append(place)
        counted = Counter(group for group, _ in self._texts)
        self._reused = {group for group, count in counted.items() if count > 1}

    def without(self, losing: set[Place]) -> dict[Place, bytes]:
        """The formula elements that children get when the cells ``losing`` lose their formulas."""
        handed: dict[Place, bytes] = {}
        for key, text in self._texts.items():
            group, place = key
            left = [child for child in self._children[key] if child not in losing]
            if place in losing and left:
                handed.update(self._rehomed(group, SharedFormula(text, *place), left))
        return handed

    def _rehomed(self, group: str, formula: SharedFormula, left: list[Place]) -> dict[Place, bytes]:
        heir = min(left)
        text = formula.at(*heir)
        again = SharedFormula(text, *heir)
        if group in self._reused or any(again.at(*child) != formula.at(*child) for child in left):
            # A reference that leaves the sheet for the heir cannot be handed on through it.
            return {child: formula_element(formula.at(*child), self._prefix) for child in left}
        rows, columns = [row for row, _ in left], [column for _, column in left]
        area = f"{to_a1(min(rows), min(columns))}:{to_a1(max(rows), max(columns))}"
        element = b'<%sf t="shared" ref="%s" si="%s">%s</%sf>' % (
            self._prefix,
            area.encode(),
            group.encode(),
            escaped(text),
            self._prefix,
        )
        return {heir: element}


def _shared_formulas(grid: Grid) -> Iterator[tuple[Place, dict[str, str], str]]:
    """Place, attributes and text of every shared formula, in the order of the file."""
    pattern = _shared(grid.prefix)
    for row in grid.rows:
        if grid.scan.find(b"shared", row.element.opened, row.element.closing) < 0:
            continue
        for column, cell in grid.cells(row).items():
            inner = grid.data[cell.start(4) : cell.end(4)] if cell[4] else b""
            if b"shared" not in inner or (found := pattern.search(inner)) is None:
                continue
            told = attributes(found[0][: found[0].index(b">") + 1])
            if told.get("t") == "shared":
                yield (row.number, column), told, text_of(found[2] or b"")


@cache
def _attributed(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<" + re.escape(prefix) + rb"f(?=\s)(" + ATTRIBUTES + rb")\s*+/?>")


@cache
def _shared(prefix: bytes) -> re.Pattern[bytes]:
    name = re.escape(prefix + b"f")
    return re.compile(
        rb"<" + name + rb"(?=\s)(" + ATTRIBUTES + rb")\s*+(?:/>|>(.*?)</" + name + rb"\s*+>)", re.DOTALL
    )
