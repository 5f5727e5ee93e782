"""The measures in which a sheet writes its money: above a table, over a column, beside a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Protocol

from mtqg_xl.domain.binding import FormBinding
from mtqg_xl.domain.forms import Column, Form, Row
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.domain.units import fold
from mtqg_xl.ooxml import Sheet, from_a1
from mtqg_xl.reading.figures.stating import (
    MONEY,
    bare_label,
    heads_measure,
    label_measure,
    measure_in_heading,
    measure_said,
)

#: How far above its row of codes a table has headings, where nothing tells.
_HEADING_ROWS: Final = 5
_MEASURE_HEADINGS: Final = frozenset({"don vi tinh", "dvt", "don vi", "dv tinh", "dv"})


class View(Protocol):
    """A sheet as it is seen; merged texts in every cell they cover."""

    @property
    def name(self) -> str:
        """The name of the sheet."""

    @property
    def sheet(self) -> Sheet:
        """Its cells, with readable texts."""

    def printed(self, row: int, column: int) -> str:
        """What is seen at a place."""

    def address(self, row: int, column: int) -> str:
        """The A1 address of a place."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one table of a form stands, in rows and columns of its view.

    ``above`` is the first row that belongs to it and not to a table before; ``top`` and ``bottom`` are the
    first and last row of its headings (the row of codes included); ``last`` the last column it uses.
    ``measure_at`` is where the template says its measure stands, if known; ``turned`` tables stand on their
    side, so that what is printed over them lies left of their columns in the view.
    """

    section: int
    view: View
    above: int
    top: int
    bottom: int
    last: int
    columns: Mapping[str, int]
    rows: Mapping[str, int]
    measure_at: tuple[int, int] | None = None
    turned: bool = False


@dataclass(slots=True)
class WrittenMeasures:
    """What a sheet states: a column goes before a row, and both before what stands above the table."""

    form: Form
    tables: list[Measure]
    columns: dict[str, Measure] = field(default_factory=dict)
    rows: dict[str, Measure] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def by_cell(self) -> Callable[[Row, Column], Measure]:
        """``of``, or what the form itself says where the sheet says nothing else: asked once a cell."""
        own = [section.measure for section in self.form.sections]
        return self.of if self.columns or self.rows or self.tables != own else self.form.measure_of

    def of(self, row: Row, column: Column) -> Measure:
        """The measure in which the sheet writes the figure where ``row`` and ``column`` cross."""
        measure = self.form.measure_of(row, column)
        if measure.kind is not MeasureKind.MONEY:
            return measure
        stated = self.columns.get(column.key) or self.rows.get(row.key)
        if stated is not None:
            return stated
        own = self.form.sections[row.section].measure
        return self.tables[row.section] if measure.code == own.code else measure


def written_measures(form: Form, stands: Sequence[Stand]) -> WrittenMeasures:
    """The measures that the sheets of ``form`` state, and what has to be told about them.

    Nothing is assumed in silence: a measure other than that of the form is told, and so is a column or
    row that names another than the line above its table.
    """
    written = WrittenMeasures(form, [section.measure for section in form.sections])
    if all(_says_nothing_else(form, stand) for stand in stands):
        return written
    stated: dict[int, Measure] = {}
    for stand in stands:
        found = _of_table(form, stand, written)
        if found is None:
            continue
        if stated.setdefault(stand.section, found).code != found.code:
            # A table in several pieces that state different measures: each piece has its own.
            written.rows.update(dict.fromkeys(stand.rows, found))
    for stand in stands:
        own = form.sections[stand.section].measure
        # What stands over the first table of a sheet holds for those below that say nothing.
        found = stated.get(stand.section)
        if found is None and stand.section and not form.shows_measure:
            first = stated.get(0)
            found = first if first is not None and first.family == own.family else None
        written.tables[stand.section] = found or own
        _columns(form, stand, stated.get(stand.section), written)
        _rows(form, stand, stated.get(stand.section), written)
    return written


def _recorded_place(address: str) -> tuple[int, int] | None:
    # What the template recorded may have been written over by anything.
    try:
        return from_a1(address) if address else None
    except ValueError:
        return None


def recorded_stands(form: Form, bound: FormBinding, view: View) -> list[Stand]:
    """Where the tables of a form stand by what its template recorded."""
    stands: list[Stand] = []
    above = 1
    for section, (code_row, measure_at) in enumerate(bound.tables):
        if not code_row:
            continue
        place = _recorded_place(measure_at)
        columns = {c.key: bound.columns[c.key] for c in form.columns if c.section == section}
        keys = {row.key for row in form.rows if row.section == section}
        rows = {row.key: row.at for row in bound.rows if row.key in keys}
        top = place[0] + 1 if place is not None else max(above, code_row - _HEADING_ROWS)
        last = max(columns.values(), default=1)
        stands.append(Stand(section, view, above, top, code_row, last, columns, rows, place))
        above = max(rows.values(), default=code_row) + 1
    return stands


def _says_nothing_else(form: Form, stand: Stand) -> bool:
    """Whether no text of the sheet names any measure but those of the form: the common case, seen at once."""
    if form.shows_measure and not _measures_as_printed(form, stand):
        return False
    own, whole = _own_measures(form)
    if sum(one.kind is MeasureKind.MONEY for one in own) > 1:
        return False
    cells = stand.view.sheet.cells.values()
    said = {measure_said(cell.text) for cell in cells if cell.kind == "text"}
    return said <= {"", *(one.code for one in own), *(f"={one.code}" for one in whole)}


@lru_cache(maxsize=256)
def _own_measures(form: Form) -> tuple[frozenset[Measure], frozenset[Measure]]:
    """All measures in a form, and those of whole tables."""
    whole = frozenset(section.measure for section in form.sections)
    given = (*(column.measure for column in form.columns), *(row.measure for row in form.rows))
    return whole.union(one for one in given if one is not None), whole


def _measures_as_printed(form: Form, stand: Stand) -> bool:
    """Whether the measure stands beside each row, left of the figures, just as the template prints it."""
    cells, beside = stand.view.sheet.cells, min(stand.columns.values(), default=1) - 1
    for row in form.rows:
        at = stand.rows.get(row.key)
        measure = row.measure or form.sections[row.section].measure
        if at is not None and row.section == stand.section:
            cell = cells.get((at, beside))
            if cell is not None and cell.text and cell.text.strip() != measure.label:
                return False
    return True


def _of_table(form: Form, stand: Stand, written: WrittenMeasures) -> Measure | None:
    """The measure stated above a table; the form's own is assumed, and that told, when it is not known."""
    own = form.sections[stand.section].measure
    if own.kind is not MeasureKind.MONEY or form.shows_measure:
        return None
    text, place = next(_headings(stand), ("", None))
    if not text or place is None:
        return None
    view, at = stand.view, stand.view.address(*place)
    found = label_measure(text, own.family) or measure_in_heading(text, own.family)
    if found is None:
        values = {"label": bare_label(text), "assumed": own.label}
        written.remarks.append(Remark("unknown_measure", None, view.name, at, text, values))
        return None
    if found.code != own.code:
        values = {"label": found.label, "used": own.label}
        written.remarks.append(Remark("other_measure", None, view.name, at, text, values))
    return found


