"""What the search for wrong cells finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence
from mtqg_xl.reconcile.slips import Explanation
from mtqg_xl.rules.judging import Judgement


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell that may be wrong, and the figure that would make its relations hold.

    ``proposed`` is ``None`` when no single figure can be named. ``score`` is the natural logarithm
    of how likely the slip is, comparable between candidates for one cause. ``dragged`` are rates
    that were computed from the wrong figure and have to be computed anew.
    """

    key: CellKey
    proposed: Decimal | None
    explanation: Explanation | None = None
    score: float = 0.0
    dragged: Mapping[CellKey, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Root:
    """One cause: the cells that may be it, the likeliest first, and the relations that fail by it.

    ``block`` are further cells wrong for the same reason, such as a column moved by one row.
    ``alone`` counts the relations that hold once this cause is put right; the others need more;
    ``ways`` are whole repairs, the likeliest first, where several explain the relations as well;
    ``partial`` that the search gave up before all repairs were compared.
    """

    candidates: tuple[Candidate, ...]
    confidence: Confidence
    failing: tuple[Judgement, ...]
    block: tuple[Candidate, ...] = ()
    consequences: tuple[Judgement, ...] = ()
    alone: int = 0
    ways: tuple[tuple[Candidate, ...], ...] = ()
    partial: bool = False
