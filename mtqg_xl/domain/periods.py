"""Reporting periods: ``2023-6T``, ``2023-N``, ``2024-T06``, ``2024-KH``."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_WRITTEN = re.compile(r"(\d{4})-(6T|N|KH|T(\d{2}))")


class PeriodKind(StrEnum):
    """What a report covers."""

    HALF_YEAR = "6T"
    YEAR = "N"
    MONTH = "T"
    PLAN = "KH"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One reporting period (kỳ báo cáo) of a year; ``month`` only for monthly reports."""

    year: int
    kind: PeriodKind
    month: int | None = None

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that ``text`` writes; ``ValueError`` when it writes none."""
        match = _WRITTEN.fullmatch(text.strip().upper())
        if match is None:
            raise ValueError(text)
        year, kind, month = int(match[1]), match[2], match[3]
        if not 1990 <= year <= 2100 or (month and not 1 <= int(month) <= 12):
            raise ValueError(text)
        if month:
            return cls(year, PeriodKind.MONTH, int(month))
        return cls(year, PeriodKind(kind))

    def __str__(self) -> str:
        return f"{self.year}-T{self.month:02d}" if self.month else f"{self.year}-{self.kind}"

    @property
    def label(self) -> str:
        """The period in words, as a heading prints it."""
        match self.kind:
            case PeriodKind.HALF_YEAR:
                return f"6 tháng đầu năm {self.year}"
            case PeriodKind.YEAR:
                return f"năm {self.year}"
            case PeriodKind.MONTH:
                return f"tháng {self.month:02d} năm {self.year}"
            case PeriodKind.PLAN:
                return f"kế hoạch năm {self.year}"

    @property
    def day(self) -> date:
        """The day whose units, rows and rules are in force for this period.

        The last day covered; for a plan the first day of the year planned.
        """
        match self.kind:
            case PeriodKind.HALF_YEAR:
                return date(self.year, 6, 30)
            case PeriodKind.YEAR:
                return date(self.year, 12, 31)
            case PeriodKind.MONTH:
                month = self.month or 1
                return date(self.year, month, monthrange(self.year, month)[1])
            case PeriodKind.PLAN:
                return date(self.year, 1, 1)
