"""What hangs behind a minute on pages laid across: the summary of many units, and the lists of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mtqg_xl.domain.findings import EXPLAINED, FileReport, Severity
from mtqg_xl.messages import say
from mtqg_xl.reports.minutes import listing
from mtqg_xl.reports.minutes.facts import (
    Heading,
    counted_by_form,
    form_names,
    names_of,
    period_of,
    told,
    total,
    unit_of,
)
from mtqg_xl.reports.minutes.markup import cell, paragraph, row, run, table

#: With more errors than this they are listed by rule; a row for each would be a heap of paper.
_SINGLY: Final = 300
_NAME: Final = 47.0
_FORMS_ACROSS: Final = 16
_SIZE: Final = 9.0
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def appendices(reports: Sequence[FileReport], heading: Heading) -> Iterator[str]:
    """The appendices: one for a single file, else a summary and one for each."""
    errors_singly = total(reports, Severity.ERROR) <= _SINGLY
    warnings_singly = total(reports, Severity.WARNING) <= _SINGLY
    many = len(reports) > 1
    number = 0
    if many:
        number = 1
        yield from _title(_roman(number), say("minutes.appendix_summary"), heading, first=True)
        yield from _summary(reports)
    for report in reports:
        if report.reason is not None or not (report.findings or report.unchecked):
            continue
        number += 1
        values = {"unit": unit_of(report), "period": period_of(report)}
        label = _roman(number) if many else ""
        yield from _title(label, say("minutes.appendix_unit", **values), heading, first=number == 1)
        yield from _lists(report, errors_singly, warnings_singly)


def _lists(report: FileReport, errors_singly: bool, warnings_singly: bool) -> Iterator[str]:
    counts = report.counts
    lists = (
        ("error", counts[Severity.ERROR], listing.errors(report, singly=errors_singly)),
        ("warning", counts[Severity.WARNING], listing.warnings(report, singly=warnings_singly)),
        ("info", counts[Severity.INFO], listing.notes(report)),
        ("explained", counts[EXPLAINED], listing.explained(report)),
        ("unchecked", len(report.unchecked), listing.unchecked(report)),
    )
    number = 0
    for name, count, content in lists:
        if count or name == "error":
            number += 1
            words = f"{number}. {say(f'minutes.list_{name}', count=told(count))}"
            caption = run(words, bold=True, size=12)
            yield paragraph(caption, align="left", before=8, after=4, keep=True)
            yield from content


def has_appendices(reports: Sequence[FileReport]) -> bool:
    """Whether there is anything to list."""
    return len(reports) > 1 or any(report.findings or report.unchecked for report in reports)


def _title(number: str, name: str, heading: Heading, *, first: bool) -> Iterator[str]:
    label = run(say("minutes.appendix", number=number).strip(), bold=True, size=14)
    # Each begins a page of its own: it goes to its unit.
    yield paragraph(label, align="center", keep=True, new_page=not first)
    yield paragraph(run(name.upper(), bold=True, size=13), align="center", keep=True)
    attached = say("minutes.attached", number=heading.reference, day=heading.dated)
    yield paragraph(run(attached, italic=True), align="center", after=6, keep=True)


def _summary(reports: Sequence[FileReport]) -> Iterator[str]:
    """Units by forms: errors and warnings, so many columns a table as a page holds."""
    names = form_names()
    counted = [counted_by_form(report) for report in reports]
    forms = sorted({form for report in reports for form in report.forms})
    yield paragraph(run(say("minutes.summary_key"), italic=True, size=11), align="left", after=4, keep=True)
    for start in range(0, max(1, len(forms)), _FORMS_ACROSS):
        part = forms[start : start + _FORMS_ACROSS]
        last = start + _FORMS_ACROSS >= len(forms)
        width = (listing.ACROSS - _NAME - (24 if last else 0)) / max(len(part), 6)
        widths = [_NAME, *([width] * len(part)), *([24.0] if last else [])]
        heads = [say("minutes.head_unit"), *(names.get(form, form) for form in part)]
        heads += [say("minutes.head_all")] if last else []
        rows = [_row(heads, widths, head=True)]
        for name, report, counts in zip(names_of(reports), reports, counted, strict=True):
            texts = [name, *(_pair(counts.get(form)) for form in part)]
            texts += [_whole(report)] if last else []
            rows.append(_row(texts, widths))
        yield table(widths, rows)
        yield paragraph(run("", size=6))


def _pair(counts: dict[str, int] | None) -> str:
    if counts is None:
        return "–"
    explained = f"/{counts[EXPLAINED]}" if counts[EXPLAINED] else ""
    return f"{counts[Severity.ERROR]}/{counts[Severity.WARNING]}{explained}"


def _whole(report: FileReport) -> str:
    return say("minutes.verdict_unreadable") if report.reason is not None else _pair(report.counts)


def _row(texts: Sequence[str], widths: Sequence[float], *, head: bool = False) -> str:
    cells = (
        cell(
            paragraph(run(words, bold=head, size=_SIZE), align="center" if at or head else "left"),
            width,
            shaded=head,
            middle=True,
        )
        for at, (words, width) in enumerate(zip(texts, widths, strict=True))
    )
    return row(cells, head=head)


def _roman(number: int) -> str:
    told = ""
    for value, sign in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), *_ROMAN):
        told += sign * (number // value)
        number %= value
    return told
