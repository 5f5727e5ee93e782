"""Findings from relations that do not come out even."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Finding, Severity, Suspect, Verdict
from mtqg_xl.domain.forms import Scope
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import format_vietnamese, round_half_up
from mtqg_xl.messages import say
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.groups import Candidate, Group
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.rules import Relation, in_words
from mtqg_xl.rules.evaluate import Judgement, Outcome
from mtqg_xl.rules.expressions import references

_TOLD = 4


def compose_failures(groups: Iterable[Group], context: Context, names: Names) -> list[Finding]:
    """One finding a group; what shares its cause hangs below."""
    findings = []
    for group in groups:
        members = [_failure(item, group, context, names) for item in group.judgements]
        head, *folded = members
        folded += [_then(item, context, names) for item in group.consequences]
        if group.culprit is not None:
            head = _about_culprit(head, group, context, names)
        findings.append(replace(head, children=tuple(folded)))
    return findings


def compose_slight(item: Judgement, context: Context, names: Names) -> Finding:
    """A relation that holds once digits cut off, or rounding of parts, is allowed for."""
    cut = item.outcome is Outcome.CUT_OFF
    finding = _base(item, context, names)
    code = "cut_off" if cut else "rounding"
    return replace(
        finding,
        severity=Severity.INFO,
        verdict=Verdict.CUT_OFF if cut else Verdict.ROUNDING,
        message=say(f"finding.{code}", **_values(item, finding, context, names)),
        todo=say(f"finding.{code}_todo"),
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
        why=rule.why or _why(relation, words, names),
        law=rule.law or context.forms[key.form].law,
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
    return None if value is None else round_half_up(value, decimals).normalize()


def _failure(item: Judgement, group: Group, context: Context, names: Names) -> Finding:
    finding = _base(item, context, names)
    code = {"=": "unequal", "<=": "too_large", ">=": "too_small"}[item.relation.sign]
    if finding.key != item.relation.target:
        code = f"sides_{code}"  # no single written cell states the left side
    values = _values(item, finding, context, names)
    message = say(f"finding.{code}", **values)
    blanks = _blanks(item, context)
    if blanks:
        cells = ", ".join(names.place(key)[1] for key in blanks[:_TOLD])
        more = say("finding.and_others") if len(blanks) > _TOLD else ""
        message = f"{message} {say('finding.blank_parts', cells=cells + more)}"
    suspects = _suspects(group.candidates, context, names)
    return replace(
        finding,
        message=message,
        todo=_todo(item, suspects, group),
        confidence=group.confidence,
        suspects=suspects,
    )


def _then(item: Judgement, context: Context, names: Names) -> Finding:
    """A figure that agrees with the wrong cell and will not agree with the right one."""
    finding = _base(item, context, names)
    message = say("finding.then", **_values(item, finding, context, names))
    return replace(finding, message=message, todo=say("finding.then_todo"))


def _blanks(item: Judgement, context: Context) -> list[CellKey]:
    """Blank cells on the side that came out too small: figures may simply be missing there."""
    if item.relation.sign != "=" or item.left is None or item.right is None:
        return []
    short = item.relation.right if item.left > item.right else item.relation.left
    return list(dict.fromkeys(blank for key in references(short) for blank in context.figures.blanks(key)))


def _values(item: Judgement, finding: Finding, context: Context, names: Names) -> dict[str, str]:
    assert finding.key is not None
    measure = context.measure(finding.key)
    label = f" {measure.label}" if measure.label and measure.label != "%" else measure.label
    exact = "" if item.right is None else format_vietnamese(item.right, 4)
    return {
        "where": names.where(finding.key),
        "stated": _said(finding.stated),
        "expected": _said(finding.expected),
        "difference": _said(abs(finding.difference) if finding.difference is not None else None),
        "unit": label,
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


def _rule_in_place(relation: Relation, names: Names) -> str:
    """The rule in words with the row or column it was applied to."""
    words = in_words(relation, names.in_rule(relation))
    key = relation.target or relation.cells[0]
    match relation.rule.scope:
        case Scope.ROWS:
            return say("finding.rule_in_row", rule=words, row=names.row(key))
        case Scope.COLUMNS:
            return say("finding.rule_in_column", rule=words, column=key.column)
        case Scope.ONCE:
            return words


def _said(value: Decimal | None) -> str:
    return "" if value is None else format_vietnamese(value)


def _why(relation: Relation, words: str, names: Names) -> str:
    if relation.rule.scope is Scope.COLUMNS and relation.target is not None:
        return say("finding.why_row", rule=words, column=names.column(relation.target))
    return say("finding.why_column", rule=words)


def _suspects(candidates: Iterable[Candidate], context: Context, names: Names) -> tuple[Suspect, ...]:
    return tuple(
        Suspect(
            key=candidate.key,
            sheet=names.place(candidate.key)[0],
            cell=names.place(candidate.key)[1],
            current=context.figures.stated(candidate.key),
            proposed=candidate.proposed,
        )
        for candidate in candidates
    )


def _todo(item: Judgement, suspects: tuple[Suspect, ...], group: Group) -> str:
    if item.relation.rule.todo and (item.relation.sign != "=" or len(suspects) > _TOLD):
        return item.relation.rule.todo
    told = [s for s in suspects if s.proposed is not None and s.current is not None][:_TOLD]
    if not told:
        return item.relation.rule.todo or say("finding.todo_plain")
    ways = say("finding.or").join(
        say("finding.if_wrong", cell=s.cell, current=_said(s.current), proposed=_said(s.proposed))
        for s in told
    )
    more = say("finding.todo_more") if len(suspects) > len(told) else ""
    return say("finding.todo_ways", ways=ways) + more


def _about_culprit(head: Finding, group: Group, context: Context, names: Names) -> Finding:
    """Turn the finding to the cell that all relations of the group point at."""
    culprit = group.culprit
    assert culprit is not None
    sheet, cell = names.place(culprit.key)
    stated = context.figures.stated(culprit.key)
    sure = group.confidence is Confidence.LIKELY
    rules = "; ".join(_rule_in_place(item.relation, names) for item in group.judgements[: group.pointing])
    values = {
        "where": names.where(culprit.key),
        "stated": _said(stated),
        "expected": _said(culprit.proposed),
        "cell": cell,
        "count": str(group.pointing),
        "rules": rules,
    }
    return replace(
        head,
        key=culprit.key,
        sheet=sheet,
        cell=cell,
        stated=stated,
        expected=culprit.proposed,
        unit=context.measure(culprit.key).code,
        message=say("finding.culprit" if sure else "finding.culprit_unsure", **values),
        why=say("finding.culprit_why", **values),
        todo=say("finding.culprit_todo" if sure else "finding.culprit_unsure_todo", **values),
    )
