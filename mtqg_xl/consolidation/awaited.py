"""Which units should have sent a report beside those whose reports are at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mtqg_xl.catalogue import unit_register
from mtqg_xl.domain.findings import FileReport
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.units import Unit

#: One report of a unit is no sign that those of its neighbours should be there too.
_A_GATHERING = 2


@dataclass(frozen=True, slots=True)
class Awaited:
    """The reports that a unit waits for: for which period, of how many units, and which sent nothing."""

    unit: str
    period: Period
    expected: int
    missing: tuple[str, ...]

    @property
    def received(self) -> int:
        """How many units have sent something."""
        return self.expected - len(self.missing)


def awaited(reports: Iterable[FileReport]) -> tuple[Awaited, ...]:
    """For every unit and period of which several units below have reported, who has and who has not.

    The register of units tells who belongs together, on the last day of the period; a unit that it does not
    know, and a file that could not be read, count for nobody.
    """
    register = unit_register()
    sent: dict[tuple[str, Period], set[str]] = {}
    for report in reports:
        unit, period = _whose(report)
        if unit is not None and period is not None and unit.parent:
            sent.setdefault((unit.parent, period), set()).add(unit.code)
    found = []
    for (parent, period), codes in sorted(sent.items(), key=lambda item: (item[0][0], str(item[0][1]))):
        above = register.find(parent, period.day)
        if len(codes) < _A_GATHERING or above is None:
            continue
        children = register.children(parent, period.day)
        missing = tuple(child.name for child in children if child.code not in codes)
        found.append(Awaited(above.name, period, len(children), missing))
    return tuple(found)


def _whose(report: FileReport) -> tuple[Unit | None, Period | None]:
    if report.reason is not None or not report.unit_code or not report.period:
        return None, None
    try:
        period = Period.parse(report.period)
    except ValueError:
        return None, None
    return unit_register().find(report.unit_code, period.day), period
