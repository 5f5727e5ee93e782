"""One cell of a sheet as an observation.

Plain numbers, which is what nearly every cell holds, are read here; for words and days see ``wording``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import Final

from mtqg_xl.domain.cells import Observation, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import decimals_of, format_vietnamese
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.ooxml import Cell, Run, exact
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.figures.formats import format_of
from mtqg_xl.reading.figures.observed import seen, told, unread
from mtqg_xl.reading.figures.place import Place

#: Excel keeps and shows fifteen digits; what other programs write beyond is noise of binary arithmetic.
_DIGITS: Final = 15
_AS_EXCEL: Final = Context(prec=_DIGITS)


def observe(
    place: Place, cell: Cell | None, book: Book, runs: Sequence[Run] = ()
) -> tuple[Observation, Remark | None]:
    """What stands in ``place``, and what has to be told about it.

    ``runs`` are the pieces of the cell's text, where it stands in several fonts or has raised signs.

    A figure that is not plain is either read and told, or not read and told: never guessed in silence.
    """
    if cell is None:
        return seen(place, State.BLANK), None
    kind = cell.kind
    if kind == "number" and place.kind is not CellKind.TEXT:
        return _number(place, cell, book)
    if kind == "blank" and cell.formula is None:
        return seen(place, State.BLANK), None
    if place.kind is CellKind.TEXT:
        from mtqg_xl.reading.figures.wording import number_in_text, words_in_text

        if kind == "number":
            return number_in_text(place, cell, book), None
        return words_in_text(place, cell, book, runs), None
    if kind == "error":
        return unread(place, cell, "error_value")
    if kind == "bool":
        return unread(place, cell, "not_a_figure")
    if kind == "blank":
        # A formula whose result was never stored. Our own rules recompute the form's formulas.
        if place.kind is CellKind.FORMULA:
            return seen(place, State.BLANK, formula=cell.formula), None
        return unread(place, cell, "no_result")
    from mtqg_xl.reading.figures.wording import figure_in_text

    return figure_in_text(place, cell, book, runs)


def _number(place: Place, cell: Cell, book: Book) -> tuple[Observation, Remark | None]:
    text = cell.text
    whole, _, fraction = text.partition(".")
    if len(text) <= _DIGITS and whole.isdecimal() and (not fraction or fraction.isdecimal()):
        value, decimals = Decimal(text), len(fraction.rstrip("0"))
    else:
        try:
            value = exact(text)
        except ValueError:
            return unread(place, cell, "not_a_figure")
        if len(value.as_tuple().digits) > _DIGITS:
            value = _AS_EXCEL.plus(value)
        decimals = decimals_of(value.normalize())
    form = format_of(book.number_format(cell.style))
    if form.date:
        from mtqg_xl.reading.figures.wording import numbered_day

        return numbered_day(place, cell, book, value)
    note = None
    measure, written = place.measure, place.written
    if form.percent and measure.kind is MeasureKind.RATE:
        value, decimals, note = value * 100, max(0, decimals - 2), "percent_format"
    remark = None
    if form.thousands:
        value = value.scaleb(-3 * form.thousands)
        decimals = decimals_of(value.normalize())
    if written is not measure and written.code != measure.code:
        value, decimals = _in_measure_of_form(place, value, decimals)
    if form.thousands:
        values = {"read": format_vietnamese(value), "unit": measure.label}
        remark = told(place, "scaled_format", text, values)
        note = "scaled_format"
    return seen(place, State.REPORTED, value, decimals, text, cell.formula, note), remark


def _in_measure_of_form(place: Place, value: Decimal, decimals: int) -> tuple[Decimal, int]:
    from mtqg_xl.reading.figures.meaning import in_measure
    from mtqg_xl.reading.figures.numbers import Manner, Reading

    value, decimals, _ = in_measure(Reading(value, decimals, Manner.PLAIN), place.written, place.measure)
    return value, decimals
