"""What an Excel formula computes, with its guards and roundings taken off, over the cells of the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.learning.formulas.parsing import (
    Area,
    Formula,
    Function,
    Minus,
    NotUnderstood,
    Num,
    Text,
    Two,
    parse_formula,
    parts,
)
from mtqg_xl.rules.expressions import Add, Call, Divide, Multiply, Negative, Node, Number, Ref, Tally

_GUARDING = frozenset(
    [
        *("COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "ISBLANK", "ISERROR", "ISERR", "ISNA", "ISNUMBER"),
        *("AND", "OR", "NOT", "SUM", "N", "LEN", "TRIM", "ABS"),
    ]
)
_ROUNDING = frozenset(("ROUND", "ROUNDUP", "ROUNDDOWN", "TRUNC", "INT"))
_MANY = 5000
_HUNDRED = Number(Decimal(100))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is computed; ``digits`` is the number of decimals the formula rounds to, if it rounds."""

    node: Node
    digits: int | None = None


def meaning_of(text: str, is_subtotal: Callable[[int, int], bool]) -> Meaning:
    """What the formula ``text`` computes; :class:`NotUnderstood` when the notation of forms cannot say it.

    ``is_subtotal`` tells the cells that SUBTOTAL leaves out because they are subtotals themselves.
    """
    simplifier = _Simplifier(is_subtotal)
    node = simplifier.node(parse_formula(text))
    return Meaning(node, simplifier.digits)


def place_key(row: int, column: int) -> CellKey:
    """A cell of the sheet as the key of a reference."""
    return CellKey("", str(row), str(column))


def place_of(key: CellKey) -> tuple[int, int]:
    """The row and column of the sheet that a reference means."""
    return int(key.row), int(key.column)


class _Simplifier:
    def __init__(self, is_subtotal: Callable[[int, int], bool]) -> None:
        self._is_subtotal = is_subtotal
        self.digits: int | None = None

    def node(self, formula: Formula) -> Node:
        match formula:
            case Num(value):
                return Number(value)
            case Area():
                if not formula.is_cell:
                    raise NotUnderstood(":")
                return self._cells([formula])[0]
            case Minus(part):
                return Negative(self.node(part))
            case Two(sign, left, right):
                return self._two(sign, left, right)
            case Function(name, arguments):
                return self._function(name, arguments)
            case _:
                raise NotUnderstood('""')

    def _two(self, sign: str, left: Formula, right: Formula) -> Node:
        if sign not in "+-*/":
            raise NotUnderstood(sign)
        a, b = self.node(left), self.node(right)
        if sign in "+-":
            return added([a, Negative(b) if sign == "-" else b])
        return multiplied(a, b) if sign == "*" else divided(a, b)

    def _function(self, name: str, arguments: tuple[Formula, ...]) -> Node:
        match name, len(arguments):
            case "SUM", _:
                return added(self._summed(arguments))
            case "SUBTOTAL" | "AGGREGATE", n if n >= 2 and arguments[0] in (
                Num(Decimal(9)),
                Num(Decimal(109)),
            ):
                rest = arguments[1:] if name == "SUBTOTAL" else arguments[2:]
                cells = self._cells(area for area in rest if isinstance(area, Area))
                kept = [ref for ref in cells if not self._is_subtotal(*place_of(ref.key))]
                if not kept:
                    raise NotUnderstood(name)
                return added(kept)
            case "IF", 2 | 3:
                return self._if(arguments)
            case "IFERROR" | "IFNA", 2:
                if not _is_blank(arguments[1]):
                    raise NotUnderstood(name)
                return self.node(arguments[0])
            case (("N" | "VALUE" | "ABS"), 1) if name != "ABS":
                return self.node(arguments[0])
            case "PRODUCT", n if n >= 2:
                node = self.node(arguments[0])
                for argument in arguments[1:]:
                    node = multiplied(node, self.node(argument))
                return node
            case "COUNTA", 1:
                return self._tally(arguments, None)
            case "COUNTIF", 2 if isinstance(arguments[1], Text):
                return self._tally(arguments[:1], arguments[1].value)
            case "MIN", _:
                return Call("min", tuple(self._summed(arguments)))
            case _ if name in _ROUNDING and arguments:
                self._round(name, arguments)
                return self.node(arguments[0])
            case _:
                raise NotUnderstood(name)

    def _if(self, arguments: tuple[Formula, ...]) -> Node:
        condition, first = arguments[:2]
        second: Formula = arguments[2] if len(arguments) == 3 else Text("")
        blank = [_is_blank(first), _is_blank(second)]
        if not _is_guard(condition) or blank not in ([True, False], [False, True]):
            raise NotUnderstood("IF")
        return self.node(second if blank[0] else first)

    def _round(self, name: str, arguments: tuple[Formula, ...]) -> None:
        match arguments[1:]:
            case ():
                given = 0
            case (Num(value),):
                given = int(value)
            case (Minus(Num(value)),):
                given = -int(value)
            case _:
                raise NotUnderstood(name)
        self.digits = given if self.digits is None else min(self.digits, given)

    def _tally(self, arguments: Iterable[Formula], text: str | None) -> Node:
        if text is not None and (not text.strip() or text[0] in "<>=*?~"):
            raise NotUnderstood("COUNTIF")
        areas = [argument for argument in arguments if isinstance(argument, Area)]
        return Tally(tuple(ref.key for ref in self._cells(areas)), text)

    def _summed(self, arguments: Iterable[Formula]) -> list[Node]:
        terms: list[Node] = []
        for argument in arguments:
            terms.extend(self._cells([argument]) if isinstance(argument, Area) else [self.node(argument)])
        if not terms:
            raise NotUnderstood("()")
        return terms

    def _cells(self, areas: Iterable[Area]) -> list[Ref]:
        found: list[Ref] = []
        for area in areas:
            if area.sheet:
                raise NotUnderstood(f"{area.sheet}!")
            size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
            if size > _MANY:
                raise NotUnderstood(":")
            found.extend(Ref(place_key(row, column)) for row, column in area.cells())
        return found


