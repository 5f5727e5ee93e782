"""The search for wrong cells over a whole submission."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import inf
from typing import Final

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence
from mtqg_xl.reconcile.culprits.alone import lone_culprits
from mtqg_xl.reconcile.culprits.blocks import Block, blocks_behind
from mtqg_xl.reconcile.culprits.certainty import confidence
from mtqg_xl.reconcile.culprits.clock import Clock
from mtqg_xl.reconcile.culprits.evidence import Evidence
from mtqg_xl.reconcile.culprits.model import Candidate, Root
from mtqg_xl.reconcile.culprits.scene import Scene
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Judgement, Outcome

#: Seconds that one workbook may take; then what is known is told, and that it is not all.
SECONDS: Final = 4.0


def find_roots(scene: Scene, names: Names, judged: Sequence[Judgement]) -> list[Root]:
    """The causes of the relations of severity error that fail among ``judged``, seen in ``scene``."""
    return _Search(scene, Evidence(scene, names), judged).roots()


class _Search:
    def __init__(self, scene: Scene, evidence: Evidence, judged: Sequence[Judgement]) -> None:
        self._scene = scene
        self._evidence = evidence
        self._judged = judged
        self._clock = Clock(SECONDS)

    def roots(self) -> list[Root]:
        failing = [n for n in range(len(self._judged)) if self._scene.binds(n) and self._scene.fails(n)]
        return [root for block in _blocks(self._scene, failing) for root in self._explain(block)]

    def _explain(self, failing: Sequence[int]) -> Iterator[Root]:
        found = lone_culprits(self._scene, self._evidence, failing)
        if found:
            yield self._root(found, failing)
            return
        blocks = blocks_behind(self._scene, self._evidence, failing)
        if blocks:
            yield self._of_block(blocks, failing)
            return
        from mtqg_xl.reconcile.culprits.several import Several

        repair = Several(self._scene, self._evidence, failing, self._clock).repair()
        if repair is None:
            return
        culprits = [found[0].key for found in repair.candidates]
        shares = _shared_out(self._scene, failing, culprits)
        for candidates, margin in zip(repair.candidates, repair.margins, strict=True):
            own = shares[candidates[0].key]
            others = {key for key in culprits if key != candidates[0].key}
            root = self._root(candidates, own, margin)
            alone = sum(others.isdisjoint(self._scene.cells(number)) for number in own)
            yield replace(root, alone=alone, partial=self._clock.is_up)

    def _root(self, candidates: Sequence[Candidate], failing: Sequence[int], margin: float = inf) -> Root:
        return Root(
            candidates=tuple(candidates),
            confidence=confidence(self._scene, candidates, failing, margin),
            failing=tuple(self._judged[n] for n in failing),
            alone=len(failing),
            consequences=self._consequences(candidates[0]),
        )

    def _of_block(self, blocks: Sequence[Block], failing: Sequence[int]) -> Root:
        best = max(blocks, key=lambda block: (block.confirmed, block.explanation.log_likelihood))
        first, *others = (
            Candidate(key, value, best.explanation, best.explanation.log_likelihood)
            for key, value in best.changes.items()
        )
        sure = len(blocks) == 1 and best.confirmed > 1
        return Root(
            candidates=(first,),
            confidence=Confidence.CERTAIN if sure else Confidence.LIKELY,
            failing=tuple(self._judged[n] for n in failing),
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
    scene: Scene, failing: Sequence[int], culprits: Sequence[CellKey]
) -> Mapping[CellKey, list[int]]:
    """The failing relations given out among the culprits, those with few of them served first."""
    spoken = {key: [n for n in failing if key in scene.cells(n)] for key in culprits}
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


def _blocks(scene: Scene, failing: Iterable[int]) -> list[list[int]]:
    """Failing relations gathered into blocks that share no cell that could be wrong."""
    blocks: list[tuple[list[int], set[CellKey]]] = []
    for number in failing:
        cells = set(scene.cells(number))
        joined = [block for block in blocks if not cells.isdisjoint(block[1])]
        blocks = [block for block in blocks if cells.isdisjoint(block[1])]
        numbers = [n for block in joined for n in block[0]] + [number]
        blocks.append((sorted(numbers), cells.union(*(block[1] for block in joined))))
    return sorted((numbers for numbers, _ in blocks), key=lambda numbers: numbers[0])


def changes_of(roots: Iterable[Root]) -> Mapping[CellKey, Decimal]:
    """What every cell named as a likely cause should hold."""
    return {
        item.key: item.proposed
        for root in roots
        for item in (root.candidates[0], *root.block)
        if item.proposed is not None
    }
