"""The official frame of a sheet: authority, form number, title, period, unit of measure, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtqg_xl.domain.forms import Form, Mark
from mtqg_xl.messages import in_vietnamese
from mtqg_xl.writing.layout import ATTACHMENT, AUTHORITY, MEASURE, PERIOD, TITLE, UNIT, SheetPlan
from mtqg_xl.writing.paper import lines_needed
from mtqg_xl.writing.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Width of a bold 14-point capital against the unit of column width.
_TITLE_CHARACTER = 1.4


@dataclass(frozen=True, slots=True)
class FrameTexts:
    """What the frame says about unit and period. ``warning`` marks invented figures."""

    unit_name: str
    period_label: str
    place: str
    warning: str = ""


def mark_text(form: Form) -> str:
    """What the sheet says under the form number about the standing of its layout."""
    if form.issued_with:
        return in_vietnamese("sheet.issued_with", document=form.issued_with)
    return "" if form.mark is Mark.OFFICIAL else f"({in_vietnamese(f'mark.{form.mark.value}')})"


def draw_heading(sheet: Worksheet, plan: SheetPlan, texts: FrameTexts, styles: Styles) -> None:
    """Write everything above the table."""
    form = plan.form
    last = plan.pages[0][1]
    right_from = max(plan.stub_width + 1, last - 3)
    centre = styles.frame(align="center")
    _across(sheet, AUTHORITY, 1, plan.stub_width, in_vietnamese("sheet.authority"), centre)
    _across(
        sheet,
        UNIT,
        1,
        plan.stub_width,
        texts.unit_name.upper(),
        styles.frame(align="center", bold=True, locked=False),
    )
    italic = styles.frame(align="center", italic=True)
    _across(sheet, AUTHORITY, right_from, last, form.number, italic)
    _across(sheet, UNIT, right_from, last, mark_text(form), italic)
    title = styles.frame(align="center", bold=True, font_size=14, text_wrap=True)
    # On a sheet printed in several page groups the stub is repeated; a title over it would be cut.
    left = 1 if len(plan.pages) == 1 else plan.stub_width + 1
    _across(sheet, TITLE, left, last, form.title.upper(), title)
    _across(
        sheet,
        PERIOD,
        left,
        last,
        in_vietnamese("sheet.period", period=texts.period_label),
        styles.frame(align="center", bold=True, locked=False),
    )
    attachment = texts.warning or in_vietnamese("sheet.attachment")
    colour = {"font_color": "#C00000", "bold": True} if texts.warning else {}
    _across(
        sheet,
        ATTACHMENT,
        left,
        last,
        attachment,
        styles.frame(align="center", italic=True, locked=False, **colour),
    )
    if not form.shows_measure and form.measure.label:
        sheet.write_string(
            MEASURE - 1,
            last - 1,
            in_vietnamese("sheet.measure", label=form.measure.label),
            styles.frame(align="right", italic=True, font_size=11, locked=False),
        )
    room = sum(width for at, width in plan.widths.items() if left <= at <= last)
    sheet.set_row(TITLE - 1, 21 * lines_needed(form.title.upper(), room / _TITLE_CHARACTER))


def draw_titles_between(sheet: Worksheet, plan: SheetPlan, styles: Styles) -> None:
    """Write title and unit of measure above every table below the first."""
    for table in plan.tables[1:]:
        title = table.section.title
        if title:
            bold = styles.frame(bold=True, align="left")
            sheet.write_string(table.measure_row - 2, 0, title, bold)
        if plan.form.shows_measure or not table.section.measure.label:
            continue  # told beside every row, or nothing to tell
        row, column = plan.measure_place(table)
        sheet.write_string(
            row - 1,
            column - 1,
            in_vietnamese("sheet.measure", label=table.section.measure.label),
            styles.frame(align="right", italic=True, font_size=11, locked=False),
        )


def draw_signatures(sheet: Worksheet, plan: SheetPlan, texts: FrameTexts, styles: Styles) -> int:
    """Write date line and signatures under the table; returns the last row used."""
    last = plan.pages[0][1]
    right_from = max(plan.stub_width + 1, last - 4)
    row = plan.last_row + 2
    date_line = in_vietnamese("sheet.date", place=texts.place)
    _across(sheet, row, right_from, last, date_line, styles.frame(align="center", italic=True, locked=False))
    bold = styles.frame(align="center", bold=True)
    _across(sheet, row + 1, 1, plan.stub_width, in_vietnamese("sheet.author"), bold)
    _across(sheet, row + 1, right_from, last, in_vietnamese("sheet.head"), bold)
    small = styles.frame(align="center", italic=True, font_size=11)
    _across(sheet, row + 2, 1, plan.stub_width, in_vietnamese("sheet.sign"), small)
    _across(sheet, row + 2, right_from, last, in_vietnamese("sheet.sign_and_seal"), small)
    return row + 5


def _across(sheet: Worksheet, row: int, left: int, right: int, text: str, style: Format) -> None:
    if left == right:
        sheet.write_string(row - 1, left - 1, text, style)
    else:
        # Merging would take a text that begins with “=” for a formula.
        sheet.merge_range(row - 1, left - 1, row - 1, right - 1, "", style)
        sheet.write_string(row - 1, left - 1, text, style)
