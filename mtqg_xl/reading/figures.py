"""One cell of a sheet as an observation: numbers, figures typed as text, words that mean zero."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.catalogue import words
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.numerals import decimals_of, parse_numeral
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.domain.units import fold
from mtqg_xl.ooxml import Cell, Workbook, exact, is_percent, to_a1

_DATE_FORMAT = re.compile(r"(?<![a-z])(d{1,4}|y{2,4}|m{1,4})(?![a-z])")
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands and what it is measured in; ``written`` is the measure the sheet states."""

    key: CellKey
    kind: CellKind
    sheet: str
    row: int
    column: int
    measure: Measure
    written: Measure

    @property
    def address(self) -> str:
        """The A1 address."""
        return to_a1(self.row, self.column)


def observe(place: Place, cell: Cell | None, book: Workbook) -> tuple[Observation, Remark | None]:
    """What stands in ``place``, and what has to be told about it."""
    if cell is None or (cell.kind == "blank" and cell.formula is None):
        return _seen(place, State.BLANK), None
    if place.kind is CellKind.TEXT:
        state = State.REPORTED if cell.text.strip() else State.BLANK
        return _seen(place, state, raw=cell.text, formula=cell.formula), None
    if cell.kind == "number":
        return _number(place, cell, book)
    if cell.kind == "error":
        return _unread(place, cell, "error_value")
    if cell.kind == "bool":
        return _unread(place, cell, "not_a_figure")
    if cell.kind == "blank":
        # A formula whose result was never stored. Our own rules recompute the form's formulas.
        if place.kind is CellKind.FORMULA:
            return _seen(place, State.BLANK, formula=cell.formula), None
        return _unread(place, cell, "no_result")
    return _text(place, cell)


def _number(place: Place, cell: Cell, book: Workbook) -> tuple[Observation, Remark | None]:
    try:
        value = exact(cell.text)
    except ValueError:
        return _unread(place, cell, "not_a_figure")
    format_code = book.number_format(cell.style)
    if _is_date(format_code):
        return _unread(place, cell, "date")
    decimals, note = decimals_of(value.normalize()), None
    if place.measure.kind is MeasureKind.RATE and is_percent(format_code):
        value, decimals, note = value * 100, max(0, decimals - 2), "percent_format"
    value, decimals = _in_form_measure(place, value, decimals)
    seen = _seen(place, State.REPORTED, value, decimals, cell.text, cell.formula, note)
    return seen, None


def _text(place: Place, cell: Cell) -> tuple[Observation, Remark | None]:
    body = fold(cell.text)
    if not body:
        return _seen(place, State.BLANK, raw=cell.text, formula=cell.formula), None
    zero, not_applicable = words()
    if body in zero:
        return _seen(place, State.ZERO_REPORTED, Decimal(0), 0, cell.text, cell.formula), None
    if body in not_applicable:
        return _seen(place, State.NOT_APPLICABLE, raw=cell.text, formula=cell.formula), None
    numeral = parse_numeral(cell.text)
    if numeral is None:
        return _unread(place, cell, "not_a_figure")
    if place.measure.kind is MeasureKind.COUNT and numeral.decimals:
        return _unread(place, cell, "doubtful_count")
    value, decimals = _in_form_measure(place, numeral.value, numeral.decimals)
    code = "doubtful_text_number" if numeral.doubtful else "text_number"
    seen = _seen(place, State.REPORTED, value, decimals, cell.text, cell.formula, code)
    return seen, Remark(code, place.key, place.sheet, place.address, cell.text)


def _in_form_measure(place: Place, value: Decimal, decimals: int) -> tuple[Decimal, int]:
    if place.written.code == place.measure.code or place.written.family != place.measure.family:
        return value, decimals
    converted = place.written.convert(value, place.measure)
    shift = (place.measure.scale / place.written.scale).adjusted()
    return converted, max(0, decimals + shift)


def _is_date(format_code: str) -> bool:
    bare = _LITERAL.sub("", format_code).lower()
    return bool(_DATE_FORMAT.search(bare)) and "general" not in bare


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


def _unread(place: Place, cell: Cell, code: str) -> tuple[Observation, Remark]:
    seen = _seen(place, State.UNREAD, raw=cell.text, formula=cell.formula, note=code)
    return seen, Remark(code, place.key, place.sheet, place.address, cell.text)
