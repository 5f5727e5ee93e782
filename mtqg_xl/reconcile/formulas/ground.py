"""What stands at an address: the cells of the bound tables, as the formulas of the workbook see them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.forms import CellKind, Row, RowKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.reconcile.context import Context
from mtqg_xl.rules.excel import Position
from mtqg_xl.rules.sheet_formulas import Area, cell_address

_ONE = Fraction(1)
#: Notes of figures that the sheet holds in another size than it shows.
_NOT_PLAIN = frozenset(("percent_format", "scaled_format"))


@dataclass(frozen=True, slots=True)
class Cells:
    """What an area takes in.

    ``stubs`` are cells beside the table (numbers, names of rows), under keys that no form has;
    ``touches`` says whether any cell of a table is in the area, ``strays`` whether it reaches columns that
    are none of the form. ``sure`` is false when there may be figures in it that nobody read.
    """

    figures: tuple[CellKey, ...]
    texts: tuple[CellKey, ...]
    stubs: tuple[CellKey, ...]
    touches: bool
    strays: bool
    sure: bool


class Ground:
    """The bound tables of a submission by sheet and address."""

    def __init__(self, submission: Submission, context: Context) -> None:
        self.context = context
        self.tables = tuple(table for table in submission.tables if table.rows and table.columns)
        written = frozenset(item.key for item in submission.remarks if item.code == "closed_cell")
        self._planes: dict[str, list[_Plane]] = {}
        self._by_form: dict[str, _Plane] = {}
        for table in self.tables:
            plane = _Plane(table, written)
            self._planes.setdefault(table.sheet.casefold(), []).append(plane)
            self._by_form[table.form.code] = plane
        self._cells: dict[tuple[str, Area], Cells] = {}
        #: Whether rates that are still blank are taken to be shown as percentages.
        self.blank_rates_in_percent = False

    @cached_property
    def is_plain(self) -> bool:
        """Whether every sheet holds the figures in the measures of its form, none as a percentage."""
        return not any(
            plane.converted or any(seen.note in _NOT_PLAIN for seen in plane.table.observations.values())
            for plane in self._by_form.values()
        )

    def observation(self, key: CellKey) -> Observation | None:
        """What stands in a cell of a bound table."""
        plane = self._by_form.get(key.form)
        return plane.table.observations.get(key) if plane else None

    def place(self, key: CellKey) -> tuple[str, int, int] | None:
        """Sheet, row and column of a cell; ``None`` when the workbook has no such cell."""
        plane = self._by_form.get(key.form)
        at = plane.table.place(key) if plane else None
        return (plane.table.sheet, *at) if plane and at else None

    def position(self, key: CellKey, home: str) -> Position:
        """Where a cell stands as a formula on the sheet ``home`` writes it; ``KeyError`` when nowhere."""
        at = self.place(key)
        if at is None:
            raise KeyError(key)
        sheet, row, column = at
        quoted = sheet.replace("'", "''")
        return ("" if sheet == home else f"'{quoted}'!", row, column)

    def below(self, key: CellKey) -> int:
        """How many rows under a cell a sum over a list takes in: the row that ends the list."""
        plane = self._by_form[key.form]
        row = plane.table.form.row_by_key[key.row]
        return int(row.is_line and plane.table.rows[key.row] + 1 in plane.closing)

    def factor(self, key: CellKey) -> Fraction:
        """What the figure of a cell in its measure is multiplied by to give what the sheet holds."""
        seen = self.observation(key)
        if seen is not None and seen.note == "percent_format":
            return Fraction(1, 100)
        if seen is not None and seen.note == "scaled_format" and seen.value:
            return Fraction(Decimal(seen.raw)) / Fraction(seen.value)
        plane = self._by_form[key.form]
        if (seen is None or seen.value is None) and self.blank_rates_in_percent:
            return Fraction(1, 100) if self.context.measure(key).kind is MeasureKind.RATE else _ONE
        if not plane.converted:
            return _ONE
        measure, written = self.context.measure(key), plane.table.written_in(key)
        if measure.family != written.family:
            return _ONE
        return Fraction(measure.scale) / Fraction(written.scale)

    def cells(self, home: str, area: Area) -> Cells:
        """What an area of a formula on the sheet ``home`` takes in."""
        sheet = (area.sheet or home).casefold()
        known = self._cells.get((sheet, area))
        if known is None:
            known = self._cells[sheet, area] = _joined(
                [plane.cells(area) for plane in self._planes.get(sheet, ())]
            )
        return known

    def address(self, key: CellKey, home: str) -> str:
        """The address of a cell as a person on the sheet ``home`` would say it."""
        at = self.place(key)
        if at is None:
            return ""
        sheet, row, column = at
        return cell_address(row, column) if sheet == home else f"{sheet}!{cell_address(row, column)}"


class _Plane:
    """One table of a form on its sheet."""

    def __init__(self, table: Table, written: frozenset[CellKey | None]) -> None:
        self.table = table
        self._written = written
        form = table.form
        self.rows: dict[int, Row] = {at: form.row_by_key[key] for key, at in table.rows.items()}
        self.top, self.bottom = min(self.rows), max(self.rows)
        self._columns: list[dict[int, str]] = [{} for _ in form.sections]
        self._stub: dict[int, str] = {}
        for column in form.columns:
            at = table.columns.get(column.key)
            if at is None:
                continue
            if column.in_stub:
                self._stub[at] = column.key
            else:
                self._columns[column.section][at] = column.key
        bound = [at for columns in self._columns for at in columns]
        self.left, self.right = min(bound, default=1), max(bound, default=1)
        self.converted = bool(table.written_columns or table.written_rows) or any(
            measure.code != section.measure.code
            for measure, section in zip(table.written, form.sections, strict=False)
        )

    @cached_property
    def closing(self) -> frozenset[int]:
        """Sheet rows that end lists: known, or right under the last line."""
        form, places = self.table.form, self.table.rows
        found: set[int] = set()
        before: Row | None = None
        for row in form.rows:
            if row.kind is RowKind.CLOSING:
                at = places.get(row.key)
                if at is None and before is not None and before.key in places:
                    under = places[before.key] + 1
                    at = under if under not in self.rows else None
                if at is not None:
                    found.add(at)
            before = row
        return frozenset(found)

    def cells(self, area: Area) -> Cells:
        """What ``area`` takes in of this table and around it."""
        top, bottom = max(area.top, self.top), min(area.bottom, self.bottom)
        left, right = max(area.left, 1), min(area.right, self.right)
        figures: list[CellKey] = []
        texts: list[CellKey] = []
        stubs: list[CellKey] = []
        ends = area.bottom <= self.bottom or (area.bottom == self.bottom + 1 and area.bottom in self.closing)
        sure = ends and area.top >= self.top and area.right <= self.right
        for at in range(top, bottom + 1):
            row = self.rows.get(at)
            if row is None:
                sure = sure and at in self.closing
                continue
            columns = self._columns[row.section]
            for place in range(left, right + 1):
                name = self._stub.get(place) if place < self.left and row.is_line else columns.get(place)
                key = CellKey(self.table.form.code, row.key, name or f"\0{place}")
                if name is None:
                    if place < self.left and row.kind is not RowKind.CLOSING:
                        stubs.append(key)
                    sure = sure and place < self.left
                    continue
                match self.table.form.kind_of(row, self.table.form.column_by_key[name]):
                    case CellKind.INPUT | CellKind.FORMULA:
                        figures.append(key)
                    case CellKind.TEXT:
                        texts.append(key)
                    case CellKind.CLOSED:
                        sure = sure and key not in self._written
        touches = top <= bottom and left <= right
        strays = area.right > self.right
        return Cells(tuple(figures), tuple(texts), tuple(stubs), touches, strays, sure and touches)


def _joined(found: list[Cells]) -> Cells:
    """What several tables on one sheet give together."""
    if len(found) == 1:
        return found[0]
    touching = [cells for cells in found if cells.touches]
    return Cells(
        tuple(key for cells in touching for key in cells.figures),
        tuple(key for cells in touching for key in cells.texts),
        tuple(key for cells in touching for key in cells.stubs),
        bool(touching),
        bool(touching) and all(cells.strays for cells in touching),
        len(touching) == 1 and touching[0].sure,
    )
