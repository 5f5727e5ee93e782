"""What a rule and what a formula of the workbook compute, in figures of the form's measures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Generic

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reconcile.formulas.algebra import Algebra, NotUnderstood, V
from mtqg_xl.reconcile.formulas.ground import Cells, Ground
from mtqg_xl.rules.expressions import Add, Call, Divide, Multiply, Negative, Node, Number, Ref, Tally
from mtqg_xl.rules.sheet_formulas import (
    Constant,
    Function,
    Minus,
    Pair,
    Part,
    SheetFormula,
    Slot,
    Union,
    Words,
    parts,
)

ROUNDING = frozenset(("ROUND", "ROUNDUP", "ROUNDDOWN", "TRUNC", "INT"))
_MINUS = Fraction(-1)
#: The kinds of sum that SUBTOTAL makes: all cells, or those of rows that are not hidden.
_SUBTOTALS = (Fraction(9), Fraction(109))
_PATTERN = frozenset("*?~<>")


class Rules(Generic[V]):
    """Reckons the sides of rules in some algebra."""

    def __init__(self, algebra: Algebra[V], ground: Ground) -> None:
        self._algebra = algebra
        self._ground = ground

    def of(self, node: Node) -> V:
        """What ``node`` is; :class:`NotUnderstood` when it cannot be told."""
        make = self._algebra
        match node:
            case Number(value):
                return make.number(Fraction(value))
            case Ref(key):
                return make.cell(key)
            case Negative(term):
                return make.multiply(make.number(_MINUS), self.of(term))
            case Multiply(left, right):
                return make.multiply(self.of(left), self.of(right))
            case Divide(left, right):
                return make.divide(self.of(left), self.of(right))
            case Add(terms):
                return make.add(self.of(term) for term in terms)
            case Tally(keys, text):
                placed = [key for key in keys if self._ground.place(key)]
                return make.opaque(_tally(text), (make.cell(key) for key in placed))
            case Call(name, arguments):
                return make.opaque(name, (self.of(argument) for argument in arguments))
            case _:
                raise NotUnderstood(type(node).__name__)


class Formulas(Generic[V]):
    """Reckons formulas of one sheet in some algebra; rounding and guards against blanks are taken off."""

    def __init__(self, algebra: Algebra[V], ground: Ground, sheet: str) -> None:
        self._algebra = algebra
        self._ground = ground
        self._sheet = sheet
        self._areas: tuple[Cells, ...] = ()
        self._formula = SheetFormula(Words(""), ())

    def of(self, formula: SheetFormula, key: CellKey) -> V:
        """The figure that ``formula`` gives to the cell ``key``."""
        self._areas = tuple(self._ground.cells(self._sheet, area) for area in formula.areas)
        self._formula = formula
        found = self._value(formula.body)
        factor = self._ground.factor(key)
        return found if factor == 1 else self._algebra.multiply(self._algebra.number(1 / factor), found)

    def _value(self, part: Part) -> V:
        make = self._algebra
        match part:
            case Constant(value):
                return make.number(Fraction(value))
            case Slot(at):
                return self._cell(at)
            case Minus(inner):
                return make.multiply(make.number(_MINUS), self._value(inner))
            case Pair("+", left, right):
                return make.add((self._value(left), self._value(right)))
            case Pair("-", left, right):
                taken = make.multiply(make.number(_MINUS), self._value(right))
                return make.add((self._value(left), taken))
            case Pair("*", left, right):
                return make.multiply(self._value(left), self._value(right))
            case Pair("/", left, right):
                return make.divide(self._value(left), self._value(right))
            case Function(name, arguments):
                return self._function(name, arguments)
            case _:
                raise NotUnderstood(type(part).__name__)

    def _function(self, name: str, arguments: tuple[Part, ...]) -> V:
        make = self._algebra
        match name, arguments:
            case "SUM", _ if arguments:
                return make.add(self._summed(arguments))
            case "SUBTOTAL", (Constant(kind), *rest) if Fraction(kind) in _SUBTOTALS and rest:
                return make.add(self._subtotal(rest))
            case "MIN", _ if arguments:
                return make.opaque("min", self._alike(arguments))
            case "IF", (_, one):
                return self._value(one)
            case "IF", (_, one, other):
                return self._chosen(one, other)
            case (("IFERROR" | "IFNA"), (one, other)) if shows_nothing(other):
                return self._value(one)
            case (("N" | "VALUE"), (one,)):
                return self._value(one)
            case "COUNTA", _ if arguments:
                return self._tally(arguments, None)
            case "COUNTIF", (area, Words(text)) if text.strip() and not _PATTERN & set(text):
                return self._tally((area,), text.removeprefix("="))
            case "SUMPRODUCT", _ if arguments:
                return self._products(arguments)
            case _ if name in ROUNDING and all(not _has_cells(rest) for rest in arguments[1:]) and arguments:
                return self._value(arguments[0])
            case _:
                raise NotUnderstood(name)

    def _chosen(self, one: Part, other: Part) -> V:
        """The branch that is not idle."""
        found = [branch for branch in (one, other) if not shows_nothing(branch)]
        if len(found) != 1 or not any(isinstance(part, Slot) for part in parts(found[0])):
            raise NotUnderstood("IF")
        return self._value(found[0])

    def _cell(self, at: int) -> V:
        cells = self._areas[at]
        if not self._formula.areas[at].is_cell:
            raise NotUnderstood(":")
        if cells.figures:
            return self._scaled(cells.figures[0])
        if not cells.touches or cells.strays:
            raise NotUnderstood("!")
        # A heading, a name, a cell that the form keeps shut: it has no business in a figure.
        named = (*cells.texts, *cells.stubs)
        return self._algebra.cell(named[0] if named else CellKey("", self._sheet, f"\0{at}"))

    def _scaled(self, key: CellKey) -> V:
        factor = self._ground.factor(key)
        value = self._algebra.cell(key)
        return value if factor == 1 else self._algebra.multiply(self._algebra.number(factor), value)

    def _summed(self, arguments: tuple[Part, ...]) -> Iterator[V]:
        for argument in arguments:
            match argument:
                case Slot(at):
                    for key in self._touched(at).figures:
                        yield self._scaled(key)
                case Union(inside):
                    yield from self._summed(inside)
                case _:
                    yield self._value(argument)

    def _touched(self, at: int) -> Cells:
        cells = self._areas[at]
        if not cells.touches or (cells.strays and not cells.figures):
            raise NotUnderstood("!")
        return cells

    def _subtotal(self, arguments: list[Part]) -> Iterator[V]:
        for argument in arguments:
            if not isinstance(argument, Slot):
                raise NotUnderstood("SUBTOTAL")
            for key in self._touched(argument.at).figures:
                seen = self._ground.observation(key)
                # Excel leaves out what is a subtotal itself.
                if seen is None or "SUBTOTAL(" not in (seen.formula or "").upper():
                    yield self._scaled(key)

    def _alike(self, arguments: tuple[Part, ...]) -> Iterator[V]:
        for argument in arguments:
            keys = self._touched(argument.at).figures if isinstance(argument, Slot) else ()
            if not keys or any(self._ground.factor(key) != 1 for key in keys):
                raise NotUnderstood("MIN")
            yield from (self._algebra.cell(key) for key in keys)

    def _tally(self, arguments: tuple[Part, ...], text: str | None) -> V:
        found: list[CellKey] = []
        for argument in arguments:
            if not isinstance(argument, Slot):
                raise NotUnderstood("COUNTA")
            cells = self._touched(argument.at)
            found += (*cells.texts, *cells.stubs, *cells.figures)
        return self._algebra.opaque(_tally(text), (self._algebra.cell(key) for key in found))

    def _products(self, arguments: tuple[Part, ...]) -> V:
        columns: list[tuple[CellKey, ...]] = []
        shapes: set[tuple[int, int]] = set()
        for argument in arguments:
            if not isinstance(argument, Slot):
                raise NotUnderstood("SUMPRODUCT")
            area, keys = self._formula.areas[argument.at], self._touched(argument.at).figures
            columns.append(keys)
            shapes.add((area.bottom - area.top + 1, area.right - area.left + 1))
            if len(shapes) > 1 or (shapes != {(len(keys), 1)} and shapes != {(1, len(keys))}):
                raise NotUnderstood("SUMPRODUCT")
        terms = []
        for keys in zip(*columns, strict=True):
            term = self._algebra.number(Fraction(1))
            for key in keys:
                term = self._algebra.multiply(term, self._scaled(key))
            terms.append(term)
        return self._algebra.add(terms)


def shows_nothing(part: Part) -> bool:
    """Whether a branch of a guard shows nothing of worth: a text, a zero, or a choice of those."""
    match part:
        case Words():
            return True
        case Constant(value):
            return not value
        case Function("IF", (_, *branches)):
            return all(map(shows_nothing, branches))
        case _:
            return False


def _tally(text: str | None) -> str:
    return "counted" if text is None else f"counted {text.strip().casefold()}"


def _has_cells(part: Part) -> bool:
    match part:
        case Constant():
            return False
        case Minus(inner):
            return _has_cells(inner)
        case _:
            return True
