"""The lists behind a minute: every error with its repair, warnings and notes, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from mtqg_xl.domain.findings import FileReport, Finding, Severity, Verdict
from mtqg_xl.messages import say
from mtqg_xl.reports.minutes.facts import explained_in, form_names, grouped, of_severity, told
from mtqg_xl.reports.minutes.figures import figure, figure_text, stated
from mtqg_xl.reports.minutes.markup import Align, cell, paragraph, row, run, table
from mtqg_xl.reports.plain_text import plain_text

#: Width of the text of a page laid across.
ACROSS: Final = 247.0
_SMALL: Final = 10.0
_WIDTHS: Final = (9, 13, 15, 29, 29, 17, 20, 20, 20, 53, 22)
_HEADS: Final = (
    "place",
    "id",
    "form",
    "row",
    "column",
    "cell",
    "stated",
    "expected",
    "difference",
    "todo",
    "answer",
)
#: So many cells stand beside each other where they are listed by rule.
_BESIDE: Final = 4
_GAPS: Final = (None,) * _BESIDE
_NOTED: Final = (22.0, 225.0)
_ANSWERED: Final = (22.0, 125.0, 100.0)
#: So many cells of a rule are listed in one row, which is still no longer than a page.
_CELLS_IN_ROW: Final = 60
#: What is told of figures that are right: digits cut off, rounding.
_SLIGHT: Final = (Verdict.CUT_OFF, Verdict.ROUNDING)
_Item = TypeVar("_Item")


def errors(report: FileReport, *, singly: bool) -> Iterator[str]:
    """The errors of a report: a row each, or (``singly`` not) those of a rule together."""
    found = of_severity(report, Severity.ERROR)
    if not found:
        yield paragraph(run(say("minutes.no_errors")), after=6)
    elif singly:
        rows = (line for number, one in enumerate(found, start=1) for line in _rows(number, one))
        yield table(_WIDTHS, [_head(_HEADS, _WIDTHS), *rows])
    else:
        yield from _together(found)


def warnings(report: FileReport, *, singly: bool) -> Iterator[str]:
    """The warnings of a report: a line each, or those of a rule together."""
    found = of_severity(report, Severity.WARNING)
    if found and singly:
        yield table(_NOTED, [_head(("id", "remark"), _NOTED), *_noted(found)])
    elif found:
        yield from _together(found)


def notes(report: FileReport) -> Iterator[str]:
    """What is no error: digits cut off and rounding in a line each kind, the rest as it is told."""
    found = of_severity(report, Severity.INFO)
    slight = [one for one in found if one.verdict in _SLIGHT]
    others = [one for one in found if one.verdict not in _SLIGHT]
    if found:
        yield table(_NOTED, [_head(("id", "remark"), _NOTED), *_slight(slight), *_noted(others)])


def _slight(findings: Sequence[Finding]) -> Iterator[str]:
    for kind in _SLIGHT:
        members = [one for one in findings if one.verdict is kind]
        for part in _parts(members, _CELLS_IN_ROW):
            words = say(f"check.slight_{kind.value}", count=told(len(members)), cells=_told_cells(part))
            yield row((_cell(_ids(part), _NOTED[0]), _cell(words, _NOTED[1])), whole=False)


def explained(report: FileReport) -> Iterator[str]:
    """What the unit explained: what was found, and its answer beside it."""
    found = explained_in(report)
    if found:
        lines = (
            row((_cell(one.id, 22), _cell(one.message, 125), _cell(plain_text(one.explanation or ""), 100)))
            for one in found
        )
        yield table(_ANSWERED, [_head(("id", "remark", "answer"), _ANSWERED), *lines])


def unchecked(report: FileReport) -> Iterator[str]:
    """The rules that could not be applied, those with the same reason together; every one is named."""
    rules: dict[str, list[str]] = {}
    for item in report.unchecked:
        rules.setdefault(item.reason, []).append(item.rule)
    if not rules:
        return
    widths = (80.0, 20.0, ACROSS - 100)
    lines = [
        row((_cell(reason, 80), _cell(str(len(named)), 20, "center"), _cell(", ".join(part), ACROSS - 100)))
        for reason, named in rules.items()
        for part in _parts(named, 120)
    ]
    yield table(widths, [_head(("reason", "count", "rules"), widths), *lines])


def _head(names: Sequence[str], widths: Sequence[float]) -> str:
    cells = (
        cell(
            paragraph(run(say(f"minutes.head_{name}"), bold=True, size=_SMALL), align="center"),
            width,
            shaded=True,
            middle=True,
        )
        for name, width in zip(names, widths, strict=True)
    )
    return row(cells, head=True)


def _cell(words: str, width: float, align: Align = "left", *, italic: bool = False) -> str:
    return cell(paragraph(run(words, size=_SMALL, italic=italic), align=align), width)


# ---- a row an error ----


def _rows(number: int, finding: Finding) -> Iterator[str]:
    yield _row(str(number), finding, _todo(finding))
    for one in finding.walk():
        if one is not finding:
            yield _row("", one, say("minutes.follows", id=finding.id) if _follows(one, finding) else one.todo)


def _follows(child: Finding, head: Finding) -> bool:
    """Whether ``child`` is a relation that holds as soon as ``head`` is put right."""
    if child.verdict is not Verdict.WRONG or not child.suspects:
        return False
    return child.suspects[0].key != child.key or child.key == head.key


def _row(number: str, finding: Finding, todo: str) -> str:
    at = finding.cell + (f"\n({finding.sheet})" if finding.sheet else "")
    texts = (
        number,
        finding.id,
        finding.form_label,
        finding.row_label,
        finding.column_label,
        at,
        stated(finding, apart="\n"),
        figure(finding.expected, finding, apart="\n"),
        figure(finding.difference, finding, difference=True, apart="\n"),
        todo,
        "",
    )
    below = not number
    aligned: dict[int, Align] = {0: "center", 1: "center", 5: "center", 6: "right", 7: "right", 8: "right"}
    if finding.key is None:
        # About the whole file: what is wrong stands where the place of a cell would.
        wide = cell(
            paragraph(run(finding.message, size=_SMALL, italic=below), align="left"),
            sum(_WIDTHS[2:9]),
            span=7,
        )
        named = [_cell(texts[at], _WIDTHS[at], "center") for at in (0, 1)]
        return row([*named, wide, *(_cell(texts[at], _WIDTHS[at]) for at in (9, 10))])
    return row(
        _cell(words, width, aligned.get(at, "left"), italic=below)
        for at, (words, width) in enumerate(zip(texts, _WIDTHS, strict=True))
    )


def _todo(finding: Finding) -> str:
    """What to do and, below, why."""
    if not finding.why:
        return finding.todo
    return f"{finding.todo}\n{say('minutes.because', why=finding.why.rstrip('.'))}"


# ---- the errors of a rule together ----


def _together(findings: Sequence[Finding]) -> Iterator[str]:
    """For each rule a line that says it, and under it the cells, several beside each other."""
    names = form_names()
    yield paragraph(run(say("minutes.together"), italic=True, size=11), align="left", after=4, keep=True)
    rows = []
    for first, members in grouped(findings):
        form = first.form_label or (names.get(first.key.form, first.key.form) if first.key else "")
        rule = say("minutes.rule", rule=first.rule, form=form, count=told(len(members)))
        head = paragraph(run(rule, bold=True, size=_SMALL), align="left", keep=True)
        head += paragraph(run(_shared(members), size=_SMALL), align="left", keep=True)
        rows.append(row([cell(head, ACROSS, span=_BESIDE, shaded=True)]))
        rows += (
            row(
                _cell(_told_cell(one) if one else "", ACROSS / _BESIDE)
                for one in (*part, *_GAPS[len(part) :])
            )
            for part in _parts(members, _BESIDE)
        )
    yield table([ACROSS / _BESIDE] * _BESIDE, rows)


def _shared(members: Sequence[Finding]) -> str:
    """What all of them say alike: the reason if there is one, else the first as an example."""
    reasons = {one.why for one in members}
    if len(reasons) == 1 and members[0].why:
        return say("minutes.because", why=members[0].why.rstrip("."))
    return say("minutes.example", message=members[0].message)


def _told_cells(findings: Sequence[Finding]) -> str:
    return "; ".join(_told_cell(finding) for finding in findings)


def _told_cell(finding: Finding) -> str:
    """One error in a few signs: ``F12 E13: 26.884 → 26.844``, with the ids of what hangs below."""
    below = [one.id for one in finding.walk() if one is not finding]
    more = say("minutes.with_below", ids=", ".join(below)) if below else ""
    if not finding.cell:
        return f"{finding.id} {finding.message if not finding.key else ''}".rstrip() + more
    now = figure_text(finding.stated) if finding.stated is not None else say("minutes.blank")
    right = f" → {figure_text(finding.expected)}" if finding.expected is not None else ""
    return f"{finding.id} {finding.sheet}!{finding.cell}: {now}{right}{more}"


# ---- warnings and notes ----


def _noted(findings: Sequence[Finding]) -> Iterator[str]:
    """A line for each thing to tell, and one for many of a kind: ids in the first column, in full."""
    for first, members in grouped(findings):
        if len(members) <= 3:
            for one in members:
                below = [child.id for child in one.walk() if child is not one]
                words = f"{one.message} {one.todo}".strip() + (f" ({', '.join(below)})" if below else "")
                yield row((_cell(one.id, _NOTED[0]), _cell(words, _NOTED[1])))
            continue
        for part in _parts(members, _CELLS_IN_ROW):
            words = say(
                "minutes.alike",
                example=first.message.rstrip("."),
                count=told(len(members)),
                cells=_told_cells(part),
            )
            yield row((_cell(_ids(part), _NOTED[0]), _cell(words, _NOTED[1])), whole=False)


def _ids(findings: Sequence[Finding]) -> str:
    first, last = findings[0].id, findings[-1].id
    return first if first == last else f"{first}, …, {last}"


def _parts(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
