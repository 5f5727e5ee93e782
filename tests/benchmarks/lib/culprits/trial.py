"""One sheet made wrong and everything that is to be known of the answers to it."""

from __future__ import annotations

import time
import traceback
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, FileReport, Finding, Severity
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reconcile import check_submission
from mtqg_xl.reconcile.slips import CODES
from tests.benchmarks.lib.culprits import judging
from tests.benchmarks.lib.culprits.classes import Structure
from tests.benchmarks.lib.culprits.errors import Error, sow
from tests.benchmarks.lib.culprits.judging import Outcome, Right, is_true
from tests.benchmarks.lib.culprits.keys import possible_slips
from tests.benchmarks.lib.culprits.peers import Peer, failing_totals
from tests.benchmarks.lib.culprits.scholtus import typing_errors
from tests.benchmarks.lib.culprits.sheets import Mode, Sheet, failing
from tests.benchmarks.lib.culprits.showing import shown


@dataclass(frozen=True, slots=True)
class Record:
    """One wrong cell and what was told of it.

    ``noticed`` is the severity of the gravest relation that the error breaks; None when it breaks none.
    """

    group: str
    mode: Mode
    sheet: int
    error: int
    key: CellKey
    cell: str
    right: Decimal
    written: Decimal | None
    kind: str
    structure: Structure
    is_rate: bool
    noticed: Severity | None
    outcome: Outcome
    listed_right: bool
    confidence: Confidence | None
    slip_right: bool
    by_scholtus: bool
    by_list: bool

    @property
    def detectable(self) -> bool:
        """Whether some relation notices the error."""
        return self.noticed is not None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the check claims to be certain of."""

    structure: Structure | None
    is_true: bool


@dataclass(frozen=True, slots=True)
class PeerCount:
    """What another method told of a sheet: its findings, its corrections, and the right ones among them."""

    findings: int
    corrections: int
    true: int


@dataclass(frozen=True, slots=True)
class Trial:
    """One sheet: its wrong cells, and the answers."""

    group: str
    structure: Structure
    mode: Mode
    sheet: int
    errors: int
    was_clean: bool
    records: tuple[Record, ...]
    claims: tuple[Claim, ...]
    likely: tuple[bool, ...]
    """Of the answers called likely, which are right."""
    findings: int
    beside: int
    """Findings that name no wrong cell, neither first nor among their candidates."""
    seconds: float
    """Processor time of the check: other work on the machine does not count."""
    scholtus: PeerCount
    listing: PeerCount
    crashed: bool
    picture: str = ""
    """The sheet in words, for one who wants to see why something was missed; empty when all was found."""

    @property
    def is_strange(self) -> bool:
        """Whether something was missed, claimed falsely, or told more than once."""
        missed = any(record.detectable and record.outcome is not Outcome.EXACT for record in self.records)
        alone = self.errors == 1 and any(record.detectable for record in self.records)
        told_once = not alone or self.findings == 1
        return self.crashed or missed or not told_once or not all(claim.is_true for claim in self.claims)


def trial(sheet: Sheet, seed: int, pictures: bool = True) -> Trial | None:
    """Sow errors into ``sheet`` and judge the answers; ``None`` when it has no room for an error."""
    errors = sow(sheet, seed)
    if not errors:
        return None
    wrong = {key: seen for error in errors for key, seen in error.changes.items()}
    cells = sheet.with_changes(wrong)
    start = time.process_time()
    report, crash = _checked(sheet.submission(cells), sheet.previous)
    seconds = time.process_time() - start
    before, _ = _checked(sheet.submission(sheet.clean), sheet.previous)
    found = judging.new_findings(before, report)

    rights = {key: _right(sheet, key) for key in wrong}
    figures = sheet.figures(cells)
    every = failing(sheet.relations, range(len(sheet.relations)), figures)
    broken = [number for number in every if number not in sheet.broken]
    scholtus = typing_errors(sheet.relations, broken, figures)
    listing = failing_totals(sheet.relations, broken, figures)
    put_right = [
        {key for key, value in peer.corrections if is_true(key, value, rights)}
        for peer in (scholtus, listing)
    ]
    made = Trial(
        group=sheet.group.name,
        structure=sheet.group.structure,
        mode=sheet.mode,
        sheet=sheet.number,
        errors=len(errors),
        was_clean=not sheet.broken,
        records=tuple(
            _record(sheet, n, error, key, rights[key], found, broken, put_right)
            for n, error in enumerate(errors)
            for key in error.changes
        ),
        claims=tuple(_claim(sheet, answer, rights) for answer in judging.claims(found)),
        likely=tuple(
            is_true(answer.key, answer.value, rights)
            for finding in found
            for answer in judging.answers(finding)
            if answer.confidence is Confidence.LIKELY
        ),
        findings=len(found),
        beside=sum(judging.is_beside(finding, wrong) for finding in found),
        seconds=seconds,
        scholtus=_count(scholtus, rights),
        listing=_count(listing, rights),
        crashed=bool(crash),
    )
    if pictures and made.is_strange:
        return replace(made, picture=shown(sheet, errors, figures, broken, found) + crash)
    return made


def _claim(sheet: Sheet, answer: judging.Answer, rights: Mapping[CellKey, Right]) -> Claim:
    structure = sheet.classes.get(answer.key) if answer.key else None
    return Claim(structure, is_true(answer.key, answer.value, rights))


def _checked(submission: Submission, previous: Submission | None) -> tuple[FileReport, str]:
    """The answer of the check; when it breaks down, none, and where it did: a run is not lost by it."""
    try:
        return check_submission(submission, previous), ""
    except Exception:
        return FileReport(submission.path), "\n" + traceback.format_exc()


def _right(sheet: Sheet, key: CellKey) -> Right:
    value = sheet.clean[key].value
    assert value is not None
    shown = sheet.printed(key, value) if sheet.clean[key].formula else value
    computed = sheet.group.formulas.get(key)
    if computed is None or sheet.measure(key).kind is not MeasureKind.RATE:
        return Right(shown)
    return Right(shown, sheet.context.figures.right_of(computed[0]))


def _record(
    sheet: Sheet,
    number: int,
    error: Error,
    key: CellKey,
    right: Right,
    found: Sequence[Finding],
    failing_now: Sequence[int],
    put_right: Sequence[Collection[CellKey]],
) -> Record:
    told = judging.told_of(key, right, found)
    return Record(
        group=sheet.group.name,
        mode=sheet.mode,
        sheet=sheet.number,
        error=number,
        key=key,
        cell=sheet.clean[key].cell,
        right=right.value,
        written=error.changes[key].value,
        kind=f"{error.kind}, formula typed over" if error.over else str(error.kind),
        structure=sheet.classes.get(key, Structure.UNSEEN),
        is_rate=sheet.measure(key).kind is MeasureKind.RATE,
        noticed=_noticed(sheet, error, key, failing_now),
        outcome=told.outcome,
        listed_right=told.listed_right,
        confidence=told.confidence,
        slip_right=told.slip in {CODES[error.kind], *possible_slips(right.value, error.changes[key].value)},
        by_scholtus=key in put_right[0],
        by_list=key in put_right[1],
    )


def _noticed(sheet: Sheet, error: Error, key: CellKey, failing_now: Sequence[int]) -> Severity | None:
    """The gravest relation that the error breaks by itself and that fails among the other errors as well."""
    reach = sheet.group.reach(key)
    touched = {number for cell in reach for number in sheet.naming.get(cell, ())}
    figures = sheet.figures(sheet.with_changes(error.changes))
    broken = set(failing(sheet.relations, touched - sheet.broken, figures)).intersection(failing_now)
    grave = {sheet.relations[number].rule.severity for number in broken}
    if not grave:
        return None
    return Severity.ERROR if Severity.ERROR in grave else Severity.WARNING


def _count(peer: Peer, rights: Mapping[CellKey, Right]) -> PeerCount:
    true = sum(is_true(key, value, rights) for key, value in peer.corrections)
    return PeerCount(peer.findings, len(peer.corrections), true)
