"""Many reports at a glance, as text: units by forms, and who has sent nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from mtqg_xl.domain.findings import EXPLAINED, FileReport, FileVerdict, Finding, Severity, count_findings
from mtqg_xl.messages import say
from mtqg_xl.reports.plain_text import plain_text

if TYPE_CHECKING:
    from mtqg_xl.consolidation import Awaited

#: So wide may the table be before its forms go on in another one below.
_WIDTH: Final = 112
_LONGEST_NAME: Final = 36
_SUMS: Final = ("errors", "warnings", "explained", "verdict")
_STYLES: Final = {FileVerdict.INVALID: "red", FileVerdict.UNREADABLE: "red", FileVerdict.WARNINGS: "yellow"}


def folder_lines(reports: Sequence[FileReport], awaited: Sequence[Awaited] = ()) -> Iterator[tuple[str, str]]:
    """A table of the reports: for each form errors, warnings and what was explained; then who is missing."""
    yield say("check.folder"), "bold"
    names = _names(reports)
    forms = sorted({form for report in reports for form in report.forms})
    columns = [(say(f"check.folder_{name}"), _of_files(reports, name)) for name in _SUMS]
    columns += [(form, _of_form(reports, form)) for form in forms]
    head = say("check.folder_unit")
    width = max(map(len, (head, *names)))
    for part in _parts(columns, _WIDTH - width):
        yield f"  {head:<{width}}{_row([title for title, _ in part], part)}".rstrip(), "dim"
        for at, (name, report) in enumerate(zip(names, reports, strict=True)):
            line = f"  {name:<{width}}{_row([cells[at] for _, cells in part], part)}"
            yield line.rstrip(), _STYLES.get(report.verdict, "")
    yield "  " + say("check.folder_key"), "dim"
    yield from awaited_lines(awaited)


def awaited_lines(awaited: Sequence[Awaited]) -> Iterator[tuple[str, str]]:
    """For every unit above whose reports these are: how many came, and who has sent nothing."""
    for one in awaited:
        told = {"unit": one.unit, "period": one.period.label}
        told |= {"received": str(one.received), "expected": str(one.expected)}
        if one.missing:
            units = ", ".join(one.missing)
            yield "  ! " + say("check.awaited", count=len(one.missing), units=units, **told), "yellow"
        else:
            yield "  ✓ " + say("check.all_received", **told), "green"


def _names(reports: Sequence[FileReport]) -> list[str]:
    """The unit of each report, with its period and then its file where it takes that to tell them apart."""
    names = [plain_text(report.unit) or _file(report) for report in reports]
    for more in (lambda one: one.period, _file):
        often = Counter(names)
        names = [
            f"{name}, {more(one)}" if often[name] > 1 else name
            for name, one in zip(names, reports, strict=True)
        ]
    return [name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…" for name in names]


def _file(report: FileReport) -> str:
    return plain_text(report.path.replace("\\", "/").rpartition("/")[2])


def _of_form(reports: Sequence[FileReport], form: str) -> list[str]:
    told = []
    for report in reports:
        found = [one for one in report.findings if one.key is not None and one.key.form == form]
        told.append(_told(found) if form in report.forms else "–")
    return told


def _told(found: Sequence[Finding]) -> str:
    counts = count_findings(found)
    numbers = [counts[Severity.ERROR], counts[Severity.WARNING]]
    if counts[EXPLAINED]:
        numbers.append(counts[EXPLAINED])
    return "/".join(map(str, numbers)) if any(numbers) else "✓"


def _of_files(reports: Sequence[FileReport], name: str) -> list[str]:
    if name == "verdict":
        return [say(f"verdict.{report.verdict.value}") for report in reports]
    counted = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "explained": EXPLAINED}[name]
    return ["–" if report.reason is not None else str(report.counts[counted]) for report in reports]


Column = tuple[str, list[str]]


def _parts(columns: Sequence[Column], room: int) -> Iterator[list[Column]]:
    """The columns, so many of them beside each other as there is room for."""
    part: list[Column] = []
    used = 0
    for column in columns:
        if part and used + _wide(column) > room:
            yield part
            part, used = [], 0
        part.append(column)
        used += _wide(column)
    yield part


def _wide(column: Column) -> int:
    return max(map(len, (column[0], *column[1]))) + 2


def _row(texts: Sequence[str], part: Sequence[Column]) -> str:
    return "".join(f"{text:>{_wide(column)}}" for text, column in zip(texts, part, strict=True))
