"""BM16: amounts by project, column and district."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from .books import Books
from .districts import EVERY

#: Money of form BM16 by leaf row, column and district code, in million đồng.
Money = dict[tuple[str, str, str], Decimal]
LEAVES: Final = (
    "DA1.1", "DA1.2", "DA2", "DA3.1", "DA3.2", "DA4.1", "DA4.2", "DA4.3", "DA5", "DA6.1", "DA6.2",
    "DA7.1", "DA7.2",
)  # fmt: skip
BUDGET: Final = ("1", "2", "4", "5", "8", "9")
ORDER: Final = (*(f"{side}{number}" for side in "KG" for number in (*BUDGET, "11")), "U12")


def total_of(money: Money, *columns: str, code: str | None = None, leaf: str | None = None) -> Decimal:
    """The sum over the columns, of all districts and projects or of one."""
    return sum(
        (
            amount
            for (row, column, unit), amount in money.items()
            if column in columns and code in (None, unit) and leaf in (None, row)
        ),
        Decimal(0),
    )


def fill_capital(books: Books, money: Money) -> None:
    """BM16: every amount in its place."""
    for code in EVERY:
        for leaf in LEAVES:
            for column in ORDER:
                if (leaf, column, code) in money:
                    books[code].put("BM16", leaf, column, money[leaf, column, code])
