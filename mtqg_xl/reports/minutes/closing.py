"""The foot of a minute: explanations, conclusion, signatures of both sides, and who gets a copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mtqg_xl.domain.findings import EXPLAINED, FileReport, FileVerdict, Severity
from mtqg_xl.messages import say
from mtqg_xl.reports.minutes.facts import Heading, in_words, told, total, unit_of
from mtqg_xl.reports.minutes.markup import cell, paragraph, row, run, table
from mtqg_xl.reports.minutes.opening import WIDTH, line, text, title

#: Room to sign in, in points.
_TO_SIGN: Final = 62.0


def closing(reports: Sequence[FileReport], heading: Heading) -> Iterator[str]:
    """Everything below the findings on the upright pages."""
    yield title(say("minutes.part_answer"))
    if explained := total(reports, EXPLAINED):
        yield text(say("minutes.answered", count=told(explained)))
    for _ in range(3):
        yield line("\t")
    yield title(say("minutes.part_conclusion"))
    yield from _conclusion(reports, heading)
    yield text(say("minutes.made"), keep=True)
    yield _signatures(reports)


def _conclusion(reports: Sequence[FileReport], heading: Heading) -> Iterator[str]:
    errors, warnings = total(reports, Severity.ERROR), total(reports, Severity.WARNING)
    unread = sum(report.verdict is FileVerdict.UNREADABLE for report in reports)
    many = len(reports) > 1
    if errors:
        wrong = [report for report in reports if report.verdict is FileVerdict.INVALID]
        units = ", ".join(dict.fromkeys(map(unit_of, wrong)))
        values = {"errors": told(errors), "units": units, "count": len(wrong), "all": len(reports)}
        yield text(say("minutes.must_correct_many" if many else "minutes.must_correct", **values))
    elif not unread:
        explained = total(reports, EXPLAINED)
        yield text(say("minutes.passed_explained" if explained else "minutes.passed", count=told(explained)))
    if warnings:
        yield text(say("minutes.must_look", warnings=told(warnings)))
    if unread:
        yield text(say("minutes.must_resend", count=unread))
    if errors or unread:
        until = in_words(heading.deadline) if heading.deadline else say("minutes.day_blank")
        yield text(say("minutes.until", day=until))


def _signatures(reports: Sequence[FileReport]) -> str:
    half = WIDTH / 2
    sides = [_signer(say("minutes.for_checked"), half), _signer(say("minutes.for_checking"), half)]
    unit = (
        say("minutes.copy_unit", unit=unit_of(reports[0])) if len(reports) == 1 else say("minutes.copy_units")
    )
    copies = [
        paragraph(run(say("minutes.copies"), bold=True, italic=True, size=12), align="left"),
        *(
            paragraph(run(words, size=11), align="left")
            for words in (say("minutes.copy_present"), unit, say("minutes.copy_file"))
        ),
    ]
    last = [cell("".join(copies), half), _signer(say("minutes.for_writing"), half)]
    return table([half, half], [row(sides), row(last)], bordered=False)


def _signer(who: str, width: float) -> str:
    return cell(
        paragraph(run(who, bold=True), align="center", keep=True)
        + paragraph(
            run(say("minutes.to_sign"), italic=True, size=12), align="center", after=_TO_SIGN, keep=True
        ),
        width,
    )
