"""Where the tables of a sheet are: the rows of headings, the row of codes, the body."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from mtqg_xl.domain.units import fold
from mtqg_xl.learning.columns.codes import PrintedCode, code_row
from mtqg_xl.learning.paper.words import NUMBER_HEADINGS, is_closing, is_frame, is_label_heading
from mtqg_xl.ooxml import Cell
from mtqg_xl.reading.unmerged import Unmerged, tidy

_FIRST_ROWS = 400
_DEEPEST = 7
_BLANKS = 2


@dataclass(frozen=True)
class Header:
    """The rows of headings of one table; ``codes`` are the printed column codes by sheet column.

    ``sure`` says that words or codes show them to be headings, not only the figures below.
    """

    top: int
    bottom: int
    code_row: int | None
    codes: dict[int, PrintedCode] = field(default_factory=dict)
    sure: bool = True

    @property
    def body(self) -> int:
        """The first row under the headings."""
        return (self.code_row or self.bottom) + 1


@dataclass(frozen=True)
class Area:
    """One table of a sheet: its headings, its rows, and the rows of its frame above."""

    header: Header
    rows: tuple[int, ...]
    frame: tuple[int, int]


def find_areas(unmerged: Unmerged) -> list[Area]:
    """The tables of a sheet, from top to bottom."""
    end = unmerged.sheet.rows_used
    areas: list[Area] = []
    row, frame_from = 1, 1
    while row <= min(end, _FIRST_ROWS):
        header = header_at(unmerged, row)
        if header is None:
            row += 1
            continue
        rows, after = _body(unmerged, header)
        areas.append(Area(header, rows, (frame_from, header.top - 1)))
        row = frame_from = max(after, header.body)
    return areas


def header_at(unmerged: Unmerged, row: int) -> Header | None:
    """The headings that begin in ``row``, if any do."""
    cells = _anchored(unmerged, row)
    texts = [fold(cell.text) for cell in cells if cell.kind == "text"]
    if len(cells) < 2 or not texts or (len(cells) <= 3 and any(is_frame(text) for text in texts)):
        return None
    if any(cell.formula for cell in cells) or code_row(unmerged, row) is not None:
        return None
    if any(cell.kind == "number" and not _is_year(cell) for cell in cells):
        return None
    named = any(text in NUMBER_HEADINGS for text in texts) or (
        len(cells) >= 3 and is_label_heading(texts[0]) and texts[0] == fold(cells[0].text)
    )
    bottom = _bottom(unmerged, row, cells, named)
    if bottom is None:
        return None
    below = bottom + 1
    codes = code_row(unmerged, below)
    if codes is None and not _anchored(unmerged, below):
        below += 1
        codes = code_row(unmerged, below)
    if not named and codes is None and not _figures_below(unmerged, bottom, cells):
        return None
    if not named and codes is None and len(cells) < 3:
        return None
    return Header(row, bottom, below if codes else None, codes or {}, sure=named or codes is not None)


def _bottom(unmerged: Unmerged, top: int, cells: list[Cell], named: bool) -> int | None:
    """The last row of headings that begin in ``top``; ``None`` when they do not look like headings."""
    bottom = max(unmerged.span(cell.row, cell.col)[2] for cell in cells)
    if bottom - top >= _DEEPEST:
        return None
    stub = _stub_column(cells) if named else cells[0].col
    while bottom - top < _DEEPEST:
        row = bottom + 1
        below = _anchored(unmerged, row)
        headings = [cell for cell in below if cell.kind == "text" or _is_year(cell)]
        if not below or len(headings) < len(below) or any(cell.formula for cell in below):
            break
        if min(cell.col for cell in below) <= stub or code_row(unmerged, row) is not None:
            break
        bottom = max(unmerged.span(cell.row, cell.col)[2] for cell in below)
    return bottom


def _stub_column(cells: list[Cell]) -> int:
    """The last column of the stub among headings: the one of the labels."""
    folded = {cell.col: fold(cell.text) for cell in cells}
    numbers = [column for column, text in folded.items() if text in NUMBER_HEADINGS]
    labels = [column for column, text in folded.items() if is_label_heading(text)]
    first = min(folded)
    after = [column for column in labels if not numbers or column > numbers[0]]
    return min(after) if after else (numbers[0] if numbers else first)


def _figures_below(unmerged: Unmerged, bottom: int, cells: list[Cell]) -> bool:
    """Whether figures stand under headings that nothing else shows to be headings."""
    columns = [cell.col for cell in cells]
    if len(columns) < 3 or max(b - a for a, b in pairwise(columns)) > 3:
        return False
    rows = range(bottom + 1, bottom + 6)
    places = [unmerged.sheet.cell(row, column) for row in rows for column in columns[1:]]
    return any(cell is not None and (cell.kind == "number" or cell.formula) for cell in places)


def _body(unmerged: Unmerged, header: Header) -> tuple[tuple[int, ...], int]:
    """The rows of the body, and the first row after it."""
    end = unmerged.sheet.rows_used
    rows: list[int] = []
    row, blanks = header.body, 0
    while row <= end:
        cells = _anchored(unmerged, row)
        again = header_at(unmerged, row) if cells and rows else None
        if again is not None and again.sure:
            if not _same_headings(unmerged, header, again):
                break
            row, blanks = again.body, 0  # the headings repeated on the next printed page
            continue
        if not cells:
            blanks += 1
            if blanks > _BLANKS and rows:
                break
        else:
            figures = any(cell.kind == "number" or cell.formula for cell in cells[1:])
            first = next((fold(cell.text) for cell in cells if cell.kind == "text"), "")
            if rows and not figures and first and is_closing(first):
                break
            if code_row(unmerged, row) is None:
                rows.append(row)
            blanks = 0
        row += 1
    if row <= end and rows and header_at(unmerged, row) is not None:
        rows = _without_title(unmerged, rows, header, row)
    return tuple(rows), (rows[-1] + 1 if rows else row)


def _without_title(unmerged: Unmerged, rows: list[int], header: Header, stop: int) -> list[int]:
    """``rows`` without those above the next table that are its title."""
    kept = list(rows)
    while kept:
        cells = _anchored(unmerged, kept[-1])
        spans = [unmerged.span(cell.row, cell.col) for cell in cells]
        across = any(right - left >= 2 for _, left, _, right in spans)
        apart = kept[-1] - 1 not in kept or kept[-1] - 1 < header.body
        framed = any(is_frame(fold(cell.text)) for cell in cells)
        figures = any(cell.kind == "number" or cell.formula for cell in cells[1:])
        if figures or not (across or apart or framed) or len(cells) > 2:
            break
        kept.pop()
    return kept


def _same_headings(unmerged: Unmerged, one: Header, other: Header) -> bool:
    columns = range(1, unmerged.sheet.columns_used + 1)
    here = [unmerged.path(one.top, one.bottom, column) for column in columns]
    return here == [unmerged.path(other.top, other.bottom, column) for column in columns]


def _anchored(unmerged: Unmerged, row: int) -> list[Cell]:
    """The cells of a row that hold something and are not covered from above."""
    found = []
    for column in range(1, unmerged.sheet.columns_used + 1):
        cell = unmerged.sheet.cell(row, column)
        if cell is None or unmerged.anchor(row, column) != (row, column):
            continue
        if cell.formula is not None or (cell.kind != "blank" and tidy(cell.text)):
            found.append(cell)
    return found


def _is_year(cell: Cell) -> bool:
    text = cell.text.removesuffix(".0")
    return cell.kind == "number" and len(text) == 4 and text.isdecimal() and 1990 <= int(text) <= 2100
