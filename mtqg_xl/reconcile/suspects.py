"""Which cells may be to blame for failing relations.

Two failing relations that meet in exactly one cell point at it. Otherwise every cell of the
relation is a candidate, those that no holding relation vouches for first (Scholtus, *Automatic
correction of simple typing errors in numerical data with balance edits*, Statistics Netherlands 2009).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Severity
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import round_half_up
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.folding import add_consequences, fold, fold_consequences
from mtqg_xl.reconcile.groups import Candidate, Group, written_cells
from mtqg_xl.rules import Figures, Relation, judge, solve_for
from mtqg_xl.rules.evaluate import Judgement, Outcome
from mtqg_xl.rules.expressions import Divide, walk

#: Decimals that a proposed money amount keeps.
_MONEY_DECIMALS = 6


def group_failures(
    failing: Sequence[Judgement], holding: Iterable[Relation], context: Context
) -> list[Group]:
    """Failing relations, gathered by the cell that errors among them point at."""
    if not failing:
        return []
    holding = tuple(holding)
    vouched = {
        key
        for relation in holding
        if relation.target is None or context.figures.stated(relation.target) is not None
        for key in written_cells(relation, context.figures)
    }
    cells = {index: set(written_cells(item.relation, context.figures)) for index, item in enumerate(failing)}
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
    fold_consequences(groups, failing, taken, context)
    add_consequences(groups, holding, context)
    for index, item in enumerate(failing):
        if index not in taken:
            candidates = _candidates(item.relation, vouched, context)
            groups[index] = Group((item,), candidates, None, Confidence.UNDECIDED)
    return fold([groups[index] for index in sorted(groups)], context)


def _is_error(item: Judgement) -> bool:
    return item.relation.rule.severity is Severity.ERROR


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
    changed = {seen.key: seen for seen in context.observations()}
    changed[key] = changed[key].with_value(proposed)
    return Figures(changed, context.measure, context.relations)


def _candidates(relation: Relation, vouched: set[CellKey], context: Context) -> tuple[Candidate, ...]:
    found = []
    for key in written_cells(relation, context.figures):
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
            fine = round_half_up(exact, _MONEY_DECIMALS)
            if not any(isinstance(part, Divide) for part in walk(relation.right)):
                return fine.normalize() + 0
            # A printed rate leaves room: propose an amount with as many digits as were written.
            rounded = round_half_up(exact, written)
            if judge(relation, _changed(key, rounded, context)).outcome is not Outcome.FAILS:
                return rounded
            return fine.normalize()
