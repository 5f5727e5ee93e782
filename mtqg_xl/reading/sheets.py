"""The forms of one unit on the sheets of a workbook: by what the template recorded, else by what is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mtqg_xl.catalogue import load_form, make_concrete, unit_register
from mtqg_xl.domain.binding import UNNAMED, Binding, FormBinding
from mtqg_xl.domain.forms import Column, Form, Row
from mtqg_xl.domain.measures import Measure
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.questions import Question
from mtqg_xl.domain.submissions import Remark, ReportingUnit, Table
from mtqg_xl.domain.units import Level, Unit
from mtqg_xl.messages import ArgumentProblem, say
from mtqg_xl.ooxml import Sheet
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.anchors import stranger_rows
from mtqg_xl.reading.linked import settle_links
from mtqg_xl.reading.metadata import still_holds, text_at
from mtqg_xl.reading.stated import written_measure
from mtqg_xl.reading.tables.assembly import Around, Assembled
from mtqg_xl.reading.tables.catalogued import known_forms
from mtqg_xl.reading.tables.finding import find_tables
from mtqg_xl.reading.tables.observing import Area, Observed, Written, add_unread, observe_area
from mtqg_xl.reading.tables.planes import Plane
from mtqg_xl.reading.tables.recorded import headings_hold, holds_more
from mtqg_xl.reading.tables.refusals import why_refused
from mtqg_xl.reading.tables.tabling import table_of
from mtqg_xl.reading.text import readable


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
        return settle_links(self.tables, self.remarks, period)

    # -- by what the template recorded ----------------------------------------------------------

    def _as_recorded(self, bound: FormBinding) -> bool:
        """Read a sheet where the template put things, if they still are there."""
        if self._period is None:
            return False
        sheet = self._book.sheet(bound.sheet)
        try:
            load_form(bound.form)
        except ArgumentProblem as unknown:
            self.reasons.append(str(unknown))
            return True
        bound = _named(bound, self._unit, sheet)
        form = make_concrete(bound.form, self._unit, self._period, zone_of(bound, self._period))
        if form.has_lists or not still_holds(bound, form, sheet):
            return False
        if not headings_hold(bound, form, sheet) or holds_more(bound, sheet):
            return False
        self._add_recorded(bound, form, sheet)
        return True

    def _add_recorded(self, bound: FormBinding, form: Form, sheet: Sheet) -> None:
        measures = self._measures(bound, form, sheet)
        places = {row.key: row.at for row in bound.rows}
        observed = Observed()
        for label in stranger_rows(bound, sheet):
            values = {"label": label, "form": form.number}
            observed.remarks.append(Remark("row_unknown", None, sheet.name, "", label, values))
        written = _written_by(form, measures)
        observe_area(form, Area(sheet, places, bound.columns), self._book, written, observed)
        lost = [row for row in form.rows if row.key not in places and bound.tables[row.section][0]]
        add_unread(form, lost, form.columns, "row_missing", observed)
        table = Table(form, sheet.name, observed.cells, places, bound.columns, measures, bound)
        self._add(table, observed.remarks)

    # -- by what is printed -----------------------------------------------------------------------

    def _by_print(self, names: Sequence[str], noted: Mapping[str, str]) -> None:
        sheets = [self._book.sheet(name) for name in names]
        planes = [Plane(readable(sheet, self._book), sheet) for sheet in sheets]
        if self._period is None:
            self.reasons += [say("reading.no_period", sheet=plane.name) for plane in planes]
            return
        around = Around(self._unit, self._period, self._book, self._answers)
        found = find_tables(planes, known_forms(self._unit, self._period), noted, around)
        self.questions += found.questions
        self.reasons += found.reasons
        self.remarks += found.remarks
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
            if plane.name not in used and plane.name not in refused:
                reason = why_refused(plane.sheet, noted.get(plane.name), self._unit, self._period)
                if reason:
                    self.reasons.append(say("reading.sheet", sheet=plane.name, reason=reason))

    def _add_found(self, found: Assembled) -> None:
        form = found.form
        measures = tuple(section.measure for section in form.sections)
        planes = {piece.head.section: piece.head.plane for piece in found.pieces}
        stated = []
        for at, own in enumerate(measures):
            head = next((p.head for p in found.pieces if p.head.section == at), None)
            if head is None:
                stated.append(own)
                continue
            top = max((h[0].columns.block.last for h in found.heads[:at] if h), default=0)
            measure, remark = written_measure(
                form, at, planes[at].sheet, range(top + 1, head.columns.block.last)
            )
            stated.append(measure)
            self.remarks += [remark] if remark else []
        table, remarks = table_of(found, self._book, _written_by(form, tuple(stated)), tuple(stated))
        self.questions += found.questions
        self._add(table, remarks)

    def _add(self, table: Table, remarks: list[Remark]) -> None:
        self.tables.append(table)
        self.remarks += remarks
        if not self._consolidated:  # there the texts of units are joined
            self.remarks += _choices(table)

    def _measures(self, bound: FormBinding, form: Form, sheet: Sheet) -> tuple[Measure, ...]:
        stated = []
        for at in range(len(form.sections)):
            code_row, measure_at = bound.tables[at]
            above = range((bound.tables[at - 1][0] if at else 0) + 1, code_row)
            measure, remark = written_measure(form, at, sheet, above, measure_at)
            stated.append(measure)
            self.remarks += [remark] if remark else []
        return tuple(stated)


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


def _written_by(form: Form, measures: tuple[Measure, ...]) -> Written:
    changed = [m.code != s.measure.code for m, s in zip(measures, form.sections, strict=True)]
    if not any(changed):
        return form.measure_of

    def written(row: Row, column: Column) -> Measure:
        measure = form.measure_of(row, column)
        own = form.sections[row.section].measure
        return measures[row.section] if measure.code == own.code else measure

    return written


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
