"""From a sheet of a workbook to learnt forms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.units import fold
from mtqg_xl.learning.columns.column_rules import learn_column_rules
from mtqg_xl.learning.columns.counting import mark_counted
from mtqg_xl.learning.columns.heads import learn_columns
from mtqg_xl.learning.columns.units_of_measure import Measures
from mtqg_xl.learning.finishing import finish_rows, settle_rates
from mtqg_xl.learning.model import Asked, LearntColumn, LearntForm, LearntTable
from mtqg_xl.learning.naming import Naming
from mtqg_xl.learning.paper.areas import Area, find_areas
from mtqg_xl.learning.paper.cells import Body, read_body
from mtqg_xl.learning.paper.layout import lay_out
from mtqg_xl.learning.paper.openings import close_cells, mark_headings
from mtqg_xl.learning.paper.openness import Openness
from mtqg_xl.learning.paper.places import is_unit_name
from mtqg_xl.learning.paper.titles import Frame, read_frame, with_years
from mtqg_xl.learning.rows.groups import group_rows, name_column
from mtqg_xl.learning.rows.renaming import tell_rules_apart
from mtqg_xl.learning.rows.row_rules import learn_row_rules
from mtqg_xl.learning.rows.tree import learn_rows
from mtqg_xl.learning.suggesting import suggest
from mtqg_xl.messages import say
from mtqg_xl.ooxml import Workbook, column_letters, to_a1
from mtqg_xl.reading.unmerged import Unmerged

_LEVELS = ("xa", "huyen", "tinh")
_PERIODS = ("T", "6T", "N", "KH")


@dataclass
class _Found:
    """A table on the sheet before it is learnt, with what its frame says."""

    table: LearntTable
    frame: Frame


def learn_sheet(book: Workbook, name: str) -> list[LearntForm]:
    """The forms on the sheet ``name``: tables one under the other are one form unless numbered apart."""
    unmerged = Unmerged(book.sheet(name))
    groups: list[list[_Found]] = []
    for area in find_areas(unmerged):
        table = _table(unmerged, area)
        if table is None:
            continue
        found = _Found(table, read_frame(unmerged, area.frame))
        if groups and not found.frame.number:
            groups[-1].append(found)
        else:
            groups.append([found])
    return [_Form(book, name, group).learn() for group in groups]


def _table(unmerged: Unmerged, area: Area) -> LearntTable | None:
    layout = lay_out(unmerged, area)
    if layout is None or not area.rows:
        return None
    table = LearntTable(unmerged=unmerged, area=area, layout=layout)
    if layout.beside is not None:
        table.questions.append(say("learning.side_by_side", column=column_letters(layout.beside)))
    learn_rows(table)
    return table if table.rows else None


class _Form:
    def __init__(self, book: Workbook, sheet: str, found: list[_Found]) -> None:
        self._book = book
        self._sheet = sheet
        self._found = found
        self._frame = found[0].frame
        self._measures = Measures()
        self._form = LearntForm(tables=[entry.table for entry in found])

    def learn(self) -> LearntForm:
        form = self._form
        period = next((entry.frame.period for entry in self._found if entry.frame.period), None)
        self._head(period)
        number, taken = 1, set[str]()
        for at, entry in enumerate(self._found):
            self._stub(entry.table)
            number = learn_columns(entry.table, self._measures, number, taken)
            group_rows(entry.table)
            self._unique_rows(at)
            if stub := name_column(entry.table):
                stub.key = "B" if "B" not in taken else f"B{at + 1}"
                taken.add(stub.key)
                entry.table.columns.insert(0, stub)
            if at:
                entry.table.questions.insert(0, say("learning.two_tables"))
                entry.table.title, _ = with_years(entry.frame.title, period)
        mark_counted(form)
        naming, openness = Naming(form), Openness(self._book)
        for at, entry in enumerate(self._found):
            table = entry.table
            self._learn_rules(table, read_body(table, naming, self._book, openness))
            self._row_measures(table)
            self._measure(entry, first=at == 0)
            self._years(table, period)
        tell_rules_apart(form)
        form.measures = list(self._measures.defined.values())
        for code, asked in self._measures.asked.items():
            form.at[f"measure {code}"] = asked
        return form

    def _learn_rules(self, table: LearntTable, body: Body) -> None:
        mark_headings(table, body)
        learn_column_rules(table, body)
        settle_rates(table, self._measures)
        learn_row_rules(table, body)
        finish_rows(table)
        suggest(table, body)
        close_cells(table, body)

    # -- the head of the file -----------------------------------------------------------------

    def _head(self, period: Period | None) -> None:
        form, frame = self._form, self._frame
        file = self._book.path.name
        form.source = say("learning.source", file=file, sheet=self._sheet)
        form.notes.append(
            say("learning.head_from", file=file, sheet=self._sheet, area=_area(self._found))
        )  # fmt: skip
        form.number = frame.number or self._sheet
        form.title, left = with_years(frame.title or self._sheet, period)
        form.programme = frame.programme or say("learning.programme_unknown")
        asked = form.at
        if not frame.number:
            asked["number"] = Asked(questions=[say("learning.number_missing")])
        if not frame.title:
            asked["title"] = Asked(questions=[say("learning.title_missing")])
        elif left:
            asked["title"] = Asked(questions=[say("learning.years_left", text=f"“{form.title}”")])
        if period is not None and "{nam" in form.title:
            asked.setdefault("title", Asked()).notes.append(say("learning.years_moved", year=period.year))
        asked["programme"] = (
            Asked(notes=[say("learning.programme_guessed")])
            if frame.programme
            else Asked(questions=[say("learning.programme_missing")])
        )
        form.period = period
        form.levels = _LEVELS
        asked["levels"] = Asked(questions=[say("learning.levels_asked")])
        if frame.other_period:
            form.periods = _PERIODS
            asked["periods"] = Asked(questions=[say("learning.periods_odd")])
        elif period is not None:
            form.periods = (period.kind.value,)
            asked["periods"] = Asked(questions=[say("learning.periods_from", period=period.label)])
        else:
            form.periods = _PERIODS
            asked["periods"] = Asked(questions=[say("learning.periods_asked")])

    def _measure(self, entry: _Found, first: bool) -> None:
        asked = self._form.at.setdefault("measure", Asked()) if first else entry.table
        table, label = entry.table, entry.frame.measure
        if not label and (own := _own_measures(table)):
            table.measure = own
        elif first or label:
            table.measure = self._measures.of_form(label, asked)

    def _stub(self, table: LearntTable) -> None:
        layout = table.layout
        table.stub = (layout.heading(layout.number), " - ".join(
            dict.fromkeys(layout.heading(column) for column in layout.labels if layout.heading(column))
        ))  # fmt: skip
        table.shows_measure = layout.measure is not None
        heading = layout.heading(layout.measure)
        table.measure_heading = heading if fold(heading) != "don vi tinh" else ""

    # -- what is settled at the end -----------------------------------------------------------

    def _unique_rows(self, at: int) -> None:
        """Keys of rows are unique over all tables: later tables put their number in front."""
        earlier = {row.key for entry in self._found[:at] for row in entry.table.rows}
        rows = self._found[at].table.rows
        if any(row.key in earlier for row in rows):
            for row in rows:
                row.key = f"{'BCDEFGHIJKLMNOPQ'[(at - 1) % 16]}{row.key}"

    def _row_measures(self, table: LearntTable) -> None:
        for row in table.rows:
            if row.measure:
                row.measure = self._measures.of_row(row.measure)
            if row.kind == "heading":
                row.measure = ""
            if row.aggregate == "recompute" and not row.measure and "*100" in row.sum:
                row.measure = "phan_tram"

    def _years(self, table: LearntTable, period: Period | None) -> None:
        dated: list[LearntColumn] = []
        for column in table.columns:
            told = [with_years(text, period) for text in column.path]
            if any(left for _, left in told):
                dated.append(column)
            column.path = tuple(text for text, _ in told)
        if dated:
            titles = ", ".join(f"“{column.path[-1]}”" for column in dated)
            dated[0].questions.append(say("learning.years_left", text=titles))
        for row in table.rows:
            row.label, _ = (
                with_years(row.label, period)
                if re.search(r"\bnăm \d{4}\b", row.label)
                else (row.label, False)
            )
        units = [column for column in table.columns if is_unit_name(column.path[-1])]
        if len(units) > 1:
            names = ", ".join(column.path[-1] for column in units[:3])
            units[0].questions.append(
                say("learning.units_in_columns", first=units[0].key, last=units[-1].key, names=names)
            )


def _own_measures(table: LearntTable) -> str:
    """The commonest measure when every figure has one by its column or its row, so that none is missing."""
    columns = [column.measure for column in table.columns if column.is_figures]
    rows = [row.measure for row in table.rows if row.kind != "heading"]
    for measures in (columns, rows):
        if measures and all(measures):
            return max(sorted(set(measures)), key=measures.count)
    return ""


def _area(found: list[_Found]) -> str:
    first, last = found[0].table, found[-1].table
    left = min(column for column in (first.layout.number, *first.layout.labels) if column)
    right = max(column for entry in found for column in entry.table.layout.columns)
    return f"{to_a1(first.area.header.top, left)}:{to_a1(last.area.rows[-1], right)}"
