"""From repairs to causes: which failing relations each one accounts for, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence
from mtqg_xl.reconcile.culprits.blocks import Block, blocks_among
from mtqg_xl.reconcile.culprits.certainty import confidence
from mtqg_xl.reconcile.culprits.model import Candidate, Root
from mtqg_xl.reconcile.culprits.scene import Scene
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Judgement, Outcome

if TYPE_CHECKING:
    from mtqg_xl.reconcile.culprits.several import Repair


class Roots:
    """Makes causes of one submission."""

    def __init__(self, scene: Scene, judged: Sequence[Judgement]) -> None:
        self._scene = scene
        self._judged = judged

    def of_cell(self, candidates: Sequence[Candidate], failing: Sequence[int]) -> Root:
        """The cause that any one of ``candidates`` may be."""
        return self._root(candidates, failing, inf, len(failing), partial=False)

    def of_block(self, blocks: Sequence[Block], failing: Sequence[int]) -> Root:
        """The cause that any one of ``blocks`` may be."""
        best = max(blocks, key=lambda block: (block.confirmed, block.explanation.log_likelihood))
        sure = len(blocks) == 1 and best.confirmed > 1
        return self._of_cells(best, failing, Confidence.CERTAIN if sure else Confidence.LIKELY)

    def of_repair(self, repair: Repair, failing: Sequence[int], partial: bool) -> Iterator[Root]:
        """The causes that make up one repair; cells wrong for one reason are one cause."""
        best = {found[0].key: found[0] for found in repair.candidates}
        margins = dict(zip(best, repair.margins, strict=True))
        proposed = {key: item.proposed for key, item in best.items() if item.proposed is not None}
        merged = list(blocks_among(self._scene, proposed))
        inside = {key for block in merged for key in block.changes}
        leaders = [key for key in best if key not in inside] + [next(iter(b.changes)) for b in merged]
        shares = _shared_out(self._scene, failing, leaders, merged)
        for block in merged:
            own = shares[next(iter(block.changes))]
            sure = all(margins[key] == inf for key in block.changes) and not partial
            yield self._of_cells(block, own, Confidence.CERTAIN if sure else Confidence.LIKELY)
        for candidates in repair.candidates:
            key = candidates[0].key
            if key in inside:
                continue
            others = set(best) - {key}
            alone = sum(others.isdisjoint(self._scene.cells(number)) for number in shares[key])
            yield self._root(candidates, shares[key], margins[key], alone, partial)

    def _root(
        self,
        candidates: Sequence[Candidate],
        failing: Sequence[int],
        margin: float,
        alone: int,
        partial: bool,
    ) -> Root:
        return Root(
            candidates=tuple(candidates),
            confidence=confidence(self._scene, candidates, failing, margin),
            failing=tuple(self._judged[n] for n in failing),
            alone=alone,
            consequences=self._consequences(candidates[0]),
            partial=partial,
        )

    def _of_cells(self, block: Block, failing: Sequence[int], sure: Confidence) -> Root:
        first, *others = (
            Candidate(key, value, block.explanation, block.explanation.log_likelihood)
            for key, value in block.changes.items()
        )
        return Root(
            candidates=(first,),
            confidence=sure,
            failing=tuple(self._judged[n] for n in failing),
            alone=len(failing),
            block=tuple(others),
        )

    def _consequences(self, culprit: Candidate) -> tuple[Judgement, ...]:
        """What agrees with the wrong figure now and will not agree with the right one."""
        if not culprit.dragged or culprit.proposed is None:
            return ()
        figures = self._scene.figures.changed({culprit.key: culprit.proposed})
        touched = (self._scene.relations[n] for n in self._scene.touching(culprit.key))
        after = (judge(relation, figures) for relation in touched if relation.target in culprit.dragged)
        return tuple(item for item in after if item.outcome is Outcome.FAILS)


def _shared_out(
    scene: Scene, failing: Sequence[int], culprits: Sequence[CellKey], blocks: Sequence[Block]
) -> Mapping[CellKey, list[int]]:
    """The failing relations given out among the culprits, those with few of them served first."""
    along = {next(iter(block.changes)): set(block.changes) for block in blocks}
    spoken = {
        key: [n for n in failing if not along.get(key, {key}).isdisjoint(scene.cells(n))] for key in culprits
    }
    left = set(failing)
    shares: dict[CellKey, list[int]] = {}
    for key in sorted(culprits, key=lambda key: len(spoken[key])):
        shares[key] = [n for n in spoken[key] if n in left]
        left.difference_update(shares[key])
        if not shares[key]:
            # Others speak for all of its relations: it is told beside them, with the last of these.
            richest = max(
                (other for other in shares if set(spoken[key]) & set(shares[other])),
                key=lambda other: len(shares[other]),
            )
            number = next(n for n in reversed(shares[richest]) if n in spoken[key])
            if len(shares[richest]) > 1:
                shares[richest].remove(number)
            shares[key] = [number]
    return shares
