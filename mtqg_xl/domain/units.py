"""Administrative units and their dated tree: xã, huyện, tỉnh."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from mtqg_xl.domain.validity import ALWAYS, Validity

_KIND_WORDS = re.compile(
    r"^(?:(?:ubnd|uy ban nhan dan) )?"
    r"(?:(tinh|thanh pho|tp\.?|huyen|thi xa|tx\.?|quan|xa|phuong|thi tran|tt\.?) )?(.*)$"
)
_SHORT_WORDS = {"tp": "thanh pho", "tx": "thi xa", "tt": "thi tran"}


class Level(StrEnum):
    """A tier of government that files reports."""

    COMMUNE = "xa"
    DISTRICT = "huyen"
    PROVINCE = "tinh"

    @property
    def label(self) -> str:
        """The tier in words."""
        return {"xa": "xã", "huyen": "huyện", "tinh": "tỉnh"}[self.value]


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit (đơn vị), by official code; ``tags`` mark lists it is on (huyện nghèo)."""

    code: str
    name: str
    level: Level
    parent: str | None = None
    validity: Validity = ALWAYS
    tags: frozenset[str] = frozenset()


#: Letters without a decomposition, and the OI that some fonts show as Ư.
_LOOK_ALIKES = str.maketrans({"Đ": "D", "đ": "d", "Ƣ": "U", "ƣ": "u"})


def fold(text: str) -> str:
    """``text`` for comparison: no marks, no case, single spaces, Đ as D."""
    return _remembered(text) if len(text) <= _REMEMBERED else _folded(text)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.translate(_LOOK_ALIKES))
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return " ".join(bare.replace("\u00a0", " ").lower().split())


#: Labels come back in every file of a form; what is longer is no label.
_REMEMBERED = 200
_remembered = lru_cache(maxsize=16384)(_folded)

_TIERS = {
    "tinh": Level.PROVINCE,
    "huyen": Level.DISTRICT,
    "thi xa": Level.DISTRICT,
    "quan": Level.DISTRICT,
    "thanh pho": Level.DISTRICT,
    "xa": Level.COMMUNE,
    "phuong": Level.COMMUNE,
    "thi tran": Level.COMMUNE,
}


class UnitRegister:
    """The units known, looked up by code or name as of a day."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = tuple(units)

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units known, of all times."""
        return self._units

    def find(self, name_or_code: str, day: date | None = None) -> Unit | None:
        """The unit so named or coded, in force on ``day``; ``None`` when unknown or not unique."""
        wanted = fold(name_or_code)
        held = [unit for unit in self._units if day is None or unit.validity.holds(day)]
        for matches in (
            [unit for unit in held if unit.code == name_or_code.strip()],
            [unit for unit in held if fold(unit.name) == wanted],
            [unit for unit in held if _alike(unit.name, name_or_code)],
        ):
            if len(matches) == 1:
                return matches[0]
        return None

    def children(self, parent: str, day: date) -> tuple[Unit, ...]:
        """The units directly under ``parent`` on ``day``, by code."""
        found = (u for u in self._units if u.parent == parent and u.validity.holds(day))
        return tuple(sorted(found, key=lambda unit: unit.code))

    def parent(self, unit: Unit, day: date) -> Unit | None:
        """The unit above ``unit`` on ``day``."""
        held = (u for u in self._units if u.code == unit.parent and u.validity.holds(day))
        return next(held, None)


def level_in(name: str) -> Level | None:
    """The tier that the word before a name tells: huyện, tỉnh, xã; ``None`` when it tells none.

    A thành phố is taken for one under a province, as the five under the centre are few and known.
    """
    return _TIERS.get(_parted(name)[0])


def place_name(name: str) -> str:
    """A name without the word for its kind, as a date line prints it: ``Bảo Lâm``."""
    kind, _ = _parted(name)
    return " ".join(name.split()[len(kind.split()) :])


def _alike(name: str, called: str) -> bool:
    """Whether ``called`` may mean ``name``: the word for the kind may be left out, not changed."""
    kind, bare = _parted(name)
    called_kind, called_bare = _parted(called)
    return bare == called_bare and called_kind in ("", kind)


def _parted(name: str) -> tuple[str, str]:
    match = _KIND_WORDS.match(fold(name))
    if match is None:
        return "", fold(name)
    kind = (match[1] or "").rstrip(".")
    return _SHORT_WORDS.get(kind, kind), match[2]
