"""An amount over the contents of a project: first what is planned, then what was disbursed of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from .books import Book
from .chance import jitter
from .money import BUDGET, Money, total_of
from .splitting import split, split_capped


@dataclass(frozen=True, slots=True)
class Content:
    """A content of a project: its row, the columns of its plan and disbursement, and how much it weighs."""

    row: str
    planned: str
    paid: str
    weight: int


def allot(total: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """``total`` in whole parts; what is below one million goes to the last."""
    whole = int(total)
    parts = [Decimal(part) for part in split(whole, weights)]
    parts[-1] += total - whole
    return parts


def spend(total: Decimal, planned: Sequence[Decimal], weights: Sequence[int]) -> list[Decimal]:
    """``total`` in parts, none above what is planned."""
    whole = int(total)
    parts = [Decimal(part) for part in split_capped(whole, weights, [int(part) for part in planned])]
    rest = total - whole
    if rest:
        room = next(i for i, part in enumerate(parts) if planned[i] - part >= rest)
        parts[room] += rest
    return parts


def fill_contents(
    book: Book, form: str, contents: Sequence[Content], money: tuple[Decimal, Decimal], chance: Random
) -> None:
    """Plan and disbursement of every content; the last is what has no content of its own."""
    planned, paid = money
    weights = [jitter(chance, content.weight, 0.25) for content in contents]
    parts = allot(planned, weights)
    for content, part, spent in zip(contents, parts, spend(paid, parts, weights), strict=True):
        if part:
            book.put(form, content.row, content.planned, part)
            book.put(form, content.row, content.paid, spent)


def budget_of(money: Money, leaf: str, code: str) -> tuple[Decimal, Decimal]:
    """Budget money of a project in a district: the plan and what was disbursed."""
    planned, paid = (
        total_of(money, *(f"{side}{number}" for number in BUDGET), code=code, leaf=leaf) for side in "KG"
    )
    return planned, paid
