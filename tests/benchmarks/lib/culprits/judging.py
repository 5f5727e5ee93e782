"""What the check answered to the errors of one sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, FileReport, Finding, Severity, Slip, Verdict
from mtqg_xl.domain.numerals import cut_off, decimals_of, round_half_up

#: Decimals of a rate beyond which nobody compares.
_FINEST = 10
#: How many candidates of a finding are read.
SHORTLIST = 3


class Outcome(StrEnum):
    """How well a wrong cell was found, the best first."""

    EXACT = "exact"
    """The first answer of a finding is the cell with its right figure."""
    CELL = "cell, another figure"
    """The first answer of a finding is the cell."""
    LISTED = "listed"
    """The cell is among the first three candidates."""
    NAMED = "in a finding"
    """The cell is some other candidate, or in a relation told of."""
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Answer:
    """A cell and a figure that a finding puts first, and how sure it is of them."""

    finding: Finding
    key: CellKey | None
    value: Decimal | None
    confidence: Confidence
    slip: Slip

    @property
    def is_certain(self) -> bool:
        """Whether the finding claims to know the culprit."""
        wrong = self.finding.verdict is Verdict.WRONG
        return self.confidence is Confidence.CERTAIN and wrong


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of one wrong cell."""

    outcome: Outcome
    listed_right: bool
    """Whether the cell is among the first three candidates of a finding with its right figure."""
    confidence: Confidence | None
    slip: Slip | None


def new_findings(clean: FileReport, report: FileReport) -> list[Finding]:
    """The errors and warnings that the clean sheet had not."""
    before = {_sign(finding) for finding in clean.findings}
    return [
        finding
        for finding in report.findings
        if finding.severity is not Severity.INFO and _sign(finding) not in before
    ]


def _sign(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.severity, finding.key, finding.stated, finding.message


def answers(finding: Finding) -> Iterator[Answer]:
    """The first answer of a finding, and those of the further cells of a block below it.

    The first answer is the first candidate; where there is none, the cell the finding is about. A finding
    below is of a block when its own cell is its first candidate: otherwise it is a relation that fails.
    """
    yield _answer(finding)
    for child in finding.children:
        own = child.suspects[0].key if child.suspects else None
        if own is not None and own == child.key != finding.key:
            yield _answer(child)


def _answer(finding: Finding) -> Answer:
    if finding.suspects:
        first = finding.suspects[0]
        return Answer(finding, first.key, first.proposed, finding.confidence, first.slip)
    return Answer(finding, finding.key, finding.expected, finding.confidence, Slip.NONE)


@dataclass(frozen=True, slots=True)
class Right:
    """The right figure of a cell; of a computed rate also ``exact``, as it may be rounded or cut off."""

    value: Decimal
    exact: Decimal | None = None

    def matches(self, proposed: Decimal | None) -> bool:
        """Whether a proposed figure is the right one: of a rate also rounded otherwise, or finer."""
        if proposed is None or proposed == self.value:
            return proposed is not None
        if self.exact is None:
            return False
        places = min(max(decimals_of(self.value), decimals_of(proposed.normalize())), _FINEST)
        shown = round_half_up(proposed, places)
        return shown in (round_half_up(self.exact, places), cut_off(self.exact, places))


def told_of(key: CellKey, right: Right, findings: Sequence[Finding]) -> Told:
    """What ``findings`` say of the wrong cell ``key``."""
    given = [answer for finding in findings for answer in answers(finding)]
    own = [answer for answer in given if answer.key == key]
    exact = [answer for answer in own if right.matches(answer.value)]
    short = [s for finding in findings for s in finding.suspects[:SHORTLIST] if s.key == key]
    listed_right = bool(exact) or any(right.matches(s.proposed) for s in short)
    if exact:
        return Told(Outcome.EXACT, True, exact[0].confidence, exact[0].slip)
    if own:
        return Told(Outcome.CELL, listed_right, own[0].confidence, own[0].slip)
    if short:
        return Told(Outcome.LISTED, listed_right, None, None)
    every = (item for finding in findings for item in finding.walk())
    if any(item.key == key or any(s.key == key for s in item.suspects) for item in every):
        return Told(Outcome.NAMED, False, None, None)
    return Told(Outcome.MISSED, False, None, None)


def is_beside(finding: Finding, wrong: Collection[CellKey]) -> bool:
    """Whether a finding names no wrong cell: it is about none and suspects none."""
    about = {finding.key, *(suspect.key for suspect in finding.suspects)}
    about |= {child.key for child in finding.children}
    return about.isdisjoint(wrong)


def claims(findings: Sequence[Finding]) -> list[Answer]:
    """Every cell and figure that the check claims to be certain of."""
    return [answer for finding in findings for answer in answers(finding) if answer.is_certain]


def is_true(key: CellKey | None, value: Decimal | None, rights: Mapping[CellKey, Right]) -> bool:
    """Whether an answer names a wrong cell and its right figure."""
    return key in rights and rights[key].matches(value)
