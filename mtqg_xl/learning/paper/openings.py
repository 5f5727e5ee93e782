"""Which cells of a table are closed, told with as few words as possible: on a row, or on a column."""

from __future__ import annotations

from mtqg_xl.learning.formulas.selecting import selector
from mtqg_xl.learning.model import LearntColumn, LearntRow, LearntTable
from mtqg_xl.learning.paper.cells import Body


def mark_headings(table: LearntTable, body: Body) -> None:
    """Rows of which every cell is closed are headings, and so are rows merged over the whole table."""
    columns = _figure_columns(table)
    for row in table.rows:
        places = {(at, column.at) for at in row.places for column in columns}
        spanned = any(
            table.unmerged.anchor(row.at, column.at)[1] < table.layout.columns[0] for column in columns
        )
        if not row.each and (places <= body.closed or (spanned and not places & body.shown.keys())):
            row.kind = "heading"


def close_cells(table: LearntTable, body: Body) -> None:
    """Put ``rows`` on columns and ``columns`` on rows, so that just the closed cells are closed."""
    columns = _figure_columns(table)
    rows = [row for row in table.rows if row.kind != "heading"]
    closed = {
        (row.key, column.key): (row, column)
        for row in rows
        for column in columns
        if all((at, column.at) in body.closed for at in row.places)
    }
    left = set(closed)
    while left:
        row, of_row = _fullest(left, 0)
        column, of_column = _fullest(left, 1)
        if of_column >= of_row:
            chosen = next(c for c in columns if c.key == column)
            _close_in_column(table, chosen, rows, closed)
            left = {pair for pair in left if pair[1] != column}
        else:
            _close_in_row(next(r for r in rows if r.key == row), columns, closed, table)
            left = {pair for pair in left if pair[0] != row}


def _close_in_column(
    table: LearntTable,
    column: LearntColumn,
    rows: list[LearntRow],
    closed: dict[tuple[str, str], tuple[LearntRow, LearntColumn]],
) -> None:
    open_rows = [row for row in rows if (row.key, column.key) not in closed]
    column.rows = selector(table, open_rows) if open_rows else ()


def _close_in_row(
    row: LearntRow,
    columns: list[LearntColumn],
    closed: dict[tuple[str, str], tuple[LearntRow, LearntColumn]],
    table: LearntTable,
) -> None:
    others = [column for column in table.columns if column not in columns and not column.in_stub]
    kept = [column for column in columns if (row.key, column.key) not in closed]
    row.columns = tuple(column.key for column in table.columns if column in kept or column in others)


def _fullest(left: set[tuple[str, str]], side: int) -> tuple[str, int]:
    counts: dict[str, int] = {}
    for pair in sorted(left):
        counts[pair[side]] = counts.get(pair[side], 0) + 1
    key = max(counts, key=lambda name: counts[name])
    return key, counts[key]


def _figure_columns(table: LearntTable) -> list[LearntColumn]:
    return [column for column in table.columns if column.is_figures]
