"""BM12 to BM15: information, persuasion, skills, supervision."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from .allotting import Content, budget_of, fill_contents
from .books import Book, Books
from .chance import source
from .counting import fill_counts
from .districts import DISTRICTS, District
from .money import Money

#: Percent of households planned to use telecommunication and to be told about the fight against poverty.
ONLINE_AIM, TOLD_AIM = 80, 85


def _contents(*weights: tuple[str, int]) -> tuple[Content, ...]:
    return tuple(Content(row, "4", "5", weight) for row, weight in weights)


MONEY: Final = {
    "BM12": ("DA6.1", _contents(("1", 15), ("2", 30), ("3", 25), ("5", 12), ("6", 10), ("8", 8))),
    "BM13": ("DA6.2", _contents(("1", 25), ("2", 30), ("3", 20), ("4", 15), ("5", 6), ("7", 4))),
    "BM14": ("DA7.1", _contents(("1.2", 30), ("1.3", 35), ("4", 12), ("5", 8), ("6", 8), ("8", 7))),
    "BM15": ("DA7.2", _contents(("2.2", 35), ("2.3", 20), ("4", 25), ("5", 10), ("7", 10))),
}


def fill_knowledge(books: Books, money: Money) -> None:
    """The four forms of every district; their money agrees with projects 6 and 7 in BM16."""
    for district in DISTRICTS:
        book = books[district.code]
        for form, fill in (("BM12", _inform), ("BM13", _persuade), ("BM14", _teach), ("BM15", _supervise)):
            leaf, contents = MONEY[form]
            chance = source(form, district.code)
            fill(book, district, chance)
            fill_contents(book, form, contents, budget_of(money, leaf, district.code), chance)


def _share(book: Book, form: str, row: str, aim: int, whole: int, percent: float) -> None:
    """A rate planned in percent, and the two counts it is reached by."""
    book.put(form, row, "1", aim)
    book.put(form, f"{row}.1", "2", int(whole * percent / 100))
    book.put(form, f"{row}.2", "2", whole)


def _inform(book: Book, district: District, chance: Random) -> None:
    size = district.communes
    fill_counts(book, "BM12", {"1": 3, "2": size / 8, "3": size / 5, "5": size, "6": 12}, chance)
    needy = int(district.homes * district.rate / 100 * chance.uniform(0.7, 0.9))
    _share(book, "BM12", "7", ONLINE_AIM, needy, chance.uniform(70, 84))


def _persuade(book: Book, district: District, chance: Random) -> None:
    size = district.communes
    bases = {
        "1": 4 * size,
        "2": 2 * size,
        "2.1": 120 * size,
        "3": 3,
        "3.1": 200,
        "4": 150 * size,
        "5.1": 6,
        "5.2": 15,
    }
    fill_counts(book, "BM13", bases, chance)
    if district.poor:
        _share(book, "BM13", "6", TOLD_AIM, district.homes, chance.uniform(72, 88))


def _teach(book: Book, district: District, chance: Random) -> None:
    size = district.communes
    officers = 4 * size + chance.randint(3, 9)
    bases: dict[str, float] = {"1.2": 3, "1.3": size, "3": 25 * size, "4": 1, "4.1": 20, "5": 3, "6": 2}
    reached = fill_counts(book, "BM14", bases, chance)
    taught = int(officers * chance.uniform(0.5, 0.9))
    reached["2"] = 2 * taught
    book.put("BM14", "2", "1", 4 * officers)
    book.put("BM14", "2", "2", reached["2"])
    _put_part(book, "B5", reached, ("2", "3", "4.1"), 0.9)
    _put_part(book, "B6", reached, ("2", "3", "4.1"), 0.45)
    book.put("BM14", "7", "1", 100)
    book.put("BM14", "7.1", "2", taught)
    book.put("BM14", "7.2", "2", officers)


def _put_part(book: Book, column: str, reached: dict[str, int], rows: Sequence[str], share: float) -> None:
    for row in rows:
        book.put("BM14", row, column, int(reached[row] * share))


def _supervise(book: Book, district: District, chance: Random) -> None:
    size = district.communes
    fill_counts(
        book, "BM15", {"1": 3, "2.2": 6, "2.3": 2 * size, "3.2": size, "4": district.homes, "5": 1}, chance
    )
    due = 2 * size
    book.put("BM15", "6", "1", 100)
    book.put("BM15", "6.1", "2", due - chance.randint(0, 3))
    book.put("BM15", "6.2", "2", due)
