"""Heights, and the scale at which a sheet fits A4 landscape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import RowKind
from mtqg_xl.writing.layout import SheetPlan, TablePlan

LINE_HEIGHT = 14.0
#: Characters of Times New Roman 10-11 that fit one unit of column width.
_CHARACTERS_PER_WIDTH = 1.1
#: How much wider a capital is than a small letter.
_CAPITAL = 1.3
_BOLD = 1.06
#: Free texts are set a point smaller.
_SMALL_PRINT = 1.05
#: A4 landscape less margins: millimetres across, points down.
_PAPER_WIDTH = 250.0
_PAPER_HEIGHT = 500.0
_FRAME_HEIGHT = 7 * 16.0
_SIGNATURE_HEIGHT = 5 * 16.0
#: Below this a sheet is spread over several pages rather than shrunk further.
_SMALLEST = 50
#: From this size on several tables on one page read well.
_COMFORTABLE = 70
_MEASURE_COLUMN = 3


def lines_needed(text: str, width: float) -> int:
    """How many lines ``text`` takes in a column ``width`` wide, words kept whole."""
    room = max(width * _CHARACTERS_PER_WIDTH - 1, 4)
    lines, used = 1, 0.0
    for word in text.split():
        length = sum(_CAPITAL if letter.isupper() else 1.0 for letter in word) * 1.05
        if used and used + 1 + length > room:
            lines, used = lines + 1, length
        else:
            used += length + (1 if used else 0)
    return lines


def table_heights(plan: SheetPlan, texts: Mapping[CellKey, str] | None = None) -> dict[int, float]:
    """The height in points of every row of the tables, headings and free texts included."""
    heights: dict[int, float] = {}
    for table in plan.tables:
        heights |= _heights(plan, table, texts or {})
    return {row: float(ceil(height)) for row, height in heights.items()}


def _heights(plan: SheetPlan, table: TablePlan, texts: Mapping[CellKey, str]) -> dict[int, float]:
    widths = plan.widths
    heights = dict.fromkeys(range(table.top, table.code_row), LINE_HEIGHT + 3)
    for cell in table.headings():
        if cell.left <= plan.stub_width and cell.left != _MEASURE_COLUMN:
            continue
        width = sum(widths[at] for at in range(cell.left, cell.right + 1))
        needed = lines_needed(cell.text, width) * (LINE_HEIGHT - 1) + 4
        short = needed - sum(heights.get(row, LINE_HEIGHT) for row in range(cell.top, cell.bottom + 1))
        if short > 0:
            heights[cell.bottom] += short
    for row in table.rows:
        bold = _BOLD if row.kind in (RowKind.TOTAL, RowKind.HEADING) else 1.0
        lines = lines_needed(row.label, (plan.form.label_width - 1.6 * row.depth) / bold)
        if plan.form.shows_measure:
            label = (row.measure or table.section.measure).label
            lines = max(lines, lines_needed(label, widths[_MEASURE_COLUMN]))
        for column in table.columns:
            text = texts.get(plan.form.key(row, column))
            if text:
                lines = max(lines, lines_needed(text, plan.width(column) * _SMALL_PRINT))
        lines = 1 if row.kind is RowKind.CLOSING else lines
        heights[table.row_at[row.key]] = max(17.0, lines * LINE_HEIGHT + 3)
    return heights


def column_millimetres(width: float) -> float:
    """The printed width of a column, margins of the cell included."""
    return (int(width * 7) + 5) / 96 * 25.4


@dataclass(frozen=True, slots=True)
class PrintPlan:
    """The scale of a sheet on paper, and its tables by page, one below the other.

    ``spills`` says that the first table needs more than one page down.
    """

    scale: int
    groups: tuple[tuple[TablePlan, ...], ...]
    spills: bool = False


def print_plan(plan: SheetPlan, texts: Mapping[CellKey, str] | None = None) -> PrintPlan:
    """The percentage at which each page group fits the width and, if it stays legible, the height.

    Tables share a page where they fit one; a table spread over several page groups stands alone, so
    that nothing of another is repeated beside it.
    """
    stub = [plan.widths[at] for at in range(1, plan.stub_width + 1)]
    widest = 0.0
    for first, last in plan.pages:
        columns = [width for at, width in plan.widths.items() if first <= at <= last]
        widest = max(widest, sum(column_millimetres(width) for width in (*stub, *columns)))
    across = int(100 * _PAPER_WIDTH / widest)
    heights = table_heights(plan, texts)
    tall = [
        sum(heights.get(row, LINE_HEIGHT) for row in range(table.top, table.last_row + 1)) + 2 * LINE_HEIGHT
        for table in plan.tables
    ]
    # The frame stands over the first table, the signatures under the last.
    tall[0] += _FRAME_HEIGHT - LINE_HEIGHT
    tall[-1] += _SIGNATURE_HEIGHT
    down = int(100 * _PAPER_HEIGHT / sum(tall))
    alone = len(plan.pages) > 1
    if len(tall) == 1 or (not alone and down >= min(across, _COMFORTABLE)):
        return PrintPlan(_scale(across, down), (plan.tables,))
    scale = _scale(across, int(100 * _PAPER_HEIGHT / max(tall)))
    room = 100 * _PAPER_HEIGHT / scale
    groups: list[list[TablePlan]] = [[plan.tables[0]]]
    used = room if alone else tall[0]
    for table, height in zip(plan.tables[1:], tall[1:], strict=True):
        if used + height <= room:
            groups[-1].append(table)
            used += height
        else:
            groups.append([table])
            used = height
    return PrintPlan(scale, tuple(map(tuple, groups)), spills=tall[0] > room)


def _scale(across: int, down: int) -> int:
    wanted = min(100, across, down) if down >= _SMALLEST else min(100, across)
    return max(40, wanted)
