"""Failing relations gathered by cause, and the cells that may be to blame."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence
from mtqg_xl.rules import Figures, Relation
from mtqg_xl.rules.evaluate import Judgement


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell that may be wrong, and what would make its relation close."""

    key: CellKey
    proposed: Decimal | None


@dataclass(frozen=True, slots=True)
class Group:
    """Failing relations that share a cause: the first tells, the others are folded under it.

    The first ``pointing`` of them point at the culprit; the rest only follow from it. ``consequences``
    hold now and will fail once the culprit is put right: their figures were made from the wrong one.
    """

    judgements: tuple[Judgement, ...]
    candidates: tuple[Candidate, ...]
    culprit: Candidate | None
    confidence: Confidence
    pointing: int = 1
    consequences: tuple[Judgement, ...] = ()


def written_cells(relation: Relation, figures: Figures) -> tuple[CellKey, ...]:
    """The written cells behind a relation, blank totals replaced by their parts.

    Cells of the report before are taken as given: nobody can put them right in this one.
    """
    written = (cell for key in relation.cells for cell in figures.support(key))
    return tuple(dict.fromkeys(cell for cell in written if not cell.form.endswith(BEFORE)))
