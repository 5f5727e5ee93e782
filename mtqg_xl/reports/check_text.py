"""The result of a check as plain text: per file, errors first, slight remarks counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from mtqg_xl.domain.findings import EXPLAINED, FileReport, FileVerdict, Finding, Severity
from mtqg_xl.messages import say
from mtqg_xl.reconcile.explained import UNUSED
from mtqg_xl.reports.plain_text import plain_text

if TYPE_CHECKING:
    from mtqg_xl.consolidation import Awaited

MARKS: Final[Mapping[str, str]] = {
    Severity.ERROR: "✗",
    Severity.WARNING: "!",
    Severity.INFO: "·",
    EXPLAINED: "✎",
}
STYLES: Final[Mapping[str, str]] = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.INFO: "dim",
    EXPLAINED: "green",
}
VERDICT_STYLES: Final = {
    FileVerdict.VALID: "green",
    FileVerdict.WARNINGS: "yellow",
    FileVerdict.INVALID: "bold red",
    FileVerdict.UNREADABLE: "bold red",
}

#: A line of text and the style it is shown in.
Line = tuple[str, str]


def check_lines(
    reports: Iterable[FileReport], every: bool = False, awaited: Sequence[Awaited] = ()
) -> Iterator[Line]:
    """The lines to show. Information is summed up unless ``every`` is set.

    ``awaited`` are the units that should have sent a report; several files end with a table of them.
    """
    all_reports = list(reports)
    for report in all_reports:
        yield from _file_lines(report, every)
    if len(all_reports) > 1:
        from mtqg_xl.reports.folder_text import folder_lines

        yield from folder_lines(all_reports, awaited)
        yield summary_line(all_reports), "bold"


def summary_line(reports: Iterable[FileReport]) -> str:
    """How many files there are of each verdict."""
    counted = dict.fromkeys(FileVerdict, 0)
    for report in reports:
        counted[report.verdict] += 1
    parts = [f"{say(f'verdict.{v.value}').lower()} {n}" for v, n in counted.items() if n]
    return say("check.summary", files=sum(counted.values()), parts=", ".join(parts))


def counts_as(finding: Finding) -> str:
    """What a finding counts as: its severity, or that it was explained."""
    return EXPLAINED if finding.is_explained else finding.severity.value


def file_head(report: FileReport) -> str:
    """Whose report it is, and which forms are in it."""
    forms = ", ".join(report.forms)
    return say("check.file", path=report.path, unit=report.unit or "…", period=report.period, forms=forms)


def verdict_line(report: FileReport) -> str:
    """The verdict and what it is made of."""
    counts = report.counts
    told = say(
        "check.verdict",
        verdict=say(f"verdict.{report.verdict.value}"),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.INFO],
    )
    return told + (say("check.also_explained", count=counts[EXPLAINED]) if counts[EXPLAINED] else "")


def _file_lines(report: FileReport, every: bool) -> Iterator[Line]:
    style = VERDICT_STYLES[report.verdict]
    if report.reason is not None:
        yield f"{report.path}: {say(f'verdict.{report.verdict.value}')}", style
        yield f"  {report.reason}", ""
        yield "", ""
        return
    yield file_head(report), "bold"
    yield "  " + verdict_line(report), style
    for finding in report.findings:
        if finding.severity is not Severity.INFO or finding.is_explained or every:
            yield from finding_lines(finding)
    if not every:
        yield from slight_lines(report)
    yield from unchecked_lines(report, every)
    yield "", ""


def unchecked_lines(report: FileReport, every: bool) -> Iterator[Line]:
    """How many rules could not be applied, and which where ``every`` line is wanted."""
    if report.unchecked:
        yield "  " + say("check.unchecked", rules=len(report.unchecked)), "dim"
        for item in report.unchecked if every else ():
            yield "      " + say("check.unchecked_rule", rule=item.rule, reason=item.reason), "dim"


def _is_of_many_cells(finding: Finding) -> bool:
    """Whether the children tell the finding cell by cell; otherwise they only follow from it."""
    if any(child.suspects and child.suspects[0].key == child.key for child in finding.children):
        return True
    return all(child.rule == finding.rule and not child.suspects for child in finding.children)


def finding_lines(finding: Finding) -> Iterator[Line]:
    """One finding in full; what was explained needs nothing to be done."""
    name = counts_as(finding)
    yield f"  {MARKS[name]} {finding.id} {finding.message}", STYLES[name]
    if finding.explanation is not None:
        yield "      " + say("check.explained", text=plain_text(finding.explanation)), "green"
    if finding.why:
        law = f" ({finding.law})" if finding.law else ""
        yield "      " + say("check.why", why=finding.why.rstrip("."), law=law), ""
    if finding.todo and finding.explanation is None:
        yield "      " + say("check.todo", todo=finding.todo), ""
    if finding.children:
        said = "check.details" if _is_of_many_cells(finding) else "check.folded"
        yield "      " + say(said, count=len(finding.children)), "dim"
        for child in finding.children:
            yield f"        – {child.message}", "dim"
            if child.explanation is not None:
                told = say("check.explained", text=plain_text(child.explanation))
                yield f"          {told}", "green"


def slight_lines(report: FileReport) -> Iterator[Line]:
    """The remarks summed up by kind, with the first cells of each."""
    kinds: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if counts_as(finding) != Severity.INFO:
            continue
        if not finding.cell or finding.rule == UNUSED:  # no cells to list: told in words
            yield f"  · {finding.message}", "dim"
            continue
        kinds.setdefault(finding.verdict.value, []).append(finding)
    for kind, found in kinds.items():
        cells = ", ".join(dict.fromkeys(f"{item.sheet}!{item.cell}" for item in found[:8]))
        more = "…" if len(found) > 8 else ""
        yield "  · " + say(f"check.slight_{kind}", count=len(found), cells=cells + more), "dim"
