"""One worksheet: its cells as they literally are, its merges, and what is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from mtqg_xl.ooxml.addresses import to_a1

Kind = Literal["number", "text", "bool", "error", "blank"]
Range = tuple[int, int, int, int]


class Cell(NamedTuple):
    """A cell that the file mentions, with nothing interpreted.

    ``text`` is the number or the error code as the file writes it, "1" or "0" for a truth value,
    the plain characters of a text, and "" for a blank. ``formula`` has no equals sign; it is ""
    when the cell is computed but the file does not hold the text. A formula never computed is
    ``blank``. Every cell of an array formula carries the formula, as it does on screen.
    """

    row: int
    col: int
    kind: Kind
    text: str
    formula: str | None
    style: int

    @property
    def address(self) -> str:
        """The cell's address, as in "B3"."""
        return to_a1(self.row, self.col)


class Run(NamedTuple):
    """A stretch of a text in one font; ``font`` is empty where it is that of the cell.

    ``raised`` tells that it is set as superscript.
    """

    text: str
    font: str
    raised: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A worksheet as read; rows and columns count from 1.

    ``rows_used`` and ``columns_used`` are the last ones holding a value or a formula, 0 if none:
    cells that are only formatted do not count. ``cells`` has those too. Rows and columns of no
    height or width are hidden. ``merges`` are (first row, first column, last row, last column).
    ``runs`` has the texts that are in more than one font, or partly raised, stretch by stretch.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Range, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    rows_used: int
    columns_used: int
    runs: Mapping[tuple[int, int], tuple[Run, ...]] = field(default_factory=dict)

    def cell(self, row: int, col: int) -> Cell | None:
        """The cell at ``row``, ``col``, or None when the file does not mention it."""
        return self.cells.get((row, col))
