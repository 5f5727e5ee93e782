"""The forms of one unit in a workbook: by what the template recorded, else by what is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mtqg_xl.catalogue import load_form, make_concrete, unit_register
from mtqg_xl.domain.binding import UNNAMED, Binding, FormBinding
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.questions import Question
from mtqg_xl.domain.submissions import Remark, ReportingUnit, Table
from mtqg_xl.domain.units import Level, Unit
from mtqg_xl.messages import ArgumentProblem, say
from mtqg_xl.ooxml import Sheet
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.anchors import stranger_rows
from mtqg_xl.reading.figures.written import Stand, recorded_stands, written_measures
from mtqg_xl.reading.linked import settle_links
from mtqg_xl.reading.lists import lines_of
from mtqg_xl.reading.metadata import still_holds, text_at
from mtqg_xl.reading.tables.observing import Area, Observed, add_unread, observe_area
from mtqg_xl.reading.tables.recorded import AsStored, headings_hold, holds_more

if TYPE_CHECKING:
    from mtqg_xl.reading.tables.assembled import Assembled
    from mtqg_xl.reading.tables.planes import Plane


class SheetReader:
    """Reads the sheets of one unit; ``tables``, ``remarks``, ``reasons`` and ``questions`` are the result."""

    def __init__(
        self,
        book: Book,
        recorded: Binding | None,
        unit: ReportingUnit | None,
        period: Period | None,
        answers: Mapping[str, str],
    ) -> None:
        self._book = book
        self._recorded = recorded
        self._unit = unit
        self._period = period
        self._answers = answers
        self._consolidated = recorded is not None and recorded.kind == "consolidated"
        self.headed_period: Period | None = None
        self.tables: list[Table] = []
        self.remarks: list[Remark] = []
        self.reasons: list[str] = []
        self.questions: list[Question] = []

    def read(self, names: Sequence[str]) -> None:
        """Read the sheets called ``names``; those that are hidden only where the template recorded them."""
        bound = {form.sheet: form for form in self._recorded.forms} if self._recorded else {}
        states = {info.name: info.state for info in self._book.sheets}
        loose: list[str] = []
        noted: dict[str, str] = {}
        for name in names:
            if name in bound and self._as_recorded(bound[name]):
                continue
            if name in bound:
                noted[name] = bound[name].form
            if name in bound or states[name] == "visible":
                loose.append(name)
        if loose:
            self._by_print(loose, noted)
            order = {name: at for at, name in enumerate(names)}
            self.tables.sort(key=lambda table: order[table.sheet])

    def settled(self, period: Period | None) -> tuple[list[Table], list[Remark]]:
        """The tables and remarks after what only all tables together can tell."""
        tables, remarks = settle_links(self.tables, self.remarks, period)
        if not remarks:  # a figure that is doubtful was remarked on
            return tables, remarks
        from mtqg_xl.reading.doubts import settle_doubts

        return settle_doubts(tables, remarks, period)

    # -- by what the template recorded ----------------------------------------------------------

    def _as_recorded(self, bound: FormBinding) -> bool:
        """Read a sheet where the template put things, if they still are there."""
        if self._period is None:
            return False
        sheet = self._book.sheet(bound.sheet)
        try:
            definition = load_form(bound.form, self._period.day)
        except ArgumentProblem as unknown:
            self.reasons.append(str(unknown))
            return True
        bound = _named(bound, self._unit, sheet)
        zone, lines = zone_of(bound, self._period), lines_of(bound, definition)
        form = make_concrete(bound.form, self._unit, self._period, zone, lines)
        if not still_holds(bound, form, sheet):
            return False
        view = AsStored(sheet)
        if not headings_hold(bound, form, view) or holds_more(bound, sheet):
            return False
        self._add_recorded(bound, form, view)
        return True

    def _add_recorded(self, bound: FormBinding, form: Form, view: AsStored) -> None:
        sheet = view.sheet
        written = written_measures(form, recorded_stands(form, bound, view))
        self.remarks += written.remarks
        places = {row.key: row.at for row in bound.rows}
        observed = Observed()
        for label in stranger_rows(bound, sheet):
            values = {"label": label, "form": form.number}
            observed.remarks.append(Remark("row_unknown", None, sheet.name, "", label, values))
        observe_area(form, Area(sheet, places, bound.columns), self._book, written.by_cell, observed)
        lost = [row for row in form.rows if row.key not in places and bound.tables[row.section][0]]
        add_unread(form, lost, form.columns, "row_missing", observed)
        stated = tuple(written.tables)
        table = Table(
            form,
            sheet.name,
            observed.cells,
            places,
            bound.columns,
            stated,
            bound,
            written.columns,
            written.rows,
        )
        self._add(table, observed.remarks)

    # -- by what is printed -----------------------------------------------------------------------

    def _by_print(self, names: Sequence[str], noted: Mapping[str, str]) -> None:
        # Only sheets that are not as the template left them need all this.
        from mtqg_xl.reading.tables.assembly import Around
        from mtqg_xl.reading.tables.catalogued import ANY_PERIOD, known_forms, undated_forms
        from mtqg_xl.reading.tables.finding import find_tables
        from mtqg_xl.reading.tables.outside import figures_outside
        from mtqg_xl.reading.tables.panels import panels
        from mtqg_xl.reading.tables.planes import Plane
        from mtqg_xl.reading.tables.refusals import why_refused
        from mtqg_xl.reading.tables.shapes import stub_keys

        sheets = [self._book.sheet(name) for name in names]
        period = self._period
        forms: tuple[Form, ...] = ()
        if period is None:
            period, forms = ANY_PERIOD, undated_forms(self._unit)
        else:
            forms = known_forms(self._unit, period)
        stubs = stub_keys(forms)
        planes = [Plane(part, sheet) for sheet in sheets for part in panels(self._seen(sheet), stubs)]
        found = find_tables(planes, forms, noted, Around(self._unit, period, self._book, self._answers))
        self.questions += found.questions
        self.reasons += found.reasons
        self.remarks += [*found.remarks, *figures_outside(found.forms)]
        read = {table.form.code: table.sheet for table in self.tables}
        used: set[str] = set()
        for assembled in found.forms:
            used |= {piece.head.plane.name for piece in assembled.pieces}
            if assembled.form.code in read:
                values = {"form": assembled.form.number, "used": read[assembled.form.code]}
                for name in sorted({piece.head.plane.name for piece in assembled.pieces}):
                    self.remarks.append(Remark("form_twice", None, name, "", values=values))
                continue
            self._add_found(assembled)
        refused = {plane.name for plane in planes if any(f"“{plane.name}”" in r for r in found.reasons)}
        for plane in planes:
            if plane.name in used or plane.name in refused:
                continue
            if self._period is None:
                self.reasons.append(say("reading.no_period", sheet=plane.name))
            else:
                reason = why_refused(plane.sheet, noted.get(plane.name), self._unit, period)
                if reason:
                    self.reasons.append(say("reading.sheet", sheet=plane.name, reason=reason))

    def _seen(self, sheet: Sheet) -> Sheet:
        """``sheet`` as a person reads it; an old encoding that only its spelling tells is remarked on."""
        from mtqg_xl.reading.text.readable import readable, spelled_out

        told = spelled_out(sheet)
        if told is None:
            return readable(sheet, self._book)
        self.remarks.append(Remark("old_encoding", None, sheet.name, ""))
        return told

    def _add_found(self, found: Assembled) -> None:
        from mtqg_xl.reading.tables.tabling import table_of

        stands: list[Stand] = []
        ends: dict[Plane, int] = {}
        for piece in found.pieces:
            plane, block = piece.head.plane, piece.head.columns.block
            right = max(plane.sheet.columns_used, 1)
            place = (ends.get(plane, 0) + 1, block.top, block.last, right)
            columns, rows = piece.columns, piece.rows
            stands.append(Stand(piece.head.section, plane, *place, columns, rows, turned=plane.turned))
            ends[plane] = max([*piece.rows.values(), block.last])
        written = written_measures(found.form, stands)
        self.remarks += written.remarks
        table, remarks = table_of(found, self._book, written)
        self.questions += found.questions
        self._add(table, remarks)

    def _add(self, table: Table, remarks: list[Remark]) -> None:
        self.tables.append(table)
        self.remarks += remarks
        if not self._consolidated:  # there the texts of units are joined
            self.remarks += _choices(table)


def zone_of(bound: FormBinding, period: Period) -> tuple[Unit, ...] | None:
    """The units that the list rows of a bound form stand for; ``None`` when it lists none."""
    listed = [row for row in bound.rows if row.unit]
    if not listed:
        return None
    register = unit_register()
    found = (
        register.find(row.unit, period.day) or Unit(row.unit, row.label, Level.DISTRICT) for row in listed
    )
    return tuple(dict.fromkeys(found))  # a unit may have several lines


def _named(bound: FormBinding, unit: ReportingUnit | None, sheet: Sheet) -> FormBinding:
    """The binding with the row that a template without unit keeps for it given to ``unit``."""
    if unit is None or all(row.unit != UNNAMED for row in bound.rows):
        return bound
    code = unit.code or unit.name
    rows = tuple(
        replace(row, key=row.key.replace(UNNAMED, code), label=text_at(sheet, row.at, 2), unit=code)
        if row.unit == UNNAMED
        else row
        for row in bound.rows
    )
    return replace(bound, rows=rows)


def _choices(table: Table) -> list[Remark]:
    """Texts in cells of few choices that are none of them."""
    remarks = []
    limited = {column.key: column.choices for column in table.form.columns if column.choices}
    for key, seen in table.observations.items() if limited else ():
        choices = limited.get(key.column, ())
        text = seen.raw.strip()
        if choices and text and text.casefold() not in (choice.casefold() for choice in choices):
            values = {"choices": "; ".join(choices)}
            remarks.append(Remark("not_a_choice", key, seen.sheet, seen.cell, text, values))
    return remarks
