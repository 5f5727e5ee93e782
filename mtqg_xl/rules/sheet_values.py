"""What a formula of the workbook gives for what stands in the cells, as Excel reckons.

Excel reckons in binary and other programs store fewer digits, so every figure is kept between two bounds;
what cannot be told for sure is not told at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext

from mtqg_xl.rules.evaluate import PRECISION
from mtqg_xl.rules.intervals import Interval
from mtqg_xl.rules.sheet_formulas import (
    Area,
    Constant,
    Function,
    Minus,
    Pair,
    Part,
    SheetFormula,
    Slot,
    Union,
    Words,
)

#: What a cell holds or a formula gives: a figure between bounds, a text, a truth, or nothing.
Content = Interval | str | bool | None
#: Digits kept of a figure in a file, and of one reckoned in binary, are at least so good.
NOISE = Decimal("1e-12")
_EXACT = Decimal(10) ** 15
_ROUNDINGS = {"ROUND": ROUND_HALF_UP, "ROUNDUP": ROUND_UP, "ROUNDDOWN": ROUND_DOWN, "TRUNC": ROUND_DOWN}


class CannotTell(Exception):
    """The result cannot be known from what was read."""


def content_of(formula: SheetFormula, cells: Callable[[Area], list[Content]]) -> Content:
    """What ``formula`` shows; raises :class:`CannotTell`.

    ``cells`` gives the contents of an area, and raises the same when it does not know them all.
    """
    with localcontext() as context:
        context.prec = PRECISION
        return _Reckoner(formula, cells).value(formula.body)


def stored(value: Decimal) -> Interval:
    """A figure as a file keeps it: whole ones exactly, others to so many digits."""
    if value == value.to_integral_value() and abs(value) < _EXACT:
        return Interval.point(value)
    slack = abs(value) * NOISE
    return Interval(value - slack, value + slack)


class _Reckoner:
    def __init__(self, formula: SheetFormula, cells: Callable[[Area], list[Content]]) -> None:
        self._formula = formula
        self._cells = cells

    def value(self, part: Part) -> Content:
        match part:
            case Constant(value):
                return Interval.point(value)
            case Words(text):
                return text
            case Slot(at):
                if not self._formula.areas[at].is_cell:
                    raise CannotTell(":")
                return self._cells(self._formula.areas[at])[0]
            case Minus(inner):
                return -self._figure(inner)
            case Pair(sign, left, right):
                return self._pair(sign, left, right)
            case Function(name, arguments):
                return self._function(name, arguments)
            case _:
                raise CannotTell(",")

    def _figure(self, part: Part) -> Interval:
        found = self.value(part)
        if found is None:
            return Interval.point(Decimal(0))
        if not isinstance(found, Interval):
            raise CannotTell("text")
        return found

    def _pair(self, sign: str, left: Part, right: Part) -> Content:
        if sign in ("=", "<>", "<", ">", "<=", ">="):
            return _compared(sign, self.value(left), self.value(right))
        if sign == "&":
            raise CannotTell(sign)
        one, other = self._figure(left), self._figure(right)
        match sign:
            case "+":
                return _noisy(one + other, one, other)
            case "-":
                return _noisy(one + -other, one, other)
            case "*":
                return _noisy(one * other)
            case _:
                under = other.inverse()
                if under is None:
                    raise CannotTell("/0")
                return _noisy(one * under)

    def _function(self, name: str, arguments: tuple[Part, ...]) -> Content:
        match name, arguments:
            case "SUM", _:
                return _sum([found for found in self._all(arguments) if isinstance(found, Interval)])
            case "COUNT", _:
                return _whole(sum(isinstance(found, Interval) for found in self._all(arguments)))
            case "COUNTA", _:
                return _whole(sum(found is not None for found in self._all(arguments)))
            case "COUNTIF", (Slot() as area, Words(text)):
                wanted = text.removeprefix("=").casefold()
                if not wanted.strip() or set(wanted) & set("*?~<>") or wanted[0].isdigit():
                    raise CannotTell(name)
                cells = list(self._all((area,)))
                return _whole(sum(isinstance(c, str) and c.casefold() == wanted for c in cells))
            case "MIN", _:
                figures = [found for found in self._all(arguments) if isinstance(found, Interval)]
                low, high = (min((end(f) for f in figures), default=Decimal(0)) for end in (_low, _high))
                return Interval(low, high)
            case "IF", (condition, one, *rest):
                chosen = one if self._truth(condition) else rest[0] if rest else Words("")
                return self.value(chosen)
            case (("OR" | "AND"), _) if arguments:
                truths = [self._truth(argument) for argument in arguments]
                return any(truths) if name == "OR" else all(truths)
            case "NOT", (condition,):
                return not self._truth(condition)
            case (("IFERROR" | "IFNA"), (inside, _)):
                return self.value(inside)  # an error cannot be told, so there is none
            case "N", (inside,):
                found = self.value(inside)
                return found if isinstance(found, Interval) else Interval.point(Decimal(0))
            case "ISNUMBER", (inside,):
                return isinstance(self.value(inside), Interval)
            case "ISBLANK", (Slot() as inside,):
                return self.value(inside) is None
            case _ if name in _ROUNDINGS or name == "INT":
                return self._rounded(name, arguments)
            case _:
                raise CannotTell(name)

    def _all(self, arguments: tuple[Part, ...]) -> Iterator[Content]:
        for argument in arguments:
            match argument:
                case Slot(at):
                    yield from self._cells(self._formula.areas[at])
                case Union(inside):
                    yield from self._all(inside)
                case _:
                    found = self.value(argument)
                    if isinstance(found, str | bool):
                        raise CannotTell("text")
                    yield found

    def _truth(self, condition: Part) -> bool:
        match self.value(condition):
            case bool() as truth:
                return truth
            case Interval() as figure:
                return not _is_zero(figure)
            case None:
                return False
            case _:
                raise CannotTell("text")

    def _rounded(self, name: str, arguments: tuple[Part, ...]) -> Interval:
        figure = self._figure(arguments[0])
        digits = self._figure(arguments[1]) if len(arguments) > 1 else Interval.point(Decimal(0))
        if digits.low != digits.high or abs(digits.low) > 20 or len(arguments) > 2:
            raise CannotTell(name)
        step = Decimal(1).scaleb(-int(digits.low))
        how = ROUND_FLOOR if name == "INT" else _ROUNDINGS[name]
        # Excel puts right what binary reckoning made a hair too small or too large: both are allowed.
        ends = [(end / step).to_integral_value(how) * step for end in (figure.low, figure.high)]
        return Interval(min(ends), max(ends))


def _compared(sign: str, one: Content, other: Content) -> bool:
    one, other = _like(one, other), _like(other, one)
    if isinstance(one, str) and isinstance(other, str):
        order = (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())
        if sign not in ("=", "<>"):
            raise CannotTell(sign)
    elif isinstance(one, Interval) and isinstance(other, Interval):
        if one.high < other.low:
            order = -1
        elif one.low > other.high:
            order = 1
        elif one.low == one.high == other.low == other.high:
            order = 0
        else:
            raise CannotTell(sign)
    elif isinstance(one, bool) or isinstance(other, bool):
        raise CannotTell(sign)
    else:
        # To Excel every text is greater than every figure.
        order = 1 if isinstance(one, str) else -1
    return {
        "=": order == 0,
        "<>": order != 0,
        "<": order < 0,
        ">": order > 0,
        "<=": order <= 0,
        ">=": order >= 0,
    }[sign]


def _like(blank: Content, beside: Content) -> Content:
    """A blank cell beside a text is an empty text, beside anything else zero."""
    if blank is not None:
        return blank
    return "" if isinstance(beside, str) else Interval.point(Decimal(0))


def _is_zero(figure: Interval) -> bool:
    if figure.low == figure.high == 0:
        return True
    if figure.low <= 0 <= figure.high:
        raise CannotTell("0")
    return False


def _noisy(result: Interval, *made_of: Interval) -> Interval:
    """``result`` with the digits that reckoning may have lost."""
    ends = [abs(end) for figure in (result, *made_of) for end in (figure.low, figure.high)]
    slack = max(ends) * NOISE
    if result.low == result.high and result.low == result.low.to_integral_value():
        return result
    return Interval(result.low - slack, result.high + slack)


def _sum(figures: list[Interval]) -> Interval:
    low = sum((figure.low for figure in figures), Decimal(0))
    high = sum((figure.high for figure in figures), Decimal(0))
    if low == high and low == low.to_integral_value():
        return Interval(low, high)
    slack = sum((max(abs(figure.low), abs(figure.high)) for figure in figures), Decimal(0)) * NOISE
    return Interval(low - slack, high + slack)


def _whole(count: int) -> Interval:
    return Interval.point(Decimal(count))


def _low(figure: Interval) -> Decimal:
    return figure.low


def _high(figure: Interval) -> Decimal:
    return figure.high
