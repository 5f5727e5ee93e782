"""Whether two formulas say the same, whatever way they are written; and what one gives on figures."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from hashlib import sha256

from mtqg_xl.rules.expressions import (
    Add,
    Call,
    Counted,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Place,
    Ref,
    Tally,
)

#: The value of a leaf (a name, a place, a reference); ``None`` when it is blank.
Leaf = Callable[[Node], Fraction | None]


def value_of(node: Node, leaf: Leaf) -> Fraction | None:
    """The exact value of ``node``; blanks count for nothing in a plain sum and leave all else unknown."""
    match node:
        case Number(value):
            return Fraction(value)
        case Name() | Place() | Ref() | Tally() | Counted():
            return leaf(node)
        case Negative(term):
            inner = value_of(term, leaf)
            return None if inner is None else -inner
        case Multiply(left, right):
            a, b = value_of(left, leaf), value_of(right, leaf)
            return None if a is None or b is None else a * b
        case Divide(left, right):
            a, b = value_of(left, leaf), value_of(right, leaf)
            return None if a is None or not b else a / b
        case Add(terms):
            found = [value_of(term, leaf) for term in terms]
            present = [value for value in found if value is not None]
            whole = len(present) == len(found) or node.is_plain
            return sum(present, Fraction(0)) if present and whole else None
        case Call(function, arguments):
            found = [value_of(argument, leaf) for argument in arguments]
            present = [value for value in found if value is not None]
            if not present:
                return None
            return min(present) if function == "min" else sum(present, Fraction(0))
    raise TypeError(f"not a rule part: {node!r}")


def fingerprint(node: Node, name: Callable[[Node], str]) -> Fraction | None:
    """A number that two formulas share only when they compute the same from cells of these names."""
    return value_of(node, lambda leaf: _stand_in(name(leaf)))


def _stand_in(name: str) -> Fraction:
    digest = sha256(name.encode()).digest()
    return Fraction(int.from_bytes(digest[:6], "big") + 1, int.from_bytes(digest[6:8], "big") + 1)
