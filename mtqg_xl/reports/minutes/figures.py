"""Figures of findings as a minute writes them: with their unit and, where it is money, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.catalogue.measures import measure
from mtqg_xl.domain.amounts_in_words import amount_in_words
from mtqg_xl.domain.findings import FileReport, Finding, Severity
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.messages import DefinitionProblem, say

#: Decimals beyond which a difference says nothing on paper.
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class MoneyGap:
    """A finding about money: by how many đồng it is off."""

    report: FileReport
    finding: Finding
    dong: Decimal

    @property
    def words(self) -> str:
        """The difference in words, "" for what nobody would read."""
        try:
            return amount_in_words(abs(self.dong), say("minutes.dong"))
        except ValueError:
            return ""


def measure_of(finding: Finding) -> Measure | None:
    """The measure of the finding's figures, if one is known."""
    try:
        return measure(finding.unit) if finding.unit else None
    except DefinitionProblem:
        return None


def figure(value: Decimal | None, finding: Finding, *, difference: bool = False, apart: str = " ") -> str:
    """``value`` with the unit of ``finding``, set ``apart`` from it; "–" where there is none."""
    if value is None:
        return "–"
    unit = measure_of(finding)
    label = unit.label if unit is not None else ""
    if label == "%":
        return figure_text(value) + (f"{apart}{say('minutes.points')}" if difference else "%")
    return figure_text(value) + (f"{apart}{label}" if label else "")


def figure_text(value: Decimal) -> str:
    """A figure as an office prints it."""
    return format_vietnamese(value, _DECIMALS)


def stated(finding: Finding, *, apart: str = " ") -> str:
    """What the cell holds; a blank cell is called so."""
    if finding.stated is None and finding.expected is not None:
        return say("minutes.blank")
    return figure(finding.stated, finding, apart=apart)


def money_gaps(reports: Iterable[FileReport]) -> list[MoneyGap]:
    """Every error and warning not explained that says by how much money a cell is off, the largest first."""
    found = []
    for report in reports:
        for finding in report.findings:
            unit, difference = measure_of(finding), finding.difference
            grave = finding.severity is not Severity.INFO and not finding.is_explained
            if unit is not None and unit.kind is MeasureKind.MONEY and difference and grave:
                found.append(MoneyGap(report, finding, difference * unit.scale))
    found.sort(key=lambda gap: -abs(gap.dong))
    return found
