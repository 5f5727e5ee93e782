"""Columns of words that a workbook counts: an empty one can only be told by the formulas over it."""

from __future__ import annotations

from collections.abc import Iterator

from mtqg_xl.learning.formulas.meaning import meaning_of, place_of
from mtqg_xl.learning.formulas.parsing import NotUnderstood
from mtqg_xl.learning.model import LearntColumn, LearntForm, LearntTable
from mtqg_xl.learning.paper.layout import is_figure
from mtqg_xl.messages import say
from mtqg_xl.rules.expressions import Tally, walk


def mark_counted(form: LearntForm) -> None:
    """Take columns for words whose filled cells are counted, unless figures stand in them."""
    counted = {place for table in form.tables for place in _counted(table)}
    for table in form.tables:
        rows = {at for row in table.rows for at in row.places}
        for column in table.columns:
            own = any(at in rows for at, column_at in counted if column_at == column.at)
            if own and column.is_figures and not _has_figures(table, column):
                column.kind = "text"
                column.measure = ""
                column.notes.append(say("learning.counted"))


def _counted(table: LearntTable) -> Iterator[tuple[int, int]]:
    for row in table.rows:
        for at in row.places:
            for column in table.columns:
                cell = table.unmerged.sheet.cells.get((at, column.at))
                if cell is None or not cell.formula or "COUNT" not in cell.formula.upper():
                    continue
                try:
                    node = meaning_of(cell.formula, lambda _row, _column: False).node
                except NotUnderstood:
                    continue
                for part in walk(node):
                    if isinstance(part, Tally):
                        yield from (place_of(key) for key in part.keys)


def _has_figures(table: LearntTable, column: LearntColumn) -> bool:
    cells = (table.unmerged.sheet.cells.get((at, column.at)) for row in table.rows for at in row.places)
    return any(is_figure(cell) for cell in cells)
