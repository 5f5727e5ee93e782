"""Formulas whose value cannot be computed by any engine here, before one is asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from mtqg_xl.recalculation.bare import is_odd
from mtqg_xl.recalculation.book import Book
from mtqg_xl.recalculation.functions import DATED, HIDING
from mtqg_xl.recalculation.plain import Plain
from mtqg_xl.recalculation.references import References
from mtqg_xl.recalculation.values import Place

#: A SUBTOTAL whose first argument is not plainly a number from 1 to 11.
_WITHOUT_HIDDEN: Final = re.compile(r"SUBTOTAL\(\s*(?!(?:[1-9]|1[01])\s*,)", re.IGNORECASE)


def known_reason(book: Book, place: Place, found: References) -> str | None:
    """The reason why the formula in ``place``, with the references ``found``, is not computed."""
    if not book.formulas[place]:
        return "no_text"
    if place in book.arrays:
        return "array"
    if found.volatile:
        return "volatile"
    if found.external:
        return "external"
    if found.outside:
        return "outside"
    if book.settings.as_shown:
        return "as_shown"
    if book.workbook.date1904 and not found.functions.isdisjoint(DATED):
        return "counts_from_1904"
    if not found.functions.isdisjoint(HIDING) and _leaves_rows_out(book, book.formulas[place], found):
        return "hidden_rows"
    return None


def plain_reason(formula: Plain | None) -> str | None:
    """The reason why a formula made plain is not computed."""
    if formula is None:
        return "unknown_reference"
    return "one_of_many" if formula.form == "array" else None


def odd_texts(book: Book, sheets: Collection[str]) -> set[Place]:
    """The cells of ``sheets`` with texts that no engine can be given as they are."""
    return {
        (name, row, col)
        for name in sheets
        for (row, col), cell in book.sheet(name).cells.items()
        if cell.kind == "text" and is_odd(cell)
    }


def _leaves_rows_out(book: Book, formula: str, found: References) -> bool:
    """Whether some of the rows that ``formula`` reads do not count because they are hidden."""
    counts_hidden = "AGGREGATE" not in found.functions and not _WITHOUT_HIDDEN.search(formula)
    hiding = {
        area.sheet
        for area in found.areas
        if any(area.top <= row <= area.bottom for row in book.sheet(area.sheet).hidden_rows)
    }
    # Rows hidden by hand are counted by SUBTOTAL(1) to (11), rows filtered out never are.
    return any(not counts_hidden or book.is_filtered(sheet) for sheet in hiding)


def largest_number(values: Mapping[Place, float], book: Book, found: References) -> float:
    """The largest number, sign aside, in the cells that ``found`` names singly, or 0."""
    largest = 0.0
    for area in found.areas:
        if not area.single:
            continue
        place = (area.sheet, area.top, area.left)
        value = values.get(place, book.stored(place))
        if isinstance(value, float):
            largest = max(largest, abs(value))
    return largest
