"""Whether the headings still say what the template printed over its columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from mtqg_xl.domain.binding import FormBinding
from mtqg_xl.domain.forms import Column, Form
from mtqg_xl.domain.units import fold
from mtqg_xl.ooxml import Sheet, to_a1
from mtqg_xl.reading.unmerged import Unmerged, heading_text

#: So many figures outside a table may be those of another.
_ANOTHER: Final = 4


@dataclass(slots=True)
class AsStored:
    """A sheet of a template as it is seen, with nothing looked up by key."""

    sheet: Sheet
    unmerged: Unmerged = field(init=False)

    def __post_init__(self) -> None:
        self.unmerged = Unmerged(self.sheet)

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.sheet.name

    def printed(self, row: int, column: int) -> str:
        """What is seen at a place."""
        return self.unmerged.text(row, column)

    def address(self, row: int, column: int) -> str:
        """The A1 address of a place."""
        return to_a1(row, column)


def headings_hold(bound: FormBinding, form: Form, view: AsStored) -> bool:
    """Whether every column of ``form`` has its own headings where ``bound`` says it stands."""
    wanted = {column.key: _as_printed(column) for column in form.columns if not column.in_stub}
    deepest: dict[int, int] = {}
    for column in form.columns:
        if not column.in_stub:
            deepest[column.section] = max(deepest.get(column.section, 1), len(wanted[column.key]))
    for column in form.columns:
        if column.in_stub:
            continue
        code_row = bound.tables[column.section][0]
        top = max(1, code_row - deepest[column.section])
        shown = view.unmerged.path(top, code_row - 1, bound.columns[column.key])
        if shown != wanted[column.key] and not _alike(wanted[column.key], shown):
            return False
    return True


@lru_cache(maxsize=2048)
def _as_printed(column: Column) -> tuple[str, ...]:
    """The headings of a column as they read on the sheet, outermost first."""
    texts: list[str] = []
    for text in map(heading_text, (*column.headings, column.title)):
        if text and (not texts or fold(texts[-1]) != fold(text)):
            texts.append(text)
    return tuple(texts)


def _alike(wanted: tuple[str, ...], shown: tuple[str, ...]) -> bool:
    # Only headings that somebody altered have to be compared by their words.
    from mtqg_xl.reading.tables.columns import SURE
    from mtqg_xl.reading.tables.paths import as_path, likeness

    return likeness(as_path(wanted), as_path(shown)) >= SURE


def holds_more(bound: FormBinding, sheet: Sheet) -> bool:
    """Whether figures stand beside or below the table, so that there may be another one."""
    rows = {row.at for row in bound.rows}
    last, right = max(rows, default=0), max(bound.columns.values(), default=0)
    outside = 0
    for (row, column), cell in sheet.cells.items():
        if cell.kind == "number" and (column > right or row > last):
            outside += 1
            if outside >= _ANOTHER:
                return True
    return False
