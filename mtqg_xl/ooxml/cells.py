"""Reading the cells of a worksheet part, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from lxml.etree import _Element

from mtqg_xl.ooxml.addresses import MAX_COLUMN, MAX_ROW, column_number, from_a1, parse_range, to_a1
from mtqg_xl.ooxml.formulas import SharedFormula
from mtqg_xl.ooxml.numbers import is_number
from mtqg_xl.ooxml.sheet import Cell, Kind, Range, Run
from mtqg_xl.ooxml.texts import Texts, decode, plain_text, runs_of
from mtqg_xl.ooxml.xml import TooMuchXmlError, truth

_TRUTH_WORDS: Final = {"true": "1", "false": "0"}
#: Row numbers, places of texts and style numbers have fewer digits.
_DIGITS: Final = 12
#: Characters of formulas spelt out for the cells of groups, over a sheet.
_MOST_SPELT: Final = 8_000_000
#: Cells looked at for array formulas; arrays do not overlap, so each cell should be looked at once.
_MOST_IN_ARRAYS: Final = 4_000_000


class BadAddressError(Exception):
    """A row, cell or range with an address that no sheet has; ``args[0]`` is the address."""


class LostTextError(Exception):
    """A cell naming a shared text that is not there; ``args[0]`` is the cell's address."""


class CellReader:
    """Collects the cells of one sheet row by row, and the formulas that cells share."""

    def __init__(self, marks: str, texts: Sequence[str]) -> None:
        """``marks`` is the namespace of the part, ``texts`` the shared texts of the workbook."""
        self.cells: dict[tuple[int, int], Cell] = {}
        self.runs: dict[tuple[int, int], tuple[Run, ...]] = {}
        self.hidden_rows: set[int] = set()
        self.rows_used = 0
        self.columns_used = 0
        self._texts = texts
        self._shared_runs = texts.runs if isinstance(texts, Texts) else {}
        self._value, self._formula, self._inline = marks + "v", marks + "f", marks + "is"
        self._groups: dict[str, SharedFormula] = {}
        self._orphans: list[tuple[tuple[int, int], str]] = []
        self._arrays: list[tuple[Range, str]] = []
        self._spelt = 0

    def read(self, rows: Iterable[_Element]) -> None:
        """Take in the cells of ``rows``, which may lack numbers or be out of order."""
        # This loop runs once a cell: names are bound beforehand, calls are few, and the
        # commonest sorts of cells are dealt with on the spot.
        cells, texts, columns, styles = self.cells, self._texts, _Columns(), _Styles()
        value_tag, formula_tag = self._value, self._formula
        new, text_count, shared_runs = tuple.__new__, len(texts), self._shared_runs
        row_number, rows_used, columns_used = 0, self.rows_used, self.columns_used
        for row in rows:
            row_number, digits = self._row(row, row_number)
            cut = -len(digits)
            column = 0
            for item in row:
                get = item.get
                address = get("r")
                here = row_number
                if address is None:
                    column += 1
                    if column > MAX_COLUMN:
                        raise BadAddressError(f"{row_number}:{column}")
                elif digits and address.endswith(digits) and (found := columns[address[:cut]]):
                    column = found
                else:
                    here, column = _address(address)
                    if not digits:
                        row_number = here
                raw = formula = None
                # Faster than iterating, for the one or two children that cells have.
                part = item[0] if len(item) else None
                while part is not None:
                    tag = part.tag
                    if tag == value_tag:
                        raw = part.text or ""
                    elif tag == formula_tag:
                        formula = self._formula_text(part, here, column)
                    part = part.getnext()
                kind: Kind
                sort = get("t")
                if sort == "s" and raw:
                    # Python refuses to make a number of thousands of digits.
                    at = int(raw) if raw.isdecimal() and len(raw) < _DIGITS else text_count
                    if at >= text_count:
                        raise LostTextError(to_a1(here, column))
                    kind, text = "text", texts[at]
                    if at in shared_runs:
                        self.runs[here, column] = shared_runs[at]
                elif raw and (sort is None or sort == "n"):
                    kind, text = _number(raw)
                else:
                    kind, text = self._other(item, sort, raw, (here, column))
                if kind != "blank" or formula is not None:
                    if column > columns_used:
                        columns_used = column
                    if here > rows_used:
                        rows_used = here
                cells[here, column] = new(Cell, (here, column, kind, text, formula, styles[get("s")]))

        self.rows_used, self.columns_used = rows_used, columns_used

    def finish(self) -> None:
        """Give formulas to the cells whose master came late, and to those inside arrays."""
        for key, group in self._orphans:
            if (shared := self._groups.get(group)) is not None:
                self.cells[key] = self.cells[key]._replace(formula=self._spelt_out(shared, *key))
        looked = 0
        for (top, left, bottom, right), text in self._arrays:
            looked += min((bottom - top + 1) * (right - left + 1), len(self.cells))
            if looked > _MOST_IN_ARRAYS:
                raise TooMuchXmlError(looked)
            for key in _keys_within(self.cells, top, left, bottom, right):
                if self.cells[key].formula is None:
                    self.cells[key] = self.cells[key]._replace(formula=text)

    def _row(self, row: _Element, previous: int) -> tuple[int, str]:
        """The number of ``row`` and its digits, "" when its cells have to tell."""
        digits = row.get("r")
        if digits is None:
            number = previous + 1
        else:
            digits = digits.strip()
            number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < _DIGITS else 0
        if not 1 <= number <= MAX_ROW:
            raise BadAddressError(digits or str(number))
        if truth(row.get("hidden")) or _is_zero(row.get("ht")):
            self.hidden_rows.add(number)
        return number, digits or ""

    def _spelt_out(self, shared: SharedFormula, row: int, column: int) -> str:
        text = shared.at(row, column)
        self._spelt += len(text)
        if self._spelt > _MOST_SPELT:
            raise TooMuchXmlError(self._spelt)
        return text

    def _formula_text(self, part: _Element, row: int, column: int) -> str:
        text = part.text or ""
        sort = part.get("t")
        if sort is None or sort == "normal":
            return text
        if sort == "shared":
            group = part.get("si") or ""
            if text:
                if part.get("ref") or group not in self._groups:
                    self._groups[group] = SharedFormula(text, row, column)
            elif group in self._groups:
                return self._spelt_out(self._groups[group], row, column)
            else:
                self._orphans.append(((row, column), group))
            return text
        if sort == "dataTable" and not text:
            text = f"TABLE({part.get('r1') or ''},{part.get('r2') or ''})"
        if area := part.get("ref"):
            self._arrays.append((ranged(area), text))
        return text

    def _other(
        self, item: _Element, sort: str | None, raw: str | None, place: tuple[int, int]
    ) -> tuple[Kind, str]:
        """Kind and text of what is neither a shared text nor a number with a value."""
        inline = next((part for part in item if part.tag == self._inline), None)
        if inline is not None and (sort == "inlineStr" or raw is None):
            if runs := runs_of(inline):
                self.runs[place] = runs
            return "text", plain_text(inline)
        if raw is None:
            return "blank", ""
        if sort in ("str", "inlineStr"):
            return "text", decode(raw)
        raw = raw.strip()
        if not raw:
            return "blank", ""
        if sort == "b":
            return "bool", _TRUTH_WORDS.get(raw.lower(), raw)
        if sort == "e":
            return "error", raw
        return "text", raw


