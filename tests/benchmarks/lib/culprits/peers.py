"""What plainer methods answer on the same sheets; the plainest of them, the list of failing totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.rules import Figures, Relation


@dataclass(frozen=True, slots=True)
class Peer:
    """The answers of another method: the figures it would put in, and how many things it tells."""

    corrections: tuple[tuple[CellKey, Decimal | None], ...]
    findings: int


def failing_totals(relations: Sequence[Relation], failing: Sequence[int], figures: Figures) -> Peer:
    """One finding for each failing relation, which says what its left side should be."""
    told = [
        (relation.target, figures.right_of(relation))
        for relation in (relations[number] for number in failing)
        if relation.target is not None and relation.sign == "="
    ]
    return Peer(tuple(told), len(failing))
