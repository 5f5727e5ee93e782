"""The table of a form: headings, code row, stub, figures, formulas, validation."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from mtqg_xl.domain.binding import UNNAMED
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Column, Row, RowKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.messages import in_vietnamese
from mtqg_xl.ooxml.addresses import to_a1
from mtqg_xl.rules import computed_values, excel_formula
from mtqg_xl.writing.filling import Filling
from mtqg_xl.writing.layout import SheetPlan
from mtqg_xl.writing.paper import table_heights
from mtqg_xl.writing.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def draw_table(sheet: Worksheet, plan: SheetPlan, filling: Filling, styles: Styles) -> None:
    """Write the whole table of ``plan`` with what ``filling`` holds."""
    _draw_columns(sheet, plan, filling, styles)
    _draw_stub(sheet, plan, styles)
    _Body(sheet, plan, filling, styles).draw()
    _draw_validation(sheet, plan)
    area = (plan.code_row, plan.stub_width, plan.last_row - 1, plan.last_column - 1)
    first = to_a1(plan.code_row + 1, plan.stub_width + 1)
    _fractions(sheet, plan, styles, area, first)


def _draw_columns(sheet: Worksheet, plan: SheetPlan, filling: Filling, styles: Styles) -> None:
    form = plan.form
    sheet.set_column(0, 0, 5.5)
    sheet.set_column(1, 1, form.label_width)
    if form.shows_measure:
        sheet.set_column(2, 2, 9)
    for column in form.columns:
        at = plan.column_at[column.key] - 1
        sheet.set_column(at, at, plan.width(column))
    heading = styles.heading()
    for cell in plan.headings():
        if (cell.top, cell.left) == (cell.bottom, cell.right):
            sheet.write_string(cell.top - 1, cell.left - 1, cell.text, heading)
        else:
            corners = (cell.top - 1, cell.left - 1, cell.bottom - 1, cell.right - 1)
            sheet.merge_range(*corners, cell.text, heading)
    for row, height in table_heights(plan, filling.texts).items():
        sheet.set_row(row - 1, height)
    code = styles.code()
    for at, text in enumerate(("A", "B", "C")[: plan.stub_width]):
        sheet.write_string(plan.code_row - 1, at, text, code)
    for column in form.columns:
        sheet.write_string(plan.code_row - 1, plan.column_at[column.key] - 1, column.code_text, code)


def _is_bold(row: Row) -> bool:
    return row.kind in (RowKind.TOTAL, RowKind.HEADING)


def _draw_stub(sheet: Worksheet, plan: SheetPlan, styles: Styles) -> None:
    for row in plan.form.rows:
        at, bold = plan.row_at[row.key] - 1, _is_bold(row)
        sheet.write_string(at, 0, row.number, styles.stub(bold, centred=True))
        style = styles.text() if row.unit == UNNAMED else styles.stub(bold, depth=row.depth)
        sheet.write_string(at, 1, row.label, style)
        if plan.form.shows_measure:
            label = "" if row.kind is RowKind.HEADING else (row.measure or plan.form.measure).label
            sheet.write_string(at, 2, label, styles.stub(False, centred=True))


class _Body:
    def __init__(self, sheet: Worksheet, plan: SheetPlan, filling: Filling, styles: Styles) -> None:
        self._sheet = sheet
        self._plan = plan
        self._filling = filling
        self._styles = styles
        self._computed = computed_values(plan.form, filling.figures) if filling.keep_formulas else {}

    def draw(self) -> None:
        for row in self._plan.form.rows:
            for column in self._plan.form.columns:
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
            self._sheet.write_string(*at, filling.texts.get(key, ""), self._styles.text())
            return
        is_input = kind is CellKind.INPUT
        style = self._styles.figure(plan.form.measure_of(row, column), _is_bold(row), is_input)
        figure = filling.figures.get(key)
        if key in self._computed:
            relation, value = self._computed[key]
            formula = excel_formula(relation, self._position, to_a1)
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


def _fractions(
    sheet: Worksheet, plan: SheetPlan, styles: Styles, area: tuple[int, int, int, int], first: str
) -> None:
    kinds = {plan.form.measure_of(row, column).kind for row in plan.form.rows for column in plan.form.columns}
    if kinds & {MeasureKind.MONEY, MeasureKind.QUANTITY}:
        for column in plan.form.columns:
            if (column.measure or plan.form.measure).kind in (MeasureKind.MONEY, MeasureKind.QUANTITY):
                at = plan.column_at[column.key]
                cell = to_a1(plan.code_row + 1, at)
                sheet.conditional_format(
                    area[0],
                    at - 1,
                    area[2],
                    at - 1,
                    {
                        "type": "formula",
                        "criteria": f"=AND(ISNUMBER({cell}),ABS({cell}-ROUND({cell},0))>0.0005)",
                        "format": styles.fraction(),
                    },
                )
