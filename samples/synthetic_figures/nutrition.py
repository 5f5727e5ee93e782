"""BM07: mothers and children, and how many of the children are stunted."""

from __future__ import annotations

from .books import Books
from .chance import source
from .counting import fill_counts, fill_kinds
from .districts import DISTRICTS

#: Percent of stunted children planned for the year, below five years and from five to below sixteen.
STUNTED_AIM = 34


def fill_nutrition(books: Books) -> None:
    """BM07 of every district; children are weighed and measured in the poor districts."""
    for district in DISTRICTS:
        book, chance = books[district.code], source("BM07", district.code)
        size = district.homes * district.rate / 1000
        reached = fill_counts(
            book,
            "BM07",
            {"1": size, "2": 3 * size, "3": 4 * size, "4": 2, "5.1": district.communes, "5.2": 4 * size},
            chance,
        )
        for row in ("1", "2", "3", "5.2"):
            fill_kinds(book, "BM07", row, reached[row], chance)
        book.put("BM07", "1", "4", "Đang triển khai thực hiện")
        if not district.poor:
            continue
        for row, share in (("6", 0.08), ("7", 0.15)):
            measured = int(district.homes * share * chance.uniform(0.9, 1.1))
            stunted = int(measured * chance.uniform(0.33, 0.37))
            book.put("BM07", row, "1", STUNTED_AIM)
            for part, count in ((f"{row}.1", stunted), (f"{row}.2", measured)):
                book.put("BM07", part, "2", count)
