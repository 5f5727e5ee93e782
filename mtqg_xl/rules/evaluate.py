"""Values of rules over the figures of a submission, and the verdict on each relation."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Missing
from mtqg_xl.rules.expressions import (
    Add,
    Call,
    Divide,
    Multiply,
    Negative,
    Node,
    Number,
    Ref,
    Tally,
)

#: Digits carried in quotients; far beyond any figure of a report.
PRECISION = 60


def _no_text(key: CellKey) -> str:
    return ""


def evaluate(
    node: Node,
    value: Callable[[CellKey], Decimal | None],
    missing: Missing | None,
    text: Callable[[CellKey], str] = _no_text,
) -> Decimal | None:
    """The value of ``node``; ``None`` when a part it needs is blank or a divisor is zero.

    ``missing`` says what a blank part of a sum means. Unless told, blanks count for nothing in
    a plain sum and make a difference unknown. ``text`` gives the text of a cell, for counting.
    """
    match node:
        case Number(number):
            return number
        case Ref(key):
            return value(key)
        case Negative(term):
            inner = evaluate(term, value, missing, text)
            return None if inner is None else -inner
        case Multiply(left, right):
            a, b = evaluate(left, value, missing, text), evaluate(right, value, missing, text)
            return None if a is None or b is None else a * b
        case Divide(left, right):
            a, b = evaluate(left, value, missing, text), evaluate(right, value, missing, text)
            return None if a is None or not b else a / b
        case Add(terms):
            parts = [evaluate(term, value, missing, text) for term in terms]
            known = [part for part in parts if part is not None]
            if not known or (len(known) < len(parts) and not blanks_count_nothing(node, missing)):
                return None
            return sum(known, Decimal(0))
        case Tally(keys, wanted):
            written = [found for found in map(text, keys) if found]
            if not written:
                return None
            return Decimal(sum(1 for found in written if wanted is None or _says(found, wanted)))
        case Call(_, arguments):
            found = [evaluate(argument, value, missing, text) for argument in arguments]
            present = [part for part in found if part is not None]
            return min(present) if present else None
        case _:
            raise TypeError(f"unbound rule part: {node!r}")


def _says(found: str, wanted: str) -> bool:
    return found.strip().casefold() == wanted.strip().casefold()


def blanks_count_nothing(node: Add, missing: Missing | None) -> bool:
    """Whether blank parts of this sum are read as nothing."""
    return node.is_plain if missing is None else missing is Missing.ZERO
