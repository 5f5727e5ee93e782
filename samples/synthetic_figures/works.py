"""Works by district and kind; what one year leaves unfinished the next one carries over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from .chance import jitter, source
from .districts import POOR, poor_households
from .splitting import over_districts, split_capped

#: Works by kind: roads, power, schools, health, culture, irrigation, water, other. The plan of 2024 has
#: 139 works to build, 29 of them new, and 84 to maintain; the split by kind is made up.
TO_BUILD: Final = (84, 10, 28, 4, 3, 5, 4, 1)
NEW_2024: Final = 29
TO_MAINTAIN: Final = {"2024": (41, 2, 18, 4, 5, 8, 6, 0), "2023": (38, 2, 17, 3, 5, 7, 6, 0)}
#: Works completed in 2023, those not begun at its end, and those begun in it.
DONE_2023: Final = (38, 4, 9, 2, 1, 2, 2, 0)
WAITING_2023: Final = 9
BEGUN_2023: Final = 64


@dataclass(frozen=True, slots=True)
class Works:
    """Works of one kind in one district: carried over, new; completed, under way, not begun."""

    carried: int
    new: int
    done: int
    doing: int
    waiting: int

    @property
    def count(self) -> int:
        """All works."""
        return self.carried + self.new


#: Works by district code and row (A.1 to B.8).
WorkPlan = dict[tuple[str, str], Works]
Counts = dict[tuple[str, str], int]


def by_kind(totals: Sequence[int], chance: Random, group: str) -> Counts:
    """Works of each kind over the poor districts."""
    counts: Counts = {}
    for number, total in enumerate(totals, start=1):
        weights = [jitter(chance, poor_households(code), 0.5) for code in POOR]
        for code, share in over_districts(total, POOR, weights).items():
            counts[code, f"{group}.{number}"] = share
    return counts


def some_of(total: int, counts: Counts, chance: Random) -> Counts:
    """``total`` works taken out of ``counts``."""
    caps = list(counts.values())
    weights = [jitter(chance, cap, 0.6) if cap else 0 for cap in caps]
    return dict(zip(counts, split_capped(total, weights, caps), strict=True))


def works() -> dict[str, WorkPlan]:
    """The works of 2023 and of the plan of 2024; what is unfinished in 2023 is carried over to 2024."""
    chance = source("BM03", "works")
    build = by_kind(TO_BUILD, chance, "A")
    new = some_of(NEW_2024, build, chance)
    left = {place: build[place] - new[place] for place in build}
    done = by_kind(DONE_2023, chance, "A")
    waiting = some_of(WAITING_2023, left, chance)
    others = {place: done[place] + left[place] - waiting[place] for place in build}
    begun = some_of(BEGUN_2023 - WAITING_2023, others, chance)
    plans: dict[str, WorkPlan] = {"2023": {}, "2024": {}}
    for place in build:
        plans["2024"][place] = Works(left[place], new[place], 0, left[place], new[place])
        carried = others[place] - begun[place]
        at_work = left[place] - waiting[place]
        plans["2023"][place] = Works(
            carried, begun[place] + waiting[place], done[place], at_work, waiting[place]
        )
    for place, count in by_kind(TO_MAINTAIN["2024"], chance, "B").items():
        plans["2024"][place] = Works(0, count, 0, 0, count)
    for place, count in by_kind(TO_MAINTAIN["2023"], chance, "B").items():
        doing = int(count > 3)
        plans["2023"][place] = Works(0, count, count - doing, doing, 0)
    return plans
