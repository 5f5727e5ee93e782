"""Formulas made plain for the engines, and how far such a formula can be believed.

Engines differ most in what lies around a formula: names, tables, ranges through sheets. So these are
put into its text as cells, and every engine gets formulas of addresses, functions and signs only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from mtqg_xl.ooxml import MAX_ROW, to_a1
from mtqg_xl.recalculation.functions import CELL_BY_CELL, DEAF_TO_BLANKS, THROUGH_SHEETS, VETTED, takes
from mtqg_xl.recalculation.references import Area, Piece, ReferenceReader
from mtqg_xl.recalculation.values import Place

#: ``vetted``: made of what all engines here do as Excel; ``other``: not all of it; ``array``: Excel
#: takes one cell of a range where an engine takes all of them.
Form = Literal["vetted", "other", "array"]

#: Without a last argument that says "exactly", these search as if all were in order.
_EXACT_FROM: Final = {"VLOOKUP": 4, "HLOOKUP": 4, "MATCH": 3}
_EXACT: Final = ("0", "FALSE", "FALSE)")
#: Some engines want a range here even where it is one cell.
_WANT_RANGES: Final = frozenset(
    {
        "SUMIF",
        "COUNTIF",
        "AVERAGEIF",
        "SUMIFS",
        "COUNTIFS",
        "AVERAGEIFS",
        "VLOOKUP",
        "HLOOKUP",
        "MATCH",
        "INDEX",
    }
)
_SAME_SHAPE: Final = frozenset({"SUMIF", "AVERAGEIF"})
_LONGEST: Final = 8000
_FORMS: Final[tuple[Form, ...]] = ("vetted", "other", "array")
_ROW_NUMBER: Final = re.compile(r"(?<=[A-Za-z$])\d+")


class Plain(NamedTuple):
    """A formula for the engines: its ``text`` and its ``form``."""

    text: str
    form: Form


@dataclass
class _Call:
    """A function or a bracket being read: its arguments so far, the last one being open."""

    name: str
    arguments: list[list[Piece]] = field(default_factory=lambda: [[]])


def plain(reader: ReferenceReader, formula: str, place: Place, array: bool = False) -> Plain | None:
    """``formula`` of the cell ``place`` made plain; None when part of it cannot be told.

    ``array`` tells that it was entered as an array formula, so that it takes all ranges whole.
    """
    shape = _shape_of(reader, formula, place, array)
    if shape is not None and shape in reader.known_shapes:
        return Plain(formula, "vetted")
    spaced = list(reader.pieces(formula, place))
    if any(_intersects(spaced, at) for at, piece in enumerate(spaced) if piece.kind == "space"):
        return None
    writer = _Writer(place, array, reader.last_row)
    found = writer.write([piece for piece in spaced if piece.kind != "space"])
    if found is None:
        return None
    if shape is not None and writer.as_written:
        found = Plain(formula, found.form)
        if found.form == "vetted":
            reader.known_shapes.add(shape)
    return found if len(found.text) <= _LONGEST else None


def _shape_of(reader: ReferenceReader, formula: str, place: Place, array: bool) -> object:
    """What ``formula`` has in common with its copies in other rows; None where rows make a difference."""
    glance = reader.at_a_glance(formula, place[0])
    if glance is None or not glance.functions.isdisjoint(_SAME_SHAPE):
        return None
    return _ROW_NUMBER.sub("#", formula), glance.functions, array


class _Writer:
    """Writes one formula anew, judging it on the way."""

    def __init__(self, place: Place, array: bool, last_row: int) -> None:
        self._place, self._array, self._last_row = place, array, last_row
        self._calls = [_Call("")]
        self._texts: list[str] = []
        self._form: Form = "vetted"
        #: Whether the formula can stand as it is.
        self.as_written = True

    def write(self, pieces: list[Piece]) -> Plain | None:
        """The formula made of ``pieces``; None when one of them cannot be told."""
        for at, piece in enumerate(pieces):
            kind, text = piece.kind, piece.text
            if kind in ("unknown", "external", "name", "sheet"):
                return None
            if kind == "function":
                self._calls[-1].arguments[-1].append(piece)
                self._calls.append(_Call(text))
                self._mark("vetted" if text in VETTED else "other")
                self._texts.append(_PREFIXED.get(text, text))
            elif kind == "area":
                written = self._area(piece, pieces[at + 1] if at + 1 < len(pieces) else None)
                if written is None:
                    return None
                self._texts.append(written)
            else:
                self._texts.append(text)
                self._sign(piece, pieces[at - 1] if at else None)
        return Plain("".join(self._texts), self._form)

    def _mark(self, form: Form) -> None:
        self._form = max(self._form, form, key=_FORMS.index)

    def _sign(self, piece: Piece, previous: Piece | None) -> None:
        """Take in what is neither cells nor a function."""
        calls, text = self._calls, piece.text
        if piece.kind == "mark":
            if text == "(":
                if previous is None or previous.kind != "function":
                    calls.append(_Call("("))
                return
            if text == ",":
                calls[-1].arguments.append([])
                return
            if text == ")" and len(calls) > 1:
                self._mark(_closed(calls.pop()))
            elif text in "{};":
                self._mark("other")
        calls[-1].arguments[-1].append(piece)

    def _area(self, piece: Piece, following: Piece | None) -> str | None:
        """The cells of ``piece`` as text; None when no engine reads it so."""
        call = self._calls[-1]
        alone = not call.arguments[-1] and (following is None or following.text in (",", ")"))
        stands = _stands(piece, alone, self._calls)
        if stands == "array" and self._array:
            stands = "vetted"
        elif stands == "array" and (cell := _in_line(piece, self._place)) is not None:
            piece, stands = Piece("area", "", (cell,)), "vetted"
        self._mark(stands)
        argument = len(call.arguments) - 1
        call.arguments[-1].append(piece)
        if len(piece.areas) != 1:
            self.as_written = False
            return ",".join(map(_address, piece.areas)) if call.name in THROUGH_SHEETS else None
        area = piece.areas[0]
        if area.single and call.name in _WANT_RANGES and takes(call.name, argument) == "r":
            self.as_written = self.as_written and ":" in piece.text
            return f"{_address(area)}:{to_a1(area.top, area.left)}"
        if area.top == 1 and area.bottom == MAX_ROW and call.name in DEAF_TO_BLANKS:
            # A million blank cells are what engines hang on.
            self.as_written = False
            return _address(area._replace(bottom=self._last_row))
        # A shape learnt from one cell written as a range would allow too much to real ranges.
        one_as_range = area.single and ":" in piece.text
        if one_as_range or not _is_address(piece.text) or engine_name(area.sheet) != area.sheet:
            self.as_written = False
        if area.sheet == self._place[0] and _is_address(piece.text):
            return piece.text
        return _address(area)


def _intersects(pieces: list[Piece], at: int) -> bool:
    """Whether the space at ``at`` means the cells that two ranges have in common."""
    if not 0 < at < len(pieces) - 1:
        return False
    before, after = pieces[at - 1], pieces[at + 1]
    ends = before.kind == "area" or before.text == ")"
    return ends and (after.kind in ("area", "function") or after.text == "(")


def _stands(piece: Piece, alone: bool, calls: list[_Call]) -> Form:
    """Whether the range ``piece`` stands where Excel takes it as a whole; ``alone`` in its argument."""
    if len(piece.areas) == 1 and piece.areas[0].single:
        return "vetted"
    call = calls[-1]
    if call.name not in VETTED and call.name not in ("(", ""):
        return "other"
    if alone and call.name in VETTED and takes(call.name, len(call.arguments) - 1) == "r":
        return "vetted"
    for outer in reversed(calls):
        if outer.name in VETTED and takes(outer.name, len(outer.arguments) - 1) == "a":
            return "vetted"
        if outer.name != "(" and outer.name not in CELL_BY_CELL:
            return "other" if outer.name and outer.name not in VETTED else "array"
    return "array"


def _in_line(piece: Piece, place: Place) -> Area | None:
    """The one cell that Excel takes of a column or a row of cells: that in line with the formula."""
    if len(piece.areas) != 1:
        return None
    sheet, top, left, bottom, right = piece.areas[0]
    _, row, column = place
    if left == right and top <= row <= bottom:
        return Area(sheet, row, left, row, left)
    if top == bottom and left <= column <= right:
        return Area(sheet, top, column, top, column)
    return None


def _closed(call: _Call) -> Form:
    """What the arguments of a finished call say about it."""
    if (count := _EXACT_FROM.get(call.name)) is not None:
        last = "".join(piece.text for piece in call.arguments[-1])
        if len(call.arguments) < count or last.upper() not in _EXACT:
            return "other"
    if call.name in _SAME_SHAPE and len(call.arguments) == 3:
        shapes = {_shape(argument) for argument in (call.arguments[0], call.arguments[2])}
        if len(shapes) != 1:
            return "other"
    return "vetted"


def _shape(argument: list[Piece]) -> tuple[int, int] | None:
    if len(argument) != 1 or len(argument[0].areas) != 1:
        return None
    area = argument[0].areas[0]
    return area.bottom - area.top, area.right - area.left


def engine_name(sheet: str) -> str:
    """The name of ``sheet`` for the engines, one of which takes "sheet1" and "Sheet1" for two."""
    return "Sheet1" if sheet.casefold() == "sheet1" else sheet


def _is_address(text: str) -> bool:
    return bool(text) and "[" not in text and (":" in text or text[-1].isdigit() or "$" in text)


def _address(area: Area) -> str:
    sheet, top, left, bottom, right = area
    quoted = engine_name(sheet).replace("'", "''")
    first, last = to_a1(top, left), to_a1(bottom, right)
    return f"'{quoted}'!{first}" if area.single else f"'{quoted}'!{first}:{last}"


#: Functions that files write with a mark before them.
_PREFIXED: Final = {
    name: f"_xlfn.{name}"
    for name in (
        "IFNA", "IFS", "SWITCH", "MAXIFS", "MINIFS", "CONCAT", "TEXTJOIN", "XLOOKUP", "XMATCH", "DAYS",
        "ISFORMULA", "NUMBERVALUE", "UNICODE", "UNICHAR", "XOR", "FILTER", "SORT", "UNIQUE", "SEQUENCE",
        "LET", "LAMBDA", "STDEV.S", "STDEV.P", "VAR.S", "VAR.P", "RANK.EQ", "RANK.AVG", "PERCENTILE.INC",
        "QUARTILE.INC", "MODE.SNGL", "CEILING.MATH", "FLOOR.MATH", "COMBINA", "PERMUTATIONA",
    )
}  # fmt: skip
