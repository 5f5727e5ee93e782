"""Works of the schemes of two districts (subproject 2 of project 1): roads, and their maintenance."""

from __future__ import annotations

from typing import Final

from .chance import source
from .districts import SCHEME
from .works import WorkPlan, Works

#: Roads under way, new, to be maintained, in each district.
ROADS: Final = {"2023": (5, 3, 3), "2024": (6, 2, 3)}


def scheme_works() -> dict[str, WorkPlan]:
    """The works of 2023 and of the plan of 2024."""
    plans: dict[str, WorkPlan] = {}
    for year, (carried, new, kept) in ROADS.items():
        chance = source("BM04", year, "works")
        plans[year] = {}
        for code in SCHEME:
            begun = carried + chance.randint(0, 2)
            done = 2 if year == "2023" else 0
            plans[year][code, "A.1"] = Works(begun, new, done, begun + new - done - 1, 1)
            plans[year][code, "A.6"] = Works(1, 0, 0, 1, 0)
            plans[year][code, "B.1"] = Works(0, kept, done, kept - done, 0)
    return plans
