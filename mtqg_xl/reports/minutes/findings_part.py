"""The middle of a minute: what was checked, what came out by unit and form, and the largest amounts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final

from mtqg_xl.domain.findings import EXPLAINED, FileReport, FileVerdict, Severity, count_findings
from mtqg_xl.messages import say
from mtqg_xl.reports.minutes.facts import (
    counted_by_form,
    file_name,
    form_names,
    names_of,
    period_of,
    told,
    total,
    unit_of,
)
from mtqg_xl.reports.minutes.figures import MoneyGap, figure, money_gaps, stated
from mtqg_xl.reports.minutes.markup import Align, cell, paragraph, row, run, table
from mtqg_xl.reports.minutes.opening import text, title

_SIZE: Final = 11.0
_FILES: Final = (10.0, 52.0, 33.0, 38.0, 32.0)
_COUNTS: Final = (10.0, 57.0, 15.0, 20.0, 17.0, 21.0, 25.0)
_SHA: Final = 12
#: So many amounts are written out in words; all of them stand in the list.
_AMOUNTS: Final = 10
#: The words of a paragraph, and whether it stays with the next.
Words = tuple[str, bool]


def findings_part(reports: Sequence[FileReport], missing: Sequence[str] = ()) -> Iterator[str]:
    """The parts about files, results, amounts, warnings, explanations and what could not be checked.

    ``missing`` are the units that sent nothing.
    """
    many = len(reports) > 1
    yield title(say("minutes.part_content"))
    yield text("1. " + say("minutes.files", count=len({report.path for report in reports})), keep=True)
    yield _files(reports)
    results = say("minutes.results_by_unit" if many else "minutes.results_by_form")
    yield text(f"2. {results}", keep=True, before=8)
    yield _by_unit(reports) if many else _by_form(reports[0])
    number = 2
    for part in (
        _errors(reports),
        _warnings(reports),
        _explained(reports),
        _missing(missing),
        _unread(reports),
        _unchecked(reports),
    ):
        for at, (words, keep) in enumerate(part):
            number += 0 if at else 1
            yield text(
                words if at else f"{number}. {words}", keep=keep, before=8 if number == 3 and not at else 0
            )


def verdict_of(report: FileReport) -> str:
    """What came out for one report, in two or three words."""
    return say(f"minutes.verdict_{report.verdict.value}")


def _files(reports: Sequence[FileReport]) -> str:
    rows = [
        _row(
            _FILES,
            [say(f"minutes.head_{name}") for name in ("place", "file", "unit", "period", "sha")],
            head=True,
        )
    ]
    for number, report in enumerate(reports, start=1):
        known = report.reason is None
        sha = f"{report.sha256[:_SHA]}…" if len(report.sha256) > _SHA else report.sha256 or "–"
        texts = (str(number), file_name(report), report.unit or "–", period_of(report) if known else "–", sha)
        rows.append(_row(_FILES, texts, left=(1, 2)))
    return table(_FILES, rows)


def _by_form(report: FileReport) -> str:
    names = form_names()
    lines = []
    for form, counts in counted_by_form(report).items():
        lines.append((names.get(form, form) or say("minutes.whole_file"), counts))
    return _counts("form", [(name, counts, _word(counts)) for name, counts in lines])


def _by_unit(reports: Sequence[FileReport]) -> str:
    return _counts(
        "unit",
        [
            (name, report.counts, verdict_of(report))
            for name, report in zip(names_of(reports), reports, strict=True)
        ],
    )


def _counts(first: str, lines: Sequence[tuple[str, dict[str, int], str]]) -> str:
    heads = ("place", first, "errors", "warnings", "notes", "explained", "result")
    rows = [_row(_COUNTS, [say(f"minutes.head_{name}") for name in heads], head=True)]
    sums = count_findings(())
    for number, (name, counts, result) in enumerate(lines, start=1):
        numbers = [told(count) for count in counts.values()]
        rows.append(_row(_COUNTS, (str(number), name, *numbers, result)))
        sums = {name: sums[name] + count for name, count in counts.items()}
    numbers = [told(count) for count in sums.values()]
    rows.append(_row(_COUNTS, ("", say("minutes.sum"), *numbers, ""), bold=True))
    return table(_COUNTS, rows)


def _word(counts: dict[str, int]) -> str:
    """The result of one form."""
    if counts[Severity.ERROR]:
        return say("minutes.verdict_invalid")
    return say("minutes.verdict_warnings" if counts[Severity.WARNING] else "minutes.verdict_valid")


def _row(
    widths: Sequence[float],
    texts: Sequence[str],
    *,
    head: bool = False,
    bold: bool = False,
    left: Collection[int] = (1,),
) -> str:
    def aligned(at: int) -> Align:
        return "left" if at in left and not head else "center"

    return row(
        (
            cell(
                paragraph(run(words, bold=head or bold, size=_SIZE), align=aligned(at), before=2, after=2),
                width,
                shaded=head,
                middle=True,
            )
            for at, (words, width) in enumerate(zip(texts, widths, strict=True))
        ),
        head=head,
    )


def _errors(reports: Sequence[FileReport]) -> Iterator[Words]:
    count = total(reports, Severity.ERROR)
    if not count:
        yield say("minutes.no_errors_found"), False
        return
    yield say("minutes.errors_found", count=told(count)), False
    gaps = money_gaps(reports)
    if not gaps:
        return
    shown = gaps[:_AMOUNTS]
    code = "amounts_largest" if len(gaps) > len(shown) else "amounts"
    yield say(f"minutes.{code}", count=len(shown), all=told(len(gaps))), True
    for gap in shown:
        yield _amount(gap, len(reports) > 1), False


def _amount(gap: MoneyGap, of_many: bool) -> str:
    finding = gap.finding
    words = say(
        "minutes.amount",
        id=finding.id,
        unit=f"{unit_of(gap.report)}, " if of_many else "",
        form=finding.form_label,
        cell=finding.cell,
        stated=stated(finding),
        expected=figure(finding.expected, finding),
        difference=figure(abs(finding.difference or Decimal(0)), finding),
        way=say("minutes.too_much" if gap.dong > 0 else "minutes.too_little"),
    )
    return words + (say("minutes.in_words", words=gap.words) if gap.words else "") + "."


def _warnings(reports: Sequence[FileReport]) -> Iterator[Words]:
    warnings, notes = total(reports, Severity.WARNING), total(reports, Severity.INFO)
    if warnings or notes:
        yield say("minutes.warnings_found", warnings=told(warnings), notes=told(notes)), False


def _explained(reports: Sequence[FileReport]) -> Iterator[Words]:
    count = total(reports, EXPLAINED)
    if count:
        yield say("minutes.explained_found", count=told(count)), False


def _missing(units: Sequence[str]) -> Iterator[Words]:
    if units:
        yield say("minutes.missing", count=told(len(units)), units=", ".join(units)), False


def _unread(reports: Sequence[FileReport]) -> Iterator[Words]:
    unread = [report for report in reports if report.verdict is FileVerdict.UNREADABLE]
    if unread:
        yield say("minutes.unreadable", count=len(unread)), True
    for report in unread:
        yield f"- {file_name(report)}: {report.reason}", False


def _unchecked(reports: Sequence[FileReport]) -> Iterator[Words]:
    count = sum(len(report.unchecked) for report in reports)
    if count:
        yield say("minutes.unchecked", count=told(count)), False
