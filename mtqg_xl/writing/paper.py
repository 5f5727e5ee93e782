"""Heights, and the scale at which a sheet fits A4 landscape."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.writing.layout import HEADER_TOP, SheetPlan

LINE_HEIGHT = 14.0
#: Characters of Times New Roman 10-11 that fit one unit of column width.
_CHARACTERS_PER_WIDTH = 1.1
#: Free texts are set a point smaller.
_SMALL_PRINT = 1.05
#: A4 landscape less margins: millimetres across, points down.
_PAPER_WIDTH = 250.0
_PAPER_HEIGHT = 500.0
_FRAME_HEIGHT = 7 * 16.0
_SIGNATURE_HEIGHT = 5 * 16.0
#: Below this a sheet is spread over several pages rather than shrunk further.
_SMALLEST = 50


def lines_needed(text: str, width: float) -> int:
    """How many lines ``text`` takes in a column ``width`` wide, words kept whole."""
    room = max(width * _CHARACTERS_PER_WIDTH - 1, 4)
    lines, used = 1, 0.0
    for word in text.split():
        length = len(word) * 1.05
        if used and used + 1 + length > room:
            lines, used = lines + 1, length
        else:
            used += length + (1 if used else 0)
    return lines


def table_heights(plan: SheetPlan, texts: Mapping[CellKey, str] | None = None) -> dict[int, float]:
    """The height in points of every row of the table, headings and free texts included."""
    form = plan.form
    widths = {plan.column_at[column.key]: plan.width(column) for column in form.columns}
    heights = dict.fromkeys(range(HEADER_TOP, plan.code_row), LINE_HEIGHT + 3)
    for cell in plan.headings():
        if cell.left <= plan.stub_width:
            continue
        width = sum(widths[at] for at in range(cell.left, cell.right + 1))
        needed = lines_needed(cell.text, width) * (LINE_HEIGHT - 1) + 4
        spanned = range(cell.top, cell.bottom + 1)
        short = needed - sum(heights[row] for row in spanned)
        if short > 0:
            heights[cell.bottom] += short
    for row in form.rows:
        lines = lines_needed(row.label, form.label_width - 1.6 * row.depth)
        for column in form.columns:
            text = texts.get(form.key(row, column)) if texts else None
            if text:
                lines = max(lines, lines_needed(text, plan.width(column) * _SMALL_PRINT))
        heights[plan.row_at[row.key]] = max(17.0, lines * LINE_HEIGHT + 3)
    return {row: float(ceil(height)) for row, height in heights.items()}


def column_millimetres(width: float) -> float:
    """The printed width of a column, margins of the cell included."""
    return (int(width * 7) + 5) / 96 * 25.4


def print_scale(plan: SheetPlan, texts: Mapping[CellKey, str] | None = None) -> int:
    """The percentage at which each page group fits the width and, if it stays legible, the height."""
    form = plan.form
    stub = [5.5, form.label_width, *([9.0] if form.shows_measure else [])]
    widest = 0.0
    for first, last in plan.pages:
        columns = [plan.width(c) for c in form.columns if first <= plan.column_at[c.key] <= last]
        widest = max(widest, sum(column_millimetres(width) for width in (*stub, *columns)))
    across = int(100 * _PAPER_WIDTH / widest)
    height = _FRAME_HEIGHT + _SIGNATURE_HEIGHT + sum(table_heights(plan, texts).values()) + LINE_HEIGHT
    down = int(100 * _PAPER_HEIGHT / height)
    wanted = min(100, across, down) if down >= _SMALLEST else min(100, across)
    return max(40, wanted)
