"""Counts planned and reached, and the people among them."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from .books import Book

#: How much of a year's plan is reached by the middle of the year.
HALF_YEAR = (0.3, 0.62)


def planned_and_reached(base: float, chance: Random) -> tuple[int, int]:
    """A plan around ``base``, at least one, and what is reached of it by the middle of the year."""
    planned = max(1, round(base * chance.uniform(0.8, 1.2)))
    return planned, int(planned * chance.uniform(*HALF_YEAR))


def fill_counts(
    book: Book, form: str, bases: Mapping[str, float], chance: Random, columns: tuple[str, str] = ("1", "2")
) -> dict[str, int]:
    """Plan and result of every row, around ``bases``; returns the results."""
    reached = {}
    for row, base in bases.items():
        planned, reached[row] = planned_and_reached(base, chance)
        book.put(form, row, columns[0], planned)
        book.put(form, row, columns[1], reached[row])
    return reached


def kinds_of(count: int, chance: Random) -> dict[str, int]:
    """``count`` by kind of household (B1 to B4, which add up); ethnic minorities and women among them."""
    near = int(count * chance.uniform(0.1, 0.22))
    escaped = int(count * chance.uniform(0.02, 0.09))
    others = int(count * chance.uniform(0, 0.08))
    return {
        "B1": count - near - escaped - others,
        "B2": near,
        "B3": escaped,
        "B4": others,
        "B5": int(count * chance.uniform(0.85, 0.99)),
        "B6": int(count * chance.uniform(0.4, 0.6)),
    }


def fill_kinds(book: Book, form: str, row: str, count: int, chance: Random) -> None:
    """The people of a row by kind."""
    for column, part in kinds_of(count, chance).items():
        book.put(form, row, column, part)
