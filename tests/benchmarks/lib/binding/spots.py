"""A sheet that can be changed as people change it, every cell carrying whose figure it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.measures import Measure

Merge = tuple[int, int, int, int]
Row = list["Spot | None"]


class Owner(NamedTuple):
    """Whose figures a sheet holds, and of which period."""

    unit: str
    period: str


class Truth(NamedTuple):
    """What a figure is: whose, and of which cell; lines of a list are told apart by order only."""

    owner: Owner
    key: CellKey
    line: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What a cell is to its form; ``role`` is frame, heading, code, number, label, measure or body.

    ``section`` is the table of the form it belongs to, ``row`` and ``column`` are keys where there are any.
    """

    role: str
    form: str = ""
    section: int = 0
    row: str = ""
    column: str = ""
    measure: Measure | None = None
    level: int = 0
    sort: str = ""
    choices: tuple[str, ...] = ()


class Spot:
    """A cell: what the file says of it, and what it truly is.

    ``value`` is the true figure in the measure of the form. ``doubtful`` marks figures of which nobody
    could tell where they belong: leaving them unread is right. ``formula`` is cut at its references.
    """

    __slots__ = (
        "doubtful",
        "font",
        "formula",
        "kind",
        "number_format",
        "part",
        "text",
        "truth",
        "uid",
        "value",
    )

    def __init__(
        self,
        kind: str,
        text: str,
        part: Part,
        uid: int = 0,
        number_format: str = "General",
        font: str = "Times New Roman",
        formula: tuple[object, ...] | None = None,
        truth: Truth | None = None,
        value: Decimal | None = None,
    ) -> None:
        self.kind, self.text, self.part, self.uid = kind, text, part, uid
        self.number_format, self.font, self.formula = number_format, font, formula
        self.truth, self.value, self.doubtful = truth, value, False

    def copy(self) -> Spot:
        """The same cell, to be changed by itself."""
        new = Spot.__new__(Spot)
        new.kind, new.text, new.part, new.uid = self.kind, self.text, self.part, self.uid
        new.number_format, new.font, new.formula = self.number_format, self.font, self.formula
        new.truth, new.value, new.doubtful = self.truth, self.value, self.doubtful
        return new

    @property
    def shown(self) -> bool:
        """Whether anything is seen in it."""
        return self.kind != "blank" or self.formula is not None

    @property
    def is_figure(self) -> bool:
        """Whether it holds a figure of a form."""
        return self.truth is not None and self.value is not None

    def say(self, text: str) -> None:
        """Put a text there; nothing for an empty one."""
        self.kind, self.text, self.formula = ("text" if text else "blank"), text, None

    def clear(self) -> None:
        """Empty the cell."""
        self.say("")
        self.truth, self.value = None, None


def blank(part: Part = Part("frame")) -> Spot:
    """An empty cell."""
    return Spot("blank", "", part)


def written(text: str, part: Part = Part("frame")) -> Spot:
    """A cell with a text."""
    return Spot("text" if text else "blank", text, part)


