"""The few shapes an edit rule is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey


@dataclass(frozen=True, slots=True)
class Number:
    """A constant, such as the 100 of a percentage."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """A code as printed, not yet bound to a cell: ``K1``, ``3.1``, or a range ``3.1:3.19``, ``#tag``."""

    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A cell named by row and column, possibly of another form: ``[T;3]``, ``BM16[DA5;K7]``."""

    form: str | None
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Counted:
    """``count(#CT;4="Giao thông")`` not yet bound: rows, the text column, the text looked for."""

    rows: str
    column: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of these text cells are filled or, given ``text``, say just that."""

    keys: tuple[CellKey, ...]
    text: str | None


@dataclass(frozen=True, slots=True)
class Ref:
    """A cell."""

    key: CellKey


@dataclass(frozen=True, slots=True)
class Add:
    """A sum; a subtracted term is a ``Negative``."""

    terms: tuple[Node, ...]

    @property
    def is_plain(self) -> bool:
        """Whether nothing is subtracted."""
        return not any(isinstance(term, Negative) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Negative:
    """A subtracted term."""

    term: Node


@dataclass(frozen=True, slots=True)
class Multiply:
    """A product of two."""

    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Divide:
    """A quotient."""

    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """``sum``, ``wsum`` (weighted by the rows' weights) or ``min`` over its arguments."""

    function: str
    arguments: tuple[Node, ...]


Node = Number | Name | Place | Counted | Tally | Ref | Add | Negative | Multiply | Divide | Call


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below ``node``."""
    match node:
        case Add(terms):
            return terms
        case Negative(term):
            return (term,)
        case Multiply(left, right) | Divide(left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """``node`` and everything below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def references(node: Node) -> tuple[CellKey, ...]:
    """The cells ``node`` speaks of, each once, in order."""
    return tuple(dict.fromkeys(part.key for part in walk(node) if isinstance(part, Ref)))
