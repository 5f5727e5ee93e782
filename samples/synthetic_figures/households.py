"""Households of a district at the middle of 2023: between the two counts of PL01."""

from __future__ import annotations

from dataclasses import dataclass

from .chance import source
from .districts import District
from .poverty import poverty


@dataclass(frozen=True, slots=True)
class Households:
    """All, poor, poor of ethnic minorities and near-poor households: at the start of the year and now."""

    homes: int
    homes_now: int
    poor: int
    poor_now: int
    ethnic: int
    ethnic_now: int
    near: int
    near_now: int
    #: The fall planned for the year, in points and in households, and that of the years before.
    aim: str
    left_planned: int
    left_before: int

    @property
    def left(self) -> int:
        """Poor households fewer than at the start of the year."""
        return self.poor - self.poor_now


def households(district: District) -> Households:
    """The households of a district; by the middle of the year a third of the year's change is there."""
    counts = {column: share[district.code] for column, share in poverty(district.poor).items()}
    chance = source("BM01", "households", district.code)
    part = chance.uniform(0.25, 0.4)

    def now(start: str, end: str) -> int:
        return counts[start] + int((counts[end] - counts[start]) * part)

    return Households(
        homes=counts["1"],
        homes_now=now("1", "4"),
        poor=counts["2"],
        poor_now=now("2", "5"),
        ethnic=counts["11"],
        ethnic_now=min(now("11", "12"), now("2", "5")),
        near=counts["14"],
        near_now=now("14", "16"),
        aim=district.aim,
        left_planned=round(counts["1"] * float(district.aim) / 100),
        left_before=round(counts["2"] * chance.uniform(0.15, 0.25)),
    )
