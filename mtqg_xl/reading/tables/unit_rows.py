"""The unit that a row of a table is for, by its name as people write it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from mtqg_xl.catalogue import unit_register
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level, Unit, level_in, place_name
from mtqg_xl.reading.rows.likeness import distance
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.likeness import ALIKE, similarity

#: Numbering, dashes and the like before a name, end signs and footnote marks after it.
_BEFORE: Final = re.compile(r"^\s*(?:(?:[-+*•–—]|\d{1,3}[.)/]|[IVXivx]{1,5}[.)/]|[a-zđ][.)])\s*)+")
_AFTER: Final = re.compile(r"[\s.,;:*]+$")
_MARGIN: Final = 0.08
#: Names of so many letters may have two slips in them; shorter ones one, and the shortest none.
_LONG: Final = 10
_SHORT: Final = 4


class UnitRows:
    """The names that rows may bear in the report of one unit: those below it first, then all others."""

    def __init__(self, reporting: ReportingUnit | None, period: Period) -> None:
        """``reporting`` is the unit that reports, ``None`` where it is not known."""
        register, day = unit_register(), period.day
        own = register.find(reporting.code, day) if reporting is not None and reporting.code else None
        self._below = register.children(own.code, day) if own is not None else ()
        self._all = tuple(unit for unit in register.units if unit.validity.holds(day))
        self._reporting = reporting
        self._own = own
        self._known: dict[str, Unit | None] = {}

    def named(self, label: str) -> Unit | None:
        """The unit called ``label``; ``None`` when it may be several, or is like one but not it.

        The line left open in a template is that of the unit that reports. Where the units below the one
        that reports are known, no other name is a unit; elsewhere a name that no register knows is one.
        """
        if label not in self._known:
            self._known[label] = self._find(label)
        return self._known[label]

    def of(self, labels: Sequence[str], each: int = 1) -> dict[str, Unit | None]:
        """The units of all ``labels`` of a table that gives every unit ``each`` rows.

        A name written badly may be that of the only unit like it that lacks a row.
        """
        named = {label: self.named(label) for label in labels}
        there = Counter(named[label] for label in labels)
        lost = [unit for unit in self._below if there[unit] < each]
        likely: dict[Unit, list[str]] = {}
        for label in (label for label in labels if named[label] is None):
            key = match_key(_bare(label))
            near = [unit for unit in lost if any(_near(key, own) for own in _keys(unit))]
            if len(near) == 1:
                likely.setdefault(near[0], []).append(label)
        for unit, found in likely.items():
            if there[unit] + len(found) <= each:
                named |= dict.fromkeys(found, unit)
        return named

    def is_name(self, label: str) -> bool:
        """Whether ``label`` is the name of a unit, or the line left open for one."""
        if not label.strip(" .…_-"):
            return True
        unit = self.named(label)
        return unit is not None and unit.code != _bare(label)

    def is_below(self, label: str) -> bool:
        """Whether ``label`` is surely the name of a unit known to be below the one that reports."""
        return self.named(label) in self._below

    def _find(self, label: str) -> Unit | None:
        if not label.strip(" .…_-") and self._reporting is not None:
            label = self._reporting.code or self._reporting.name
        bare = _bare(label)
        exact = unit_register().find(bare)
        if exact is not None and (exact in self._below or not self._below):
            return exact
        key = match_key(bare)
        for pool in (self._below, () if self._below else self._all):
            named = [unit for unit in pool if key in _keys(unit)]
            if len(named) > 1:  # names that differ in their marks alone
                shown = " ".join(bare.casefold().split())
                named = [unit for unit in named if unit.name.casefold() == shown] or named
            if len(named) == 1:
                return named[0]
            if len(named) > 1:
                return None
        if not self._below and self._own is not None and any(_near(key, own) for own in _keys(self._own)):
            return self._own  # a unit without known ones below it reports a row for itself
        if not self._below:
            return Unit(bare, bare, level_in(bare) or Level.DISTRICT)
        near = sorted(
            ((max(similarity(key, own) for own in _keys(unit)), unit.code, unit) for unit in self._below),
            reverse=True,
        )
        clear = len(near) == 1 or near[1][0] <= near[0][0] - _MARGIN
        return near[0][2] if near[0][0] >= ALIKE and clear else None


@lru_cache(maxsize=64)
def unit_rows(reporting: ReportingUnit | None, period: Period) -> UnitRows:
    """The names of rows in the report of ``reporting``."""
    return UnitRows(reporting, period)


@lru_cache(maxsize=4096)
def _keys(unit: Unit) -> tuple[str, ...]:
    return (match_key(unit.name), match_key(place_name(unit.name)))


def _near(key: str, name: str) -> bool:
    """Whether a slip or two make ``key`` of ``name``; short words are not safe from other ones."""
    one, other = key.replace(" ", ""), name.replace(" ", "")
    reach = 2 if len(other) >= _LONG else 1
    return len(other) > _SHORT and distance(one, other, reach) <= reach


def _bare(label: str) -> str:
    return _AFTER.sub("", _BEFORE.sub("", label)) or label
