"""Reads a workbook as a submission."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mtqg_xl.catalogue import load_form, make_concrete, unit_register
from mtqg_xl.domain.binding import METADATA_SHEET, UNNAMED, Binding, FormBinding, absent_in
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import CellKind, Column, Form, RowKind
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import Remark, ReportingUnit, Submission, Table
from mtqg_xl.domain.units import Level, Unit
from mtqg_xl.messages import ArgumentProblem, FileProblem, say
from mtqg_xl.ooxml import Sheet, Workbook, from_a1
from mtqg_xl.reading.anchors import CodeRow, bind_rows, find_code_row, found_table, in_layout, stranger_rows
from mtqg_xl.reading.figures import Place, observe
from mtqg_xl.reading.headers import find_headed
from mtqg_xl.reading.heading import first_unit, measure_in, named_in, period_in, unit_called
from mtqg_xl.reading.linked import settle_links
from mtqg_xl.reading.lists import list_spans
from mtqg_xl.reading.metadata import read_binding, still_holds, text_at

_FRAME_ROWS = 7
_UNIT_ROW = 2
#: A unit that the register knows is recognised this far down: a row may have been inserted on top.
_NAME_ROWS = 4


def read_submission(path: str | os.PathLike[str]) -> Submission:
    """Everything our forms say in the workbook at ``path``.

    Raises :class:`FileProblem` when it is no workbook, or when no form in it can be bound; the
    sentence says why. A form that can be bound only in part is read in part, and remarked on.
    """
    return read_workbook(Workbook.open(path))


def read_workbook(book: Workbook) -> Submission:
    """Everything our forms say in an opened workbook; raises as :func:`read_submission` does."""
    return _Reader(book, os.fspath(book.path)).submission()


class _Reader:
    def __init__(self, book: Workbook, path: str) -> None:
        self._book = book
        self._path = path
        self._remarks: list[Remark] = []
        self._reasons: list[str] = []
        self._consolidated = False
        self._headed_period: Period | None = None

    def submission(self) -> Submission:
        recorded = read_binding(self._book)
        self._consolidated = recorded is not None and recorded.kind == "consolidated"
        names = {info.name for info in self._book.sheets}
        unit, period = self._identity(recorded)
        tables: list[Table] = []
        bound_sheets: set[str] = set()
        for bound in recorded.forms if recorded else ():
            if bound.sheet in names:
                bound_sheets.add(bound.sheet)
                tables.extend(self._bound_table(bound, unit, period))
        found: list[Table] = []
        for info in self._book.sheets:
            if info.name not in bound_sheets and info.name != METADATA_SHEET and info.state == "visible":
                found.extend(self._found_table(self._book.sheet(info.name), None, unit, period))
        tables.extend(self._each_once(tables, found))
        if not tables:
            detail = ": " + "; ".join(self._reasons) if self._reasons else ""
            raise FileProblem("no_known_form", path=self._path, detail=detail)
        period = period or self._headed_period
        tables, self._remarks = settle_links(tables, self._remarks, period)
        if unit is None:
            self._remarks.append(Remark("no_unit", None, tables[0].sheet, ""))
        for reason in self._reasons:
            self._remarks.append(Remark("sheet_refused", None, "", "", values={"reason": reason}))
        return Submission(
            path=self._path,
            sha256=self._book.sha256,
            unit=unit,
            period=period,
            tables=tuple(tables),
            remarks=tuple(self._remarks),
            filed=self._book.modified or "",
            warning=recorded.notes.get("warning", "") if recorded else "",
            absent=absent_in(recorded.notes) if recorded else {},
        )

    def _each_once(self, bound: list[Table], found: list[Table]) -> list[Table]:
        """Of the tables found by what is printed, those that stand only once.

        A copy beside the sheet of the template is not read; of two copies neither can be told
        to be the right one.
        """
        counts = Counter(table.form.code for table in found)
        known = {table.form.code: table.sheet for table in bound}
        kept = []
        for table in found:
            code = table.form.code
            if code in known:
                values = {"form": table.form.number, "used": known[code]}
                self._remarks.append(Remark("form_twice", None, table.sheet, "", values=values))
            elif counts[code] > 1:
                reason = say("reading.form_twice", form=table.form.number)
                self._reasons.append(say("reading.sheet", sheet=table.sheet, reason=reason))
            else:
                kept.append(table)
        return kept

    # -- whose workbook it is ---------------------------------------------------------------

    def _identity(self, recorded: Binding | None) -> tuple[ReportingUnit | None, Period | None]:
        """Unit and period; what people can see and sign goes before what the template recorded."""
        texts = list(self._frame_texts(recorded))
        shown_period = next((found for text in texts if (found := period_in(text))), None)
        kept_period = _parsed(recorded.period) if recorded else None
        period = shown_period or kept_period
        kept = (
            unit_called(recorded.unit_name, period, recorded.unit_code, recorded.level) if recorded else None
        )
        names = list(self._frame_texts(recorded, _NAME_ROWS))
        shown = first_unit(names, period)
        if shown is None and kept is None:
            typed = self._typed_unit(recorded) if recorded else named_in(texts)
            shown = unit_called(typed, period, level=recorded.level if recorded else "")
        unit = shown or kept
        if shown and kept and kept.code and shown.code != kept.code:
            values = {"shown": shown.name, "recorded": kept.name}
            self._remarks.append(Remark("other_unit", None, "", "", values=values))
        if shown_period and kept_period and shown_period != kept_period:
            values = {"shown": shown_period.label, "recorded": kept_period.label}
            self._remarks.append(Remark("other_period", None, "", "", values=values))
        return unit, period

    def _typed_unit(self, recorded: Binding) -> str:
        """What a person wrote on the line that a template without unit leaves for it."""
        names = {info.name for info in self._book.sheets}
        places = (form.sheet for form in recorded.forms if form.sheet in names)
        texts = (text_at(self._book.sheet(name), _UNIT_ROW, 1) for name in places)
        return next((text for text in texts if text and text != UNNAMED), "")

    def _frame_texts(self, recorded: Binding | None, rows: int = _UNIT_ROW) -> Iterator[str]:
        """Texts above the table: those of the first ``rows``, and the line of the period."""
        bound = {form.sheet for form in recorded.forms} if recorded else set()
        if not bound <= {info.name for info in self._book.sheets}:
            bound = set()  # a sheet was renamed: look at all of them
        for info in self._book.sheets:
            if info.name == METADATA_SHEET or (bound and info.name not in bound):
                continue
            sheet = self._book.sheet(info.name)
            for row in range(1, _FRAME_ROWS + 1):
                for column in range(1, min(sheet.columns_used, 8) + 1):
                    text = text_at(sheet, row, column)
                    # The title of a form may name a year too; only the line of the period counts.
                    if text and (row <= rows or text.lower().startswith("kỳ báo cáo")):
                        yield text

    # -- one form -----------------------------------------------------------------------------

    def _bound_table(
        self, bound: FormBinding, unit: ReportingUnit | None, period: Period | None
    ) -> list[Table]:
        sheet = self._book.sheet(bound.sheet)
        try:
            load_form(bound.form)
        except ArgumentProblem as unknown:
            self._reasons.append(str(unknown))
            return []
        if period is None:
            self._reasons.append(say("reading.no_period", sheet=bound.sheet))
            return []
        bound = _named(bound, unit, sheet)
        form = make_concrete(bound.form, unit, period, zone_of(bound, period))
        # The lines of a list may have become more or fewer: they are always looked for.
        if not form.has_lists and still_holds(bound, form, sheet):
            return [self._table(bound, form, sheet)]
        return self._found_table(sheet, bound.form, unit, period, zone_of(bound, period))

    def _found_table(
        self,
        sheet: Sheet,
        only: str | None,
        unit: ReportingUnit | None,
        period: Period | None,
        zone: tuple[Unit, ...] | None = None,
    ) -> list[Table]:
        headed = find_headed(sheet, unit, period, only)
        for table in headed.tables:
            self._tell_rows("row_missing", table.missing, table.form, sheet)
            self._headed_period = self._headed_period or table.period
        if headed.tables:
            return [self._table(table.binding, table.form, sheet) for table in headed.tables]
        found = find_code_row(sheet, only)
        if not isinstance(found, CodeRow):
            found = found or "; ".join(headed.reasons) or None
            if found or only:
                reason = found or say("reading.codes_lost", form=only, codes="…")
                self._refuse(sheet, reason)
            return []
        if period is None:
            self._reasons.append(say("reading.no_period", sheet=sheet.name))
            return []
        code = found.form.code
        form = make_concrete(code, unit, period, zone)
        placed = in_layout(found, form)
        if placed is None:
            self._refuse(sheet, say("reading.other_layout", form=form.number, period=period.label))
            return []
        if form.has_lists:
            lines = {name: end - start + 1 for name, (start, end) in list_spans(placed, form, sheet).items()}
            form = make_concrete(code, unit, period, zone, lines)
        binding, missing = bind_rows(placed, form, sheet)
        if binding is None:
            self._refuse(sheet, say("reading.rows_lost", form=form.code, rows="; ".join(missing[:4])))
            return []
        self._tell_rows("row_missing", missing, form, sheet)
        for at, section in enumerate(form.sections):
            if not found_table(placed, at):
                self._tell_rows("table_missing", [section.title], form, sheet)
        return [self._table(binding, form, sheet)]

    def _refuse(self, sheet: Sheet, reason: str) -> None:
        self._reasons.append(say("reading.sheet", sheet=sheet.name, reason=reason))

    def _table(self, bound: FormBinding, form: Form, sheet: Sheet) -> Table:
        self._tell_rows("row_unknown", stranger_rows(bound, sheet), form, sheet)
        places = {row.key: row.at for row in bound.rows}
        written = [self._written_measure(bound, at, form, sheet) for at in range(len(form.sections))]
        observations: dict[CellKey, Observation] = {}
        for row in form.rows:
            at = places.get(row.key)
            if at is None and (row.kind is RowKind.CLOSING or not bound.tables[row.section][0]):
                continue  # a whole table that is not there was told once
            if at is None:
                # A row of the form that the sheet lost: what it held is not known.
                for column in form.columns:
                    if form.kind_of(row, column) in (CellKind.INPUT, CellKind.FORMULA):
                        key = form.key(row, column)
                        observations[key] = Observation(key, State.UNREAD, note="row_missing")
                continue
            for column in form.columns:
                if column.section != row.section or (column.in_stub and not row.is_line):
                    continue
                kind = form.kind_of(row, column)
                cell = sheet.cells.get((at, bound.columns[column.key]))
                if kind is CellKind.CLOSED and (cell is None or cell.kind == "blank"):
                    continue
                key, measure = form.key(row, column), form.measure_of(row, column)
                own = form.sections[row.section].measure
                in_writing = written[row.section] if measure.code == own.code else measure
                place = Place(key, kind, sheet.name, at, bound.columns[column.key], measure, in_writing)
                if kind is CellKind.CLOSED:
                    text = cell.text if cell else ""
                    self._remarks.append(Remark("closed_cell", key, sheet.name, place.address, text))
                    continue
                observations[key], remark = observe(place, cell, self._book)
                if remark:
                    self._remarks.append(remark)
                if column.choices and not self._consolidated:  # there the texts of units are joined
                    self._tell_choice(observations[key], column)
        return Table(form, sheet.name, observations, places, bound.columns, tuple(written), bound)

    def _tell_rows(self, code: str, labels: Iterable[str], form: Form, sheet: Sheet) -> None:
        for label in labels:
            values = {"label": label, "form": form.number}
            self._remarks.append(Remark(code, None, sheet.name, "", label, values))

    def _tell_choice(self, seen: Observation, column: Column) -> None:
        text = seen.raw.strip()
        if text and text.casefold() not in (choice.casefold() for choice in column.choices):
            values = {"choices": "; ".join(column.choices)}
            self._remarks.append(Remark("not_a_choice", seen.key, seen.sheet, seen.cell, text, values))

    def _written_measure(self, bound: FormBinding, at: int, form: Form, sheet: Sheet) -> Measure:
        """The measure the sheet states for the money of a table; its own unless it says otherwise."""
        own = form.sections[at].measure
        code_row, measure_at = bound.tables[at]
        if own.kind is not MeasureKind.MONEY or not code_row or form.shows_measure:
            return own
        text = text_at(sheet, *from_a1(measure_at)) if measure_at else ""
        if not text:
            earlier = bound.tables[at - 1][0] if at else 0
            above = range(earlier + 1, code_row)
            shown = (text_at(sheet, row, c) for row in above for c in range(1, sheet.columns_used + 1))
            text = next((found for found in shown if found.lower().startswith("đơn vị tính")), "")
        if not text:
            return own
        measure, label = measure_in(text)
        if measure is None or measure.family != own.family:
            values = {"label": label, "assumed": own.label}
            self._remarks.append(Remark("unknown_measure", None, sheet.name, measure_at, text, values))
            return own
        if measure.code != own.code:
            values = {"label": measure.label, "used": own.label}
            self._remarks.append(Remark("other_measure", None, sheet.name, measure_at, text, values))
        return measure


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


def _parsed(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None
