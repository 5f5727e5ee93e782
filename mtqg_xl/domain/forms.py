"""A form (biểu) as data: columns, rows, rules. The texts live in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.measures import Measure
from mtqg_xl.domain.validity import ALWAYS, Validity


class Mark(StrEnum):
    """How far the layout of a form is known."""

    OFFICIAL = "official"
    PARTIAL = "partial"
    REFERENCE = "reference"


class ColumnKind(StrEnum):
    """Who fills a column."""

    INPUT = "input"
    TOTAL = "total"
    RATE = "rate"
    TEXT = "text"


class RowKind(StrEnum):
    """Who fills a row. A ``ZONE`` row stands for one row per unit, a ``LIST`` row for the lines of a list.

    A ``CLOSING`` row ends a list: lines are inserted above it, so that totals over the list follow.
    """

    INPUT = "input"
    TOTAL = "total"
    MEMO = "memo"
    HEADING = "heading"
    ZONE = "zone"
    LIST = "list"
    CLOSING = "closing"


class Aggregate(StrEnum):
    """How a column is brought together over several units."""

    SUM = "sum"
    RECOMPUTE = "recompute"
    CONCAT = "concat"
    TEXT = "text"
    OWN = "own"
    """Stated by the consolidating unit itself, such as a target set for it."""


class CellKind(StrEnum):
    """What a cell of the form expects."""

    INPUT = "input"
    FORMULA = "formula"
    TEXT = "text"
    CLOSED = "closed"


class Missing(StrEnum):
    """What a blank part means to a rule."""

    ZERO = "zero"
    """A blank part counts for nothing, as long as one part is there."""
    UNKNOWN = "unknown"
    """With a blank part the rule cannot be applied."""


class Previous(StrEnum):
    """Which earlier report a rule compares with."""

    EARLIER = "earlier"
    """An earlier one of the same year."""
    LAST_MONTH = "last_month"
    """The one of the month before."""
    LAST_YEAR = "last_year"
    """The annual one of the year before."""


class Scope(StrEnum):
    """Over what a rule is repeated: every row, every column, or not at all."""

    ROWS = "rows"
    COLUMNS = "columns"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class EditRule:
    """An edit rule (quy tắc kiểm tra) in the notation the forms print, such as ``4=3/1*100``.

    ``defines`` says that the rule also gives the formula of its left side in the template.
    ``tolerance`` is ``None`` for the tolerance of printed figures, else a fixed margin.
    A rule between forms is repeated over the rows or columns of its ``home``; with ``previous`` it
    compares with an earlier report. ``periods`` limits it to some kinds of period. ``links`` says that
    a workbook of both forms writes the left cell as a formula. ``unverified`` names what is commonly held to
    ask for the rule where the text itself was not read: it is told as that, not as law.
    """

    id: str
    notation: str
    scope: Scope
    severity: Severity = Severity.ERROR
    defines: bool = False
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    missing: Missing | None = None
    tolerance: Decimal | None = None
    why: str = ""
    todo: str = ""
    law: str = ""
    validity: Validity = ALWAYS
    home: str | None = None
    previous: Previous | None = None
    links: bool = False
    periods: frozenset[str] = frozenset()
    unverified: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``headings`` is the path of group headings above ``title``; ``key`` the printed code.

    ``formula`` is the printed one, in force in every row; ``formulas`` are those of some rows only, each
    with its selector. A column ``in_stub`` holds what is typed beside the numbers of a list.
    ``choices`` are the texts it may hold, if limited; ``missing`` says what a blank part of its formula
    means.
    """

    key: str
    title: str
    kind: ColumnKind
    aggregate: Aggregate
    headings: tuple[str, ...] = ()
    code_text: str = ""
    measure: Measure | None = None
    formula: str | None = None
    rows: tuple[str, ...] = ()
    page: int = 1
    width: float | None = None
    section: int = 0
    formulas: tuple[tuple[str, tuple[str, ...]], ...] = ()
    in_stub: bool = False
    choices: tuple[str, ...] = ()
    holds_unit: bool = False
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the stub: ``number`` is the printed numbering, ``weight`` serves weighted sums.

    ``aggregate``, when given, goes before that of the column. ``lines`` is the number of lines that a
    list offers; ``is_line`` marks one of them.
    """

    key: str
    number: str
    label: str
    kind: RowKind
    depth: int = 0
    measure: Measure | None = None
    formula: str | None = None
    columns: tuple[str, ...] = ()
    weight: Decimal | None = None
    validity: Validity = ALWAYS
    tags: frozenset[str] = frozenset()
    unit: str | None = None
    section: int = 0
    aggregate: Aggregate | None = None
    lines: int = 0
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One of the tables that a form prints one under the other."""

    title: str
    measure: Measure
    stub: tuple[str, str]
    shows_measure: bool = False
    measure_heading: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """Who hands the form in to whom, and by which day; ``every`` says of what (month, year)."""

    by: str
    to: str
    day: int | None = None
    every: str = ""
    note: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Form:
    """A form definition, either as written or made concrete for a unit and a period.

    Forms are told apart by identity: the catalogue makes each only once.

    A concrete form has no ``ZONE`` rows and only rows in force; ``absent_rows`` remembers the
    keys and numbers that the definition knows and this period, or this workbook, does not.
    ``laws`` are the documents it rests on over time; ``law`` those in force.
    ``sections`` are its tables, the first included; ``defined`` the cells that a rule alone computes.
    ``bind`` says by what its workbooks are recognised: printed ``codes``, or ``headings`` without any.
    """

    code: str
    number: str
    title: str
    programme: str
    mark: Mark
    measure: Measure
    stub: tuple[str, str]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    rules: tuple[EditRule, ...]
    levels: tuple[str, ...]
    periods: tuple[str, ...]
    validity: Validity
    laws: tuple[tuple[str, Validity], ...] = ()
    law: str = ""
    source: str = ""
    issued_with: str = ""
    absent_rows: frozenset[str] = frozenset()
    presets: Mapping[CellKey, Decimal] | None = None
    label_width: float = 44
    absent_columns: frozenset[str] = frozenset()
    sections: tuple[Section, ...] = ()
    defined: frozenset[tuple[str, str]] = frozenset()
    filing: tuple[Filing, ...] = ()
    bind: str = "codes"

    def __repr__(self) -> str:
        return f"Form({self.code}, {len(self.rows)} rows, {len(self.columns)} columns)"

    @cached_property
    def column_by_key(self) -> dict[str, Column]:
        """Columns by key."""
        return {column.key: column for column in self.columns}

    @cached_property
    def row_by_key(self) -> dict[str, Row]:
        """Rows by key."""
        return {row.key: row for row in self.rows}

    def key(self, row: Row | str, column: Column | str) -> CellKey:
        """The key of the cell where ``row`` and ``column`` cross."""
        return CellKey(
            self.code,
            row if isinstance(row, str) else row.key,
            column if isinstance(column, str) else column.key,
        )

    def kind_of(self, row: Row, column: Column) -> CellKind:
        """What the cell where ``row`` and ``column`` cross expects."""
        if row.kind in (RowKind.HEADING, RowKind.CLOSING) or not self._open(row, column):
            return CellKind.CLOSED
        if column.kind is ColumnKind.TEXT:
            return CellKind.TEXT
        if (row.key, column.key) in self.defined or self.formula_of(row, column) is not None:
            return CellKind.FORMULA
        if row.formula is not None and self.aggregate_of(row, column) is not Aggregate.OWN:
            return CellKind.FORMULA
        return CellKind.INPUT

    def formula_of(self, row: Row, column: Column) -> str | None:
        """The formula that ``column`` has in ``row``, if it is computed there."""
        if column.formula is not None:
            return column.formula
        own = (formula for formula, rows in column.formulas if row.key in self.select_rows(rows))
        return next(own, None)

    def aggregate_of(self, row: Row, column: Column) -> Aggregate:
        """How the cell where ``row`` and ``column`` cross is brought together over several units."""
        return row.aggregate or column.aggregate

    def measure_of(self, row: Row, column: Column) -> Measure:
        """The measure of the cell where ``row`` and ``column`` cross."""
        return column.measure or row.measure or self.sections[row.section].measure

    @cached_property
    def shows_measure(self) -> bool:
        """Whether a third column beside the labels names the measure of each row."""
        return any(section.shows_measure for section in self.sections)

    @cached_property
    def has_lists(self) -> bool:
        """Whether some rows are as many as the user needs."""
        return any(row.kind in (RowKind.LIST, RowKind.CLOSING) for row in self.rows)

    def _open(self, row: Row, column: Column) -> bool:
        if row.section != column.section or (column.in_stub and not row.is_line):
            return False
        in_row = not row.columns or column.key in row.columns
        in_column = not column.rows or row.key in self.select_rows(column.rows)
        return in_row and in_column

    def select_rows(self, selector: tuple[str, ...]) -> frozenset[str]:
        """The keys that ``selector`` means: keys, ranges ``3.1:3.19``, ``#tag``, ``*`` for all."""
        return self._selected_rows(selector)

    @cached_property
    def _row_selections(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def _selected_rows(self, selector: tuple[str, ...]) -> frozenset[str]:
        known = self._row_selections.get(selector)
        if known is None:
            keys = [key for part in selector for key in self.row_range(part)]
            known = self._row_selections[selector] = frozenset(keys)
        return known

    def row_range(self, part: str) -> tuple[str, ...]:
        """The row keys that one selector part means, in the order of the form."""
        if part == "*":
            return tuple(row.key for row in self.rows)
        if part.startswith("#"):
            return tuple(row.key for row in self.rows if part[1:] in row.tags)
        if ":" in part:
            first, _, last = part.partition(":")
            keys = [row.key for row in self.rows]
            if first in keys and last in keys:
                return tuple(keys[keys.index(first) : keys.index(last) + 1])
            return ()
        return (part,) if part in self.row_by_key else ()
