"""Excel formulas taken apart, as far as forms use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.ooxml import parse_range

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"]|"")*")
    | (?P<error>\#[A-Z/0!?]+)
    | (?P<area>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*|\[\d+\][^!'()]*)!)?
        (?:\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?
          |\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d{1,7}:\$?\d{1,7})(?![\w(.]))
    | (?P<function>[A-Za-z_][\w.]*)\(
    | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
    | (?P<name>[^\W\d][\w.\\]*)
    | (?P<sign><>|<=|>=|[-+*/^&=<>(),;:%{}])
    )""",
    re.VERBOSE,
)


class NotUnderstood(Exception):
    """A formula beyond what forms need; ``args[0]`` is what stopped the reading."""


@dataclass(frozen=True, slots=True)
class Num:
    """A constant."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Text:
    """A text constant."""

    value: str


@dataclass(frozen=True, slots=True)
class Area:
    """A cell or a range; ``sheet`` is empty for the same sheet. Swapped corners are put right."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_cell(self) -> bool:
        """Whether it is one cell."""
        return (self.top, self.left) == (self.bottom, self.right)

    def cells(self) -> Iterator[tuple[int, int]]:
        """Its cells, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column


@dataclass(frozen=True, slots=True)
class Two:
    """Two sides and the sign between them."""

    sign: str
    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Minus:
    """A negated part."""

    part: Formula


@dataclass(frozen=True, slots=True)
class Function:
    """A function, its name in capitals, and its arguments; a missing argument is an empty text."""

    name: str
    arguments: tuple[Formula, ...]


Formula = Num | Text | Area | Two | Minus | Function
_LEVELS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))


def parse_formula(text: str) -> Formula:
    """The formula ``text`` (without ``=``); :class:`NotUnderstood` when it uses what forms do not."""
    reader = _Reader(text)
    formula = reader.level(0)
    reader.end()
    return formula


def parts(formula: Formula) -> Iterator[Formula]:
    """``formula`` and everything in it."""
    yield formula
    match formula:
        case Two(_, left, right):
            yield from parts(left)
            yield from parts(right)
        case Minus(part):
            yield from parts(part)
        case Function(_, arguments):
            for argument in arguments:
                yield from parts(argument)
        case _:
            pass


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        at, body = 0, text.strip().removeprefix("+")
        while at < len(body.rstrip()):
            match = _TOKEN.match(body, at)
            if match is None or match.lastgroup is None:
                raise NotUnderstood(body[at : at + 20])
            self._tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        if len(self._tokens) > 2000:
            raise NotUnderstood("…")
        self._at = 0
        self._depth = 0

    def level(self, level: int) -> Formula:
        if level == len(_LEVELS):
            return self._signed()
        self._depth += 1
        if self._depth > 400:
            raise NotUnderstood("…")
        left = self.level(level + 1)
        while (sign := self._peek("sign")) in _LEVELS[level]:
            self._at += 1
            left = Two(sign, left, self.level(level + 1))
        self._depth -= 1
        return left

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise NotUnderstood(self._tokens[self._at][1])

    def _peek(self, kind: str) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at][0] == kind:
            return self._tokens[self._at][1]
        return ""

    def _signed(self) -> Formula:
        if (sign := self._peek("sign")) in ("-", "+"):
            self._at += 1
            part = self._signed()
            return Minus(part) if sign == "-" else part
        return self._percent(self._atom())

    def _percent(self, formula: Formula) -> Formula:
        while self._peek("sign") == "%":
            self._at += 1
            formula = Two("/", formula, Num(Decimal(100)))
        return formula

    def _atom(self) -> Formula:
        if self._at >= len(self._tokens):
            raise NotUnderstood("…")
        kind, text = self._tokens[self._at]
        self._at += 1
        match kind:
            case "number":
                return Num(Decimal(text))
            case "text":
                return Text(text[1:-1].replace('""', '"'))
            case "area":
                return _area(text)
            case "function":
                return Function(text.upper().removeprefix("_XLFN."), self._arguments())
            case "sign" if text == "(":
                inner = self.level(0)
                if self._peek("sign") in (",", ";"):
                    raise NotUnderstood("(,)")
                self._close()
                return inner
            case _:
                raise NotUnderstood(text)

    def _arguments(self) -> tuple[Formula, ...]:
        found: list[Formula] = []
        if self._peek("sign") == ")":
            self._at += 1
            return ()
        while True:
            if self._peek("sign") in (",", ";", ")"):
                found.append(Text(""))
            else:
                found.append(self.level(0))
            if self._peek("sign") in (",", ";"):
                self._at += 1
                continue
            self._close()
            return tuple(found)

    def _close(self) -> None:
        if self._peek("sign") != ")":
            raise NotUnderstood("(")
        self._at += 1


def _area(text: str) -> Area:
    sheet, _, address = text.rpartition("!")
    try:
        top, left, bottom, right = parse_range(address)
    except ValueError:
        raise NotUnderstood(text) from None
    return Area(sheet.strip("'").replace("''", "'"), top, left, bottom, right)
