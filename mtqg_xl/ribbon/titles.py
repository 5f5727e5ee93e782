"""A finding in a few words: the headline of a note, of a line to walk through, of a mark on a cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from mtqg_xl.domain.findings import Confidence, Finding, Severity, Verdict
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.messages import say

LONGEST: Final = 60
#: Behind marked cells, as Excel itself marks bad and neutral ones; information has none.
MARK_COLOURS: Final = {Severity.ERROR: (0xFF, 0xC7, 0xCE), Severity.WARNING: (0xFF, 0xEB, 0x9C)}


def title_of(finding: Finding, parent: Finding | None = None) -> str:
    """What is wrong in at most 60 characters; ``parent`` is the finding that it follows from.

    Of a finding that was explained only that is said.
    """
    if finding.is_explained:
        return say("ribbon.title_explained")
    if parent is not None and finding.severity is not Severity.INFO:
        if is_to_be_changed(finding, parent):
            return _fitting(say("ribbon.title_follows", id=parent.id), finding.expected)
        return _fitting(say("ribbon.title_because", id=parent.id), finding.expected, "computed")
    match finding.verdict:
        case Verdict.WRONG | Verdict.MISSING if finding.expected is not None:
            return _fitting(_opening(finding), finding.expected)
        case Verdict.CUT_OFF | Verdict.ROUNDING if finding.expected is not None:
            return _fitting(say(f"ribbon.title_{finding.verdict.value}"), finding.expected, "computed")
        case _:
            return say(f"ribbon.title_{finding.verdict.value}")


def note_text(finding: Finding, parent: Finding | None = None, number: str = "") -> str:
    """The note on the cell: ``[F3]`` and the headline, why, what to do; ``number`` stands for the id."""
    lines = [f"[{number or finding.id}] {title_of(finding, parent)}", finding.message]
    if finding.todo:
        lines.append(say("ribbon.note_todo", todo=finding.todo))
    return "\n".join(lines)


def is_to_be_changed(finding: Finding, parent: Finding) -> bool:
    """Whether the cell itself is wrong; else a relation through it fails, and closes after ``parent``."""
    if finding.suspects:
        return finding.suspects[0].key == finding.key
    return finding.confidence is Confidence.UNDECIDED is not parent.confidence


def _opening(finding: Finding) -> str:
    if finding.stated is None:
        return say("ribbon.title_blank")
    if finding.severity is Severity.WARNING:
        return say("ribbon.title_doubtful")
    return say(f"ribbon.title_{finding.confidence.value}")


def _fitting(opening: str, expected: Decimal | None, kind: str = "") -> str:
    """The opening with the figure that should stand there, if both fit."""
    if expected is None:
        return opening[:LONGEST]
    figure = format_vietnamese(expected)
    told = say("ribbon.title_computed" if kind else "ribbon.title_expected", opening=opening, figure=figure)
    return told if len(told) <= LONGEST else opening[:LONGEST]
