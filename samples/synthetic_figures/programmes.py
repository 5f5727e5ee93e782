"""KR02: the three programmes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .books import Books
from .chance import jitter, source
from .districts import DISTRICTS, EVERY
from .money import Money, total_of
from .splitting import Share, over_districts, split_capped

#: Made-up totals of the two other programmes: plan and disbursement, by column.
PROGRAMMES: Final[Mapping[str, Mapping[str, int]]] = {
    "NTM": {"1": 186400, "2": 46850, "4": 151300, "5": 33900, "10": 61200, "11": 52400, "13": 18500},
    "DTTS": {"1": 612700, "2": 398300, "4": 455800, "5": 214600, "10": 41300, "11": 30900, "13": 6400},
}
#: Which column holds the plan that a disbursement stays under.
UNDER: Final = {"4": "1", "5": "2", "11": "10"}
#: Columns of BM16 summed for the programme of poverty reduction.
FROM_BM16: Final = {
    "1": ("K1", "K2"), "2": ("K4", "K5"), "4": ("G1", "G2"), "5": ("G4", "G5"),
    "10": ("K8", "K9"), "11": ("G8", "G9"),
}  # fmt: skip


def programme(name: str) -> dict[str, Share]:
    """One of the other programmes over the districts, by column."""
    chance = source("KR02", name)
    found: dict[str, Share] = {}
    for column, total in PROGRAMMES[name].items():
        size = {d.code: d.communes if name == "NTM" else d.homes**0.5 * d.rate**0.5 for d in DISTRICTS}
        if column not in UNDER:
            found[column] = over_districts(total, EVERY, [jitter(chance, size[code], 0.2) for code in EVERY])
            continue
        caps = list(found[UNDER[column]].values())
        parts = split_capped(total, [jitter(chance, cap, 0.2) for cap in caps], caps)
        found[column] = dict(zip(EVERY, parts, strict=True))
    return found


def fill_programmes(books: Books, money: Money) -> None:
    """KR02: poverty reduction from BM16, the two others made up."""
    others = {name: programme(name) for name in PROGRAMMES}
    for code in EVERY:
        for name, columns in others.items():
            for column, share in columns.items():
                books[code].put("KR02", name, column, share[code])
        for column, parts in FROM_BM16.items():
            books[code].put("KR02", "GNBV", column, total_of(money, *parts, code=code))
        books[code].put("KR02", "GNBV", "13", 0)