def added(terms: Iterable[Node]) -> Node:
    """The sum of ``terms``, sums inside it opened up."""
    flat: list[Node] = []
    for term in terms:
        if isinstance(term, Add):
            flat.extend(term.terms)
        elif isinstance(term, Negative) and isinstance(term.term, Add):
            flat.extend(t.term if isinstance(t, Negative) else Negative(t) for t in term.term.terms)
        else:
            flat.append(term)
    return flat[0] if len(flat) == 1 else Add(tuple(flat))


def multiplied(a: Node, b: Node) -> Node:
    """The product of two, constants worked out and put last."""
    if isinstance(a, Number) and isinstance(b, Number):
        return Number(a.value * b.value)
    if isinstance(a, Number):
        a, b = b, a
    return a if b == Number(Decimal(1)) else Multiply(a, b)


def divided(a: Node, b: Node) -> Node:
    """The quotient of two; ``x/(y/100)``, which Excel writes ``x/y%``, becomes ``x/y*100``."""
    if isinstance(a, Number) and isinstance(b, Number) and b.value:
        return Number(a.value / b.value)
    if isinstance(b, Divide) and isinstance(b.right, Number):
        return multiplied(divided(a, b.left), b.right)
    if b == Number(Decimal(1)):
        return a
    if isinstance(b, Number) and b.value and _is_power_of_ten(b.value):
        return multiplied(a, Number(1 / b.value)) if b != _HUNDRED else Divide(a, b)
    return Divide(a, b)


def _is_power_of_ten(value: Decimal) -> bool:
    return value > 0 and value.normalize().as_tuple().digits == (1,)


def _is_blank(formula: Formula) -> bool:
    """Whether a branch shows nothing: an empty or idle text, or zero."""
    return isinstance(formula, Text) or formula == Num(Decimal(0))


def _is_guard(condition: Formula) -> bool:
    """Whether a condition only asks if something is there, is zero, or is an error."""
    for part in parts(condition):
        match part:
            case Function(name, _) if name not in _GUARDING:
                return False
            case Text(value) if value.strip():
                return False
            case Two(sign, _, _) if sign in "*/&^":
                # Dividing inside ISERROR(…) is how old workbooks guard a rate.
                continue
            case _:
                continue
    return any(isinstance(part, Area) for part in parts(condition))
