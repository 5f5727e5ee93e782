"""One figure of a form made wrong, and what the check answers, beside what the map of the form promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from random import Random

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, FileReport, Finding, Severity, Verdict
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.proving.identifiability import Degree, Grade, Level, identifiability
from mtqg_xl.reconcile import check_submission
from tests.proving.identif_support import Paper, cases, submission_of

#: Money is printed with four decimals here: a figure put right may differ by what these leave open.
NEAR = Decimal("0.01")
#: An error is seeded among the digits in front of the comma, so that it is beyond any rounding.
_LEAST = Decimal(1)


@dataclass(frozen=True, slots=True)
class Seeded:
    """An error of one figure and the answer to it; ``complaint`` is empty when map and answer agree."""

    key: CellKey
    grade: Grade
    right: Decimal
    wrong: Decimal
    slip: str
    answer: str
    complaint: str

    def __str__(self) -> str:
        cell = f"{self.key.form}[{self.key.row};{self.key.column}]"
        told = f"{self.right} typed as {self.wrong} ({self.slip}), map: {self.grade.level.name}"
        return f"{cell} {told}: {self.complaint or 'agrees'}; answer: {self.answer}"


def name(form: Form) -> str:
    """A form with the day its layout came into force, as several layouts may share a code."""
    return f"{form.code}-{form.validity.start or ''}"


@cache
def paper(form: Form) -> Paper:
    """The form filled in consistently, every total and rate typed."""
    return Paper([form])


@cache
def grades(form: Form) -> Mapping[CellKey, Grade]:
    """The map of the form."""
    return identifiability(form)


def forms() -> tuple[Form, ...]:
    """Every layout that has cells to type in."""
    return tuple(form for form in cases() if paper(form).typed)


def cells(form: Form, level: Level | None = None) -> list[CellKey]:
    """The typed cells of a form, or those of one level of the map."""
    return [key for key in paper(form).typed if level is None or grades(form)[key].level is level]


def seeded(form: Form, keys: list[CellKey], seed: int = 5) -> Iterator[Seeded]:
    """Each of ``keys`` made wrong in turn by a slip of one digit, and the answer of the check."""
    filled = paper(form)
    clean = submission_of([form], filled)
    (table,) = clean.tables
    for key in keys:
        right = filled.value(key)
        found = _slip(right, Random(f"{seed}/{name(form)}/{key}"), partial(filled.broken_by, key))
        if found is None:
            continue
        slip, wrong = found
        seen = {**table.observations, key: table.observations[key].with_value(wrong)}
        report = check_submission(replace(clean, tables=(replace(table, observations=seen),)))
        worst = _worst(filled, key, wrong)
        top = [item for item in report.findings if item.verdict is Verdict.WRONG and item.severity is worst]
        grade = grades(form)[key]
        has_rival = grade.localisable is Degree.NO and bool(rivals(filled, key, wrong))
        complaint = _complaint(key, right, grade, top, report, has_rival)
        yield Seeded(key, grade, right, wrong, slip, _in_words(top), complaint)


def rivals(filled: Paper, key: CellKey, wrong: Decimal) -> set[CellKey]:
    """The other cells that explain ``wrong`` in ``key`` with a figure that can stand there: none below zero.

    The map goes by the relations alone. A twin that would have to fall below zero explains nothing, so
    that a cell the map cannot tell from its twins may still be told by the size of the error.
    """

    def possible(other: CellKey) -> bool:
        found = (filled.proposed(relation, other) for relation in filled.broken(key))
        kind = filled.model.measure(other).kind
        return any(value is not None and (value >= 0 or kind is MeasureKind.RATE) for value in found)

    others = filled.explanations(key, wrong) - {key}
    return filled.with_value(key, wrong, lambda: {other for other in others if possible(other)})


def _complaint(
    key: CellKey, right: Decimal, grade: Grade, top: list[Finding], report: FileReport, has_rival: bool
) -> str:
    claims = [item for item in _all(report) if item.confidence is Confidence.CERTAIN and item.suspects]
    if any(item.suspects[0].key != key for item in claims):
        return "a wrong cell is called certain"
    if any(not _is_near(item.suspects[0].proposed, right) for item in claims):
        return "a wrong figure is called certain"
    if has_rival and claims:
        return "called certain, though another cell explains it as well"
    if grade.level is not Level.CORRECTABLE:
        return ""
    if not top:
        return "nothing is found"
    if len(top) > 1:
        return f"{len(top)} findings for one error"
    (finding,) = top
    if not finding.suspects or finding.suspects[0].key != key:
        return "another cell is named first"
    if not _is_near(finding.suspects[0].proposed, right):
        return f"another figure is proposed: {finding.suspects[0].proposed}"
    if finding.confidence is Confidence.UNDECIDED:
        return "undecided"
    return ""


def _all(report: FileReport) -> Iterator[Finding]:
    return (item for finding in report.findings for item in finding.walk())


def _is_near(proposed: Decimal | None, right: Decimal) -> bool:
    return proposed is not None and abs(proposed - right) < NEAR


def _worst(filled: Paper, key: CellKey, wrong: Decimal) -> Severity:
    broken = {relation.rule.severity for relation in filled.broken_by(key, wrong)}
    return Severity.ERROR if Severity.ERROR in broken else Severity.WARNING


def _slip(right: Decimal, rng: Random, broken_by: Callable[[Decimal], object]) -> tuple[str, Decimal] | None:
    """A slip of one digit that some relation notices: what a person may have typed for ``right``."""
    made = [(slip, wrong) for slip, wrong in _slips(right, rng) if abs(wrong - right) >= _LEAST]
    rng.shuffle(made)
    return next(((slip, wrong) for slip, wrong in made if broken_by(wrong)), None)


def _slips(right: Decimal, rng: Random) -> Iterator[tuple[str, Decimal]]:
    sign = "-" if right < 0 else ""
    whole, _, fraction = format(abs(right), "f").partition(".")

    def typed(digits: str) -> Decimal:
        return Decimal(f"{sign}{digits or '0'}.{fraction}" if fraction else f"{sign}{digits or '0'}")

    at, digit = rng.randrange(len(whole)), rng.choice("123456789")
    if whole[at] != digit:
        yield "replace", typed(whole[:at] + digit + whole[at + 1 :])
    yield "insert", typed(whole[:at] + digit + whole[at:])
    if len(whole) > 1:
        yield "omit", typed(whole[:at] + whole[at + 1 :])
        pairs = [n for n in range(len(whole) - 1) if whole[n] != whole[n + 1]]
        if pairs:
            n = rng.choice(pairs)
            yield "swap", typed(whole[:n] + whole[n + 1] + whole[n] + whole[n + 2 :])


def _in_words(top: list[Finding]) -> str:
    told = []
    for finding in top[:3]:
        named = [
            f"{item.key.form}[{item.key.row};{item.key.column}] "
            f"{item.current} -> {item.proposed} ({item.slip})"
            for item in finding.suspects[:3]
        ]
        told.append(f"{finding.confidence} {'; '.join(named) or finding.key}")
    return " | ".join(told) or "nothing"
