"""The relations of forms as exact linear algebra: which cell stands where, with what factor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Severity
from mtqg_xl.proving.system.linear import Linear, linear_of
from mtqg_xl.rules import Relation
from mtqg_xl.rules.expressions import Add, Call, Negative, Node, children, references


class Sight(StrEnum):
    """How sharply a relation sees a change of one of its cells."""

    EXACT = "exact"
    """Every change beyond the rounding of the printed figures shows."""
    RATE = "rate"
    """A quotient or product: small changes vanish in the rounding of the rate."""
    BOUND = "bound"
    """An inequality: only a change past the bound shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """One relation as its linear parts.

    A linear relation has one part, left less right. Of any other each part is a sum that enters
    the relation as a whole (a numerator, a divisor): cells of one part act alike, by their factors.
    ``plain`` are the cells that stand outside every quotient and product.
    """

    rule: str
    sight: Sight
    parts: tuple[Mapping[CellKey, Fraction], ...]
    plain: frozenset[CellKey] = frozenset()

    @property
    def cells(self) -> frozenset[CellKey]:
        """The cells that the relation really depends on."""
        return frozenset(key for part in self.parts for key in part)


def lines_of(relations: Iterable[Relation], never_negative: Callable[[CellKey], bool]) -> Iterator[Line]:
    """The relations that are errors or warnings, as lines; cells that cancel out are not in them.

    ``never_negative`` says of which cells a figure below zero makes no sense: a sum of such cells
    that must not exceed zero is as good as an equality.
    """
    for relation in relations:
        if relation.rule.severity is Severity.INFO:
            continue
        for left, right in _split_smallest(relation):
            line = _line(relation, left, right, never_negative)
            if line is not None:
                yield line


def _split_smallest(relation: Relation) -> Iterator[tuple[Node, Node]]:
    """``a <= min(b, c)`` is two bounds, seen apart: raising ``b`` is no remedy for ``c``."""
    match relation.sign, relation.left, relation.right:
        case "<=", left, Call("min", arguments):
            yield from ((left, argument) for argument in arguments)
        case ">=", Call("min", arguments), right:
            yield from ((argument, right) for argument in arguments)
        case _:
            yield relation.left, relation.right


def _line(
    relation: Relation, left: Node, right: Node, never_negative: Callable[[CellKey], bool]
) -> Line | None:
    whole, others, counted = _gathered((left, Negative(right)))
    parts = tuple(
        terms for terms in (whole.terms, *(part for node in others for part in _parts(node))) if terms
    )
    if not parts:
        return None
    if others:
        sight = Sight.RATE if relation.sign == "=" else Sight.BOUND
    else:
        pinned = not counted and _pins(relation, whole, never_negative)
        sight = Sight.EXACT if relation.sign == "=" or pinned else Sight.BOUND
    return Line(relation.rule.id, sight, parts, frozenset(whole.terms))


def _pins(relation: Relation, whole: Linear, never_negative: Callable[[CellKey], bool]) -> bool:
    """Whether the bound leaves its cells nothing but zero."""
    if whole.constant or not all(never_negative(key) for key in whole.terms):
        return False
    sign = 1 if relation.sign == "<=" else -1
    return all(factor * sign > 0 for factor in whole.terms.values())


def _gathered(terms: Iterable[Node]) -> tuple[Linear, list[Node], bool]:
    """The linear terms of a sum together, the others, and whether a count of texts is added to them."""
    whole, others, counted = Linear(), [], False
    for term in _flattened(terms):
        linear = linear_of(term)
        if linear is not None:
            whole = whole.plus(linear)
        elif references(term):
            others.append(term)
        else:
            counted = True
    return whole, others, counted


def _parts(node: Node) -> Iterator[Mapping[CellKey, Fraction]]:
    """The linear sums that a node is made of."""
    whole, others, _ = _gathered((node,))
    yield whole.terms
    for other in others:
        for child in children(other):
            yield from _parts(child)


def _flattened(terms: Iterable[Node]) -> Iterator[Node]:
    """The terms of a sum, the sums among them opened."""
    for term in terms:
        match term:
            case Add(inner):
                yield from _flattened(inner)
            case Negative(Add(inner)):
                yield from _flattened(tuple(Negative(part) for part in inner))
            case Negative(Negative(inside)):
                yield from _flattened((inside,))
            case _:
                yield term
