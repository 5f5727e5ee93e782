"""The search for wrong cells over a whole submission."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reconcile.culprits.alone import lone_culprits
from mtqg_xl.reconcile.culprits.blocks import blocks_behind, runs_behind
from mtqg_xl.reconcile.culprits.effort import Effort
from mtqg_xl.reconcile.culprits.evidence import Evidence
from mtqg_xl.reconcile.culprits.model import Root
from mtqg_xl.reconcile.culprits.roots import Roots
from mtqg_xl.reconcile.culprits.scene import Scene
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.rules.judging import Judgement

#: Steps of the solver that one workbook may take, some four seconds; then what is known is told, and
#: that it is not all.
STEPS: Final = 30_000


def find_roots(scene: Scene, names: Names, judged: Sequence[Judgement], steps: int = STEPS) -> list[Root]:
    """The causes of the relations of severity error that fail among ``judged``, seen in ``scene``."""
    return _Search(scene, Evidence(scene, names), judged, Effort(steps)).roots()


class _Search:
    def __init__(self, scene: Scene, evidence: Evidence, judged: Sequence[Judgement], effort: Effort) -> None:
        self._scene = scene
        self._evidence = evidence
        self._roots = Roots(scene, judged)
        self._effort = effort

    def roots(self) -> list[Root]:
        scene = self._scene
        failing = [n for n in range(len(scene.relations)) if scene.binds(n) and scene.fails(n)]
        found: list[Root] = []
        for run, covered in runs_behind(scene, failing):
            found.append(self._roots.of_block([run], covered))
            failing = [number for number in failing if number not in covered]
        unexplained: list[list[int]] = []
        for block in blocks_of(scene, failing):
            roots = list(self._explain(block))
            found += roots
            if not roots:
                unexplained.append(block)
        for block in _joined(scene, unexplained):
            found += self._explain_widely(block)
        return self._roots.joined(found)

    def _explain(self, failing: Sequence[int]) -> Iterator[Root]:
        """The causes within the cells of one block of failing relations."""
        found = lone_culprits(self._scene, self._evidence, failing)
        if found:
            yield self._roots.of_cell(found, failing)
            return
        blocks = blocks_behind(self._scene, failing)
        if blocks:
            yield self._roots.of_block(blocks, failing)
            return
        yield from self._several(failing, wide=False)

    def _explain_widely(self, failing: Sequence[int]) -> Iterator[Root]:
        """The causes where cells of relations that hold now must change as well."""
        blocks = blocks_behind(self._scene, failing)
        if blocks:
            yield self._roots.of_block(blocks, failing)
        else:
            yield from self._several(failing, wide=True)

    def _several(self, failing: Sequence[int], wide: bool) -> Iterator[Root]:
        # The solver is loaded only for those who need it.
        from mtqg_xl.reconcile.culprits.several import Several

        several = Several(self._scene, self._evidence, failing, self._effort.part(), wide)
        repair = several.repair()
        if repair is not None:
            yield from self._roots.of_repair(repair, failing, partial=several.is_spent)


def blocks_of(scene: Scene, failing: Iterable[int]) -> list[list[int]]:
    """Failing relations gathered into blocks that share no cell that could be wrong."""
    blocks: list[tuple[list[int], set[CellKey]]] = []
    for number in failing:
        cells = set(scene.cells(number))
        joined = [block for block in blocks if not cells.isdisjoint(block[1])]
        blocks = [block for block in blocks if cells.isdisjoint(block[1])]
        numbers = [n for block in joined for n in block[0]] + [number]
        blocks.append((sorted(numbers), cells.union(*(block[1] for block in joined))))
    return sorted((numbers for numbers, _ in blocks), key=lambda numbers: numbers[0])


def _joined(scene: Scene, blocks: Sequence[Sequence[int]]) -> list[list[int]]:
    """Blocks that relations which hold tie together, as one."""
    joined: list[tuple[list[int], set[int]]] = []
    for block in blocks:
        cells = dict.fromkeys(key for number in block for key in scene.cells(number))
        ties = {number for number in scene.touched(cells) if scene.binds(number)}
        tied = [other for other in joined if not ties.isdisjoint(other[1])]
        joined = [other for other in joined if ties.isdisjoint(other[1])]
        numbers = [n for other in tied for n in other[0]] + list(block)
        joined.append((sorted(numbers), ties.union(*(other[1] for other in tied))))
    return [numbers for numbers, _ in joined]
