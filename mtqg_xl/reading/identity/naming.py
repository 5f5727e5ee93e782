"""A unit as a text names it: one of the register, or one that no register knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level, Unit, fold, level_in, place_name
from mtqg_xl.reading.heading import plain_name
from mtqg_xl.reading.identity.plain import clean
from mtqg_xl.reading.identity.unit_words import UnitWords

#: No name of a unit has more words, counted without the one for its kind.
_LONGEST_NAME: Final = 4
_TIERS: Final = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE)
_KIND = r"tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn"
_SHORT: Final = {"h": "huyện", "tx": "thị xã", "tp": "thành phố", "tt": "thị trấn"}
_SHORTENED = re.compile(r"\b(h|tx|tp|tt)\.\s*(?=\w)", re.IGNORECASE)
_AUTHORITY = re.compile(r"^(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|hđnd)\b[\s-]*", re.IGNORECASE)
_AT_THE_END = re.compile(rf"\b((?:{_KIND})\s+[^\W\d][\w'’-]*(?:\s+[^\W\d][\w'’-]*)*)$", re.IGNORECASE)
#: Words that follow "xã", "huyện", "tỉnh" where no unit is named.
_NO_NAME = re.compile(
    r"(?:hoi|uy|ngheo|dat chuan|dac biet|bien gioi|an toan khu|nong thon|kho khan|thuoc|co |cap|vung|khu vuc|"
    r"nao|khac|tren|duoi|do |va |hoac |phuong|huyen|tinh|thi tran|thanh pho|moi )"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit as named; ``known`` is its entry in the register."""

    unit: ReportingUnit
    known: Unit | None = None

    @classmethod
    def of(cls, unit: Unit) -> Named:
        """A unit of the register."""
        return cls(ReportingUnit(unit.name, unit.code, unit.level), unit)

    def same(self, other: Named) -> bool:
        """Whether both are one unit."""
        if self.unit.code and other.unit.code:
            return self.unit.code == other.unit.code
        return fold(self.unit.name) == fold(other.unit.name)


def is_above(above: Named, below: Named, names: UnitWords) -> bool:
    """Whether ``above`` is, or may well be, a unit over ``below``."""
    if above.known and below.known:
        return names.is_under(below.known, above.known)
    return _TIERS.index(above.unit.level) > _TIERS.index(below.unit.level)


def lowest(found: Iterable[Named], names: UnitWords) -> list[Named]:
    """The different units of ``found`` that are not above another one, in their order."""
    units: list[Named] = []
    for one in found:
        if not any(one.same(other) for other in units):
            units.append(one)
    return [one for one in units if not any(is_above(one, other, names) for other in units)]


def unknown_unit(text: str) -> Named | None:
    """The unit of a kind told that ``text`` is, or ends in, though no register knows it.

    The name must be written as names are, with capital letters: "xã nghèo" is none.
    """
    whole = _AUTHORITY.sub("", _SHORTENED.sub(lambda match: _SHORT[match[1].lower()] + " ", clean(text)))
    match = _AT_THE_END.search(whole.strip(" .…:;,()"))
    if match is None:
        return None
    name = match[1]
    place = place_name(name)
    level = level_in(name)
    if level is None or not place or len(place.split()) > _LONGEST_NAME or _NO_NAME.match(fold(place) + " "):
        return None
    if not all(word[:1].isupper() for word in place.split()):
        return None
    return Named(ReportingUnit(plain_name(name), None, level))
