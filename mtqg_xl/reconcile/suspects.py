"""Which cells may be to blame for failing relations.

Two failing relations that meet in exactly one cell point at it. Otherwise every cell of the
relation is a candidate, those that no holding relation vouches for first (Scholtus, *Automatic
correction of simple typing errors in numerical data with balance edits*, Statistics Netherlands 2009).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Severity
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import round_half_up
from mtqg_xl.reconcile.context import Context
from mtqg_xl.rules import Figures, Relation, judge, solve_for
from mtqg_xl.rules.evaluate import Judgement, Outcome

#: Decimals that a proposed money amount keeps.
_MONEY_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell that may be wrong, and what would make its relation close."""

    key: CellKey
    proposed: Decimal | None


@dataclass(frozen=True, slots=True)
class Group:
    """Failing relations that share a cause: the first tells, the others are folded under it.

    The first ``pointing`` of them point at the culprit; the rest only follow from it.
    """

    judgements: tuple[Judgement, ...]
    candidates: tuple[Candidate, ...]
    culprit: Candidate | None
    confidence: Confidence
    pointing: int = 1


def group_failures(
    failing: Sequence[Judgement], holding: Iterable[Relation], context: Context
) -> list[Group]:
    """Failing relations, gathered by the cell that errors among them point at."""
    if not failing:
        return []
    vouched = {
        key
        for relation in holding
        if relation.target is None or context.figures.stated(relation.target) is not None
        for key in _cells(relation, context.figures)
    }
    cells = {index: set(_cells(item.relation, context.figures)) for index, item in enumerate(failing)}
    pointed: dict[CellKey, set[int]] = {}
    for one, other in combinations(range(len(failing)), 2):
        shared = cells[one] & cells[other]
        if len(shared) == 1 and _is_error(failing[one]) and _is_error(failing[other]):
            pointed.setdefault(shared.pop(), set()).update((one, other))
    groups: dict[int, Group] = {}
    taken: set[int] = set()
    in_order = sorted(pointed, key=lambda cell: (-len(pointed[cell]), min(pointed[cell])))
    for key in in_order:
        members, proposed = _closed_by(key, sorted(pointed[key] - taken), failing, cells, context)
        if len(members) > 1:
            culprit = Candidate(key, proposed)
            items = tuple(failing[index] for index in members)
            groups[members[0]] = Group(items, (culprit,), culprit, Confidence.LIKELY, len(items))
            taken.update(members)
    for key in in_order:
        members = sorted(pointed[key] - taken)
        if len(members) > 1 and key not in vouched:
            groups[members[0]] = _unsure(key, [failing[index] for index in members], vouched, context)
            taken.update(members)
    _fold_consequences(groups, failing, taken, context)
    for index, item in enumerate(failing):
        if index not in taken:
            candidates = _candidates(item.relation, vouched, context)
            groups[index] = Group((item,), candidates, None, Confidence.UNDECIDED)
    return _fold_echoes([groups[index] for index in sorted(groups)], context)


def _fold_consequences(
    groups: dict[int, Group], failing: Sequence[Judgement], taken: set[int], context: Context
) -> None:
    """Fold under a likely culprit what comes right once all likely culprits are put right."""
    corrected = {seen.key: seen for seen in context.submission.observations()}
    for group in groups.values():
        culprit = group.culprit
        if culprit and culprit.proposed is not None and group.confidence is Confidence.LIKELY:
            corrected[culprit.key] = corrected[culprit.key].with_value(culprit.proposed)
    figures = Figures(corrected, context.measure, context.relations)
    for index, item in enumerate(failing):
        if index in taken or judge(item.relation, figures).outcome is Outcome.FAILS:
            continue
        behind = set(_cells(item.relation, context.figures))
        for place, group in groups.items():
            if group.culprit and group.culprit.key in behind:
                groups[place] = replace(group, judgements=(*group.judgements, item))
                taken.add(index)
                break


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
        if at in sources or group.culprit is not None:
            continue
        item = group.judgements[0]
        behind = set(_cells(item.relation, context.figures))
        for source in sources:
            first = groups[source].judgements[0]
            if _gap(first) == _gap(item) and behind & set(_cells(first.relation, context.figures)):
                groups[source] = replace(groups[source], judgements=(*groups[source].judgements, item))
                folded.add(at)
                break
    return [group for at, group in enumerate(groups) if at not in folded]


