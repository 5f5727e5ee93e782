"""Numbers that Excel took for days: the day shown, and what a person had probably typed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
#: Excel counts a 29 February 1900 that never was; days before it are one off.
_FALSE_LEAP_DAY = 60
_LAST = 2_958_465
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?Z?)?")


def moment_of(number: Decimal, date1904: bool) -> datetime | None:
    """The day and time that ``number`` stands for in a workbook; ``None`` outside Excel's calendar."""
    whole = int(number)
    if number < 0 or whole > _LAST:
        return None
    minutes = int(((number - whole) * 1440).to_integral_value())
    if date1904:
        day = _EPOCH_1904 + timedelta(days=whole)
    else:
        day = _EPOCH + timedelta(days=whole + (whole < _FALSE_LEAP_DAY))
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)


def iso_moment(text: str) -> datetime | None:
    """The day that a file writes as ``2023-06-30``; ``None`` for any other text."""
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError:
        return None


def shown(moment: datetime) -> str:
    """A day as offices write it, with the time when there is one: ``30/06/2023``."""
    if moment.year < _EPOCH.year + 1:
        return f"{moment.hour:02d}:{moment.minute:02d}"
    day = f"{moment.day:02d}/{moment.month:02d}/{moment.year}"
    return f"{day} {moment.hour:02d}:{moment.minute:02d}" if moment.hour or moment.minute else day


def typed_as(moment: datetime) -> str:
    """What a person had probably typed, the likelier first.

    Excel makes a day of ``5/10`` and ``5-10``, day first or month first as the machine is set, and
    of ``5/2023`` the first of a month.
    """
    if moment.hour or moment.minute:
        return f"“{moment.hour}:{moment.minute:02d}”"
    forms = [f"{moment.day}/{moment.month}"]
    if moment.day <= 12 and moment.day != moment.month:
        forms.append(f"{moment.month}/{moment.day}")
    if moment.day == 1:
        forms.append(f"{moment.month}/{moment.year}")
    return ", ".join(f"“{form}”" for form in forms)
