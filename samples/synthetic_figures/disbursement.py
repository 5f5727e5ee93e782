"""What was disbursed of the capital plan, and the estimate for the whole year."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .capital_totals import GIVEN_2023, PAID_2023
from .chance import jitter, source
from .districts import EVERY, POOR
from .housing import NORM, HousePlan
from .money import BUDGET, LEAVES, Money, total_of
from .splitting import split_capped


def disburse_2023(money: Money, plan: HousePlan) -> None:
    """Add what was disbursed of the plan of 2023, no cell above its plan."""
    chance = source("BM16", "2023", "paid")
    for code in POOR:
        carried = money["DA5", "K5", code]
        money["DA5", "G5", code] = Decimal(int(carried * 95 // 100))
        paid = sum(plan[code, kind].paid(norm) for kind, norm in NORM.items())
        money["DA5", "G4", code] = paid - money["DA5", "G5", code]
    for column, total in PAID_2023.items():
        _disburse(money, column, total - int(total_of(money, column)), chance)
    for leaf, (_, total) in GIVEN_2023.items():
        _disburse(money, "G11", total, chance, leaf)


def _disburse(money: Money, column: str, total: int, chance: Random, only: str | None = None) -> None:
    """Split what was disbursed in a column over the cells with a plan, some slower than others."""
    planned = column.replace("G", "K")
    wanted = LEAVES if only is None else (only,)
    places = [
        (leaf, code)
        for leaf, at, code in money
        if at == planned and leaf in wanted and (leaf, column, code) not in money
    ]
    caps = [int(money[leaf, planned, code]) for leaf, code in places]
    weights = [jitter(chance, cap, 0.3) if cap else 0 for cap in caps]
    for (leaf, code), share in zip(places, split_capped(total, weights, caps), strict=True):
        money[leaf, column, code] = Decimal(share)


def expect(money: Money) -> None:
    """Add the estimate for the whole year: between what was disbursed and the plan."""
    chance = source("BM16", "2023", "estimate")
    for code in EVERY:
        for leaf in LEAVES:
            plan = total_of(money, *(f"K{number}" for number in BUDGET), code=code, leaf=leaf)
            paid = total_of(money, *(f"G{number}" for number in BUDGET), code=code, leaf=leaf)
            if plan:
                more = int((plan - paid) * int(chance.uniform(20, 90)) // 100)
                money[leaf, "U12", code] = paid + more
