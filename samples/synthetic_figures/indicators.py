"""BM01: the indicators of the programme, each beside its aims."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from .books import Book, Books
from .chance import source
from .districts import DISTRICTS, District
from .figures_of import figure, summed
from .households import Households, households
from .knowledge import ONLINE_AIM, TOLD_AIM
from .nutrition import STUNTED_AIM
from .policies import RESULTS


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: at the start of the stage, aimed at for its end, planned, the year before; of how many."""

    row: str
    first: str
    aim: str
    plan: str
    last: str
    of: float


#: Rates of poor households and their people, by poor household.
RATES: Final = (
    Rate("6", "48", "80", "70", "63", 1.9), Rate("8.1", "60", "100", "90", "82", 1.4),
    Rate("9.1", "92", "100", "100", "97.5", 4.6), Rate("10.1", "84", "95", "91", "89", 1.1),
    Rate("10.2", "36", "55", "48", "44", 2.2), Rate("10.2.2", "34", "52", "46", "42.5", 2.9),
    Rate("10.3", "55", "100", "85", "74", 0.5), Rate("12.1", "58", "90", "78", "73", 1.0),
    Rate("12.2", "31", "60", "49", "44", 1.0),
)  # fmt: skip
#: Those of rows above who hold a certificate: their share of the trained.
CERTIFIED: Final = {"10.2": ("10.2.1", 0.5), "10.2.2": ("10.2.3", 0.45)}


def fill_indicators(books: Books) -> None:
    """BM01 of every district, after the forms it repeats."""
    for district in DISTRICTS:
        book, chance = books[district.code], source("BM01", district.code)
        found = households(district)
        _poverty(book, district, found)
        _rates(book, found, chance)
        _repeated(book, district)
        _counts(book, district, chance)


def _ratio(book: Book, row: str, part: Decimal | int, whole: Decimal | int) -> None:
    book.put("BM01", row, "5t", part)
    book.put("BM01", row, "5m", whole)


def _poverty(book: Book, district: District, found: Households) -> None:
    """Rows 1 to 3: poor households at the start of the year and now; the falls follow."""
    aim = Decimal(district.aim)
    rows = ["1", "2"] if district.poor else ["1"]
    for row in rows:
        book.put("BM01", row, "3", aim)
        _ratio(book, f"{row}.a", found.poor, found.homes)
        _ratio(book, f"{row}.b", found.poor_now, found.homes_now)
    book.put("BM01", "1", "8", "6 tháng")
    for column, count in (
        ("3", found.left_planned),
        ("5", found.left),
        ("5k", found.left_before + found.left),
    ):
        book.put("BM01", "1.1", column, count)
    for row in ("3", "3.1"):
        book.put("BM01", row, "3", aim)
    book.put("BM01", "3.a", "5t", found.ethnic)
    book.put("BM01", "3.b", "5t", found.ethnic_now)
    # Nearly all households of these districts are of ethnic minorities.
    share = district.ethnic - 0.01
    book.put("BM01", "3.1.a", "5m", max(found.ethnic, int(found.homes * share)))
    book.put("BM01", "3.1.b", "5m", max(found.ethnic_now, int(found.homes_now * share)))


def _rates(book: Book, found: Households, chance: Random) -> None:
    for rate in RATES:
        for column, text in (("1", rate.first), ("2", rate.aim), ("3", rate.plan), ("4", rate.last)):
            book.put("BM01", rate.row, column, Decimal(text))
        whole = int(found.poor * rate.of)
        part = int(whole * chance.uniform(float(rate.last), float(rate.plan)) / 100)
        if rate.row == "8.1":
            part = int(summed(book, "BM10", "B1", "3.5") + summed(book, "BM10", "B2", "3.5"))
            part += int(figure(book, "BM10", "3.5", "B3"))
            whole = part * 100 // 84
        _ratio(book, rate.row, part, whole)
        if rate.row in CERTIFIED:
            row, share = CERTIFIED[rate.row]
            book.put("BM01", row, "5t", int(part * share))
            book.put("BM01", row, "3", round(Decimal(rate.plan) * Decimal(str(share)), 1))


def _repeated(book: Book, district: District) -> None:
    """Rates whose parts stand in another form, with the same plan."""
    rows = [("7", "BM14", "7", "100", "100"), ("13.1", "BM12", "7", "90", str(ONLINE_AIM))]
    if district.poor:
        stunted = str(STUNTED_AIM)
        for row in ("9.2", "9.3"):
            book.put("BM01", row, "1", Decimal("39.5"))
            book.put("BM01", row, "4", Decimal("36.8"))
        rows += [("13.2", "BM13", "6", "95", str(TOLD_AIM)), ("9.2", "BM07", "6", "30", stunted)]
        rows += [("9.3", "BM07", "7", "30", stunted)]
        _ratio(book, "4", 1, 1)
        book.put("BM01", "4", "3", 100)
    for row, form, rate, aim, plan in rows:
        book.put("BM01", row, "2", Decimal(aim))
        book.put("BM01", row, "3", Decimal(plan))
        _ratio(book, row, figure(book, form, f"{rate}.1", "2"), figure(book, form, f"{rate}.2", "2"))


def _counts(book: Book, district: District, chance: Random) -> None:
    """Counts: planned, reached, and since the programme began."""
    models = tuple(sum((RESULTS[leaf](book)[at] for leaf in ("DA2", "DA3.1")), Decimal(0)) for at in (0, 1))
    rows = {"5": models, "8.2": (figure(book, "BM10", "6", "1"), figure(book, "BM10", "6", "2"))}
    if district.poor:
        abroad = (figure(book, "BM09", "3", "1"), figure(book, "BM09", "3", "2"))
        trained = (abroad[0] + 20, figure(book, "BM09", "1", "2") + 10)
        rows |= {"8.3": trained, "8.3.1": abroad, "11.1": RESULTS["DA5"](book)}
        left = int(abroad[1] * Decimal("0.75"))
        book.put("BM01", "8.4", "3", 80)
        _ratio(book, "8.4", left, abroad[1])
    for row, (planned, reached) in rows.items():
        before = planned * chance.randint(1, 2)
        if row.startswith("8.3"):
            before = planned
        for column, count in (("2", 4 * planned), ("3", planned), ("5", reached), ("5k", before + reached)):
            book.put("BM01", row, column, count)
