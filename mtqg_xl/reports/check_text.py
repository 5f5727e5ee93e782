"""The result of a check for a person at a terminal: per file, errors first, slight remarks counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mtqg_xl.domain.findings import FileReport, FileVerdict, Finding, Severity
from mtqg_xl.messages import say

_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_VERDICT_STYLES = {
    FileVerdict.VALID: "green",
    FileVerdict.WARNINGS: "yellow",
    FileVerdict.INVALID: "bold red",
    FileVerdict.UNREADABLE: "bold red",
}

#: A line of text and the style it is shown in.
Line = tuple[str, str]


def check_lines(reports: Iterable[FileReport], every: bool = False) -> Iterator[Line]:
    """The lines to show. Information is summed up unless ``every`` is set."""
    all_reports = list(reports)
    for report in all_reports:
        yield from _file_lines(report, every)
    if len(all_reports) > 1:
        counted = dict.fromkeys(FileVerdict, 0)
        for report in all_reports:
            counted[report.verdict] += 1
        parts = [f"{say(f'verdict.{v.value}').lower()} {n}" for v, n in counted.items() if n]
        yield say("check.summary", files=len(all_reports), parts=", ".join(parts)), "bold"


def _file_lines(report: FileReport, every: bool) -> Iterator[Line]:
    verdict = say(f"verdict.{report.verdict.value}")
    style = _VERDICT_STYLES[report.verdict]
    if report.reason is not None:
        yield f"{report.path}: {verdict}", style
        yield f"  {report.reason}", ""
        yield "", ""
        return
    forms = ", ".join(report.forms)
    head = say("check.file", path=report.path, unit=report.unit or "…", period=report.period, forms=forms)
    yield head, "bold"
    counts = report.counts
    yield (
        "  "
        + say(
            "check.verdict",
            verdict=verdict,
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            notes=counts[Severity.INFO],
        ),
        style,
    )
    for finding in report.findings:
        if finding.severity is not Severity.INFO or every:
            yield from _finding_lines(finding)
    slight = [finding for finding in report.findings if finding.severity is Severity.INFO]
    if slight and not every:
        yield from _slight_lines(slight)
    if report.unchecked:
        yield "  " + say("check.unchecked", rules=len(report.unchecked)), "dim"
        for item in report.unchecked if every else ():
            yield "      " + say("check.unchecked_rule", rule=item.rule, reason=item.reason), "dim"
    yield "", ""


def _is_of_many_cells(finding: Finding) -> bool:
    """Whether the children tell the finding cell by cell; otherwise they only follow from it."""
    if any(child.suspects and child.suspects[0].key == child.key for child in finding.children):
        return True
    return all(child.rule == finding.rule and not child.suspects for child in finding.children)


def _finding_lines(finding: Finding) -> Iterator[Line]:
    yield f"  {_MARKS[finding.severity]} {finding.id} {finding.message}", _STYLES[finding.severity]
    if finding.why:
        law = f" ({finding.law})" if finding.law else ""
        yield "      " + say("check.why", why=finding.why.rstrip("."), law=law), ""
    if finding.todo:
        yield "      " + say("check.todo", todo=finding.todo), ""
    if finding.children:
        said = "check.details" if _is_of_many_cells(finding) else "check.folded"
        yield "      " + say(said, count=len(finding.children)), "dim"
        for child in finding.children:
            yield f"        – {child.message}", "dim"


def _slight_lines(findings: list[Finding]) -> Iterator[Line]:
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        if not finding.cell:  # about a sheet or the whole file: no cell to list, so it is told in words
            yield f"  · {finding.message}", "dim"
            continue
        kinds.setdefault(finding.verdict.value, []).append(finding)
    for kind, found in kinds.items():
        cells = ", ".join(dict.fromkeys(f"{item.sheet}!{item.cell}" for item in found[:8]))
        more = "…" if len(found) > 8 else ""
        yield "  · " + say(f"check.slight_{kind}", count=len(found), cells=cells + more), "dim"
