"""The capital tables under the forms of the projects: what BM16 says, source by source."""

from __future__ import annotations

from typing import Final

from .books import Books
from .districts import EVERY
from .money import ORDER, Money

#: The form of each project or subproject.
FORM_OF: Final = {
    "DA1.1": "BM03", "DA1.2": "BM04", "DA2": "BM05", "DA3.1": "BM06", "DA3.2": "BM07", "DA4.1": "BM08",
    "DA4.2": "BM09", "DA4.3": "BM10", "DA5": "BM11", "DA6.1": "BM12", "DA6.2": "BM13", "DA7.1": "BM14",
    "DA7.2": "BM15",
}  # fmt: skip


def fill_sources(books: Books, money: Money) -> None:
    """Every amount of BM16 again, in the table under the form of its project where that form is sent."""
    for code in EVERY:
        for leaf, form in FORM_OF.items():
            if form not in books[code].forms:
                continue
            for column in (column for column in ORDER if column[0] in "KG"):
                if (leaf, column, code) in money:
                    books[code].put(form, f"V{column[1:]}", column[0], money[leaf, column, code])
