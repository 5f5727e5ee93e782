"""The reporting period that a heading, a file name or a folder name tells, in full or in part."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.reading.identity.plain import bare

_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class PeriodHint:
    """What a text tells of the period: a kind, a year, or both.

    ``meant`` says that the text calls the period by another name that ends on the same day, as "quý
    II" does; ``until`` that it is only the day up to which figures run; ``loose`` that it says but "năm
    2023", as the titles of reports of any kind do.
    """

    kind: PeriodKind | None = None
    year: int | None = None
    month: int | None = None
    meant: bool = False
    until: bool = False
    loose: bool = False

    @property
    def period(self) -> Period | None:
        """The period, when kind and year are both told."""
        if self.kind is None or self.year is None:
            return None
        return Period(self.year, self.kind, self.month)


@lru_cache(maxsize=2048)
def period_hints(text: str) -> tuple[PeriodHint, ...]:
    """Every different hint in ``text``; the day a letter was signed is none.

    Two hints that agree as far as both go are one: "T6" and "năm 2023" stay apart, as the year may
    belong to either; "6 tháng đầu năm 2023" is one.
    """
    rest = f" {_SEPARATORS.sub(' ', bare(text))} "
    found: list[PeriodHint] = []
    for pattern, meaning in _PATTERNS:
        while match := pattern.search(rest):
            found.extend(hint for hint in meaning(match) if hint not in found)
            # What was understood is taken out: the year of a half-year is not a year report.
            rest = f"{rest[: match.start()]} ; {rest[match.end() :]}"
    return tuple(found)


@lru_cache(maxsize=2048)
def single_period(text: str) -> PeriodHint | None:
    """The one full period that ``text`` names; ``None`` for none and for several."""
    full = [hint for hint in period_hints(text) if hint.period is not None]
    return full[0] if len({hint.period for hint in full}) == 1 else None


def _year(text: str) -> int | None:
    return year if _FIRST_YEAR <= (year := int(text)) <= _LAST_YEAR else None


def _whole(kind: PeriodKind, **more: bool) -> Callable[[re.Match[str]], Iterator[PeriodHint]]:
    def hints(match: re.Match[str]) -> Iterator[PeriodHint]:
        text = match.groupdict().get("y")
        yield PeriodHint(kind, _year(text) if text else None, None, **more)

    return hints


def _month(match: re.Match[str]) -> Iterator[PeriodHint]:
    text, month = match.groupdict().get("y"), int(match["m"])
    if 1 <= month <= 12:
        yield PeriodHint(PeriodKind.MONTH, _year(text) if text else None, month)


def _until(month: int, year: int | None) -> PeriodHint:
    """The period that is reckoned from the first of January to the end of ``month``."""
    if month == 6:
        return PeriodHint(PeriodKind.HALF_YEAR, year, meant=True)
    if month == 12:
        return PeriodHint(PeriodKind.YEAR, year, meant=True)
    return PeriodHint(PeriodKind.MONTH, year, month, meant=True)


def _up_to(match: re.Match[str]) -> Iterator[PeriodHint]:
    year, month, day = _year(match["y"]), int(match["m"]), match.groupdict().get("d")
    if year is None or not 1 <= month <= 12:
        return
    if day is None or int(day) == monthrange(year, month)[1]:
        yield replace(_until(month, year), until=True)


def _months(match: re.Match[str]) -> Iterator[PeriodHint]:
    text, months = match.groupdict().get("y"), int(match["m"])
    if 1 <= months <= 12:
        yield _until(months, _year(text) if text else None)


def _quarter(match: re.Match[str]) -> Iterator[PeriodHint]:
    text, number = match.groupdict().get("y"), match["q"]
    quarter = int(number) if number.isdecimal() else {"i": 1, "ii": 2, "iii": 3, "iv": 4}[number]
    yield _until(quarter * 3, _year(text) if text else None)


def _coded(match: re.Match[str]) -> Iterator[PeriodHint]:
    try:
        period = Period.parse(f"{match['y']}-{match['k']}")
    except ValueError:
        return
    yield PeriodHint(period.kind, period.year, period.month)


def _bare_year(match: re.Match[str]) -> Iterator[PeriodHint]:
    yield PeriodHint(year=_year(match["y"]))


def _nothing(_match: re.Match[str]) -> Iterator[PeriodHint]:
    return iter(())


_SEPARATORS = re.compile(r"[^a-z0-9/.\-]+")
_Y = r"(?P<y>(?:19|20)\d\d)(?!\d)"
#: What may stand between the parts: "6T_2023", "T6.2023", "tháng 6/2023", "quý II năm 2023".
_IN = r"[ ./-]*(?:(?:dau|cua)[ ./-]+)?(?:nam[ ./-]*)?"
_AT = r"(?<![a-z0-9])"
_END = r"(?![a-z0-9])"
_TO = rf"{_AT}(?:tinh den|den|het)(?: (?:het|cuoi|ngay|thoi diem))*"
_LONG = rf"[ -]?(?:thang(?:[ -]?dau)?(?:[ -]?nam)?|t){_END}"
#: In the order in which they are looked for: the longer and surer before the shorter.
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[PeriodHint]]], ...] = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"(?:19|20)\d\d ?(?:-|den) ?(?:nam )?(?:19|20)\d\d", _nothing),
        (rf"{_TO} (?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-]{_Y}", _up_to),
        (rf"{_TO} (?P<d>\d{{1,2}}) thang (?P<m>\d{{1,2}}) nam {_Y}", _up_to),
        (rf"{_TO} thang (?P<m>\d{{1,2}})(?: nam |[ /.-]){_Y}", _up_to),
        (rf"{_AT}(?:ngay )?\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)\d\d{_END}", _nothing),
        (r"ngay [\d. …]*thang [\d. …]*nam(?: (?:19|20)\d\d)?", _nothing),
        (rf"{_AT}(?P<y>(?:19|20)\d\d)[ .-]?(?P<k>6t|kh|t(?:0\d|1[0-2])){_END}", _coded),
        (rf"{_AT}(?P<y>(?:19|20)\d\d)-(?P<k>n){_END}", _coded),
        (rf"{_AT}(?:6|sau) ?(?:thang|t) cuoi(?: nam)?(?: (?:19|20)\d\d)?", _nothing),
        (rf"(?<![0-9])(?:6|06|sau)[ -]?(?:thang|t){_IN}{_Y}", _whole(PeriodKind.HALF_YEAR)),
        (rf"(?<![0-9])(?P<m>0?[1-9]|1[0-2])[ -]?(?:thang|t){_IN}{_Y}", _months),
        (rf"{_AT}thang[ -]?(?P<m>\d{{1,2}})(?:[ ./-]*nam[ ./-]*|[ ./-]+){_Y}", _month),
        (rf"{_AT}t[ .-]?(?P<m>\d{{1,2}})(?:[ ./-]*nam[ ./-]*|[ ./-]+){_Y}", _month),
        (rf"{_AT}(?:quy[ -]?|q)(?P<q>iv|i{{1,3}}|[1-4]){_IN}{_Y}", _quarter),
        (rf"{_AT}(?:ke hoach|kh)(?: von)?{_IN}{_Y}", _whole(PeriodKind.PLAN)),
        (rf"{_AT}ca[ -]?nam[ ./-]*{_Y}", _whole(PeriodKind.YEAR)),
        (rf"{_AT}nam[ .-]*{_Y}", _whole(PeriodKind.YEAR, loose=True)),
        (rf"(?<![0-9]){_Y}", _bare_year),
        (
            rf"(?<![0-9])(?:6|06|sau)[ -]?(?:thang(?:[ -]?dau)?(?:[ -]?nam)?|t){_END}",
            _whole(PeriodKind.HALF_YEAR),
        ),
        (rf"(?<![0-9])(?P<m>9|3)[ -]?(?:thang(?:[ -]?dau)?(?:[ -]?nam)?|t){_END}", _months),
        (rf"{_AT}(?:thang|t)[ .-]?(?P<m>0?[1-9]|1[0-2]){_END}", _month),
        (rf"{_AT}(?:quy[ -]?|q)(?P<q>iv|i{{1,3}}|[1-4]){_END}", _quarter),
        (rf"{_AT}ca[ -]?nam{_END}", _whole(PeriodKind.YEAR)),
        (rf"{_AT}(?:ke hoach|kh){_END}", _whole(PeriodKind.PLAN)),
    )
)
