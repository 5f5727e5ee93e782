"""What is said of a finding in the workbook: figures, sentences, notes; all of it stays text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from mtqg_xl.catalogue.measures import measure
from mtqg_xl.domain.explanations import NOTE_END
from mtqg_xl.domain.findings import Confidence, Finding, Severity
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.messages import DefinitionProblem, say

#: The author of our notes.
AUTHOR: Final = "mtqg_xl"
#: Letters that turn the direction of writing would let a text read as another one.
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_LONGEST_TODO, _LONGEST_CELL = 320, 8_000
_MOST_IN_A_NOTE: Final = 3


def clean(text: str) -> str:
    """``text`` on one line, without letters that are not seen or that turn the direction of writing."""
    if text.isprintable():
        return text
    kept = (" " if unicodedata.category(mark) in _UNSEEN else mark for mark in text)
    return re.sub(" {2,}", " ", "".join(kept)).strip()


def shortened(text: str, longest: int) -> str:
    """``text``, cut at a word when it is longer; that it was cut is seen."""
    return text if len(text) <= longest else text[: longest - 1].rpartition(" ")[0].rstrip(" ,;") + "…"


def measure_label(finding: Finding) -> str:
    """The unit of measure of the figures, as it is printed."""
    if not finding.unit:
        return ""
    try:
        return measure(finding.unit).label
    except DefinitionProblem:
        return clean(finding.unit)


def statement(finding: Finding) -> str:
    """What the message says after naming the place, which has columns of its own."""
    message = clean(finding.message)
    place, found, rest = message.partition(f" {finding.cell}): ") if finding.cell else (message, "", "")
    if not found or not rest or "(" not in place:
        return message
    return rest[:1].upper() + rest[1:]


def reason(finding: Finding, extra: str = "") -> str:
    """Why: what is said, the rule in words, the law; what follows from it last."""
    parts = [statement(finding)]
    if finding.why:
        parts.append(clean(finding.why))
    if finding.law:
        parts.append(say("mark_sheet.law", law=clean(finding.law).rstrip(".")))
    return shortened(" ".join(filter(None, (*parts, extra))), _LONGEST_CELL)


def figure(value: Decimal | None) -> str:
    """A figure as an office writes it; what is not there is said."""
    return say("mark_sheet.blank") if value is None else format_vietnamese(value)


def figures(finding: Finding) -> str:
    """What is written and what should be, with the measure; without figures what the message says."""
    if finding.expected is None:
        return statement(finding)
    told = {"stated": figure(finding.stated), "expected": figure(finding.expected)}
    sure = finding.confidence is not Confidence.UNDECIDED
    said = say("mark_sheet.note_expected", **told) if sure else say("mark_sheet.note_unsure", **told)
    label = measure_label(finding)
    return say("mark_sheet.note_figures", figures=said, measure=label) if label else said


def note(told: Sequence[tuple[Finding, Finding | None, int]], sheet: str) -> str:
    """The note on a cell: for each finding about it its id, figures, what to do, its line in ``sheet``.

    ``told`` are the findings, each with the one it follows from (or None) and its line.
    """
    lines = [say("mark_sheet.note_head")]
    for finding, parent, line in told[:_MOST_IN_A_NOTE]:
        if parent is not None:
            lines.append(
                say("mark_sheet.note_follows", id=finding.id, parent=parent.id, figures=figures(finding))
            )
        else:
            severity = say("mark_sheet.error" if finding.severity is Severity.ERROR else "mark_sheet.warning")
            if finding.is_explained:
                severity = say("mark_sheet.explained", severity=severity)
            lines.append(
                say("mark_sheet.note_finding", id=finding.id, severity=severity, figures=figures(finding))
            )
        if finding.todo and not finding.is_explained:
            # A line of ours never begins as an explanation does.
            lines.append(say("mark_sheet.note_todo", todo=shortened(clean(finding.todo), _LONGEST_TODO)))
        lines.append(say("mark_sheet.note_line", line=line, sheet=sheet))
    if len(told) > _MOST_IN_A_NOTE:
        left = [finding.id for finding, _, _ in told[_MOST_IN_A_NOTE:]]
        shown = ", ".join(left[:20]) + ("…" if len(left) > 20 else "")
        lines.append(say("mark_sheet.note_more", count=len(left), ids=shown))
    return "\n".join([*lines, NOTE_END])
