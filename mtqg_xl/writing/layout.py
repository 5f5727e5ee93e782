"""Where everything of a form stands on its sheet. Pure geometry; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mtqg_xl.domain.binding import BoundRow, FormBinding
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Column, ColumnKind, Form
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.messages import in_vietnamese
from mtqg_xl.ooxml.addresses import to_a1

#: Rows of the official frame above the table: authority, title, period, attachment, unit of measure.
AUTHORITY, UNIT, TITLE, PERIOD, ATTACHMENT, MEASURE = 1, 2, 4, 5, 6, 7
HEADER_TOP = 8
_WIDTHS = {MeasureKind.MONEY: 11.0, MeasureKind.COUNT: 9.5, MeasureKind.QUANTITY: 10.0, MeasureKind.RATE: 9.5}


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A (possibly merged) heading: 1-based corners and text."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


@dataclass(frozen=True)
class SheetPlan:
    """A concrete form laid out on a sheet. All positions are 1-based."""

    form: Form
    sheet: str

    @cached_property
    def stub_width(self) -> int:
        """How many columns stand before the first figure column."""
        return 3 if self.form.shows_measure else 2

    @cached_property
    def column_at(self) -> dict[str, int]:
        """Sheet column of each form column."""
        first = self.stub_width + 1
        return {column.key: first + n for n, column in enumerate(self.form.columns)}

    @cached_property
    def depth(self) -> int:
        """How many header rows the deepest heading needs."""
        return max(len(column.headings) + 1 for column in self.form.columns)

    @property
    def code_row(self) -> int:
        """The row of the printed column codes."""
        return HEADER_TOP + self.depth

    @cached_property
    def row_at(self) -> dict[str, int]:
        """Sheet row of each form row."""
        return {row.key: self.code_row + n for n, row in enumerate(self.form.rows, start=1)}

    @property
    def last_row(self) -> int:
        """The last row of the table."""
        return self.code_row + len(self.form.rows)

    @property
    def last_column(self) -> int:
        """The last column of the table."""
        return self.stub_width + len(self.form.columns)

    @cached_property
    def pages(self) -> tuple[tuple[int, int], ...]:
        """First and last sheet column of each printed page; the stub is repeated on every page."""
        pages: dict[int, list[int]] = {}
        for column in self.form.columns:
            pages.setdefault(column.page, []).append(self.column_at[column.key])
        return tuple((min(columns), max(columns)) for columns in pages.values())

    def position(self, key: CellKey) -> tuple[int, int]:
        """Row and column of a cell."""
        return self.row_at[key.row], self.column_at[key.column]

    def address(self, key: CellKey) -> str:
        """The A1 address of a cell."""
        return to_a1(*self.position(key))

    def width(self, column: Column) -> float:
        """The width of a form column in characters."""
        if column.width is not None:
            return column.width
        if column.kind is ColumnKind.TEXT:
            return 20.0
        return _WIDTHS[(column.measure or self.form.measure).kind]

    def headings(self) -> list[HeaderCell]:
        """The header tree as cells: equal neighbours are merged, short paths reach down."""
        top, bottom = HEADER_TOP, HEADER_TOP + self.depth - 1
        stub = [
            *self.form.stub,
            *([in_vietnamese("sheet.measure_column")] if self.form.shows_measure else []),
        ]
        cells = [HeaderCell(top, at, bottom, at, text) for at, text in enumerate(stub, start=1)]
        columns = self.form.columns
        for level in range(self.depth):
            at = 0
            while at < len(columns):
                path = (*columns[at].headings, columns[at].title)
                end = at
                if level < len(path) - 1:
                    while end + 1 < len(columns) and _shares(columns[at], columns[end + 1], level):
                        end += 1
                left, right = self.stub_width + 1 + at, self.stub_width + 1 + end
                if level < len(path):
                    low = bottom if level == len(path) - 1 else top + level
                    cells.append(HeaderCell(top + level, left, low, right, path[level]))
                at = end + 1
        return cells

    def kind(self, key: CellKey) -> CellKind:
        """What the cell expects."""
        form = self.form
        return form.kind_of(form.row_by_key[key.row], form.column_by_key[key.column])

    def binding(self) -> FormBinding:
        """What the metadata records of this sheet."""
        rows = (
            BoundRow(row.key, self.row_at[row.key], row.number, row.label, row.unit or "")
            for row in self.form.rows
        )
        measure_at = to_a1(MEASURE, self.pages[0][1])
        return FormBinding(self.form.code, self.sheet, self.code_row, measure_at, self.column_at, tuple(rows))


def _shares(one: Column, other: Column, level: int) -> bool:
    return (
        one.page == other.page
        and len(other.headings) > level
        and one.headings[: level + 1] == other.headings[: level + 1]
    )


def plan_sheet(form: Form, sheet: str | None = None) -> SheetPlan:
    """Lay out a concrete form on a sheet named ``sheet`` (the form's code by default)."""
    return SheetPlan(form, sheet or form.code)