def _uses_blank_totals(relation: Relation, context: Context) -> bool:
    figures = context.figures
    return any(figures.stated(key) is None and figures.value(key) is not None for key in relation.cells)


def _gap(item: Judgement) -> Decimal | None:
    return None if item.left is None or item.right is None else abs(item.left - item.right)


def _is_error(item: Judgement) -> bool:
    return item.relation.rule.severity is Severity.ERROR


def _cells(relation: Relation, figures: Figures) -> tuple[CellKey, ...]:
    """The written cells behind a relation, blank totals replaced by their parts."""
    return tuple(dict.fromkeys(cell for key in relation.cells for cell in figures.support(key)))


def _closed_by(
    key: CellKey,
    members: Sequence[int],
    failing: Sequence[Judgement],
    cells: dict[int, set[CellKey]],
    context: Context,
) -> tuple[list[int], Decimal | None]:
    """The largest part of ``members`` that one value of ``key`` closes, and that value.

    Two of them must meet in ``key`` alone: relations that share more cells do not point at one.
    """
    best: tuple[list[int], Decimal | None] = ([], None)
    for index in members:
        proposed = _propose(failing[index].relation, key, context)
        if proposed is None:
            continue
        figures = _changed(key, proposed, context)
        closed = [
            other for other in members if judge(failing[other].relation, figures).outcome is not Outcome.FAILS
        ]
        meeting = any(cells[one] & cells[other] == {key} for one, other in combinations(closed, 2))
        if meeting and len(closed) > len(best[0]):
            best = (closed, proposed)
    return best


def _unsure(key: CellKey, items: list[Judgement], vouched: set[CellKey], context: Context) -> Group:
    proposals = (_propose(item.relation, key, context) for item in items)
    culprit = Candidate(key, next((proposed for proposed in proposals if proposed is not None), None))
    others = [c for c in _candidates(items[0].relation, vouched, context) if c.key != key]
    return Group(tuple(items), (culprit, *others), culprit, Confidence.UNDECIDED, len(items))


def _changed(key: CellKey, proposed: Decimal, context: Context) -> Figures:
    changed = {seen.key: seen for seen in context.submission.observations()}
    changed[key] = changed[key].with_value(proposed)
    return Figures(changed, context.measure, context.relations)


def _candidates(relation: Relation, vouched: set[CellKey], context: Context) -> tuple[Candidate, ...]:
    found = []
    for key in _cells(relation, context.figures):
        proposed = _propose(relation, key, context)
        if proposed is not None:
            found.append(Candidate(key, proposed))
    found.sort(key=lambda candidate: candidate.key in vouched)
    return tuple(found)


def _propose(relation: Relation, key: CellKey, context: Context) -> Decimal | None:
    """What ``key`` would have to be; ``None`` when no figure of its kind would do."""
    exact = solve_for(relation, key, context.figures)
    if exact is None:
        return None
    measure = context.measure(key)
    seen = context.figures.observation(key)
    written = seen.decimals if seen else 0
    match measure.kind:
        case MeasureKind.COUNT:
            return exact + 0 if exact >= 0 and exact == exact.to_integral_value() else None
        case MeasureKind.RATE:
            return round_half_up(exact, max(measure.decimals, written))
        case _ if exact < 0:
            return None
        case _:
            rounded = round_half_up(exact, written)
            if rounded == exact:
                return rounded
            if judge(relation, _changed(key, rounded, context)).outcome is not Outcome.FAILS:
                return rounded
            return round_half_up(exact, _MONEY_DECIMALS).normalize()
