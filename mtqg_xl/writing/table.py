"""The table of a form: headings, code row, stub, figures, formulas, validation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from mtqg_xl.domain.binding import UNNAMED
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Column, Row, RowKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.messages import in_vietnamese
from mtqg_xl.ooxml.addresses import to_a1
from mtqg_xl.rules import computed_values, excel_formula
from mtqg_xl.writing.filling import Filling
from mtqg_xl.writing.layout import SheetPlan, TablePlan
from mtqg_xl.writing.paper import table_heights
from mtqg_xl.writing.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def draw_table(sheet: Worksheet, plan: SheetPlan, filling: Filling, styles: Styles) -> None:
    """Write the tables of ``plan`` with what ``filling`` holds."""
    for at, width in plan.widths.items():
        sheet.set_column(at - 1, at - 1, width)
    for row, height in table_heights(plan, filling.texts).items():
        sheet.set_row(row - 1, height)
    for table in plan.tables:
        _draw_header(sheet, table, styles)
        _draw_stub(sheet, plan, table, styles)
        _fractions(sheet, plan, table, styles)
    _Body(sheet, plan, filling, styles).draw()
    _draw_validation(sheet, plan)


def _draw_header(sheet: Worksheet, table: TablePlan, styles: Styles) -> None:
    heading = styles.heading()
    for cell in table.headings():
        if (cell.top, cell.left) == (cell.bottom, cell.right):
            sheet.write_string(cell.top - 1, cell.left - 1, cell.text, heading)
        else:
            corners = (cell.top - 1, cell.left - 1, cell.bottom - 1, cell.right - 1)
            # Merging would take a text that begins with “=” for a formula.
            sheet.merge_range(*corners, "", heading)
            sheet.write_string(cell.top - 1, cell.left - 1, cell.text, heading)
    code = styles.code()
    for at, text in enumerate(("A", "B", "C")[: table.stub_width]):
        sheet.write_string(table.code_row - 1, at, text, code)
    for column in table.columns:
        if not column.in_stub:
            sheet.write_string(table.code_row - 1, table.column_at[column.key] - 1, column.code_text, code)


def _is_bold(row: Row) -> bool:
    return row.kind in (RowKind.TOTAL, RowKind.HEADING)


def _draw_stub(sheet: Worksheet, plan: SheetPlan, table: TablePlan, styles: Styles) -> None:
    for row in table.rows:
        at, bold = table.row_at[row.key] - 1, _is_bold(row)
        if row.kind is RowKind.CLOSING:
            # Beside the names, not among them: the lines of a list are counted by their names.
            sheet.write_string(at, 0, row.label, styles.closing())
            sheet.write_blank(at, 1, None, styles.closing())
        else:
            sheet.write_string(at, 0, row.number, styles.stub(bold, centred=True))
            style = styles.text() if row.unit == UNNAMED else styles.stub(bold, depth=row.depth)
            sheet.write_string(at, 1, row.label, style)
        if plan.form.shows_measure:
            shown = row.kind not in (RowKind.HEADING, RowKind.CLOSING)
            label = (row.measure or table.section.measure).label if shown else ""
            sheet.write_string(at, 2, label, styles.stub(False, centred=True))


class _Body:
    def __init__(self, sheet: Worksheet, plan: SheetPlan, filling: Filling, styles: Styles) -> None:
        self._sheet = sheet
        self._plan = plan
        self._filling = filling
        self._styles = styles
        self._computed = (
            computed_values(plan.form, filling.figures, filling.texts) if filling.keep_formulas else {}
        )

    def draw(self) -> None:
        for table in self._plan.tables:
            for row in table.rows:
                for column in table.columns:
                    if row.is_line or not column.in_stub:
                        self._draw_cell(row, column)

    def _draw_cell(self, row: Row, column: Column) -> None:
        plan, filling = self._plan, self._filling
        key = plan.form.key(row, column)
        kind = plan.form.kind_of(row, column)
        at = (plan.row_at[row.key] - 1, plan.column_at[column.key] - 1)
        if note := filling.notes.get(key):
            self._sheet.write_comment(*at, note, {"x_scale": 2.2, "y_scale": 1.4, "font_size": 9})
        if kind is CellKind.CLOSED:
            self._sheet.write_blank(*at, None, self._styles.closed())
            return
        if kind is CellKind.TEXT:
            # An empty text would count as a filled one.
            if text := filling.texts.get(key, ""):
                self._sheet.write_string(*at, text, self._styles.text())
            else:
                self._sheet.write_blank(*at, None, self._styles.text())
            return
        is_input = kind is CellKind.INPUT and key not in filling.links
        measure, bold = plan.form.measure_of(row, column), _is_bold(row)
        style = self._styles.figure(measure, bold, is_input, is_linked=key in filling.sources)
        figure = filling.figures.get(key)
        if key in filling.sources:
            formula, figure = filling.sources[key]
            self._sheet.write_formula(*at, formula, style, _stored(figure))
        elif key in filling.links:
            formula, value = filling.links[key]
            self._sheet.write_formula(*at, formula, style, "" if value is None else _stored(value))
        elif key in self._computed:
            relation, value = self._computed[key]
            formula = excel_formula(relation, self._position, to_a1, plan.below)
            self._sheet.write_formula(*at, formula, style, "" if value is None else _stored(value))
        elif key in filling.texts:
            self._sheet.write_string(*at, filling.texts[key], style)
        elif figure is not None:
            self._sheet.write_number(*at, _stored(figure), style)
        else:
            self._sheet.write_blank(*at, None, style)

    def _position(self, key: CellKey) -> tuple[str, int, int]:
        return ("", *self._plan.position(key))


def _stored(value: Decimal) -> int | float:
    """The number as a workbook stores it."""
    whole = value.to_integral_value()
    return int(whole) if value == whole and abs(whole) < 10**15 else float(value)


def _draw_validation(sheet: Worksheet, plan: SheetPlan) -> None:
    form = plan.form
    for column in form.columns:
        if column.choices:
            _draw_choices(sheet, plan, column)
        runs: list[tuple[int, int, MeasureKind]] = []
        for row in form.rows:
            if form.kind_of(row, column) is not CellKind.INPUT:
                continue
            at, kind = plan.row_at[row.key] - 1, form.measure_of(row, column).kind
            if runs and runs[-1][1] == at - 1 and runs[-1][2] is kind:
                runs[-1] = (runs[-1][0], at, kind)
            else:
                runs.append((at, at, kind))
        at_column = plan.column_at[column.key] - 1
        for first, last, kind in runs:
            sheet.data_validation(first, at_column, last, at_column, _validation(kind))


def _validation(kind: MeasureKind) -> dict[str, object]:
    whole = kind is MeasureKind.COUNT
    wanted = in_vietnamese("book.whole" if whole else "book.not_negative")
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": ">=",
        "value": 0 if kind is not MeasureKind.RATE else -100,
        "error_type": "warning",
        "error_title": in_vietnamese("book.validation_title"),
        "error_message": in_vietnamese("book.validation", wanted=wanted),
    }


def _draw_choices(sheet: Worksheet, plan: SheetPlan, column: Column) -> None:
    at = plan.column_at[column.key] - 1
    rows = [
        plan.row_at[row.key] - 1 for row in plan.form.rows if plan.form.kind_of(row, column) is CellKind.TEXT
    ]
    # One check for all lines of a list, so that lines inserted later are checked as well.
    for first, last in _unbroken(rows):
        sheet.data_validation(
            first,
            at,
            last,
            at,
            {
                "validate": "list",
                "source": list(column.choices),
                "error_type": "warning",
                "error_title": in_vietnamese("book.validation_title"),
                "error_message": in_vietnamese("book.choose"),
            },
        )


def _unbroken(rows: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of every run of neighbouring rows."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        places = [row for _, row in run]
        yield places[0], places[-1]


def _fractions(sheet: Worksheet, plan: SheetPlan, table: TablePlan, styles: Styles) -> None:
    """Amounts with decimals show them; whole ones do not."""
    for column in table.columns:
        if column.in_stub:
            continue
        at = table.column_at[column.key]
        measures = [plan.form.measure_of(row, column).kind for row in table.rows]
        for first, last in _runs(kind in (MeasureKind.MONEY, MeasureKind.QUANTITY) for kind in measures):
            cell = to_a1(table.code_row + 1 + first, at)
            area = (table.code_row + first, at - 1, table.code_row + last, at - 1)
            criteria = f"=AND(ISNUMBER({cell}),ABS({cell}-ROUND({cell},0))>0.0005)"
            broken = {"type": "formula", "criteria": criteria, "format": styles.fraction()}
            sheet.conditional_format(*area, broken)


def _runs(flags: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """First and last position of every unbroken run of true flags."""
    at = 0
    for flag, run in groupby(flags):
        length = len(list(run))
        if flag:
            yield at, at + length - 1
        at += length
