"""The capital plan: money of every project over the districts that get it."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Final

from .capital_totals import CARRIED_HOUSES, GIVEN_2023, PLAN_2023, PLAN_2024, WEIGHTS_2023
from .chance import jitter, source
from .districts import BY_CODE, EVERY, POOR, SCHEME, poor_households
from .housing import OFF_NORM, HousePlan, house_money
from .money import Money, total_of
from .splitting import over_districts, split

INVESTED: Final = ("K1", "K2")
#: Projects of the poor districts only, and where investment capital of project 4 goes.
ONLY_IN: Final = {"DA1.1": POOR, "DA1.2": SCHEME, "DA4.2": POOR, "DA5": POOR}
INVESTED_IN: Final = {"DA4.1": (*POOR, "049"), "DA4.3": ("040", "047", "049", "051")}
#: Projects whose money goes by communes; that of the others goes by poor households.
BY_COMMUNE: Final = ("DA6.1", "DA6.2", "DA7.1", "DA7.2")


def sharing(leaf: str, column: str) -> tuple[str, ...]:
    """The districts that get money of a project in a column."""
    if column in INVESTED and leaf in INVESTED_IN:
        return INVESTED_IN[leaf]
    return ONLY_IN.get(leaf, EVERY)


def spread(money: Money, leaf: str, column: str, total: int, chance: Random) -> None:
    """Split one project's money of one column over its districts."""
    codes = sharing(leaf, column)
    by_commune = leaf in BY_COMMUNE
    weights = [
        jitter(chance, BY_CODE[code].communes if by_commune else poor_households(code), 0.2) for code in codes
    ]
    for code, share in over_districts(total, codes, weights).items():
        money[leaf, column, code] = Decimal(share)


def plan_2023(plan: HousePlan) -> Money:
    """The capital plan of 2023."""
    money: Money = {}
    chance = source("BM16", "2023", "plan")
    weights = [house_money(plan, code) for code in POOR]
    for code, units in over_districts(CARRIED_HOUSES // 20, POOR, weights).items():
        money["DA5", "K5", code] = Decimal(20 * units)
        money["DA5", "K4", code] = house_money(plan, code) - money["DA5", "K5", code]
    for column, by_leaf in WEIGHTS_2023.items():
        rest = PLAN_2023[column] - int(total_of(money, column))
        for leaf, total in zip(by_leaf, split(rest, list(by_leaf.values())), strict=True):
            spread(money, leaf, column, total, chance)
    for leaf, (total, _) in GIVEN_2023.items():
        spread(money, leaf, "K11", total, chance)
    return money


def plan_2024(plan: HousePlan) -> Money:
    """The capital plan of 2024; money for houses by the norm, but for the amount no norm can give."""
    money: Money = {}
    chance = source("BM16", "2024", "plan")
    for code in POOR:
        extra = OFF_NORM[1] if code == OFF_NORM[0] else 0
        money["DA5", "K4", code] = Decimal(house_money(plan, code) + extra)
    for column, by_leaf in PLAN_2024.items():
        for leaf, total in by_leaf.items():
            spread(money, leaf, column, total, chance)
    return money
