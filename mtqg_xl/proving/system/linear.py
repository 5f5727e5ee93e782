"""Rules as exact linear forms over cells: the shape in which a solver and an exact proof can use them.

``3=1+2`` is linear; ``4=3/1*100`` is not. A bound on a quotient is: ``3/1*100<=100`` says
``100*3<=100*1`` wherever the quotient exists, as divisors of the forms are never negative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, TypeVar

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.rules.expressions import Add, Call, Divide, Multiply, Negative, Node, Number, Ref, Tally

Terms = Mapping[CellKey, Fraction]


class Choice(NamedTuple):
    """Whether a text cell is filled, or with ``text`` if given: one or zero. Lists are counted by these."""

    cell: CellKey
    text: str | None = None


@dataclass(frozen=True)
class Linear:
    """``constant`` plus each cell, and each choice of a text, times its coefficient, which is never zero."""

    terms: Terms = field(default_factory=dict)
    constant: Fraction = Fraction(0)
    choices: Mapping[Choice, Fraction] = field(default_factory=dict)

    @classmethod
    def of_cell(cls, key: CellKey) -> Linear:
        """The cell itself."""
        return cls({key: Fraction(1)})

    @property
    def is_constant(self) -> bool:
        """Whether no cell is in it."""
        return not self.terms and not self.choices

    def plus(self, other: Linear, times: Fraction = Fraction(1)) -> Linear:
        """This and ``times`` the other."""
        return Linear(
            _together(self.terms, other.terms, times),
            self.constant + times * other.constant,
            _together(self.choices, other.choices, times),
        )

    def times(self, factor: Fraction) -> Linear:
        """Every coefficient times ``factor``."""
        return Linear().plus(self, factor)

    def put(self, known: Mapping[CellKey, Linear]) -> Linear:
        """This with every cell of ``known`` replaced by what it equals."""
        if not self.terms.keys() & known.keys():
            return self
        kept = {key: factor for key, factor in self.terms.items() if key not in known}
        result = Linear(kept, self.constant, self.choices)
        for key, factor in self.terms.items():
            if key in known:
                result = result.plus(known[key], factor)
        return result


V = TypeVar("V")


def _together(one: Mapping[V, Fraction], other: Mapping[V, Fraction], times: Fraction) -> dict[V, Fraction]:
    total = dict(one)
    _add_to(total, other, times)
    return total


def _add_to(total: dict[V, Fraction], other: Mapping[V, Fraction], times: Fraction) -> None:
    for name, factor in other.items():
        value = total.pop(name, Fraction(0)) + times * factor
        if value:
            total[name] = value


@dataclass(frozen=True)
class Quotient:
    """``over`` divided by ``under``; not divided when ``under`` is ``None``."""

    over: Linear
    under: Linear | None = None


#: What stands for a cell or a count of lines: the formula of a rate, a known form; ``None`` for itself.
Meaning = Callable[[Ref | Tally], Node | Linear | None]


def linear_of(node: Node, meaning: Meaning = lambda _: None) -> Linear | None:
    """``node`` as a linear form; ``None`` when it is none (a quotient of cells, a product, ``min``)."""
    found = quotient_of(node, meaning)
    return found.over if found is not None and found.under is None else None


def quotient_of(node: Node, meaning: Meaning) -> Quotient | None:
    """``node`` as one quotient of linear forms; ``None`` when it is not one."""
    match node:
        case Number(value):
            return Quotient(Linear({}, Fraction(value)))
        case Ref() | Tally():
            stands_for = meaning(node)
            if isinstance(stands_for, Linear):
                return Quotient(stands_for)
            if stands_for is not None:
                return quotient_of(stands_for, meaning)
            return Quotient(Linear.of_cell(node.key)) if isinstance(node, Ref) else None
        case Negative(term):
            inner = quotient_of(term, meaning)
            return inner and Quotient(inner.over.times(Fraction(-1)), inner.under)
        case Add(terms):
            parts = [quotient_of(term, meaning) for term in terms]
            known = [part for part in parts if part is not None]
            whole = _total(part.over for part in known if part.under is None)
            divided = [part for part in known if part.under is not None]
            result: Quotient | None = Quotient(whole) if len(known) == len(parts) else None
            for part in divided:
                result = _added(part, result) if result is not None else None
            return result
        case Multiply(left, right):
            return _multiplied(quotient_of(left, meaning), quotient_of(right, meaning))
        case Divide(left, right):
            return _divided(quotient_of(left, meaning), quotient_of(right, meaning))
        case Call("min", (only,)):
            return quotient_of(only, meaning)
        case _:
            return None


def _total(forms: Iterable[Linear]) -> Linear:
    terms: dict[CellKey, Fraction] = {}
    choices: dict[Choice, Fraction] = {}
    constant = Fraction(0)
    for form in forms:
        _add_to(terms, form.terms, Fraction(1))
        _add_to(choices, form.choices, Fraction(1))
        constant += form.constant
    return Linear(terms, constant, choices)


def _added(one: Quotient, other: Quotient) -> Quotient | None:
    if one.under == other.under:
        return Quotient(one.over.plus(other.over), one.under)
    whole, divided = (one, other) if one.under is None else (other, one)
    if whole.under is not None or not whole.over.is_constant or divided.under is None:
        return None
    return Quotient(divided.over.plus(divided.under, whole.over.constant), divided.under)


def _multiplied(one: Quotient | None, other: Quotient | None) -> Quotient | None:
    if one is None or other is None:
        return None
    factor, rest = (one, other) if one.under is None and one.over.is_constant else (other, one)
    if factor.under is not None or not factor.over.is_constant:
        return None
    return Quotient(rest.over.times(factor.over.constant), rest.under)


def _divided(one: Quotient | None, other: Quotient | None) -> Quotient | None:
    if one is None or other is None or one.under is not None or other.under is not None:
        return None
    if other.over.is_constant:
        share = 1 / other.over.constant if other.over.constant else None
        return None if share is None else Quotient(one.over.times(share))
    return Quotient(one.over, other.over)
