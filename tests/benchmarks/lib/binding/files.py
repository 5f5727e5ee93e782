"""A layout as a real workbook, to look at and to read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mtqg_xl.domain.binding import METADATA_SHEET
from tests.benchmarks.lib.binding.drafts import Draft
from tests.benchmarks.lib.binding.memory import formula_text, metadata_sheet, places
from tests.benchmarks.lib.binding.spots import Page, Spot


def save(draft: Draft, path: Path) -> Path:
    """Write ``draft`` as an .xlsx file."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    formats: dict[tuple[str, str], Any] = {}
    where = places(draft)
    for page in draft.pages:
        sheet = book.add_worksheet(page.name)
        if page.state == "hidden":
            sheet.hide()
        _write(book, sheet, page, formats, where)
    if draft.binding is not None:
        sheet = book.add_worksheet(METADATA_SHEET)
        sheet.very_hidden()
        for (r, c), cell in metadata_sheet(draft).cells.items():
            if cell.kind == "number":
                sheet.write_number(r - 1, c - 1, float(cell.text))
            else:
                sheet.write_string(r - 1, c - 1, cell.text)
    visible = next((at for at, page in enumerate(draft.pages) if page.state == "visible"), 0)
    book.worksheets()[visible].activate()
    book.worksheets()[visible].set_first_sheet()
    book.close()
    return path


def _write(
    book: Any, sheet: Any, page: Page, formats: dict[tuple[str, str], Any], where: dict[int, tuple[str, str]]
) -> None:
    for top, left, bottom, right in page.merges:
        sheet.merge_range(top, left, bottom, right, "")
    for r, c, spot in page.spots():
        style = (spot.number_format, spot.font)
        if style not in formats:
            formats[style] = book.add_format({"num_format": style[0], "font_name": style[1]})
        _cell(sheet, page.name, r, c, spot, formats[style], where)
    for r in page.hidden_rows:
        sheet.set_row(r, None, None, {"hidden": True})
    for c in page.hidden_columns:
        sheet.set_column(c, c, None, None, {"hidden": True})


def _cell(
    sheet: Any, name: str, r: int, c: int, spot: Spot, style: Any, where: dict[int, tuple[str, str]]
) -> None:
    if spot.formula is not None:
        value: float | str = float(spot.text) if spot.kind == "number" else spot.text
        sheet.write_formula(r, c, "=" + formula_text(spot.formula, name, where), style, value)
    elif spot.kind == "number":
        sheet.write_number(r, c, float(spot.text), style)
    elif spot.kind == "text":
        sheet.write_string(r, c, spot.text, style)
    else:
        sheet.write_blank(r, c, None, style)
