"""Draws the sheet “Tổng quan” of a consolidated workbook."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from mtqg_xl.messages import in_vietnamese
from mtqg_xl.ooxml.addresses import to_a1
from mtqg_xl.writing.overview.charts import bar_chart, height, most_bars
from mtqg_xl.writing.overview.formulas import Formulas, Standing
from mtqg_xl.writing.overview.model import OVERVIEW_SHEET, Block, Line, Overview
from mtqg_xl.writing.paper import lines_needed
from mtqg_xl.writing.styles import FRACTION, LINE, WHOLE, Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Label, then three columns for the rest of a name or figures, then figures.
_WIDTHS: Final = (23.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0)
_PERCENT: Final = "[$-42A]0.0%"
#: Per cent: the columns on the width of A4. Points: a page less its margins, and a line of text.
_SCALE: Final = 85
_PAGE: Final = 740.0 * 100 / _SCALE
_LINE_HEIGHT: Final = 15.0
#: Details are set a point smaller: more of them goes into a line, and lines are lower.
_SMALL: Final = 1.2
_SMALL_LINE: Final = 12.5
_POINTS_A_PIXEL: Final = 0.75


def draw_overview(overview: Overview, standing: Standing, book: Workbook, styles: Styles) -> None:
    """Write the sheet: for every chart a small table of formulas, and the chart over its cells.

    ``standing`` tells where the figures of the forms stand in the workbook.
    """
    _Sheet(overview, standing, book, styles).draw()


class _Sheet:
    def __init__(self, overview: Overview, standing: Standing, book: Workbook, styles: Styles) -> None:
        self._overview = overview
        self._book = book
        self._styles = styles
        self._formulas = Formulas(standing, overview.lines)
        self._sheet: Worksheet = book.add_worksheet(OVERVIEW_SHEET)
        self._row = 0
        self._used = 0.0
        self._breaks: list[int] = []

    def draw(self) -> None:
        sheet, overview = self._sheet, self._overview
        sheet.hide_gridlines(2)
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
        sheet.set_print_scale(_SCALE)
        sheet.set_footer('&R&"Times New Roman,Italic"&9Trang &P')
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)
        self._text(in_vietnamese("overview.title"), 21, bold=True, font_size=14)
        below = in_vietnamese("overview.below", unit=overview.unit, period=overview.period)
        self._text(below, _LINE_HEIGHT, italic=True)
        if overview.warning:
            self._text(overview.warning, _LINE_HEIGHT, bold=True, font_color="#C00000")
        for block in overview.blocks:
            self._block(block)
        sheet.print_area(0, 0, max(self._row - 1, 0), len(_WIDTHS) - 1)
        sheet.set_h_pagebreaks(self._breaks)
        sheet.center_horizontally()

    # ---- one block ----

    def _block(self, block: Block) -> None:
        self._next(1)
        heights = [self._line_height(line) for line in block.lines]
        bars = min(len(block.lines) + 1, self._most_bars(block))
        chart = height(bars, len(block.ratios)) * _POINTS_A_PIXEL
        table = 80 + sum(heights)
        # A table is not parted from its heading, and stands with its chart where a page holds both.
        self._keep(table + chart if table + chart <= _PAGE else min(table, _PAGE))
        self._text(block.title, 18, bold=True)
        if not block.lines:
            self._text(in_vietnamese("overview.nothing"), _LINE_HEIGHT, italic=True)
            return
        self._text(
            in_vietnamese("overview.source", form=block.form, measure=block.measure),
            _LINE_HEIGHT,
            italic=True,
        )
        self._heads(block)
        first = self._row
        for line, tall in zip(block.lines, heights, strict=True):
            self._line(block, line, tall)
        if block.total is not None and block.total.is_told:
            self._line(block, block.total, _LINE_HEIGHT, bold=True)
        last = self._row - 1
        if block.left_out:
            told = in_vietnamese("overview.left_out", names=", ".join(block.left_out))
            self._text(told, _LINE_HEIGHT * lines_needed(told, sum(_WIDTHS)), italic=True, font_size=10)
        self._charts(block, first, last)

    def _heads(self, block: Block) -> None:
        rows = any(line.detail for line in block.lines)
        left = self._figures_at(block)
        heading = self._styles.heading()
        self._name(in_vietnamese("overview.row_head" if rows else "overview.unit_head"), left, heading)
        for at, ratio in enumerate(block.ratios):
            for shift, text in enumerate((ratio.whole_name, ratio.part_name, ratio.name)):
                self._sheet.write_string(self._row, left + 3 * at + shift, text, heading)
        self._next(1, 30)

    def _line(self, block: Block, line: Line, tall: float, *, bold: bool = False) -> None:
        left = self._figures_at(block)
        framed: dict[str, Any] = {"border": 1, "border_color": LINE, "bold": bold}
        name = self._styles.get(**framed, text_wrap=True)
        if line.detail:
            self._sheet.write_string(self._row, 0, line.label, name)
            small = self._styles.get(**framed, text_wrap=True, font_size=10)
            self._across(1, left - 1, line.detail, small)
        else:
            self._name(line.label, left, name)
        label = to_a1(self._row + 1, 1)
        percent = self._styles.get(**framed, num_format=_PERCENT, align="right")
        for at, pair in enumerate(line.pairs):
            column = left + 3 * at
            cells = [to_a1(self._row + 1, column + 1 + shift) for shift in range(2)]
            for shift, amount in enumerate((pair.whole, pair.part)):
                formula = self._formulas.amount(amount, "$" + label)
                self._formula(column + shift, formula, amount.value, self._number(amount.value, framed))
            self._formula(column + 2, self._formulas.rate(*cells), pair.rate, percent)
        self._next(1, tall)

    def _number(self, value: Decimal | None, framed: dict[str, Any]) -> Format:
        whole = value is None or value == value.to_integral_value()
        return self._styles.get(**framed, num_format=WHOLE if whole else FRACTION, align="right", shrink=True)

    def _formula(self, column: int, formula: str, value: Decimal | None, style: Format) -> None:
        shown = "" if value is None else float(value)
        self._sheet.write_formula(self._row, column, formula, style, shown)

    def _charts(self, block: Block, first: int, last: int) -> None:
        left = self._figures_at(block)
        rates = {ratio.name: left + 3 * at + 2 for at, ratio in enumerate(block.ratios)}
        with_total = block.total is not None and block.total.is_told
        most = self._most_bars(block)
        for begin in range(first, last + 1, most):
            end = min(begin + most - 1, last)
            tall = height(end - begin + 1, len(rates)) * _POINTS_A_PIXEL
            self._next(1, 6)
            self._keep(tall)
            chart = bar_chart(
                self._book,
                OVERVIEW_SHEET,
                block.title,
                (begin, end),
                rates,
                ends_in_total=with_total and end == last,
            )
            self._sheet.insert_chart(self._row, 0, chart, {"object_position": 1})
            lines = int(tall // _LINE_HEIGHT) + 1
            for _ in range(lines):
                self._next(1, _LINE_HEIGHT)

    @staticmethod
    def _most_bars(block: Block) -> int:
        """How many lines go into one chart, so that none is longer than a page."""
        return most_bars(_PAGE / _POINTS_A_PIXEL, max(len(block.ratios), 1))

    # ---- the running place ----

    def _figures_at(self, block: Block) -> int:
        """The first column of figures: they end with the last column of the sheet."""
        return len(_WIDTHS) - 3 * len(block.ratios)

    def _line_height(self, line: Line) -> float:
        lines = max(
            lines_needed(line.label, _WIDTHS[0]), lines_needed(line.detail, sum(_WIDTHS[1:4]) * _SMALL)
        )
        return max(_LINE_HEIGHT, _SMALL_LINE * lines + 2) if line.detail else _LINE_HEIGHT

    def _name(self, text: str, left: int, style: Format) -> None:
        self._across(0, left - 1, text, style)

    def _across(self, left: int, right: int, text: str, style: Format) -> None:
        """A text over several columns of this row; a leading “=” makes no formula of it."""
        if left < right:
            self._sheet.merge_range(self._row, left, self._row, right, "", style)
        self._sheet.write_string(self._row, left, text, style)

    def _text(self, text: str, tall: float, **look: Any) -> None:
        """A line of text over the whole width."""
        style = self._styles.frame(text_wrap=True, **look)
        self._across(0, len(_WIDTHS) - 1, text, style)
        self._next(1, tall)

    def _next(self, rows: int, tall: float = _LINE_HEIGHT) -> None:
        for _ in range(rows):
            self._sheet.set_row(self._row, tall)
            self._row += 1
            self._used += tall

    def _keep(self, tall: float) -> None:
        """Begin a new page when what comes next does not fit on this one."""
        if self._used and self._used + tall > _PAGE:
            self._breaks.append(self._row)
            self._used = 0.0
