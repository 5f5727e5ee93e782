"""From repairs to causes: which failing relations each one accounts for, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence
from mtqg_xl.reconcile.culprits.blocks import Block, blocks_among, units_among
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
        return self._root(candidates, failing, inf, failing, partial=False)

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
        found: dict[CellKey, Root] = {}
        for candidates in repair.candidates:
            key = candidates[0].key
            if key in inside:
                continue
            others = set(best) - {key}
            alone = [number for number in shares[key] if others.isdisjoint(self._scene.cells(number))]
            failing_here = [*alone, *(number for number in shares[key] if number not in alone)]
            found[key] = self._root(candidates, failing_here, margins[key], alone, partial)
        settled = {key for key, root in found.items() if root.confidence is not Confidence.UNDECIDED}
        ways = tuple(tuple(item for item in way if item.key not in settled) for way in repair.ways)
        for key, root in found.items():
            is_open = key not in settled and len(best) > 1
            yield replace(root, ways=ways) if is_open else root

    def joined(self, roots: Sequence[Root]) -> list[Root]:
        """``roots`` with those put together that are one slip, found in separate relations."""
        left: list[Root] = []
        for root in roots:
            at = next((n for n, other in enumerate(left) if _same_block(root, other)), None)
            if at is None:
                left.append(root)
            else:
                failing = tuple({id(item): item for item in (*left[at].failing, *root.failing)}.values())
                left[at] = replace(left[at], failing=failing, alone=len(failing))
        single = {
            root.candidates[0].key: root
            for root in left
            if not root.block and len(root.candidates) == 1 and root.confidence is not Confidence.UNDECIDED
        }
        changes = {
            key: root.candidates[0].proposed for key, root in single.items() if root.candidates[0].proposed
        }
        for block in (*blocks_among(self._scene, changes), *units_among(self._scene, changes)):
            members = [single.pop(key) for key in block.changes if key in single]
            if len(members) < len(block.changes):
                continue
            at = left.index(members[0])
            sure = all(member.confidence is Confidence.CERTAIN for member in members)
            one = self._of_cells(block, (), Confidence.CERTAIN if sure else Confidence.LIKELY)
            failing = tuple(item for member in members for item in member.failing)
            left[at] = replace(one, failing=failing, alone=len(failing))
            left = [root for root in left if not any(root is member for member in members)]
        return left

    def _root(
        self,
        candidates: Sequence[Candidate],
        failing: Sequence[int],
        margin: float,
        alone: Sequence[int],
        partial: bool,
    ) -> Root:
        return Root(
            candidates=tuple(candidates),
            confidence=confidence(self._scene, candidates, failing, margin, alone),
            failing=tuple(self._judged[n] for n in failing),
            alone=len(alone),
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


def _same_block(one: Root, other: Root) -> bool:
    """Whether two causes are the same cells, found from different relations."""
    named = [[item.key for item in (root.candidates[0], *root.block)] for root in (one, other)]
    return bool(one.block and other.block) and set(named[0]) == set(named[1])


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
            # Others speak for all of its relations: it is told beside them, with one of these.
            rich = [other for other in shares if set(spoken[key]) & set(shares[other])]
            if not rich:
                shares[key] = spoken[key][:1] or list(failing[:1])
                continue
            richest = max(rich, key=lambda other: len(shares[other]))
            number = next(n for n in reversed(shares[richest]) if n in spoken[key])
            if len(shares[richest]) > 1:
                shares[richest].remove(number)
            shares[key] = [number]
    return shares
