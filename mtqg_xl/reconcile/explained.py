"""Findings and what people answered to them: an explained one counts as that, an answer to none is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import Final

from mtqg_xl.catalogue import cross_rules
from mtqg_xl.catalogue.principles import principle_between_levels
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.explanations import ExplanationKey, Explanations, UnitAnswer
from mtqg_xl.domain.findings import FileReport, Finding, Severity, Verdict
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.messages import say
from mtqg_xl.reconcile.kinds.workbook import ExplanationUnused

#: The rule of the remark that an explanation is of no use any more.
UNUSED: Final = "GT"
_SHOWN: Final = 120


def with_explanations(
    report: FileReport, submission: Submission, *, units_known: bool = False, previous_known: bool = False
) -> FileReport:
    """``report`` with what people answered to its findings in the workbook ``submission`` was read from.

    An explanation is found again by unit, rule, form, row, column and the figure that stood there, not by its
    address: another wrong figure is not answered by it. One that tells no figure is for any. Answers of units
    below, which a consolidated workbook carries, explain a finding of the same rule and place where they make
    up the whole of its difference. Explanations that answer no finding are told as remarks at the end; those
    of rules that were not applied wait: ``units_known`` tells that the units below were at hand,
    ``previous_known`` the report before. To do it again changes nothing.
    """
    findings = tuple(one for one in report.findings if one.rule != UNUSED)
    said, answers = submission.explanations, submission.answers
    if not (said or answers):
        return report if len(findings) == len(report.findings) else replace(report, findings=findings)
    told = replace(report, findings=explain(findings, report.unit, said, answers))
    return with_unused(told, submission, units_known=units_known, previous_known=previous_known)


def with_unused(
    report: FileReport,
    submission: Submission,
    elsewhere: Sequence[Finding] = (),
    *,
    units_known: bool = False,
    previous_known: bool = False,
) -> FileReport:
    """``report`` with a remark for each explanation that answers no finding of it, nor of ``elsewhere``."""
    said = submission.explanations
    left = unused(said, report.unit, chain(report.findings, elsewhere))
    if not left:
        return report
    waiting = {item.rule for item in report.unchecked}
    if not previous_known:
        waiting.update(rule.id for rule in cross_rules() if rule.previous is not None)
    if not units_known:
        between = principle_between_levels().id
        waiting.update(key.rule for key in left if key.rule.partition(".")[0] == between)
    left = [key for key in left if key.rule not in waiting]
    found = (one for head in chain(report.findings, elsewhere) for one in head.walk())
    failing = {key_of(report.unit, one).of_any_figure() for one in found}
    remarks = (_remark(key, said[key], submission, key.of_any_figure() in failing) for key in left)
    numbered = (one.numbered(f"F{n}") for n, one in enumerate(remarks, start=len(report.findings) + 1))
    return replace(report, findings=(*report.findings, *numbered))


def explain(
    findings: Iterable[Finding], unit: str, said: Explanations, answers: Sequence[UnitAnswer] = ()
) -> tuple[Finding, ...]:
    """The findings in the report of ``unit``, each with its explanation if there is one."""
    below: dict[tuple[str, str, str, str], list[UnitAnswer]] = {}
    for answer in answers:
        below.setdefault((answer.rule, answer.form, answer.row, answer.column), []).append(answer)
    return tuple(_explained(finding, unit, said, below) for finding in findings)


def explanation_of(said: Explanations, unit: str, finding: Finding) -> tuple[str, str]:
    """What was said of a finding in the list, and in a note on its cell.

    A note is there for an error or a warning: the slight remarks on the same cell are not answered by it.
    """
    key = key_of(unit, finding)
    texts = (said[one] for one in (key, key.of_any_figure()) if one in said)
    listed = "\n".join(dict.fromkeys(texts))
    if finding.severity is Severity.INFO:
        return listed, ""
    return listed, next((said[key] for key in _note_keys(unit, finding) if key in said), "")


def key_of(unit: str, finding: Finding) -> ExplanationKey:
    """By what a finding in the report of ``unit`` is known again."""
    place = finding.key or ("", finding.sheet, finding.cell)
    return ExplanationKey.at(unit, finding.rule, place).of_figure(finding.stated)


def unused(said: Explanations, unit: str, findings: Iterable[Finding]) -> list[ExplanationKey]:
    """The explanations that answer none of these findings, nor what follows from them."""
    used: set[ExplanationKey] = set()
    for finding in findings:
        for one in finding.walk():
            key = key_of(unit, one)
            used.update((key, key.of_any_figure()))
            used.update(_note_keys(unit, one))
    return [key for key in said if key not in used and key.rule != UNUSED]


def _note_keys(unit: str, finding: Finding) -> Iterator[ExplanationKey]:
    """The cells whose notes are about a finding: its own, and the one most likely wrong."""
    if finding.key is not None:
        yield ExplanationKey.at(unit, "", finding.key)
    if finding.suspects:
        yield ExplanationKey.at(unit, "", finding.suspects[0].key)


def _explained(
    finding: Finding,
    unit: str,
    said: Explanations,
    below: Mapping[tuple[str, str, str, str], Sequence[UnitAnswer]],
) -> Finding:
    children = finding.children
    if children:
        children = tuple(_explained(child, unit, said, below) for child in children)
    told = list(dict.fromkeys(filter(None, explanation_of(said, unit, finding))))
    if not told and finding.key is not None:
        answers = below.get((finding.rule, *finding.key), ())
        if answers and _made_up_of(finding, answers):
            told = [say("answers.of_unit", unit=one.unit, text=one.explanation) for one in answers]
    text = "\n".join(told) or None
    if text == finding.explanation and children == finding.children:
        return finding
    return replace(finding, children=children, explanation=text)


def _made_up_of(finding: Finding, answers: Iterable[UnitAnswer]) -> bool:
    """Whether the differences that units explained add up to that of the finding: then it is theirs alone."""
    difference = finding.difference
    if not difference:
        return False
    total = Decimal(0)
    for answer in answers:
        try:
            total += Decimal(answer.stated) - Decimal(answer.expected)
        except InvalidOperation:
            return False
    return total == difference


def _remark(key: ExplanationKey, text: str, submission: Submission, is_failing: bool) -> Finding:
    """That an explanation answers no finding any more, at the cell where it was given if that is there.

    ``is_failing`` tells that there is such a finding, but of another figure than the one explained.
    """
    place = CellKey(key.form, key.row, key.column) if key.form else None
    seen = submission.observation(place) if place is not None else None
    sheet, cell = (seen.sheet, seen.cell) if seen is not None else ("", "")
    where = f"{sheet}!{cell}" if cell else ", ".join(filter(None, (key.form, key.row, key.column)))
    short = " ".join(text.split())
    short = short if len(short) <= _SHOWN else short[: _SHOWN - 1].rstrip() + "…"
    told = {"rule": key.rule, "place": where, "text": short}
    if is_failing:
        code, todo = "unused_of_figure", "unused_of_figure_todo"
        stated = key.stated
        told["figure"] = say("finding.nothing") if stated is None else format_vietnamese(stated)
    else:
        code, todo = "unused_of_rule" if key.rule else "unused_note", "unused_todo"
    return Finding(
        rule=UNUSED,
        severity=Severity.INFO,
        verdict=Verdict.OTHER,
        key=None,
        sheet=sheet,
        cell=cell,
        message=ExplanationUnused.sentence(code, **told),
        todo=ExplanationUnused.advise(todo),
        kind=ExplanationUnused.code,
    )
