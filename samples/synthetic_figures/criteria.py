"""NTM01: criteria of the rural programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from .books import Books
from .chance import source
from .districts import DISTRICTS, District

#: How easily communes meet each of the 19 criteria, from planning to defence.
EASE: Final = (9, 3, 7, 7, 5, 3, 6, 8, 4, 1, 0, 8, 4, 7, 5, 6, 2, 7, 9)
#: Criteria that a commune had met less in 2020 and 2022 than in 2023, and meets more in the plan of 2024.
STEPS: Final = {"1": -2.6, "2": -0.7, "3": 0.0, "4": 1.0}


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune: the criteria in the order in which it meets them, and how many it meets by column."""

    order: tuple[int, ...]
    met: Mapping[str, int]

    def meets(self, criterion: int, column: str) -> bool:
        """Whether it meets a criterion in the year of a column."""
        return criterion in self.order[: self.met[column]]


def communes(district: District) -> Iterator[Commune]:
    """The communes of a district; a few of them are ahead of the others and meet all criteria."""
    chance = source("NTM01", district.code)
    for _ in range(district.communes):
        noisy = [(-ease - chance.uniform(0, 6), number) for number, ease in enumerate(EASE, start=1)]
        level = 19.3 if chance.random() < district.met / 100 else district.met + chance.uniform(-3.6, 3.6)
        pace = chance.uniform(0.3, 1.7)
        met = {column: min(19, max(0, round(level + step * pace))) for column, step in STEPS.items()}
        yield Commune(tuple(number for _, number in sorted(noisy)), met)


def fill_rural(books: Books) -> None:
    """NTM01: counts over the communes of each district."""
    for district in DISTRICTS:
        book, found = books[district.code], list(communes(district))
        for column in STEPS:
            reached = sum(commune.met[column] == 19 for commune in found)
            book.put("NTM01", "T", column, len(found))
            book.put("NTM01", "2.1", column, reached)
            book.put("NTM01", "2.1a", column, reached - (column == "3" and reached > 1))
            for row in range(2, 21):
                count = sum(commune.met[column] == 20 - row for commune in found)
                book.put("NTM01", f"2.{row}", column, count)
            for criterion in range(1, 20):
                count = sum(commune.meets(criterion, column) for commune in found)
                book.put("NTM01", f"3.{criterion}", column, count)
