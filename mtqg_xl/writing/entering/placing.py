"""From the keys of a form to a cell of this very workbook, and from the form's measure to the sheet's."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from mtqg_xl.catalogue import measures
from mtqg_xl.domain.binding import MARKS_SHEET, METADATA_SHEET
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.ooxml import Workbook, from_a1, is_percent
from mtqg_xl.reading import read_workbook
from mtqg_xl.writing.entering.entries import CellPlace, Entry, FormPlace


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell found: its sheet and place; with ``key`` the cell of a form it is, in the form's table."""

    sheet: str
    row: int
    column: int
    key: CellKey | None = None
    table: Table | None = None


class Placer:
    """Finds the cells that entries are for."""

    def __init__(self, book: Workbook) -> None:
        """``book`` is read for forms only when an entry names one."""
        self._book = book
        # Where forms stand is written down by the program that knows it, not filled in.
        self._names = {info.name for info in book.sheets} - {METADATA_SHEET, MARKS_SHEET}

    @cached_property
    def submission(self) -> Submission:
        """What the workbook holds by forms; :class:`FileProblem` when it holds none."""
        return read_workbook(self._book)

    def spot(self, entry: Entry) -> Spot:
        """The cell that ``entry`` is for; :class:`ArgumentProblem` when the workbook has no such cell."""
        place = entry.place
        if isinstance(place, CellPlace):
            try:
                row, column = from_a1(place.cell)
            except ValueError:
                raise ArgumentProblem("bad_place", text=f"{place.sheet}!{place.cell}") from None
            return Spot(self._sheet(place.sheet), row, column)
        return self._in_form(place, entry.where)

    def _in_form(self, place: FormPlace, source: str) -> Spot:
        tables = {table.form.code: table for table in self.submission.tables}
        table = tables.get(place.form)
        if table is None:
            raise ArgumentProblem("form_not_in_book", form=place.form, known=", ".join(tables), source=source)
        form = table.form
        if place.row not in form.row_by_key or place.column not in form.column_by_key:
            raise ArgumentProblem(
                "key_not_in_form", form=place.form, row=place.row, column=place.column, source=source
            )
        key = CellKey(place.form, place.row, place.column)
        found = table.place(key)
        closed = form.kind_of(form.row_by_key[key.row], form.column_by_key[key.column]) is CellKind.CLOSED
        if found is None or closed:
            raise ArgumentProblem(
                "closed_in_form", form=place.form, row=place.row, column=place.column, source=source
            )
        return Spot(table.sheet, *found, key, table)

    def figure(self, spot: Spot, entry: Entry, value: Decimal) -> Decimal:
        """A figure given in a form's measure (or the one it names) as the sheet writes it."""
        assert spot.table is not None
        assert spot.key is not None
        assert isinstance(entry.place, FormPlace)
        form = spot.table.form
        own = form.measure_of(form.row_by_key[spot.key.row], form.column_by_key[spot.key.column])
        given = own
        if entry.place.measure and entry.place.measure != own.code:
            named = measures().get(entry.place.measure)
            if named is None or named.family != own.family:
                values = {"measure": entry.place.measure, "own": own.label, "source": entry.where}
                raise ArgumentProblem("other_measure", **values)
            given = named
        written = spot.table.written_in(spot.key)
        figure = given.convert(value, written)
        cell = self._book.sheet(spot.sheet).cell(spot.row, spot.column)
        shown = self._book.number_format(cell.style) if cell else ""
        return figure / 100 if own.kind is MeasureKind.RATE and is_percent(shown) else figure

    def _sheet(self, name: str) -> str:
        if name in self._names:
            return name
        wanted = unicodedata.normalize("NFC", name).casefold()
        found = [known for known in self._names if unicodedata.normalize("NFC", known).casefold() == wanted]
        if len(found) != 1:
            shown = (info.name for info in self._book.sheets if info.state == "visible")
            raise ArgumentProblem("no_such_sheet", sheet=name, known=", ".join(shown))
        return found[0]
