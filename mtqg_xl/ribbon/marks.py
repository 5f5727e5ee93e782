"""What a check puts into a workbook that is open: marks on cells with notes, and a list of findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mtqg_xl.domain.binding import FINDINGS_MARK
from mtqg_xl.domain.findings import FileReport, Finding, Severity
from mtqg_xl.messages import say
from mtqg_xl.ribbon.tables import number_of, painted_as
from mtqg_xl.ribbon.titles import MARK_COLOURS, note_text, title_of

#: What Excel takes of a text in a cell; notes are kept shorter, nobody reads more in one.
LONGEST_CELL: Final = 8_000
LONGEST_NOTE: Final = 1_500
_MOST_IN_A_NOTE: Final = 3
Colour = tuple[int, int, int]
CellValue = str | float | None


@dataclass(frozen=True, slots=True)
class LiveMark:
    """A cell to be marked: by its gravest finding, with a note that tells of all."""

    sheet: str
    cell: str
    colour: Colour
    note: str


def live_marks(reports: Sequence[FileReport]) -> tuple[LiveMark, ...]:
    """The cells to mark: of errors and warnings, and of what follows from one, those to change with it."""
    told: dict[tuple[str, str], list[tuple[Severity, str]]] = {}
    for at, report in enumerate(reports):
        for finding in report.findings:
            for one, parent, severity in _marked(finding):
                note = note_text(one, parent, number_of(at, one))
                told.setdefault((one.sheet, one.cell), []).append((severity, note))
    return tuple(_mark(sheet, cell, notes) for (sheet, cell), notes in told.items())


def findings_lines(reports: Sequence[FileReport]) -> list[list[CellValue]]:
    """The list as rows of equal length; the first column is to be hidden, it says what the sheet is."""
    heads = ("id", "severity", "place", "cell", "stated", "expected", "difference", "why", "todo")
    lines: list[list[CellValue]] = [[FINDINGS_MARK, say("mark_sheet.title")]]
    for report in reports:
        unit = report.unit or say("mark_sheet.unit_unknown")
        forms = ", ".join(report.forms)
        lines.append(["", say("mark_sheet.unit", unit=unit, period=report.period, forms=forms)])
        counts = report.counts
        numbers = {f"{severity.value}s": counts[severity] for severity in Severity}
        verdict = say(f"verdict.{report.verdict.value}").upper()
        lines.append(["", say("mark_sheet.verdict", verdict=verdict, **numbers)])
    lines.append(["", *(say(f"live_list.{head}") for head in heads)])
    for at, report in enumerate(reports):
        for finding in report.findings:
            lines += _lines(at, finding, None)
    width = len(heads) + 1
    return [line + [None] * (width - len(line)) for line in lines]


def _lines(at: int, finding: Finding, parent: Finding | None) -> Iterator[list[CellValue]]:
    label = " – ".join(filter(None, (finding.form_label, finding.row_label, finding.column_label)))
    why = " ".join(filter(None, (f"{title_of(finding, parent)}.", finding.message, finding.why)))
    yield [
        "",
        number_of(at, finding),
        say(f"mark_sheet.severity_{finding.severity.value}"),
        label[:LONGEST_CELL],
        f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet,
        *map(_number, (finding.stated, finding.expected, finding.difference)),
        why[:LONGEST_CELL],
        finding.todo[:LONGEST_CELL],
    ]
    for child in finding.children:
        yield from _lines(at, child, finding)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _marked(finding: Finding) -> Iterator[tuple[Finding, Finding | None, Severity]]:
    if (severity := painted_as(finding)) is None:
        return
    yield finding, None, severity
    for child in finding.children:
        if (severity := painted_as(child, finding)) is not None:
            yield child, finding, severity


def _mark(sheet: str, cell: str, notes: Sequence[tuple[Severity, str]]) -> LiveMark:
    severity = Severity.ERROR if any(one is Severity.ERROR for one, _ in notes) else Severity.WARNING
    text = "\n".join(note for _, note in notes[:_MOST_IN_A_NOTE])
    text = text if len(text) <= LONGEST_NOTE else text[: LONGEST_NOTE - 1] + "…"
    return LiveMark(sheet, cell, MARK_COLOURS[severity], text)