def _headings(stand: Stand) -> Iterator[tuple[str, tuple[int, int]]]:
    """Texts that state the measure of a whole table: where the template has it, then nearest first."""
    if stand.measure_at is not None and (text := stand.view.printed(*stand.measure_at)):
        yield text, stand.measure_at
    if stand.turned:
        yield from _over_turned(stand)
        return
    places = [
        (row, column)
        for row in range(stand.bottom, stand.above - 1, -1)
        for column in range(1, stand.last + 1)
        if row < stand.top or column not in stand.columns.values()
    ]
    texts = {place: stand.view.printed(*place) for place in places}
    for place, text in texts.items():
        # Beside the headings "Đơn vị tính" is a heading itself: it names no measure.
        if heads_measure(text) and (place[0] < stand.top or label_measure(text) is not None):
            yield text, place
    for place, text in texts.items():
        if (
            place[0] < stand.top
            and text.rstrip().endswith(")")
            and measure_in_heading(text, MONEY) is not None
        ):
            yield text, place


def _over_turned(stand: Stand) -> Iterator[tuple[str, tuple[int, int]]]:
    """What is printed over a table that stands on its side, nearest first."""
    first = min(stand.columns.values(), default=1)
    cells = stand.view.sheet.cells
    places = sorted((at for at, cell in cells.items() if cell.kind == "text" and at[1] < first), key=_nearest)
    for place in places:
        text = stand.view.printed(*place)
        if heads_measure(text) and label_measure(text) is not None:
            yield text, place


