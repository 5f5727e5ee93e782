"""BM08, BM09 and BM10: training, work abroad, work at home."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Final

from .allotting import Content, budget_of, fill_contents
from .books import Book, Books
from .chance import source
from .counting import fill_counts, fill_kinds, kinds_of, planned_and_reached
from .districts import DISTRICTS, District
from .money import Money

#: Learners of a class at most.
CLASS: Final = 35
TRAINING: Final = (
    Content("SC", "9", "10", 22), Content("D3", "9", "10", 30), Content("3", "E4", "E5", 30),
    Content("4", "E4", "E5", 4), Content("5", "E4", "E5", 3), Content("6", "E4", "E5", 3),
    Content("7", "E4", "E5", 4), Content("8", "E4", "E5", 2), Content("9", "E4", "E5", 2),
)  # fmt: skip
ABROAD: Final = (
    Content("1", "4", "5", 35), Content("2", "4", "5", 25), Content("3", "4", "5", 20),
    Content("4", "4", "5", 8), Content("5", "4", "5", 8), Content("6", "4", "5", 4),
)  # fmt: skip
AT_HOME: Final = (
    Content("1", "5", "6", 30), Content("2", "5", "6", 12), Content("3", "5", "6", 25),
    Content("4", "5", "6", 12), Content("5", "5", "6", 8), Content("6", "5", "6", 8),
    Content("7", "5", "6", 5),
)  # fmt: skip


def fill_labour(books: Books, money: Money) -> None:
    """The three forms of project 4; work abroad in the poor districts only."""
    for district in DISTRICTS:
        book, code = books[district.code], district.code
        _train(book, district, budget_of(money, "DA4.1", code), source("BM08", code))
        if district.poor:
            _send(book, district, budget_of(money, "DA4.2", code), source("BM09", code))
        _employ(book, district, budget_of(money, "DA4.3", code), source("BM10", code))


def _train(book: Book, district: District, money: tuple[Decimal, Decimal], chance: Random) -> None:
    for row, base in (("SC", district.communes / 3), ("D3", district.communes * 0.9)):
        planned, held = planned_and_reached(base, chance)
        book.put("BM08", row, "1", planned)
        book.put("BM08", row, "2", planned * CLASS)
        if not held:
            continue
        learners = held * CLASS - chance.randint(0, 4 * held)
        finished = int(learners * chance.uniform(0.5, 0.9))
        book.put("BM08", row, "3", held)
        book.put("BM08", row, "4", learners)
        fill_kinds(book, "BM08", row, learners, chance)
        book.put("BM08", row, "5", finished)
        book.put("BM08", row, "6", int(finished * chance.uniform(0.6, 0.9)))
    bases = {"3": 1, "4": 2, "5": 8, "6": 1, "7": 20 * district.communes, "8": 1}
    fill_counts(book, "BM08", bases, chance, columns=("E1", "E2"))
    fill_contents(book, "BM08", TRAINING, money, chance)


def _send(book: Book, district: District, money: tuple[Decimal, Decimal], chance: Random) -> None:
    planned = chance.randint(12, 20)
    gone = int(planned * chance.uniform(0.4, 0.6))
    prepared = gone + chance.randint(0, 3)
    for row, plan, done in (
        ("1", planned + 6, prepared - chance.randint(0, 2)),
        ("2", planned + 3, prepared),
        ("3", planned, gone),
    ):
        book.put("BM09", row, "1", plan)
        book.put("BM09", row, "2", done)
        fill_kinds(book, "BM09", row, done, chance)
    for column, total in (("1", planned), ("2", gone)):
        parts = [total // 2, total // 4, total // 8]
        for row, part in zip(("3.1", "3.2", "3.3", "3.4"), [*parts, total - sum(parts)], strict=True):
            book.put("BM09", row, column, part)
    reached = fill_counts(book, "BM09", {"4": 18 * district.communes, "5": 4 * district.communes}, chance)
    fill_kinds(book, "BM09", "4", reached["4"], chance)
    fill_contents(book, "BM09", ABROAD, money, chance)


def _employ(book: Book, district: District, money: tuple[Decimal, Decimal], chance: Random) -> None:
    size = 10 * district.communes
    bases = {
        "3.1": 8,
        "3.2": 5,
        "3.3": 3 * size,
        "3.4": 14,
        "3.5": 5 * size,
        "4": 20 * size,
        "5": 2,
        "6": 2 * size,
    }
    reached = fill_counts(book, "BM10", bases, chance)
    for row in ("3.3", "3.5", "6"):
        for column, part in kinds_of(reached[row], chance).items():
            book.put("BM10", row, column, part)
    states = {"1": "Chưa triển khai thực hiện", "2": "Chưa triển khai thực hiện"}
    for row in ("3", "4", "5", "6"):
        states[row] = "Đang triển khai thực hiện"
    for row, state in states.items():
        book.put("BM10", row, "4", state)
    fill_contents(book, "BM10", AT_HOME, money, chance)
