"""Unit, period and unit of measure from what the sheet shows above the table."""

from __future__ import annotations

import re

from mtqg_xl.catalogue import unit_register
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level, fold, level_in

_HALF = re.compile(r"6 thang( dau)? nam (\d{4})")
_MONTH = re.compile(r"thang (\d{1,2})(?: nam |/)(\d{4})")
_PLAN = re.compile(r"ke hoach nam (\d{4})")
#: What may stand before the name of a unit, folded.
_AUTHORITIES = (("ubnd",), ("uy", "ban", "nhan", "dan"))
_YEAR = re.compile(r"nam (\d{4})")


def period_in(text: str) -> Period | None:
    """The period that a heading names: ``Kỳ báo cáo: 6 tháng đầu năm 2023``, or ``2023-6T``."""
    plain = fold(text)
    coded = re.search(r"\b\d{4}-(6t|n|kh|t\d{2})\b", plain)
    try:
        if coded:
            return Period.parse(coded[0])
        if half := _HALF.search(plain):
            return Period(int(half[2]), PeriodKind.HALF_YEAR)
        if month := _MONTH.search(plain):
            return Period.parse(f"{month[2]}-T{int(month[1]):02d}")
        if plan := _PLAN.search(plain):
            return Period(int(plan[1]), PeriodKind.PLAN)
        if year := _YEAR.search(plain):
            return Period(int(year[1]), PeriodKind.YEAR)
    except ValueError:
        return None
    return None


def unit_called(name: str, period: Period | None, code: str = "", level: str = "") -> ReportingUnit | None:
    """The reporting unit called ``name``; unknown to the register it keeps its name without a code."""
    day = period.day if period else None
    found = unit_register().find(code, day) if code else None
    found = found or unit_register().find(name, day)
    if found:
        return ReportingUnit(found.name, found.code, found.level)
    if not fold(name).strip(" .…"):
        return None
    tier = Level(level) if level else level_in(name)
    return ReportingUnit(plain_name(name), code or None, tier) if tier else None


def plain_name(name: str) -> str:
    """The name of a unit as it is written in a sentence, however a sheet writes it.

    ``UBND XÃ YÊN THỔ`` is ``xã Yên Thổ``: units that no register knows are told apart by their names.
    """
    words = name.split()
    for prefix in _AUTHORITIES:
        if fold(" ".join(words[: len(prefix)])) == " ".join(prefix):
            words = words[len(prefix) :]
    if not words:
        return name.strip()
    shouted = " ".join(words).isupper()
    tier = next((count for count in (1, 2) if level_in(" ".join([*words[:count], "…"])) is not None), 0)
    rest = [word.capitalize() if shouted else word for word in words[tier:]]
    return " ".join([*(word.lower() for word in words[:tier]), *rest])
