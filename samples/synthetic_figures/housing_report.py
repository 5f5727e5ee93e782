"""BM11: the houses and their money."""

from __future__ import annotations

from .books import Book, Books
from .districts import POOR
from .housing import NORM, OFF_NORM, HousePlan
from .money import Money
from .splitting import split, split_capped


def fill_houses(books: Books, plan: HousePlan, money: Money, spent: bool) -> None:
    """BM11 of the poor districts; money agrees with project 5 in BM16."""
    for code in POOR:
        for kind, norm in NORM.items():
            one = plan[code, kind]
            books[code].put("BM11", kind, "2", one.poor)
            books[code].put("BM11", kind, "3", one.near)
            if spent:
                reached = (one.done_poor, one.done_near, one.ethnic, one.finished, one.done - one.finished)
                for column, count in zip(("5", "6", "7", "8", "9"), reached, strict=True):
                    books[code].put("BM11", kind, column, count)
            extra = OFF_NORM[1] if not spent and (code, kind) == (OFF_NORM[0], "SC") else 0
            books[code].put("BM11", kind, "12", norm * one.planned + extra)
            if spent:
                books[code].put("BM11", kind, "16", one.paid(norm))
        _other_house_money(books[code], plan, money, code, spent)


def _other_house_money(book: Book, plan: HousePlan, money: Money, code: str, spent: bool) -> None:
    """Local and other money for houses, split over the two kinds; none is spent above its plan."""
    weights = [NORM[kind] * plan[code, kind].planned for kind in NORM]
    for columns, planned, paid in (("13", ("K8", "K9"), "17"), ("14", ("K11",), "18")):
        total = sum(int(money.get(("DA5", column, code), 0)) for column in planned)
        if not total:
            continue
        parts = split(total, weights)
        for kind, part in zip(NORM, parts, strict=True):
            book.put("BM11", kind, columns, part)
        if spent:
            out = sum(int(money["DA5", column.replace("K", "G"), code]) for column in planned)
            for kind, part in zip(NORM, split_capped(out, weights, parts), strict=True):
                book.put("BM11", kind, paid, part)
