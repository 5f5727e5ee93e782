"""Whether a single wrong figure can be seen, found and put right: the degrees, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from mtqg_xl.domain.cells import CellKey


class Degree(IntEnum):
    """How far something can be relied on."""

    NO = 0
    PERHAPS = 1
    """Neither promised nor excluded: it depends on the figures and on how large the error is."""
    SURE = 2
    """For every change beyond the rounding of the printed figures."""


class Level(IntEnum):
    """The three questions in one word, the worst first."""

    UNSEEN = 0
    """No relation speaks of the cell."""
    PERHAPS_SEEN = 1
    """Only a bound or a rounded rate may notice."""
    SEEN = 2
    """Always noticed, but other cells would explain it as well."""
    PERHAPS_PLACED = 3
    """Always noticed; a large enough error also gives the cell away."""
    CORRECTABLE = 4
    """Always noticed, no other cell explains it, and an exact equality gives the right figure."""


@dataclass(frozen=True, slots=True)
class Grade:
    """What a paper form lets one know of a wrong figure in ``key``, everything else being right.

    ``exact``, ``rates`` and ``bounds`` are the rules that speak of the cell, by how sharply they
    see; ``alike`` are the cells, this one included, that no rule of the form can tell apart.
    """

    key: CellKey
    detectable: Degree
    localisable: Degree
    correctable: Degree
    exact: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    alike: tuple[CellKey, ...] = ()

    @property
    def level(self) -> Level:
        """The three degrees in one word."""
        if self.detectable is Degree.NO:
            return Level.UNSEEN
        if self.detectable is Degree.PERHAPS:
            return Level.PERHAPS_SEEN
        return {
            Degree.NO: Level.SEEN,
            Degree.PERHAPS: Level.PERHAPS_PLACED,
            Degree.SURE: Level.CORRECTABLE,
        }[self.localisable]

    @property
    def twins(self) -> tuple[CellKey, ...]:
        """The other cells that explain any error of this one just as well."""
        return tuple(key for key in self.alike if key != self.key)
