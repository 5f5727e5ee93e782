"""One root error gives one finding: what only follows from it is folded under it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Scope
from mtqg_xl.domain.numerals import round_half_up
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.groups import Group, written_cells
from mtqg_xl.rules import Relation
from mtqg_xl.rules.judging import Judgement

#: Decimals to which two relations must ask the same figure.
_SAME_DECIMALS = 6


def fold(groups: list[Group], context: Context) -> list[Group]:
    """The groups with every echo of a root error under that error."""
    agreed = _fold_totals(_fold_agreeing(groups), context)
    return _fold_derived(_fold_echoes(agreed, context), context)


def _fold_agreeing(groups: list[Group]) -> list[Group]:
    """Fold together relations that ask the same value of the same cell."""
    first: dict[tuple[CellKey, Decimal], int] = {}
    kept: list[Group] = []
    for group in groups:
        item = group.judgements[0]
        target = item.relation.target
        if target is None or item.right is None or item.relation.sign != "=":
            kept.append(group)
            continue
        asked = (target, round_half_up(item.right, _SAME_DECIMALS))
        at = first.setdefault(asked, len(kept))
        if at == len(kept):
            kept.append(group)
        elif group.root is None:
            kept[at] = replace(kept[at], judgements=(*kept[at].judgements, *group.judgements))
        else:
            kept.append(group)
    return kept


def _fold_totals(groups: list[Group], context: Context) -> list[Group]:
    """Fold a rule that fails in a total line under the lines summed there, if these fail by as much."""
    failing: dict[tuple[str, str, str], int] = {}
    for at, group in enumerate(groups):
        item = group.judgements[0]
        if item.relation.rule.scope is Scope.ROWS and group.root is None:
            home = item.relation.cells[0]
            failing[item.relation.rule.id, home.form, home.row] = at
    folded: set[int] = set()
    for (rule, form, row), at in failing.items():
        parts = context.summed_rows(form, row)
        sources = [failing[rule, form, part] for part in parts if (rule, form, part) in failing]
        gaps = [_signed_gap(groups[source].judgements[0]) for source in sources]
        if (
            sources
            and None not in gaps
            and _signed_gap(groups[at].judgements[0]) == sum(g for g in gaps if g)
        ):
            first = sources[0]
            judgements = (*groups[first].judgements, *groups[at].judgements)
            groups[first] = replace(groups[first], judgements=judgements)
            folded.add(at)
    return [group for at, group in enumerate(groups) if at not in folded]


def _signed_gap(item: Judgement) -> Decimal | None:
    return None if item.left is None or item.right is None else item.left - item.right


def _fold_derived(groups: list[Group], context: Context) -> list[Group]:
    """Fold a disagreement over a blank total under the written total behind it that fails itself."""
    heads = {
        group.judgements[0].relation.target: at
        for at, group in enumerate(groups)
        if _states_target(group.judgements[0], context)
    }
    folded: set[int] = set()
    for at, group in enumerate(groups):
        item = group.judgements[0]
        if group.root is not None or _states_target(item, context) or item.relation.sign != "=":
            continue
        behind = written_cells(item.relation, context.figures)
        source = next((heads[key] for key in behind if key in heads), None)
        if source is not None:
            judgements = (*groups[source].judgements, *group.judgements)
            groups[source] = replace(groups[source], judgements=judgements)
            folded.add(at)
    return [group for at, group in enumerate(groups) if at not in folded]


def _states_target(item: Judgement, context: Context) -> bool:
    target = item.relation.target
    return target is not None and context.figures.stated(target) is not None


def _fold_echoes(groups: list[Group], context: Context) -> list[Group]:
    """Fold a relation over blank totals under the plain one that is off by the same amount.

    With blank totals replaced by their parts, one wrong figure fails its own line and then, by
    the same amount, every line above it.
    """
    sources = [
        at for at, group in enumerate(groups) if not _uses_blank_totals(group.judgements[0].relation, context)
    ]
    folded: set[int] = set()
    for at, group in enumerate(groups):
        if at in sources or group.root is not None:
            continue
        item = group.judgements[0]
        behind = set(written_cells(item.relation, context.figures))
        for source in sources:
            first = groups[source].judgements[0]
            if _gap(first) == _gap(item) and behind & set(written_cells(first.relation, context.figures)):
                groups[source] = replace(groups[source], judgements=(*groups[source].judgements, item))
                folded.add(at)
                break
    return [group for at, group in enumerate(groups) if at not in folded]


def _uses_blank_totals(relation: Relation, context: Context) -> bool:
    figures = context.figures
    return any(figures.stated(key) is None and figures.value(key) is not None for key in relation.cells)


def _gap(item: Judgement) -> Decimal | None:
    return None if item.left is None or item.right is None else abs(item.left - item.right)