class _Columns(dict[str, int]):
    """Column numbers by letters, worked out once each; 0 for what is no column."""

    def __missing__(self, letters: str) -> int:
        try:
            number = column_number(letters)
        except ValueError:
            number = 0
        self[letters] = number
        return number


class _Styles(dict[str | None, int]):
    """Style numbers by their digits; 0, the plain style, for none or nonsense."""

    def __missing__(self, digits: str | None) -> int:
        number = 0
        if digits is not None and len(digits) < _DIGITS and digits.strip().isdecimal():
            number = int(digits)
        self[digits] = number
        return number


def ranged(text: str) -> Range:
    """``parse_range`` for what a file says, raising ``BadAddressError``."""
    try:
        return parse_range(text.strip())
    except ValueError as error:
        raise BadAddressError(text) from error


def _address(text: str) -> tuple[int, int]:
    try:
        return from_a1(text.strip())
    except ValueError as error:
        raise BadAddressError(text) from error


def _keys_within(
    cells: dict[tuple[int, int], Cell], top: int, left: int, bottom: int, right: int
) -> list[tuple[int, int]]:
    # A range may span a whole sheet, or be small in a sheet of many cells.
    if (bottom - top + 1) * (right - left + 1) <= len(cells):
        area = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        return [key for key in area if key in cells]
    return [key for key in cells if top <= key[0] <= bottom and left <= key[1] <= right]


def _is_zero(height: str | None) -> bool:
    return height is not None and is_number(height) and float(height) == 0


def _number(raw: str) -> tuple[Kind, str]:
    text = raw.strip()
    if is_number(text):
        return "number", text
    return ("text", text) if text else ("blank", "")
