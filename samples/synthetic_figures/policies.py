"""BM02: aims (part A), standing policies (part B), results of the projects (part C)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Final

from .allotting import budget_of
from .books import Book, Books
from .chance import source
from .districts import DISTRICTS, District
from .figures_of import figure, summed
from .households import Households, households
from .money import Money
from .sources import FORM_OF

#: Kilograms of rice for a person and a month, and what a household gets for electricity in two quarters.
RICE: Final = 15
ELECTRICITY: Final = Decimal("0.332244")
#: Policies told as a count and its money: how many for a hundred poor households, million đồng for each.
POLICIES: Final = {
    "B1": (6.0, "52"), "B2": (1.2, "48"), "B3": (0.8, "50"), "B4": (0.2, "15"), "B6": (380.0, "0.41"),
    "B7": (45.0, "0.42"), "B10": (0.4, "3"), "B11": (210.0, "0.54"),
}  # fmt: skip
WORKS: Final = tuple(f"A.{number}" for number in range(1, 9))
PROJECTS: Final = ("LK", "CD", "MK")
#: Main result of each project: plan and result.
Result = Callable[[Book], tuple[Decimal, Decimal]]


def _pair(form: str, *rows: str, plan: str = "1", done: str = "2") -> Result:
    return lambda book: (summed(book, form, plan, *rows), summed(book, form, done, *rows))


def _works(form: str) -> Result:
    return lambda book: (
        summed(book, form, "2", *WORKS) + summed(book, form, "3", *WORKS),
        summed(book, form, "4", *WORKS) + summed(book, form, "5", *WORKS),
    )


def _projects(form: str) -> Result:
    return lambda book: (
        summed(book, form, "1", *PROJECTS),
        summed(book, form, "2", *PROJECTS) + summed(book, form, "3", *PROJECTS),
    )


def _houses(book: Book) -> tuple[Decimal, Decimal]:
    planned, done = (
        summed(book, "BM11", poor, "XM", "SC") + summed(book, "BM11", near, "XM", "SC")
        for poor, near in (("2", "3"), ("5", "6"))
    )
    return planned, done


RESULTS: Final[dict[str, Result]] = {
    "DA1.1": _works("BM03"), "DA1.2": _works("BM04"), "DA2": _projects("BM05"), "DA3.1": _projects("BM06"),
    "DA3.2": _pair("BM07", "1", "2", "3"), "DA4.1": _pair("BM08", "SC", "D3", plan="2", done="4"),
    "DA4.2": _pair("BM09", "3"), "DA4.3": _pair("BM10", "3.5"), "DA5": _houses,
    "DA6.1": _pair("BM12", "2", "3"), "DA6.2": _pair("BM13", "2"), "DA7.1": _pair("BM14", "2"),
    "DA7.2": _pair("BM15", "2.2", "2.3"),
}  # fmt: skip


def fill_results(books: Books, money: Money) -> None:
    """BM02 of every district, after the forms it repeats."""
    for district in DISTRICTS:
        book, chance = books[district.code], source("BM02", district.code)
        _aims(book, households(district))
        _policies(book, district, chance)
        for leaf in FORM_OF:
            planned, paid = budget_of(money, leaf, district.code)
            if planned:
                plan, done = RESULTS[leaf](book)
                for column, value in (("1", plan), ("3", done), ("5", paid)):
                    book.put("BM02", f"C{leaf[2:]}", column, value)


def _aims(book: Book, found: Households) -> None:
    now = {
        "A1": found.homes, "A2": found.poor, "A3": found.left, "A4": found.homes_now, "A9": found.near,
        "A10": found.near_now,
    }  # fmt: skip
    last_year = {
        "A1": found.homes - 90, "A2": found.poor + found.left_before, "A3": found.left_before // 3,
        "A4": found.homes - 40, "A9": found.near - 25, "A10": found.near - 12,
    }  # fmt: skip
    for row, count in now.items():
        book.put("BM02", row, "3", count)
        book.put("BM02", row, "2", max(1, last_year[row]))
    book.put("BM02", "A3", "1", found.left_planned)
    book.put("BM02", "A3", "4", found.left_before + found.left)
    book.put("BM02", "A8", "1", Decimal(found.aim))


def _policies(book: Book, district: District, chance: Random) -> None:
    poor = households(district).poor
    for row, (share, each) in POLICIES.items():
        count = max(1, round(poor * share / 100 * chance.uniform(0.8, 1.2)))
        _put(book, row, count, chance)
        book.put("BM02", row, "5", round(count * Decimal(each), 3))
    book.put("BM02", "B5", "3", poor)
    book.put("BM02", "B5", "5", round(poor * ELECTRICITY, 3))
    for row, plan, done in (
        ("B8.1", summed(book, "BM08", "1", "SC", "D3"), summed(book, "BM08", "3", "SC", "D3")),
        ("B8.2", summed(book, "BM08", "2", "SC", "D3"), summed(book, "BM08", "4", "SC", "D3")),
        ("B9.1", figure(book, "BM10", "3.4", "1"), figure(book, "BM10", "3.4", "2")),
        ("B9.2", figure(book, "BM10", "3.1", "1"), figure(book, "BM10", "3.1", "2")),
    ):
        book.put("BM02", row, "1", plan)
        book.put("BM02", row, "3", done)
    book.put("BM02", "B9.3", "3", summed(book, "BM10", "2", "3.3", "3.5"))
    for group, share, months in (("B12", 0.12, 1), ("B13", 0.2, 2)):
        homes = round(poor * share * chance.uniform(0.8, 1.2))
        people = round(homes * chance.uniform(4.4, 5.0))
        for row, count in (("1", homes), ("2", people), ("3", RICE * months * people)):
            _put(book, f"{group}.{row}", count, chance, before=row != "3")


def _put(book: Book, row: str, count: int, chance: Random, *, before: bool = True) -> None:
    """A count of the half-year, of the same one the year before, and since the programme began."""
    book.put("BM02", row, "3", count)
    if before:
        last = max(1, round(count * chance.uniform(0.8, 1.1)))
        book.put("BM02", row, "2", last)
        book.put("BM02", row, "4", count + 3 * last)
