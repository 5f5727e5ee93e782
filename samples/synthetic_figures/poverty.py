"""PL01: fall of the poverty rate."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from .books import Books
from .chance import jitter, source
from .districts import BY_CODE, DISTRICTS
from .splitting import Share, over_districts, split_capped

#: Sums over the seven poor districts and over the three others, by column. Chosen by search: with them
#: 28.94 - 24.71 = 4.23 points, 105.75 % of 4 points, 5349 households, 5.65 points in the poor districts,
#: 4.21 points among ethnic minorities and +0.46 points of near-poor households, all from exact rates.
POVERTY: Final[Mapping[bool, Mapping[str, int]]] = {
    True: {
        "1": 79300, "2": 33469, "4": 79560, "5": 29084, "11": 33115, "12": 28760, "14": 11240, "16": 11740,
    },
    False: {"1": 50112, "2": 3983, "4": 50358, "5": 3019, "11": 3755, "12": 2785, "14": 4700, "16": 4860},
}  # fmt: skip


def poverty(poor: bool) -> dict[str, Share]:
    """The household counts of PL01 over one group of districts, by column."""
    group = [district for district in DISTRICTS if district.poor is poor]
    codes = [district.code for district in group]
    sums, chance = POVERTY[poor], source("PL01", str(poor))
    found: dict[str, Share] = {}
    found["1"] = over_districts(sums["1"], codes, [district.homes for district in group])
    found["4"] = over_districts(sums["4"], codes, [jitter(chance, n, 0.002) for n in found["1"].values()])
    found["2"] = over_districts(sums["2"], codes, [round(d.rate * 10 * found["1"][d.code]) for d in group])
    left = {d.code: 100 * found["2"][d.code] / found["1"][d.code] - d.fall for d in group}
    found["5"] = over_districts(sums["5"], codes, [round(left[c] * 10 * found["4"][c]) for c in codes])
    for column, whole in (("11", "2"), ("12", "5")):
        weights = [round(1000 * d.ethnic * found[whole][d.code]) for d in group]
        parts = split_capped(sums[column], weights, list(found[whole].values()))
        found[column] = dict(zip(codes, parts, strict=True))
    near = [jitter(chance, (found["1"][c] - found["2"][c]) ** 0.5 * found["2"][c] ** 0.5) for c in codes]
    found["14"] = over_districts(sums["14"], codes, near)
    found["16"] = over_districts(sums["16"], codes, [jitter(chance, n, 0.03) for n in found["14"].values()])
    return found


def fill_poverty(books: Books) -> None:
    """PL01: the row of each district, and whether it met the fall planned for it."""
    for poor in (True, False):
        counts = poverty(poor)
        for code in counts["1"]:
            row, aim = f"U-{code}", Decimal(BY_CODE[code].aim)
            one = {column: Decimal(share[code]) for column, share in counts.items()}
            fall = 100 * one["2"] / one["1"] - 100 * one["5"] / one["4"]
            for column in ("1", "2", "4", "5"):
                books[code].put("PL01", row, column, one[column])
            books[code].put("PL01", row, "9", aim)
            for column in ("11", "12", "14", "16"):
                books[code].put("PL01", row, column, one[column])
            books[code].put("PL01", row, "19", "Đạt" if fall >= aim else "Không đạt")
