"""The formula of a cell read back: the arithmetic that forms need, and nothing else.

The inverse of :mod:`mtqg_xl.rules.excel`, as far as it goes. Most formulas of a workbook are copies of
one another, so the shape of a formula (its text with the references taken out) is read only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_TALLEST = 60


@dataclass(frozen=True, slots=True)
class Constant:
    """A number."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Words:
    """A text in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """The reference number ``at`` of the formula."""

    at: int


@dataclass(frozen=True, slots=True)
class Union:
    """References taken together: ``(A1,B2:B4)``."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides and the sign between them."""

    sign: str
    left: Part
    right: Part


@dataclass(frozen=True, slots=True)
class Minus:
    """A negated part."""

    part: Part


@dataclass(frozen=True, slots=True)
class Function:
    """A function, its name in capitals, and its arguments; a left-out one is an empty text."""

    name: str
    arguments: tuple[Part, ...]


Part = Constant | Words | Slot | Union | Pair | Minus | Function


@dataclass(frozen=True, slots=True)
class Area:
    """A cell or a range; ``sheet`` is empty for the sheet of the formula. Swapped corners are put right."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_cell(self) -> bool:
        """Whether it is one cell."""
        return self.top == self.bottom and self.left == self.right

    def holds(self, row: int, column: int) -> bool:
        """Whether it takes in a cell of its sheet."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def moved(self, rows: int, columns: int) -> Area:
        """The same area so many rows below and columns to the right."""
        return Area(
            self.sheet, self.top + rows, self.left + columns, self.bottom + rows, self.right + columns
        )


@dataclass(frozen=True, slots=True)
class SheetFormula:
    """A formula: what it does (``body``) with its references (``areas``)."""

    body: Part
    areas: tuple[Area, ...]

    def moved(self, rows: int, columns: int) -> SheetFormula:
        """The formula with every reference moved by so many rows and columns."""
        return SheetFormula(self.body, tuple(area.moved(rows, columns) for area in self.areas))

    @property
    def functions(self) -> frozenset[str]:
        """The names of the functions in it."""
        return _functions(self.body)


def parse_sheet_formula(text: str) -> SheetFormula | None:
    """The formula ``text``, with or without ``=``; ``None`` when it is not understood to the last sign.

    Names, other workbooks, matrices, powers, broken references and ranges across sheets are not.
    """
    areas: list[Area] = []
    try:
        shape = _REFERENCE.sub(lambda match: _taken_out(match, areas), text.strip().removeprefix("="))
        body = _body(shape)
    except _NotUnderstood:
        return None
    return None if body is None else SheetFormula(body, tuple(areas))


def parts(part: Part) -> Iterator[Part]:
    """``part`` and everything in it."""
    yield part
    match part:
        case Pair(_, left, right):
            yield from parts(left)
            yield from parts(right)
        case Minus(inner):
            yield from parts(inner)
        case Function(_, inside) | Union(inside):
            for argument in inside:
                yield from parts(argument)
        case _:
            pass


