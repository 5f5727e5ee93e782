"""One cell of a sheet as an observation: numbers, figures typed as text, words that mean zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Context, Decimal
from typing import Final

from mtqg_xl.domain.cells import Observation, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import decimals_of, format_vietnamese
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.domain.units import fold
from mtqg_xl.ooxml import Cell, Run, exact
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.figures.days import iso_moment, moment_of, shown, typed_as
from mtqg_xl.reading.figures.formats import format_of
from mtqg_xl.reading.figures.meaning import Meaning, in_measure, meaning_of
from mtqg_xl.reading.figures.numbers import Manner, Reading
from mtqg_xl.reading.figures.place import Place
from mtqg_xl.reading.text import readable_text
from mtqg_xl.reading.text.readable import readable_runs

#: Excel keeps and shows fifteen digits; what other programs write beyond is noise of binary arithmetic.
_DIGITS: Final = 15
_AS_EXCEL: Final = Context(prec=_DIGITS)
_NOTHING: Final[Mapping[str, str]] = {}


def observe(
    place: Place, cell: Cell | None, book: Book, runs: Sequence[Run] = ()
) -> tuple[Observation, Remark | None]:
    """What stands in ``place``, and what has to be told about it.

    ``runs`` are the pieces of the cell's text, where it stands in several fonts or has raised signs.

    A figure that is not plain is either read and told, or not read and told: never guessed in silence.
    """
    if cell is None:
        return _seen(place, State.BLANK), None
    kind = cell.kind
    if kind == "number":
        return _day_in_text(place, cell, book) if place.kind is CellKind.TEXT else _number(place, cell, book)
    if kind == "blank" and cell.formula is None:
        return _seen(place, State.BLANK), None
    if place.kind is CellKind.TEXT:
        return _words(place, cell, book, runs), None
    if kind == "error":
        return _unread(place, cell, "error_value")
    if kind == "bool":
        return _unread(place, cell, "not_a_figure")
    if kind == "blank":
        # A formula whose result was never stored. Our own rules recompute the form's formulas.
        if place.kind is CellKind.FORMULA:
            return _seen(place, State.BLANK, formula=cell.formula), None
        return _unread(place, cell, "no_result")
    return _text(place, cell, book, runs)


def _number(place: Place, cell: Cell, book: Book) -> tuple[Observation, Remark | None]:
    text = cell.text
    whole, _, fraction = text.partition(".")
    if len(text) <= _DIGITS and whole.isdecimal() and (not fraction or fraction.isdecimal()):
        value, decimals = Decimal(text), len(fraction.rstrip("0"))
    else:
        try:
            value = exact(text)
        except ValueError:
            return _unread(place, cell, "not_a_figure")
        if len(value.as_tuple().digits) > _DIGITS:
            value = _AS_EXCEL.plus(value)
        decimals = decimals_of(value.normalize())
    form = format_of(book.number_format(cell.style))
    if form.date:
        moment = moment_of(value, book.date1904)
        return _day(place, cell, moment, value)
    note = None
    measure, written = place.measure, place.written
    if form.percent and measure.kind is MeasureKind.RATE:
        value, decimals, note = value * 100, max(0, decimals - 2), "percent_format"
    remark = None
    if form.thousands:
        value = value.scaleb(-3 * form.thousands)
        decimals = decimals_of(value.normalize())
    if written is not measure and written.code != measure.code:
        value, decimals, _ = in_measure(Reading(value, decimals, Manner.PLAIN), written, measure)
    if form.thousands:
        values = {"read": format_vietnamese(value), "unit": measure.label}
        remark = _remark(place, "scaled_format", text, values)
        note = "scaled_format"
    return _seen(place, State.REPORTED, value, decimals, text, cell.formula, note), remark


def _text(place: Place, cell: Cell, book: Book, runs: Sequence[Run]) -> tuple[Observation, Remark | None]:
    # Without letters there is nothing to decode, and blanks that do not break a line mean thousands.
    lettered = runs or any(sign.isalpha() for sign in cell.text)
    text = _seen_text(cell, book, runs) if lettered else cell.text
    if text[4:5] == "-" and (moment := iso_moment(text)) is not None:
        return _day(place, cell, moment)
    meaning = meaning_of(text, place.measure, place.written)
    if meaning.state is State.UNREAD:
        return _unread(place, cell, meaning.code or "not_a_figure", meaning.values)
    return _read(place, cell, meaning)


def _read(place: Place, cell: Cell, meaning: Meaning) -> tuple[Observation, Remark | None]:
    if not meaning.readings:
        value = Decimal(0) if meaning.state is State.ZERO_REPORTED else None
        return _seen(place, meaning.state, value, 0, cell.text, cell.formula), None
    best, code = meaning.readings[0], meaning.code or "text_number"
    # The finer code is told; to the rest of the program a text read as a figure is one of these two.
    note = "doubtful_text_number" if code.startswith("doubtful") else "text_number"
    seen = _seen(place, meaning.state, best.value, best.decimals, cell.text, cell.formula, note)
    return seen, _remark(place, code, cell.text, meaning.values)


def _seen_text(cell: Cell, book: Book, runs: Sequence[Run]) -> str:
    font = book.font(cell.style)
    return readable_runs(runs, font) if runs else readable_text(cell.text, font)


def _words(place: Place, cell: Cell, book: Book, runs: Sequence[Run]) -> Observation:
    text = _seen_text(cell, book, runs) if cell.kind == "text" else cell.text
    state = State.REPORTED if fold(text) else State.BLANK
    return _seen(place, state, raw=text, formula=cell.formula)


def _day_in_text(place: Place, cell: Cell, book: Book) -> tuple[Observation, Remark | None]:
    """A number in a column of texts: a day reads as the day that is shown, any other number as written."""
    if format_of(book.number_format(cell.style)).date:
        try:
            moment = moment_of(exact(cell.text), book.date1904)
        except ValueError:
            moment = None
        if moment is not None:
            return _seen(place, State.REPORTED, raw=shown(moment), formula=cell.formula, note="day"), None
    return _seen(place, State.REPORTED, raw=cell.text, formula=cell.formula), None


def _day(
    place: Place, cell: Cell, moment: datetime | None, number: Decimal | None = None
) -> tuple[Observation, Remark]:
    values = {"shown": shown(moment) if moment else cell.text, "typed": typed_as(moment) if moment else "“…”"}
    values["number"] = format_vietnamese(number) if number is not None else cell.text
    return _unread(place, cell, "date", values)


def _seen(
    place: Place,
    state: State,
    value: Decimal | None = None,
    decimals: int = 0,
    raw: str = "",
    formula: str | None = None,
    note: str | None = None,
) -> Observation:
    return Observation(place.key, state, value, decimals, raw, formula, place.sheet, place.address, note)


def _remark(place: Place, code: str, raw: str, values: Mapping[str, str] = _NOTHING) -> Remark:
    return Remark(code, place.key, place.sheet, place.address, raw, values)


def _unread(
    place: Place, cell: Cell, code: str, values: Mapping[str, str] = _NOTHING
) -> tuple[Observation, Remark]:
    seen = _seen(place, State.UNREAD, raw=cell.text, formula=cell.formula, note=code)
    return seen, _remark(place, code, cell.text, values)
