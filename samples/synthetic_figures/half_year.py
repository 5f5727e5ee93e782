"""The year 2023 at its middle: the same plans, a part of the results."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from .chance import source
from .districts import POOR
from .housing import NORM, HousePlan
from .money import Money
from .works import WorkPlan

#: Percent of the year's disbursement that is out by the middle, by column of BM16.
OUT_BY_JUNE: Final = {
    "G1": (28, 48), "G2": (55, 85), "G4": (15, 40), "G5": (45, 80), "G8": (20, 50), "G9": (20, 50),
    "G11": (25, 50),
}  # fmt: skip
#: Percent of the money carried over for houses that is out by the middle of the year.
CARRIED_OUT: Final = 60


def houses_in_june(plan: HousePlan) -> HousePlan:
    """The houses done by the middle of the year: about half of those done in the year."""
    chance = source("BM11", "2023-6T")
    built: HousePlan = {}
    for place, one in plan.items():
        done_poor = int(one.done_poor * chance.uniform(0.4, 0.6))
        done_near = one.done_near // 2
        done = done_poor + done_near
        built[place] = replace(
            one,
            done_poor=done_poor,
            done_near=done_near,
            ethnic=int(done * chance.uniform(0.93, 0.99)),
            finished=int(done * chance.uniform(0.45, 0.7)),
        )
    return built


def works_in_june(plan: WorkPlan) -> WorkPlan:
    """A third of the works completed in the year are completed; those never begun are not begun."""
    return {
        place: replace(one, done=one.done // 3, doing=one.doing + one.done - one.done // 3)
        for place, one in plan.items()
    }


def money_in_june(money: Money, built: HousePlan) -> Money:
    """The plan of the year, and what was disbursed of it by the middle of the year."""
    chance = source("BM16", "2023-6T")
    half: Money = {}
    for (leaf, column, code), amount in money.items():
        if column not in OUT_BY_JUNE:
            half[leaf, column, code] = amount
        elif (leaf, column) not in (("DA5", "G4"), ("DA5", "G5")):
            whole = int(amount)
            percent = int(chance.uniform(*OUT_BY_JUNE[column]))
            half[leaf, column, code] = Decimal(whole * percent // 100) + amount - whole
    for code in POOR:
        paid = sum(built[code, kind].paid(norm) for kind, norm in NORM.items())
        carried = int(money["DA5", "K5", code]) * CARRIED_OUT // 100
        half["DA5", "G5", code] = Decimal(carried)
        half["DA5", "G4", code] = Decimal(paid - carried)
    return half
