"""Where everything of a form stands on its sheet. Pure geometry; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mtqg_xl.domain.binding import BoundRow, FormBinding
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Column, ColumnKind, Form, Row, RowKind, Section
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.messages import in_vietnamese
from mtqg_xl.ooxml.addresses import to_a1

#: Rows of the official frame above the table: authority, title, period, attachment, unit of measure.
AUTHORITY, UNIT, TITLE, PERIOD, ATTACHMENT, MEASURE = 1, 2, 4, 5, 6, 7
HEADER_TOP = 8
#: Rows between two tables: a blank one, the title of the next, its unit of measure.
_BETWEEN = 3
_NUMBER, _LABEL = 1, 2
_WIDTHS = {MeasureKind.MONEY: 11.0, MeasureKind.COUNT: 9.5, MeasureKind.QUANTITY: 10.0, MeasureKind.RATE: 9.5}
_TEXT_WIDTH = 20.0
#: Width of a character of the code row, and what a column is widened to for its code at most.
_CODE_CHARACTER = 0.85
_WIDEST_CODE = 14.5


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A (possibly merged) heading: 1-based corners and text."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


@dataclass(frozen=True)
class TablePlan:
    """One table of a form: its header begins in row ``top``."""

    section: Section
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    top: int
    stub_width: int

    @cached_property
    def column_at(self) -> dict[str, int]:
        """Sheet column of each form column."""
        places = {column.key: _LABEL for column in self.columns if column.in_stub}
        shown = (column for column in self.columns if not column.in_stub)
        return {**places, **{column.key: self.stub_width + n for n, column in enumerate(shown, start=1)}}

    @cached_property
    def depth(self) -> int:
        """How many header rows the deepest heading needs."""
        return max((len(column.headings) + 1 for column in self.columns if not column.in_stub), default=1)

    @property
    def code_row(self) -> int:
        """The row of the printed column codes."""
        return self.top + self.depth

    @property
    def measure_row(self) -> int:
        """The row that states the unit of measure."""
        return self.top - 1

    @cached_property
    def row_at(self) -> dict[str, int]:
        """Sheet row of each form row."""
        return {row.key: self.code_row + n for n, row in enumerate(self.rows, start=1)}

    @property
    def last_row(self) -> int:
        """The last row of the table."""
        return self.code_row + len(self.rows)

    @property
    def last_column(self) -> int:
        """The last column of the table."""
        return max(self.column_at.values(), default=self.stub_width)

    def headings(self) -> list[HeaderCell]:
        """The header tree as cells: equal neighbours are merged, short paths reach down."""
        top, bottom = self.top, self.top + self.depth - 1
        cells = [HeaderCell(top, at, bottom, at, text) for at, text in enumerate(self._stub(), start=1)]
        columns = [column for column in self.columns if not column.in_stub]
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

    def _stub(self) -> list[str]:
        measure = self.section.measure_heading or in_vietnamese("sheet.measure_column")
        return [*self.section.stub, *([measure] if self.stub_width > _LABEL else [])]


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
    def tables(self) -> tuple[TablePlan, ...]:
        """The tables of the form, one below the other."""
        plans: list[TablePlan] = []
        top = HEADER_TOP
        for at, section in enumerate(self.form.sections):
            columns = tuple(column for column in self.form.columns if column.section == at)
            rows = tuple(row for row in self.form.rows if row.section == at)
            plans.append(TablePlan(section, columns, rows, top, self.stub_width))
            top = plans[-1].last_row + _BETWEEN + 1
        return tuple(plans)

    @cached_property
    def column_at(self) -> dict[str, int]:
        """Sheet column of each form column."""
        return {key: at for table in self.tables for key, at in table.column_at.items()}

    @cached_property
    def row_at(self) -> dict[str, int]:
        """Sheet row of each form row."""
        return {key: at for table in self.tables for key, at in table.row_at.items()}

    @property
    def depth(self) -> int:
        """How many header rows the first table has."""
        return self.tables[0].depth

    @property
    def code_row(self) -> int:
        """The row of the printed column codes of the first table."""
        return self.tables[0].code_row

    @property
    def last_row(self) -> int:
        """The last row of the last table."""
        return self.tables[-1].last_row

    @property
    def last_column(self) -> int:
        """The last column of the widest table."""
        return max(table.last_column for table in self.tables)

    @cached_property
    def pages(self) -> tuple[tuple[int, int], ...]:
        """First and last sheet column of each printed page; the stub is repeated on every page.

        The first table says where pages break; a wider one below runs on.
        """
        pages: dict[int, list[int]] = {}
        for column in self.tables[0].columns:
            if not column.in_stub:
                pages.setdefault(column.page, []).append(self.column_at[column.key])
        found = [(min(columns), max(columns)) for columns in pages.values()] or [(self.stub_width + 1,) * 2]
        return (*found[:-1], (found[-1][0], max(found[-1][1], self.last_column)))

    def position(self, key: CellKey) -> tuple[int, int]:
        """Row and column of a cell."""
        return self.row_at[key.row], self.column_at[key.column]

    def address(self, key: CellKey) -> str:
        """The A1 address of a cell."""
        return to_a1(*self.position(key))

    def below(self, key: CellKey) -> int:
        """How many rows under a cell a sum ending there takes in: the closing row of its list."""
        row = self.form.row_by_key[key.row]
        if not row.is_line:
            return 0
        rows = self.tables[row.section].rows
        at = self.row_at[key.row] - self.tables[row.section].code_row
        return int(at < len(rows) and rows[at].kind is RowKind.CLOSING)

    @cached_property
    def widths(self) -> dict[int, float]:
        """The width of each sheet column in characters: what the widest column standing there needs."""
        widths = {_NUMBER: 5.5, _LABEL: self.form.label_width}
        if self.stub_width > _LABEL:
            widths[self.stub_width] = 10.5
        for column in self.form.columns:
            at = self.column_at[column.key]
            if not column.in_stub:
                widths[at] = max(widths.get(at, 0.0), self._wanted(column))
        return widths

    def width(self, column: Column) -> float:
        """The width of a form column in characters."""
        return self.widths[self.column_at[column.key]]

    def _wanted(self, column: Column) -> float:
        if column.width is None:
            measure = column.measure or self.form.sections[column.section].measure
            given = _TEXT_WIDTH if column.kind is ColumnKind.TEXT else _WIDTHS[measure.kind]
        else:
            given = column.width
        # The printed code is part of the form: it is not shrunk until nobody can read it.
        return max(given, min(_CODE_CHARACTER * len(column.code_text) + 1.5, _WIDEST_CODE))

    def headings(self) -> list[HeaderCell]:
        """The header trees of all tables."""
        return [cell for table in self.tables for cell in table.headings()]

    def kind(self, key: CellKey) -> CellKind:
        """What the cell expects."""
        form = self.form
        return form.kind_of(form.row_by_key[key.row], form.column_by_key[key.column])

    def measure_place(self, table: TablePlan) -> tuple[int, int]:
        """Row and column of the line that states the unit of measure of a table."""
        last = min(self.pages[0][1], table.last_column) if table.top != HEADER_TOP else self.pages[0][1]
        return table.measure_row, last

    def binding(self) -> FormBinding:
        """What the metadata records of this sheet."""
        rows = tuple(
            BoundRow(row.key, self.row_at[row.key], row.number, row.label, row.unit or "")
            for row in self.form.rows
        )
        first, *further = ((t.code_row, to_a1(*self.measure_place(t))) for t in self.tables)
        return FormBinding(self.form.code, self.sheet, *first, self.column_at, rows, tuple(further))


def _shares(one: Column, other: Column, level: int) -> bool:
    return (
        one.page == other.page
        and len(other.headings) > level
        and one.headings[: level + 1] == other.headings[: level + 1]
    )


def plan_sheet(form: Form, sheet: str | None = None) -> SheetPlan:
    """Lay out a concrete form on a sheet named ``sheet`` (the form's code by default)."""
    return SheetPlan(form, sheet or form.code)
