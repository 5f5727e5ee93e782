"""The result of a check at a terminal: by form, what matters most last, and what to type next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, TextIO

from mtqg_xl.domain.findings import EXPLAINED, Confidence, FileReport, FileVerdict, Finding, Severity
from mtqg_xl.messages import say
from mtqg_xl.reports.check_text import (
    MARKS,
    STYLES,
    VERDICT_STYLES,
    counts_as,
    file_head,
    finding_lines,
    slight_lines,
    summary_line,
    unchecked_lines,
    verdict_line,
)
from mtqg_xl.reports.commands import REPAIRABLE, quoted
from mtqg_xl.reports.plain_text import plain_text

if TYPE_CHECKING:
    from rich.console import Console

    from mtqg_xl.consolidation import Awaited

#: What stands last is read first.
_ORDER: Final = {Severity.INFO.value: 0, EXPLAINED: 1, Severity.WARNING.value: 2, Severity.ERROR.value: 3}
_SURE: Final = {Confidence.UNDECIDED: 0, Confidence.LIKELY: 1, Confidence.CERTAIN: 2}
#: Of one rule and form; the others are counted, and told with --all.
_MOST_ALIKE: Final = 12


def show_check(
    reports: Sequence[FileReport],
    stream: TextIO,
    *,
    every: bool = False,
    awaited: Sequence[Awaited] = (),
    places: Sequence[str] = (),
) -> None:
    """Show reports at the terminal ``stream``: colours as it allows them, lines as wide as it is.

    ``places`` are the files and folders that were named, for the command to type next. Information is
    summed up, and many findings of one rule are shortened, unless ``every`` is set.
    """
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for report in reports:
        _show_file(console, report, every)
    if len(reports) > 1:
        from mtqg_xl.reports.folder_text import folder_lines

        for text, style in folder_lines(reports, awaited):
            console.print(plain_line(text), style=style or None, soft_wrap=True)
        console.print(summary_line(reports), style="bold", soft_wrap=True)
    for why, command in next_commands(reports, places):
        _print(console, "→", why, "bold")
        console.print(f"    {command}", style="cyan", soft_wrap=True)


def next_commands(reports: Sequence[FileReport], places: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """What to do next and the command that does it; nothing where the figures need nothing."""
    wrong = [report for report in reports if report.verdict is FileVerdict.INVALID]
    if len(reports) > 1:
        if wrong:
            told = {"count": len(wrong)}
            named = " ".join(map(quoted, places or [report.path for report in wrong]))
            yield say("check.next_mark_all", **told), f"mtqg-xl check {named} --format xlsx -o danh_dau"
        return
    for report in wrong:
        path = PurePath(report.path)
        grave = [one for one in report.findings if counts_as(one) in (Severity.ERROR, Severity.WARNING)]
        sure = sum(one.confidence is Confidence.CERTAIN and bool(one.suspects) for one in grave)
        if path.suffix.lower() not in REPAIRABLE:
            continue
        fixed = quoted(f"{path.stem}_da_sua{path.suffix}")
        if sure:
            command = f"mtqg-xl fix {quoted(report.path)} --certain -o {fixed}"
            yield say("check.next_certain", count=sure), command
        elif any(one.suspects for one in grave):
            yield say("check.next_ask"), f"mtqg-xl fix {quoted(report.path)} -o {fixed}"
        marked = quoted(f"{path.stem}_danh_dau{path.suffix}")
        yield say("check.next_mark"), f"mtqg-xl check {quoted(report.path)} --format xlsx -o {marked}"


def plain_line(text: str) -> str:
    """``text`` without anything that a terminal would take for a command; blanks at its head stay."""
    return text[: len(text) - len(text.lstrip(" "))] + (
        plain_text(text) if not text.isprintable() else text.lstrip(" ")
    )


def _show_file(console: Console, report: FileReport, every: bool) -> None:
    if report.reason is not None:
        console.rule(plain_text(report.path), align="left", style="dim")
        _print(console, "⊘", say(f"verdict.{report.verdict.value}"), "bold red")
        _print(console, "", report.reason, "")
        return
    console.rule(plain_text(file_head(report)), align="left", style="dim")
    for text, style in unchecked_lines(report, every):
        _print(console, "", text.strip(), style)
    if not every:
        for text, style in slight_lines(report):
            _print(console, "·", text.strip().removeprefix("· "), style)
    for label, findings in _by_form(report, every):
        console.print()
        console.print(plain_line(label), style="bold underline")
        for shown in _shortened(findings, every):
            if isinstance(shown, str):
                _print(console, "…", shown, "dim")
                continue
            name = counts_as(shown)
            for at, (text, style) in enumerate(finding_lines(shown)):
                inside = text.strip().removeprefix(f"{MARKS[name]} ")
                _print(console, "" if at else MARKS[name], inside, style, indent=0 if not at else 4)
    console.print()
    _print(console, "", verdict_line(report), VERDICT_STYLES[report.verdict])
    if report.verdict is FileVerdict.VALID:
        _print(console, "", say("check.next_send"), STYLES[EXPLAINED])


def _by_form(report: FileReport, every: bool) -> Iterator[tuple[str, list[Finding]]]:
    """The findings of each form from the slightest to the gravest; the form with the gravest comes last."""
    forms: dict[str, list[Finding]] = {}
    labels: dict[str, str] = {}
    for finding in report.findings:
        if counts_as(finding) == Severity.INFO and not every:
            continue
        code = finding.key.form if finding.key is not None else ""
        forms.setdefault(code, []).append(finding)
        labels[code] = labels.get(code) or finding.form_label or code
    ranked = sorted(
        forms.items(),
        key=lambda item: (max(_ORDER[counts_as(one)] for one in item[1]), -list(forms).index(item[0])),
    )
    for code, findings in ranked:
        findings.reverse()
        findings.sort(key=lambda one: (_ORDER[counts_as(one)], _SURE[one.confidence]))
        yield labels[code] or say("check.whole_file"), findings


def _shortened(findings: Sequence[Finding], every: bool) -> Iterator[Finding | str]:
    """The findings, many of one rule only by the first of them, and how many more there are."""
    alike: dict[tuple[str, str], int] = {}
    for finding in findings:
        name = (finding.rule, counts_as(finding))
        alike[name] = alike.get(name, 0) + 1
    left = {name: 0 if every else max(count - _MOST_ALIKE, 0) for name, count in alike.items()}
    told = dict(left)
    for finding in findings:
        name = (finding.rule, counts_as(finding))
        if left[name]:
            # Those told are the last ones, which stand nearest to the end.
            left[name] -= 1
            if not left[name]:
                yield say("check.more_alike", count=told[name], rule=finding.rule)
            continue
        yield finding


def _print(console: Console, mark: str, text: str, style: str, indent: int = 0) -> None:
    """A text beside its mark, its further lines below its first."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    line = Table.grid(padding=(0, 1, 0, 0))
    line.add_column(width=1, no_wrap=True)
    line.add_column()
    line.add_row(Text(mark, style=style), Text(plain_text(text), style=style))
    console.print(Padding(line, (0, 0, 0, 2 + indent)))
