"""Two ways to reckon with cells instead of figures: to tell whether two formulas are the same, and where not.

Two formulas compute the same exactly when they agree for every figure the cells may hold. Reckoned in a
field of 2^127-1 elements, with an element fixed for each cell once and for all, two different formulas of
the degrees that forms have agree by chance less than once in 10^36; there is no rounding and no chance
from one run to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol, TypeVar

from mtqg_xl.domain.cells import CellKey

V = TypeVar("V")
_PRIME = 2**127 - 1


class NotUnderstood(Exception):
    """A formula that means something else than forms need; nothing is said about it."""


class Algebra(Protocol[V]):
    """What reckoning needs of its values."""

    def number(self, value: Fraction) -> V:
        """A constant."""

    def cell(self, key: CellKey) -> V:
        """The figure of a cell."""

    def add(self, terms: Iterable[V]) -> V:
        """The sum; zero of nothing."""

    def multiply(self, one: V, other: V) -> V:
        """The product."""

    def divide(self, over: V, under: V) -> V:
        """The quotient."""

    def opaque(self, name: str, parts: Iterable[V]) -> V:
        """A function that reckoning does not look into; the order of its parts does not matter."""


@lru_cache(maxsize=65536)
def _element(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=16).digest(), "big") % _PRIME


class Field:
    """Reckons in the field; ``cell`` may be told what some cells are made of."""

    def __init__(self, cell: Callable[[CellKey], int] | None = None) -> None:
        self._cell = cell or element_of

    def number(self, value: Fraction) -> int:
        """A constant."""
        return value.numerator * pow(value.denominator, -1, _PRIME) % _PRIME

    def cell(self, key: CellKey) -> int:
        """The figure of a cell."""
        return self._cell(key)

    def add(self, terms: Iterable[int]) -> int:
        """The sum."""
        return sum(terms) % _PRIME

    def multiply(self, one: int, other: int) -> int:
        """The product."""
        return one * other % _PRIME

    def divide(self, over: int, under: int) -> int:
        """The quotient."""
        if not under:
            raise NotUnderstood("/0")
        return over * pow(under, -1, _PRIME) % _PRIME

    def opaque(self, name: str, parts: Iterable[int]) -> int:
        """Any function of ``parts``."""
        return _element("\x1f".join([name, *map(str, sorted(parts))]))


def element_of(key: CellKey) -> int:
    """The element that stands for a cell."""
    return _element("\x1e".join(key))


#: Cells with their factors; ``None`` stands for the constant.
Linear = Mapping[CellKey | None, Fraction]
_ONE: Linear = {None: Fraction(1)}


class Ratio:
    """A sum of cells over a sum of cells."""

    def __init__(self, over: Linear, under: Linear = _ONE) -> None:
        if not under:
            raise NotUnderstood("/0")
        scale = under[min(under, key=_order)]
        self.over: Linear = {key: factor / scale for key, factor in over.items()}
        self.under: Linear = {key: factor / scale for key, factor in under.items()}

    @property
    def is_sum(self) -> bool:
        """Whether nothing is divided by a cell."""
        return self.under == _ONE


class Ratios:
    """Reckons with sums and quotients of sums, and gives up beyond."""

    def number(self, value: Fraction) -> Ratio:
        """A constant."""
        return Ratio({None: value} if value else {})

    def cell(self, key: CellKey) -> Ratio:
        """The figure of a cell."""
        return Ratio({key: Fraction(1)})

    def add(self, terms: Iterable[Ratio]) -> Ratio:
        """The sum, of quotients only by one divisor."""
        total: dict[CellKey | None, Fraction] = {}
        under: Linear | None = None
        for term in terms:
            if under is not None and term.under != under:
                raise NotUnderstood("/")
            under = term.under
            for key, factor in term.over.items():
                total[key] = total.get(key, Fraction(0)) + factor
        return Ratio({key: factor for key, factor in total.items() if factor}, under or _ONE)

    def multiply(self, one: Ratio, other: Ratio) -> Ratio:
        """The product."""
        return Ratio(_product(one.over, other.over), _product(one.under, other.under))

    def divide(self, over: Ratio, under: Ratio) -> Ratio:
        """The quotient."""
        return Ratio(_product(over.over, under.under), _product(over.under, under.over))

    def opaque(self, name: str, parts: Iterable[Ratio]) -> Ratio:
        """No sum."""
        raise NotUnderstood(name)


def _product(one: Linear, other: Linear) -> Linear:
    if not one or not other:
        return {}
    if set(other) != {None}:
        one, other = other, one
    if set(other) != {None}:
        raise NotUnderstood("*")
    return {key: factor * other[None] for key, factor in one.items()}


def _order(key: CellKey | None) -> tuple[str, ...]:
    return key or ()


def fraction(value: Decimal) -> Fraction:
    """A decimal as an exact fraction."""
    return Fraction(value)
