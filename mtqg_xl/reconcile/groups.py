"""Failing relations gathered by cause, and the cells that may be to blame."""

from __future__ import annotations

from dataclasses import dataclass

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Finding
from mtqg_xl.reconcile.culprits import Candidate, Root
from mtqg_xl.rules import Figures, Relation
from mtqg_xl.rules.judging import Judgement


@dataclass(frozen=True, slots=True)
class Group:
    """Failing relations that share a cause: the first tells, the others are folded under it.

    ``root`` is the cause, where the search found one; without it ``candidates`` are all cells of
    the first relation. ``remarks`` are about how its cell is filled, and with no root the first of
    them is the cause. ``consequences`` hold now and will fail once the culprit is put right: their
    figures were made from the wrong one.
    """

    judgements: tuple[Judgement, ...]
    candidates: tuple[Candidate, ...]
    root: Root | None = None
    consequences: tuple[Judgement, ...] = ()
    remarks: tuple[Finding, ...] = ()


def written_cells(relation: Relation, figures: Figures) -> tuple[CellKey, ...]:
    """The written cells behind a relation, blank totals replaced by their parts.

    Cells of the report before are taken as given: nobody can put them right in this one.
    """
    written = (cell for key in relation.cells for cell in figures.support(key))
    return tuple(dict.fromkeys(cell for cell in written if not cell.form.endswith(BEFORE)))
