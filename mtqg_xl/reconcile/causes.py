"""Failing relations gathered by what made them fail: one root error, one group."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Severity
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.culprits import Root, Scene, changes_of, find_roots
from mtqg_xl.reconcile.folding import fold
from mtqg_xl.reconcile.groups import Group
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.reconcile.suspects import candidates_of
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Judgement, Outcome


def gather(judged: Sequence[Judgement], context: Context, names: Names) -> tuple[list[Group], frozenset[int]]:
    """Groups of what fails among ``judged``, and the slight disagreements told in them, by ``id``."""
    failing = [item for item in judged if item.outcome is Outcome.FAILS]
    if not failing:
        return [], frozenset()
    scene = Scene(context, judged)
    bound = any(item.relation.rule.severity is Severity.ERROR for item in failing)
    roots = find_roots(scene, names, judged) if bound else []
    groups = [Group(root.failing, root.candidates, root, root.consequences) for root in roots]
    told = {id(item) for root in roots for item in root.failing}
    echoes = _fold_echoes(groups, judged, told, scene)
    told |= echoes
    left = [Group((item,), candidates_of(item.relation, context)) for item in failing if id(item) not in told]
    order = {id(item): n for n, item in enumerate(judged)}
    together = [*groups, *fold(left, context)]
    together.sort(key=lambda group: order[id(group.judgements[0])])
    return together, frozenset(echoes)


def _fold_echoes(
    groups: list[Group], judged: Sequence[Judgement], told: Collection[int], scene: Scene
) -> set[int]:
    """Fold under each root what comes right, or quite even, once the named cells are put right."""
    changes = changes_of(group.root for group in groups if group.root)
    figures = scene.figures.changed(changes)
    at_root = {key: at for at, group in enumerate(groups) for key in _named(group.root)}
    folded: set[int] = set()
    for number in scene.touched(changes):
        item = judged[number]
        if id(item) in told or item.outcome not in (Outcome.FAILS, Outcome.CUT_OFF, Outcome.ROUNDING):
            continue
        at = next((at_root[key] for key in scene.cells(number) if key in at_root), None)
        after = judge(item.relation, figures).outcome
        mended = after is Outcome.HOLDS or (item.outcome is Outcome.FAILS and after is not Outcome.FAILS)
        if at is not None and mended:
            groups[at] = replace(groups[at], judgements=(*groups[at].judgements, item))
            folded.add(id(item))
    return folded


def _named(root: Root | None) -> set[CellKey]:
    named = (root.candidates[0], *root.block) if root else ()
    return {item.key for item in named if item.proposed is not None}