@cache
def column_letters(column: int) -> str:
    """The letters of a column counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """The address of a cell counted from 1: ``cell_address(3, 2)`` is "B3"."""
    return f"{column_letters(column)}{row}"


class _NotUnderstood(Exception):
    """Beyond what forms need."""


_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_COLUMN, _ROW = r"\$?[A-Za-z]{1,3}", r"\$?[1-9][0-9]{0,6}"
#: Stands for a reference taken out of a formula.
_MARK = "\x00"
_REFERENCE = re.compile(
    rf"""
    (?P<text> "(?:[^"]|"")*" )
  | (?<![\w.$\\\]!'\]])
    (?P<sheet> (?: '(?:[^'\[\]:]|'')+' | [^\W\d][\w.]* )! )?
    (?P<area> {_CELL}(?::{_CELL})? | {_COLUMN}:{_COLUMN} | {_ROW}:{_ROW} )
    (?![\w.(!\[:])
    """,
    re.VERBOSE,
)
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number> (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? (?![\w.]) )
    | (?P<text> "(?:[^"]|"")*" )
    | (?P<function> [^\W\d][\w.]*(?=\() )
    | (?P<slot> \x00 )
    | (?P<sign> <>|<=|>=|[-+*/^&=<>(),%] )
    )""",
    re.VERBOSE,
)
_CORNER = re.compile(r"\$?([A-Za-z]*)\$?(\d*)")
_LEVELS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"))


def _taken_out(match: re.Match[str], areas: list[Area]) -> str:
    if match["text"] is not None:
        return match["text"]
    sheet = (match["sheet"] or "").removesuffix("!")
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    areas.append(_area(sheet, match["area"]))
    return _MARK


@lru_cache(maxsize=4096)
def _area(sheet: str, text: str) -> Area:
    first, _, last = text.partition(":")
    top, left = _corner(first, 1)
    bottom, right = _corner(last or first, 0)
    return Area(sheet, min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _corner(text: str, beginning: int) -> tuple[int, int]:
    match = _CORNER.fullmatch(text)
    if match is None:
        raise _NotUnderstood(text)
    letters, digits = match.groups()
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    row = int(digits) if digits else 0
    if row > LAST_ROW or column > LAST_COLUMN:
        raise _NotUnderstood(text)
    return row or beginning or LAST_ROW, column or beginning or LAST_COLUMN


@lru_cache(maxsize=4096)
def _body(shape: str) -> Part | None:
    """What a formula does, its references numbered in order; ``None`` when it is not understood."""
    try:
        reader = _Reader(shape)
        body = reader.level(0)
        reader.end()
    except _NotUnderstood:
        return None
    return body


@lru_cache(maxsize=4096)
def _functions(body: Part) -> frozenset[str]:
    return frozenset(part.name for part in parts(body) if isinstance(part, Function))


class _Reader:
    """Reads a formula by the rank of its signs; there are no powers, so a minus binds first."""

    def __init__(self, shape: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        at, body = 0, shape.rstrip()
        while at < len(body):
            match = _TOKEN.match(body, at)
            if match is None or match.lastgroup is None:
                raise _NotUnderstood(body[at:])
            self._tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        self._at = self._slots = self._depth = 0

    def level(self, level: int) -> Part:
        if level == len(_LEVELS):
            return self._signed()
        self._depth += 1
        if self._depth > _TALLEST * len(_LEVELS):
            raise _NotUnderstood("…")
        left = self.level(level + 1)
        while (sign := self._sign()) in _LEVELS[level]:
            self._at += 1
            left = Pair(sign, left, self.level(level + 1))
        self._depth -= 1
        return left

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise _NotUnderstood(self._tokens[self._at][1])

    def _sign(self) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "sign":
            return self._tokens[self._at][1]
        return ""

    def _signed(self) -> Part:
        minus = False
        while (sign := self._sign()) in ("-", "+"):
            self._at += 1
            minus ^= sign == "-"
        part = self._atom()
        while self._sign() == "%":
            self._at += 1
            part = Pair("/", part, Constant(Decimal(100)))
        return Minus(part) if minus else part

    def _atom(self) -> Part:
        if self._at >= len(self._tokens):
            raise _NotUnderstood("…")
        kind, text = self._tokens[self._at]
        self._at += 1
        match kind:
            case "number":
                return Constant(Decimal(text))
            case "text":
                return Words(text[1:-1].replace('""', '"'))
            case "slot":
                self._slots += 1
                return Slot(self._slots - 1)
            case "function":
                self._at += 1
                name = text.upper().removeprefix("_XLFN.")
                return Function(name, () if self._closes() else self._arguments())
            case "sign" if text == "(":
                inside = self._arguments()
                if len(inside) > 1 and not all(isinstance(part, Slot | Union) for part in inside):
                    raise _NotUnderstood(",")
                return inside[0] if len(inside) == 1 else Union(inside)
            case _:
                raise _NotUnderstood(text)

    def _arguments(self) -> tuple[Part, ...]:
        found: list[Part] = []
        while True:
            found.append(Words("") if self._sign() in (",", ")") else self.level(0))
            if self._closes():
                return tuple(found)
            if self._sign() != ",":
                raise _NotUnderstood("(")
            self._at += 1

    def _closes(self) -> bool:
        closes = self._sign() == ")"
        self._at += closes
        return closes
