"""What a book says, in a shape that can be compared between formats."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from mtqg_xl.domain.cells import CellKey, State
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.ooxml import exact, is_date, is_percent
from mtqg_xl.opening import Book


class Seen(NamedTuple):
    """A cell: ``value`` is exact for numbers."""

    kind: str
    value: Decimal | str
    percent: bool
    date: bool


def cells_of(book: Book, sheet: str) -> dict[str, Seen]:
    """The cells of a sheet that hold anything, by address."""
    found = {}
    for cell in book.sheet(sheet).cells.values():
        if cell.kind != "blank" and cell.text:
            code = book.number_format(cell.style) if cell.kind == "number" else "General"
            value = exact(cell.text) if cell.kind == "number" else cell.text
            found[cell.address] = Seen(cell.kind, value, is_percent(code), is_date(code))
    return found


def formulas_of(book: Book, sheet: str) -> dict[str, str]:
    """The texts of formulas of a sheet, by address."""
    return {c.address: c.formula for c in book.sheet(sheet).cells.values() if c.formula is not None}


def fonts_of(book: Book, sheet: str) -> dict[str, str]:
    """The fonts of the texts of a sheet, by address."""
    return {c.address: book.font(c.style) for c in book.sheet(sheet).cells.values() if c.kind == "text"}


Observed = tuple[State, Decimal | None, int, str, str, str]


def observed(submission: Submission) -> dict[CellKey, Observed]:
    """Everything observed in a submission but the formulas."""
    return {
        key: (
            seen.state,
            seen.value,
            seen.decimals,
            seen.sheet,
            seen.cell,
            seen.raw if seen.value is None else "",
        )
        for table in submission.tables
        for key, seen in table.observations.items()
    }


def computed(submission: Submission) -> dict[CellKey, str]:
    """The formulas observed in a submission."""
    return {
        key: seen.formula
        for table in submission.tables
        for key, seen in table.observations.items()
        if seen.formula is not None
    }
