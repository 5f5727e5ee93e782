"""Words and days in the cells of a form: figures typed as text, words for zero, what Excel took for days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from mtqg_xl.domain.cells import Observation, State
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.domain.units import fold
from mtqg_xl.ooxml import Cell, Run, exact
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.figures.days import iso_moment, moment_of, shown, typed_as
from mtqg_xl.reading.figures.formats import format_of
from mtqg_xl.reading.figures.meaning import Meaning, meaning_of
from mtqg_xl.reading.figures.observed import seen, told, unread
from mtqg_xl.reading.figures.place import Place
from mtqg_xl.reading.text.readable import readable_runs, readable_text


def figure_in_text(
    place: Place, cell: Cell, book: Book, runs: Sequence[Run]
) -> tuple[Observation, Remark | None]:
    """What a text in a figure cell stands for there; told, unless it is a word that means zero."""
    # Without letters there is nothing to decode, and blanks that do not break a line mean thousands.
    lettered = runs or any(sign.isalpha() for sign in cell.text)
    text = _seen_text(cell, book, runs) if lettered else cell.text
    if text[4:5] == "-" and (moment := iso_moment(text)) is not None:
        return day(place, cell, moment)
    meaning = meaning_of(text, place.measure, place.written)
    if meaning.state is State.UNREAD:
        return unread(place, cell, meaning.code or "not_a_figure", meaning.values)
    return _read(place, cell, meaning)


def _read(place: Place, cell: Cell, meaning: Meaning) -> tuple[Observation, Remark | None]:
    if not meaning.readings:
        value = Decimal(0) if meaning.state is State.ZERO_REPORTED else None
        return seen(place, meaning.state, value, 0, cell.text, cell.formula), None
    best, code = meaning.readings[0], meaning.code or "text_number"
    # The finer code is told; to the rest of the program a text read as a figure is one of these two.
    note = "doubtful_text_number" if code.startswith("doubtful") else "text_number"
    observed = seen(place, meaning.state, best.value, best.decimals, cell.text, cell.formula, note)
    return observed, told(place, code, cell.text, meaning.values)


def _seen_text(cell: Cell, book: Book, runs: Sequence[Run]) -> str:
    font = book.font(cell.style)
    return readable_runs(runs, font) if runs else readable_text(cell.text, font)


def words_in_text(place: Place, cell: Cell, book: Book, runs: Sequence[Run]) -> Observation:
    """What stands in a cell that holds words."""
    text = _seen_text(cell, book, runs) if cell.kind == "text" else cell.text
    state = State.REPORTED if fold(text) else State.BLANK
    return seen(place, state, raw=text, formula=cell.formula)


def number_in_text(place: Place, cell: Cell, book: Book) -> Observation:
    """A number in a cell that holds words: a day reads as the day that is shown, any other as written."""
    if format_of(book.number_format(cell.style)).date:
        try:
            moment = moment_of(exact(cell.text), book.date1904)
        except ValueError:
            moment = None
        if moment is not None:
            return seen(place, State.REPORTED, raw=shown(moment), formula=cell.formula, note="day")
    return seen(place, State.REPORTED, raw=cell.text, formula=cell.formula)


def numbered_day(place: Place, cell: Cell, book: Book, number: Decimal) -> tuple[Observation, Remark]:
    """A ``number`` in a figure cell that is shown as a day: never read, as nobody typed that number."""
    return day(place, cell, moment_of(number, book.date1904), number)


def day(
    place: Place, cell: Cell, moment: datetime | None, number: Decimal | None = None
) -> tuple[Observation, Remark]:
    """A day in a figure cell, with what was probably typed."""
    values = {"shown": shown(moment) if moment else cell.text, "typed": typed_as(moment) if moment else "“…”"}
    values["number"] = format_vietnamese(number) if number is not None else cell.text
    return unread(place, cell, "date", values)
