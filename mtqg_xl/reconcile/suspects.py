"""The cells of a relation for which no cause was found, each with what would make it hold."""

from __future__ import annotations

from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import round_half_up, trimmed
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.culprits import Candidate
from mtqg_xl.reconcile.groups import written_cells
from mtqg_xl.rules import Figures, Relation, judge, solve_for
from mtqg_xl.rules.expressions import Divide, walk
from mtqg_xl.rules.judging import Outcome

#: Decimals that a proposed money amount keeps.
_MONEY_DECIMALS = 6


def candidates_of(relation: Relation, context: Context, figures: Figures) -> tuple[Candidate, ...]:
    """Every typed cell of ``relation`` that a figure of its kind would make even.

    ``figures`` are those of ``context`` with live formulas taken as consequences.
    """
    found = []
    for key in written_cells(relation, figures):
        proposed = _propose(relation, key, context, figures)
        if proposed is not None:
            found.append(Candidate(key, proposed))
    return tuple(found)


def _propose(relation: Relation, key: CellKey, context: Context, figures: Figures) -> Decimal | None:
    """What ``key`` would have to be; ``None`` when no figure of its kind would do."""
    exact = solve_for(relation, key, figures)
    if exact is None:
        return None
    measure = context.measure(key)
    seen = figures.observation(key)
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
                return trimmed(fine)
            # A printed rate leaves room: propose an amount with as many digits as were written.
            rounded = round_half_up(exact, written)
            if judge(relation, figures.changed({key: rounded})).outcome is not Outcome.FAILS:
                return rounded
            return trimmed(fine)