class Page:
    """A worksheet as rows of cells; rows and columns count from 0 here."""

    def __init__(self, name: str, grid: list[Row], merges: list[Merge], owner: Owner | None) -> None:
        self.name, self.grid, self.merges, self.owner = name, grid, merges, owner
        self.state, self.turned = "visible", False
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def copy(self) -> Page:
        """The same sheet, to be changed by itself."""
        grid = [[spot and spot.copy() for spot in row] for row in self.grid]
        new = Page(self.name, grid, list(self.merges), self.owner)
        new.state, new.turned = self.state, self.turned
        new.hidden_rows, new.hidden_columns = set(self.hidden_rows), set(self.hidden_columns)
        return new

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.grid)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.grid[0]) if self.grid else 0

    def spots(self) -> Iterator[tuple[int, int, Spot]]:
        """Every cell with its place."""
        for r, row in enumerate(self.grid):
            for c, spot in enumerate(row):
                if spot is not None:
                    yield r, c, spot

    def find(self, wanted: Callable[[Spot], bool]) -> list[tuple[int, int, Spot]]:
        """The cells that are ``wanted``."""
        return [(r, c, spot) for r, c, spot in self.spots() if wanted(spot)]

    def of_role(self, *roles: str, section: int | None = None) -> list[tuple[int, int, Spot]]:
        """The cells with one of these roles."""
        return [
            (r, c, spot)
            for r, c, spot in self.spots()
            if spot.part.role in roles and (section is None or spot.part.section == section)
        ]

    def figures(self) -> list[Spot]:
        """The cells with a figure of a form."""
        return [spot for _, _, spot in self.spots() if spot.is_figure]

    # -- rows and columns, as a spreadsheet program inserts and deletes them ------------------

    def insert_rows(self, at: int, rows: list[Row]) -> None:
        """Insert ``rows`` above row ``at``."""
        width = self.width
        fitted = [(row + [None] * width)[:width] for row in rows]
        self.grid[at:at] = fitted
        self.merges = [_spread(merge, 0, at, len(rows)) for merge in self.merges]
        self.hidden_rows = {r + len(rows) if r >= at else r for r in self.hidden_rows}

    def insert_columns(self, at: int, count: int = 1) -> None:
        """Insert empty columns left of column ``at``."""
        for row in self.grid:
            row[at:at] = [None] * count
        self.merges = [_spread(merge, 1, at, count) for merge in self.merges]
        self.hidden_columns = {c + count if c >= at else c for c in self.hidden_columns}

    def delete_rows(self, at: int, count: int = 1) -> None:
        """Delete rows; a merged text stays with what remains of its range."""
        for merge in self.merges:
            top, left, bottom, _ = merge
            if at <= top < at + count <= bottom:
                self.grid[at + count][left] = self.grid[top][left]
        del self.grid[at : at + count]
        self.merges = _shrunk(self.merges, 0, at, count)
        self.hidden_rows = {r - count if r >= at + count else r for r in self.hidden_rows - _run(at, count)}

    def delete_columns(self, at: int, count: int = 1) -> None:
        """Delete columns; a merged text stays with what remains of its range."""
        for top, left, _, right in self.merges:
            if at <= left < at + count <= right:
                self.grid[top][at + count] = self.grid[top][left]
        for row in self.grid:
            del row[at : at + count]
        self.merges = _shrunk(self.merges, 1, at, count)
        self.hidden_columns = {
            c - count if c >= at + count else c for c in self.hidden_columns - _run(at, count)
        }

    def widen(self, width: int) -> None:
        """Make every row at least so wide."""
        for row in self.grid:
            row.extend([None] * (width - len(row)))

    def anchors(self) -> dict[tuple[int, int], Merge]:
        """The merged range of every cell in one."""
        return {
            (r, c): merge
            for merge in self.merges
            for r in range(merge[0], merge[2] + 1)
            for c in range(merge[1], merge[3] + 1)
        }


def _run(at: int, count: int) -> set[int]:
    return set(range(at, at + count))


def _spread(merge: Merge, axis: int, at: int, count: int) -> Merge:
    edges = list(merge)
    if edges[axis] >= at:
        edges[axis] += count
    if edges[axis + 2] >= at:
        edges[axis + 2] += count
    return edges[0], edges[1], edges[2], edges[3]


def _shrunk(merges: list[Merge], axis: int, at: int, count: int) -> list[Merge]:
    kept = []
    for merge in merges:
        edges = list(merge)
        first, last = edges[axis], edges[axis + 2]
        inside = max(0, min(last, at + count - 1) - max(first, at) + 1)
        if inside == last - first + 1:
            continue
        edges[axis] = first - max(0, min(first - at, count))
        edges[axis + 2] = edges[axis] + (last - first) - inside
        if edges[0] != edges[2] or edges[1] != edges[3]:
            kept.append((edges[0], edges[1], edges[2], edges[3]))
    return kept
