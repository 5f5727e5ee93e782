"""Findings from relations that do not come out even."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Finding, Verdict
from mtqg_xl.domain.forms import Scope
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import format_vietnamese, round_half_up, trimmed
from mtqg_xl.messages import say
from mtqg_xl.reconcile.advice import likeliest, todo, told_candidates
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.culprit_findings import (
    about_culprit,
    leads,
    of_block,
    said,
    suspects_of,
    unit_label,
    unverified,
)
from mtqg_xl.reconcile.groups import Group
from mtqg_xl.reconcile.kinds import Kind, figures
from mtqg_xl.reconcile.naming import Names, with_form_names
from mtqg_xl.rules import Relation, in_words
from mtqg_xl.rules.expressions import references
from mtqg_xl.rules.judging import Judgement, Outcome

_TOLD = 4
_OF_SIGN: Final[dict[str, type[Kind]]] = {
    "=": figures.FigureUnequal,
    "<=": figures.FigureTooLarge,
    ">=": figures.FigureTooSmall,
}


def compose_failures(groups: Iterable[Group], context: Context, names: Names) -> list[Finding]:
    """One finding a group; what shares its cause hangs below."""
    findings = []
    for group in groups:
        members = [
            _failure(item, group, context, names)
            if item.outcome is Outcome.FAILS
            else compose_slight(item, context, names)
            for item in group.judgements
        ]
        if group.root is None and group.remarks:
            head, *folded = [*group.remarks, *members]
        else:
            head, *folded = [*members, *group.remarks]
        folded += [_then(item, context, names) for item in group.consequences]
        if group.root is not None and leads(group.root):
            head = about_culprit(head, group.root, context, names)
            folded = [*of_block(head, group.root, context, names), *folded]
            head = replace(head, todo=" ".join((head.todo, *_formulas_to_restore(group))))
        if group.root is not None and group.root.partial:
            head = replace(head, why=f"{head.why} {say('finding.partial')}".strip())
        findings.append(replace(head, children=tuple(folded)))
    return findings


def _formulas_to_restore(group: Group) -> list[str]:
    """What is to be done about formulas that figures were typed over."""
    return [remark.todo for remark in group.remarks if remark.verdict is Verdict.FORMULA]


def compose_slight(item: Judgement, context: Context, names: Names) -> Finding:
    """A relation that holds once digits cut off, or rounding of parts, is allowed for."""
    cut = item.outcome is Outcome.CUT_OFF
    finding = _base(item, context, names)
    kind: type[Kind] = figures.CutOff if cut else figures.Rounding
    return replace(
        finding,
        severity=kind.severity or finding.severity,
        verdict=kind.verdict,
        message=_sentence(kind, item, finding, context, names),
        todo=kind.advise(),
        kind=kind.code,
        confidence=Confidence.CERTAIN,
    )


def _base(item: Judgement, context: Context, names: Names) -> Finding:
    relation = item.relation
    rule = relation.rule
    key = _told_cell(relation, context)
    sheet, cell = names.place(key)
    stated, expected = _amounts(item, key, context)
    words = in_words(relation, names.in_rule(relation))
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        verdict=Verdict.WRONG,
        key=key,
        sheet=sheet,
        cell=cell,
        message="",
        why=" ".join((with_form_names(rule.why) or _why(relation, words, names), *unverified(rule))),
        law="" if rule.unverified else rule.law or context.forms[key.form].law,
        stated=stated,
        expected=expected,
        unit=context.measure(key).code,
    )


def _told_cell(relation: Relation, context: Context) -> CellKey:
    """The cell a finding is about: the left side, or the first written cell of a longer one."""
    if relation.target is not None and context.figures.stated(relation.target) is not None:
        return relation.target
    written = (
        key
        for cell in relation.cells
        for key in context.figures.support(cell)
        if not key.form.endswith(BEFORE)
    )
    return next(written, relation.cells[0])


def _amounts(item: Judgement, key: CellKey, context: Context) -> tuple[Decimal | None, Decimal | None]:
    stated = context.figures.stated(key)
    if item.right is None or (item.relation.target is not None and key != item.relation.target):
        return stated, None
    if item.relation.target is None:
        # A sum stands on the left: no single cell states it, so none is said to be wrong by so much.
        return None, None
    measure = context.measure(key)
    if measure.kind is MeasureKind.RATE:
        seen = context.figures.observation(key)
        return stated, _shown(item.right, max(measure.decimals, seen.decimals if seen else 0))
    return stated, _shown(item.right, 6)


def _shown(value: Decimal | None, decimals: int) -> Decimal | None:
    return None if value is None else trimmed(round_half_up(value, decimals))


def _failure(item: Judgement, group: Group, context: Context, names: Names) -> Finding:
    finding = _base(item, context, names)
    kind = _OF_SIGN[item.relation.sign]
    message = _sentence(kind, item, finding, context, names)
    blanks = _blanks(item, context)
    if blanks:
        cells = ", ".join(names.place(key)[1] for key in blanks[:_TOLD])
        more = say("finding.and_others") if len(blanks) > _TOLD else ""
        message = f"{message} {say('finding.blank_parts', cells=cells + more)}"
    candidates = told_candidates(group)
    if group.root is not None and not leads(group.root):
        message = f"{message} {likeliest(group.root, context, names)}".rstrip()
    return replace(
        finding,
        message=message,
        todo=todo(item, candidates, group, context, names),
        confidence=group.root.confidence if group.root else Confidence.UNDECIDED,
        suspects=suspects_of(candidates, context, names),
        kind=kind.code,
    )


def _sentence(kind: type[Kind], item: Judgement, finding: Finding, context: Context, names: Names) -> str:
    """The sentence about the cell, or about both sides where no single written cell states the left one."""
    plain, sides = kind.sentences
    code = plain if finding.key == item.relation.target else sides
    return say(code, **_values(item, finding, context, names))


def _then(item: Judgement, context: Context, names: Names) -> Finding:
    """A figure that agrees with the wrong cell and will not agree with the right one."""
    finding = _base(item, context, names)
    kind = figures.Follows
    message = _sentence(kind, item, finding, context, names)
    return replace(finding, message=message, todo=kind.advise(), kind=kind.code)


def _blanks(item: Judgement, context: Context) -> list[CellKey]:
    """Blank cells on the side that came out too small: figures may simply be missing there."""
    if item.relation.sign != "=" or item.left is None or item.right is None:
        return []
    short = item.relation.right if item.left > item.right else item.relation.left
    return list(dict.fromkeys(blank for key in references(short) for blank in context.figures.blanks(key)))


def _values(item: Judgement, finding: Finding, context: Context, names: Names) -> dict[str, str]:
    assert finding.key is not None
    measure = context.measure(finding.key)
    exact = "" if item.right is None else format_vietnamese(item.right, 4)
    return {
        "where": names.where(finding.key),
        "stated": said(finding.stated),
        "expected": said(finding.expected),
        "difference": said(abs(finding.difference) if finding.difference is not None else None),
        "unit": unit_label(context, finding.key),
        "gap_unit": say("finding.points") if measure.label == "%" else "",
        "rule": in_words(item.relation, names.in_rule(item.relation)),
        "exact": exact,
        "form": context.forms[finding.key.form].number,
        "left": "" if item.left is None else format_vietnamese(item.left, 4),
        "place": _rule_place(item.relation, names),
    }


def _rule_place(relation: Relation, names: Names) -> str:
    key = relation.cells[0]
    if relation.rule.scope is Scope.COLUMNS:
        return say("finding.place_column", column=names.column(key))
    return say("finding.place_row", row=names.row(key))


def _why(relation: Relation, words: str, names: Names) -> str:
    if relation.rule.scope is Scope.COLUMNS and relation.target is not None:
        return say("finding.why_row", rule=words, column=names.column(relation.target))
    return say("finding.why_column", rule=words)
