"""A finding turned to the cell that caused it: what stands there, what is right, and the slip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Finding, Slip, Suspect
from mtqg_xl.domain.forms import EditRule, Scope
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.messages import say
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.culprits import Candidate, Root, share
from mtqg_xl.reconcile.kinds import Kind, figures
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.rules import Relation, in_words

#: A cell leads the finding when it has this share of all likelihood.
_CLEAR: Final = 0.9


def leads(root: Root) -> bool:
    """Whether the finding is about the likeliest cell, and not about the relation that fails."""
    if root.confidence is Confidence.UNDECIDED or root.candidates[0].proposed is None:
        return False
    return len(root.candidates) == 1 or share(root.candidates, 1) >= _CLEAR


def about_culprit(head: Finding, root: Root, context: Context, names: Names) -> Finding:
    """``head`` turned to the likeliest cell of ``root``."""
    culprit = root.candidates[0]
    sheet, cell = names.place(culprit.key)
    stated = context.figures.stated(culprit.key)
    rules = "; ".join(_rule_in_place(item.relation, names) for item in root.failing[: root.alone or None])
    values = {
        "where": names.where(culprit.key),
        "stated": said(stated),
        "expected": said(culprit.proposed),
        "unit": unit_label(context, culprit.key),
        "slip": in_brackets(culprit),
        "cell": cell,
        "count": str(root.alone),
        "rules": rules,
    }
    variant = "blank" if stated is None else ""
    ending = say(f"finding.then_{_extent(root)}_even", **values, cells=str(len(root.block) + 1))
    kind: type[Kind] = (
        figures.FigureWrong if root.confidence is Confidence.CERTAIN else figures.FigureLikelyWrong
    )
    return replace(
        head,
        key=culprit.key,
        sheet=sheet,
        cell=cell,
        stated=stated,
        expected=culprit.proposed,
        unit=context.measure(culprit.key).code,
        message=kind.sentence(variant, **values, ending=ending),
        why=" ".join((say("finding.culprit_why", **values), *unverified(root.failing[0].relation.rule))),
        todo=kind.advise(variant, **values),
        kind=kind.code,
    )


def _extent(root: Root) -> str:
    """Whether one cell mends one relation or many, or only does so together with others."""
    if root.block:
        return "block"
    if not root.alone:
        return "together"
    return "many" if root.alone > 1 else "one"


def of_block(head: Finding, root: Root, context: Context, names: Names) -> tuple[Finding, ...]:
    """The further cells that are wrong for the same reason as the one that ``head`` is about."""
    return tuple(_also(head, item, context, names) for item in root.block)


def _also(head: Finding, item: Candidate, context: Context, names: Names) -> Finding:
    sheet, cell = names.place(item.key)
    stated = context.figures.stated(item.key)
    values = {
        "where": names.where(item.key),
        "stated": said(stated),
        "expected": said(item.proposed),
        "unit": unit_label(context, item.key),
    }
    return replace(
        head,
        key=item.key,
        sheet=sheet,
        cell=cell,
        stated=stated,
        expected=item.proposed,
        unit=context.measure(item.key).code,
        message=figures.AlsoWrong.sentence(**values),
        why="",
        todo=figures.AlsoWrong.advise(**values, cell=cell),
        suspects=suspects_of((item,), context, names),
        children=(),
        kind=figures.AlsoWrong.code,
    )


def in_brackets(candidate: Candidate) -> str:
    """The slip of a candidate in brackets; empty when none is known."""
    words = candidate.explanation.words() if candidate.explanation else ""
    return say("finding.slip", slip=words) if words else ""


def suspects_of(candidates: Iterable[Candidate], context: Context, names: Names) -> tuple[Suspect, ...]:
    """Candidates as a finding lists them."""
    return tuple(
        Suspect(
            key=candidate.key,
            sheet=names.place(candidate.key)[0],
            cell=names.place(candidate.key)[1],
            current=context.figures.stated(candidate.key),
            proposed=candidate.proposed,
            slip=candidate.explanation.slip if candidate.explanation else Slip.NONE,
        )
        for candidate in candidates
    )


def said(value: Decimal | None) -> str:
    """A figure as an office prints it."""
    return "" if value is None else format_vietnamese(value)


def unverified(rule: EditRule) -> tuple[str, ...]:
    """That a rule rests on what is commonly known, and on no document that was read; nothing for others."""
    return (say("finding.unverified", source=rule.unverified),) if rule.unverified else ()


def unit_label(context: Context, key: CellKey) -> str:
    """The unit of a cell as it follows a figure."""
    label = context.measure(key).label
    return f" {label}" if label and label != "%" else label


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
