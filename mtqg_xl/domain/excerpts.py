"""The small table around a wrong cell: the rows and columns that take part in a relation that fails.

Plain values only, texts as an office prints them: an excerpt is made in one process and shown in another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """What a cell of an excerpt has to do with the finding."""

    CULPRIT = "culprit"
    """The cell that the finding says is wrong."""
    TOTAL = "total"
    """The left side of a relation drawn: what the parts must give."""
    PART = "part"
    OTHER = "other"
    """Stands where a row and a column of the others cross, and takes no part."""


@dataclass(frozen=True, slots=True)
class ExcerptHead:
    """A row (printed number and label) or a column (printed code and title)."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class ExcerptCell:
    """One cell as shown: ``text`` is what it holds, empty for blank, the text itself where it was not read.

    ``signs`` are those it has in the relations drawn, one each, empty where it takes no part; ``suspect``
    is its place among the suspects from 1, 0 for none, and ``proposed`` what it should then hold.
    ``computed`` is what the parts of a blank total give. A cell that the form does not have is not ``open``.
    """

    text: str = ""
    sheet: str = ""
    cell: str = ""
    role: Role = Role.OTHER
    signs: tuple[str, ...] = ()
    suspect: int = 0
    proposed: str = ""
    computed: str = ""
    open: bool = True


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """A row of an excerpt: its head, and a cell for every column."""

    head: ExcerptHead
    cells: tuple[ExcerptCell, ...]


@dataclass(frozen=True, slots=True)
class ExcerptTable:
    """The part of one form that is shown; ``more_rows`` and ``more_columns`` took part and were left out."""

    form: str
    sheet: str
    columns: tuple[ExcerptHead, ...]
    rows: tuple[ExcerptRow, ...]
    more_rows: int = 0
    more_columns: int = 0

    def at_home(self, mark: str) -> ExcerptTable:
        """The same, sheets of the file ``mark`` named without the file."""

        def bare(cell: ExcerptCell) -> ExcerptCell:
            return replace(cell, sheet=cell.sheet.removeprefix(mark))

        rows = tuple(replace(row, cells=tuple(map(bare, row.cells))) for row in self.rows)
        return replace(self, sheet=self.sheet.removeprefix(mark), rows=rows)


@dataclass(frozen=True, slots=True)
class ExcerptRelation:
    """A relation drawn: ``words`` with the printed codes, ``figures`` with what stands in the cells.

    ``place`` is the row or column it is applied to, ``result`` what its right side gives; ``holds`` says
    that it comes out even, if only because of digits cut off or rounded.
    """

    words: str
    place: str
    figures: str
    result: str
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The tables (more than one for a relation between forms) and the relations drawn on them."""

    tables: tuple[ExcerptTable, ...]
    relations: tuple[ExcerptRelation, ...]

    def cells(self) -> Iterator[ExcerptCell]:
        """Every cell shown."""
        for table in self.tables:
            for row in table.rows:
                yield from row.cells

    def at_home(self, mark: str) -> Excerpt:
        """The same, sheets of the file ``mark`` (``[tep.xlsx]``) named without the file."""
        return replace(self, tables=tuple(table.at_home(mark) for table in self.tables))

    @property
    def culprit(self) -> ExcerptCell | None:
        """The cell that the finding is about, if it is shown."""
        return next((cell for cell in self.cells() if cell.role is Role.CULPRIT), None)
