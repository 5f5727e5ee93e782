"""What a minute has to say, gathered from the findings: laws, forms, counts; nothing is invented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import PurePath, PureWindowsPath
from typing import Final

from mtqg_xl.catalogue import all_forms
from mtqg_xl.domain.findings import FileReport, Finding, Severity, count_findings
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.domain.periods import Period
from mtqg_xl.messages import say
from mtqg_xl.reports.plain_text import plain_text

#: Laws stand behind semicolons; those within brackets belong to a remark.
_BETWEEN_LAWS: Final = re.compile(r";\s*(?![^()]*\))")
#: What to fill in by hand where the software cannot know.
DOTS: Final = "…………………"


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head and foot of a minute; an empty text is a dotted line to fill in by hand."""

    day: date
    place: str = ""
    number: str = ""
    authority: str = ""
    office: str = ""
    deadline: date | None = None

    @property
    def reference(self) -> str:
        """Number and sign: ``12/BB-……``."""
        number = plain_text(self.number)
        return number if "/" in number else f"{number or '……'}/{say('minutes.sign')}"

    @property
    def dated(self) -> str:
        """The day as documents write it, nought before days below ten and before January and February."""
        return in_words(self.day)


def in_words(day: date) -> str:
    """A day as Nghị định 30/2020/NĐ-CP has it: ``ngày 05 tháng 01 năm 2024``, but ``tháng 3``."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return say("minutes.day", day=f"{day.day:02d}", month=month, year=day.year)


def laws(reports: Iterable[FileReport]) -> list[str]:
    """The documents that findings rest on, each once, in the order of the findings."""
    found: dict[str, None] = {}
    for report in reports:
        for finding in report.findings:
            for one in finding.walk():
                found.update(dict.fromkeys(filter(None, map(plain_text, _BETWEEN_LAWS.split(one.law)))))
    return list(found)


def file_name(report: FileReport) -> str:
    """The name of a file without its folders, which are nobody's business on paper."""
    name = PureWindowsPath(report.path).name if "\\" in report.path else PurePath(report.path).name
    return plain_text(name)


def unit_of(report: FileReport) -> str:
    """The unit reported on, or the file where it is not known."""
    return plain_text(report.unit) or file_name(report)


def names_of(reports: Sequence[FileReport]) -> list[str]:
    """A name for each report that tells it from the others: its unit, with period and file where needed."""
    names = [unit_of(report) for report in reports]
    for more in (period_of, file_name):
        often = Counter(names)
        pairs = zip(names, reports, strict=True)
        names = [f"{name}, {more(report)}" if often[name] > 1 else name for name, report in pairs]
    return names


def told(count: int) -> str:
    """A count as an office prints it: 6.200."""
    return format_vietnamese(Decimal(count))


def period_of(report: FileReport) -> str:
    """The period in words."""
    try:
        return Period.parse(report.period).label
    except ValueError:
        return plain_text(report.period) or DOTS


def form_names() -> dict[str, str]:
    """The printed numbers of the forms known, by code; with the code where several print the same."""
    numbers = {form.code: form.number for form in all_forms()}
    often = Counter(numbers.values())
    return {code: number if often[number] == 1 else f"{number} ({code})" for code, number in numbers.items()}


def counted_by_form(report: FileReport) -> dict[str, dict[str, int]]:
    """How many findings each form of a report has; what is about the whole file stands under ""."""
    by_form: dict[str, list[Finding]] = {form: [] for form in report.forms}
    for finding in report.findings:
        by_form.setdefault(finding.key.form if finding.key is not None else "", []).append(finding)
    return {form: count_findings(findings) for form, findings in by_form.items()}


def total(reports: Iterable[FileReport], counts_as: str) -> int:
    """How many findings of a severity, or explained ones, there are in all."""
    return sum(report.counts[counts_as] for report in reports)


def of_severity(report: FileReport, *severities: Severity) -> list[Finding]:
    """The findings of these severities that nobody has explained, in their order."""
    return [one for one in report.findings if one.severity in severities and not one.is_explained]


def explained_in(report: FileReport) -> list[Finding]:
    """The findings that were explained, in their order."""
    return [finding for finding in report.findings if finding.is_explained]


def grouped(findings: Iterable[Finding]) -> Iterator[tuple[Finding, Sequence[Finding]]]:
    """Findings of one rule together, in the order in which the rules come; the first stands for all."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        form = finding.key.form if finding.key is not None else ""
        groups.setdefault((finding.rule, form), []).append(finding)
    for members in groups.values():
        yield members[0], members