def _nearest(place: tuple[int, int]) -> tuple[int, int]:
    return -place[1], place[0]


def _columns(form: Form, stand: Stand, heading: Measure | None, written: WrittenMeasures) -> None:
    found: dict[str, tuple[Measure, str, int]] = {}
    for column in form.columns:
        at = stand.columns.get(column.key)
        if at is None or column.section != stand.section:
            continue
        money = _money_of(form, column)
        if money is None:
            continue
        for row in range(stand.bottom, stand.top - 1, -1):
            text = stand.view.printed(row, at)
            measure = measure_in_heading(text, money.family) if text else None
            if measure is not None:
                if measure.code != money.code or (heading is not None and heading.code != measure.code):
                    found[column.key] = (measure, text, row)
                break
    for key, (measure, _, row) in found.items():
        written.columns[key] = measure
        column = form.column_by_key[key]
        place = stand.view.address(row, stand.columns[key])
        label = " / ".join((*column.headings, column.title))
        _tell(written, stand, place, label, measure, heading, _money_of(form, column) or measure)


def _money_of(form: Form, column: Column) -> Measure | None:
    """The measure of money that the cells of ``column`` have in the form, or some of them."""
    if column.measure is not None:
        return column.measure if column.measure.kind is MeasureKind.MONEY else None
    own = form.sections[column.section].measure
    if own.kind is MeasureKind.MONEY:
        return own
    measures = (row.measure for row in form.rows if row.section == column.section and row.measure)
    return next((measure for measure in measures if measure.kind is MeasureKind.MONEY), None)


def _rows(form: Form, stand: Stand, heading: Measure | None, written: WrittenMeasures) -> None:
    first = min(stand.columns.values(), default=1)
    stub = range(1, first)
    beside = [column for column in stub if _is_measure_column(stand, column)]
    for row in form.rows:
        at = stand.rows.get(row.key)
        if at is None or row.section != stand.section:
            continue
        own = row.measure or form.sections[row.section].measure
        text, place, found = "", (at, 1), None
        for column in (*beside, *(column for column in stub if column not in beside)):
            shown = stand.view.printed(at, column)
            if not shown:
                continue
            measure = label_measure(shown) if column in beside else measure_in_heading(shown, MONEY)
            if measure is not None:
                text, place, found = shown, (at, column), measure
                break
        if found is None or found.code == own.code:
            continue
        where = stand.view.address(*place)
        if found.family != own.family:
            if place[1] in beside and row.measure is not None:
                values = {"label": row.label, "stated": found.label, "expected": own.label}
                written.remarks.append(
                    Remark("row_measure_differs", None, stand.view.name, where, text, values)
                )
            continue
        if own.kind is MeasureKind.MONEY:
            written.rows[row.key] = found
            _tell(written, stand, where, row.label, found, heading, own)


def _is_measure_column(stand: Stand, column: int) -> bool:
    texts = (
        fold(stand.view.printed(row, column)).strip(" .:()") for row in range(stand.top, stand.bottom + 1)
    )
    return any(text in _MEASURE_HEADINGS for text in texts)


def _tell(
    written: WrittenMeasures,
    stand: Stand,
    place: str,
    part: str,
    stated: Measure,
    heading: Measure | None,
    own: Measure,
) -> None:
    """Tell that a column or row is in a measure of its own, or against what stands above the table."""
    values = {"part": part, "stated": stated.label, "used": own.label}
    if heading is not None and heading.code != stated.code:
        values["heading"] = heading.label
        remark = Remark("measure_conflict", None, stand.view.name, place, "", values)
    else:
        remark = Remark("part_in_other_measure", None, stand.view.name, place, "", values)
    if not any(
        told.code == remark.code and told.cell == place and told.values["part"] == part
        for told in written.remarks
    ):
        written.remarks.append(remark)
