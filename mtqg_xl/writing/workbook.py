"""A new workbook from laid-out forms: the same content gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
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
from mtqg_xl.writing.frame import FrameTexts, draw_heading, draw_signatures
from mtqg_xl.writing.layout import HEADER_TOP, MEASURE, PERIOD, UNIT, SheetPlan
from mtqg_xl.writing.paper import print_scale
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
    draw_table(sheet, plan, filling, styles)
    last_row = draw_signatures(sheet, plan, texts, styles)
    _set_up_page(sheet, plan, last_row, filling.texts)
    sheet.freeze_panes(plan.code_row, plan.stub_width)
    sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})
    _define_names(book, plan)


def _set_up_page(sheet: Worksheet, plan: SheetPlan, last_row: int, texts: Mapping[CellKey, str]) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.6, right=0.4, top=0.5, bottom=0.5)
    sheet.set_print_scale(print_scale(plan, texts))
    sheet.set_v_pagebreaks([last for _, last in plan.pages[:-1]])
    sheet.repeat_rows(HEADER_TOP - 1, plan.code_row - 1)
    sheet.repeat_columns(0, plan.stub_width - 1)
    sheet.print_area(0, 0, last_row - 1, plan.last_column - 1)
    sheet.center_horizontally()
    sheet.set_footer('&R&"Times New Roman,Italic"&9Trang &P')


def _define_names(book: Workbook, plan: SheetPlan) -> None:
    first, last = to_a1(plan.code_row + 1, plan.stub_width + 1), to_a1(plan.last_row, plan.last_column)
    codes = (to_a1(plan.code_row, 1), to_a1(plan.code_row, plan.last_column))
    places = {
        "du_lieu": f"{_fixed(first)}:{_fixed(last)}",
        "ma_cot": f"{_fixed(codes[0])}:{_fixed(codes[1])}",
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
