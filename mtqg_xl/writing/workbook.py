"""A new workbook from laid-out forms: the same content gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from mtqg_xl.domain.binding import METADATA_SHEET, Binding
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import place_name
from mtqg_xl.ooxml.addresses import to_a1
from mtqg_xl.writing.filling import Filling
from mtqg_xl.writing.frame import FrameTexts, draw_heading, draw_signatures, draw_titles_between
from mtqg_xl.writing.layout import HEADER_TOP, MEASURE, PERIOD, UNIT, SheetPlan, TablePlan
from mtqg_xl.writing.paper import print_plan
from mtqg_xl.writing.styles import FONT, Styles
from mtqg_xl.writing.table import draw_table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_NO_DATE = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class BookIdentity:
    """Whose workbook it is, for which period, and how it presents itself.

    ``filed`` goes into the document properties as the time of saving; two workbooks with the same
    identity and content are equal byte for byte.
    """

    unit: ReportingUnit
    period: Period
    kind: str = "submission"
    filed: datetime = _NO_DATE
    warning: str = ""
    title: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


def write_book(
    plans: Sequence[SheetPlan],
    identity: BookIdentity,
    filling: Filling | None = None,
    extras: Sequence[Callable[[Workbook, Styles], None]] = (),
) -> bytes:
    """The bytes of a workbook with one sheet per plan, then what ``extras`` draw, then the metadata."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(
        buffer, {"in_memory": True, "default_format_properties": {"font_name": FONT, "font_size": 11}}
    )
    book.set_properties(
        {
            "title": identity.title or f"Biểu mẫu báo cáo - {identity.unit.name} - {identity.period.label}",
            "author": identity.unit.name,
            "created": identity.filed,
        }
    )
    styles = Styles(book)
    for plan in plans:
        _draw_sheet(book, plan, identity, filling or Filling(), styles)
    for draw in extras:
        draw(book, styles)
    binding = Binding(
        unit_name=identity.unit.name,
        unit_code=identity.unit.code or "",
        level=identity.unit.level.value,
        period=str(identity.period),
        kind=identity.kind,
        forms=tuple(plan.binding() for plan in plans),
        notes={**identity.notes, **({"warning": identity.warning} if identity.warning else {})},
    )
    _draw_metadata(book, binding)
    book.close()
    return buffer.getvalue()


def _draw_sheet(
    book: Workbook, plan: SheetPlan, identity: BookIdentity, filling: Filling, styles: Styles
) -> None:
    sheet = book.add_worksheet(plan.sheet)
    texts = FrameTexts(
        unit_name=identity.unit.name,
        period_label=identity.period.label,
        place=place_name(identity.unit.name),
        warning=identity.warning,
    )
    sheet.hide_gridlines(2)
    draw_heading(sheet, plan, texts, styles)
    draw_titles_between(sheet, plan, styles)
    draw_table(sheet, plan, filling, styles)
    last_row = draw_signatures(sheet, plan, texts, styles)
    _set_up_page(book, sheet, plan, last_row, filling.texts)
    # Frozen headings of the first table would stand over the next one.
    sheet.freeze_panes(plan.code_row if len(plan.tables) == 1 else 0, plan.stub_width)
    allowed = {"format_columns": True, "format_rows": True, "format_cells": True}
    if plan.form.has_lists:
        allowed |= {"insert_rows": True, "delete_rows": True}
    sheet.protect("", allowed)
    _define_names(book, plan)


def _set_up_page(
    book: Workbook, sheet: Worksheet, plan: SheetPlan, last_row: int, texts: Mapping[CellKey, str]
) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.6, right=0.4, top=0.5, bottom=0.5)
    printed = print_plan(plan, texts)
    sheet.set_print_scale(printed.scale)
    sheet.set_v_pagebreaks([last for _, last in plan.pages[:-1]])
    # Headings repeated over a list are worth more than they disturb above the table after it.
    if len(plan.tables) == 1 or printed.spills:
        sheet.repeat_rows(HEADER_TOP - 1, plan.code_row - 1)
    sheet.repeat_columns(0, plan.stub_width - 1)
    if len(printed.groups) == 1:
        sheet.print_area(0, 0, last_row - 1, plan.last_column - 1)
    else:
        # Each area begins a page of its own, and is only as wide as its tables.
        areas = ",".join(_printed_areas(plan, printed.groups, last_row))
        book.define_name(f"'{plan.sheet}'!_xlnm.Print_Area", f"={areas}")
    sheet.center_horizontally()
    sheet.set_footer('&R&"Times New Roman,Italic"&9Trang &P')


def _printed_areas(plan: SheetPlan, groups: Sequence[Sequence[TablePlan]], last_row: int) -> Iterator[str]:
    top = 1
    for group in groups:
        bottom = last_row if group is groups[-1] else group[-1].last_row
        right = max(plan.pages[0][1], *(table.last_column for table in group))
        yield f"'{plan.sheet}'!{_fixed(to_a1(top, 1))}:{_fixed(to_a1(bottom, right))}"
        top = bottom + 1


def _define_names(book: Workbook, plan: SheetPlan) -> None:
    places: dict[str, str] = {}
    for number, table in enumerate(plan.tables, start=1):
        suffix = "" if number == 1 else f"_{number}"
        first = to_a1(table.code_row + 1, plan.stub_width + 1)
        last = to_a1(table.last_row, table.last_column)
        codes = (to_a1(table.code_row, 1), to_a1(table.code_row, table.last_column))
        places[f"du_lieu{suffix}"] = f"{_fixed(first)}:{_fixed(last)}"
        places[f"ma_cot{suffix}"] = f"{_fixed(codes[0])}:{_fixed(codes[1])}"
    places |= {
        "don_vi_bao_cao": _fixed(to_a1(UNIT, 1)),
        "ky_bao_cao": _fixed(to_a1(PERIOD, 1 if len(plan.pages) == 1 else plan.stub_width + 1)),
        "don_vi_tinh": _fixed(to_a1(MEASURE, plan.pages[0][1])),
    }
    for name, place in places.items():
        book.define_name(f"{plan.form.code}_{name}", f"='{plan.sheet}'!{place}")


def _fixed(address: str) -> str:
    letters = address.rstrip("0123456789")
    return f"${letters}${address[len(letters) :]}"


def _draw_metadata(book: Workbook, binding: Binding) -> None:
    sheet = book.add_worksheet(METADATA_SHEET)
    for at, line in enumerate(binding.to_rows()):
        for column, value in enumerate(line):
            if isinstance(value, int):
                sheet.write_number(at, column, value)
            else:
                sheet.write_string(at, column, value)
    sheet.very_hidden()
    sheet.protect()
