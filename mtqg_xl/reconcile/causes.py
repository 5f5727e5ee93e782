"""Failing relations gathered by what made them fail: one root error, one group."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Finding, Severity, Verdict
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.culprits import Scene, find_roots
from mtqg_xl.reconcile.folding import fold
from mtqg_xl.reconcile.groups import Group
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.reconcile.suspects import candidates_of
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Judgement, Outcome

#: Remarks that are about one cell only and say nothing more once that cell is named.
_OF_ONE_CELL = frozenset(
    f"DOC.{code}"
    for code in (
        "formula_typed",
        "text_number",
        "doubtful_text_number",
        "text_number_settled",
        "text_number_by_manner",
        "text_number_whole",
        "doubtful_blanks",
        "english_number",
        "measure_in_cell",
        "figure_with_note",
    )
)


def gather(
    judged: Sequence[Judgement], remarks: Sequence[Finding], context: Context, names: Names
) -> tuple[list[Group], frozenset[int]]:
    """Groups of what fails among ``judged``, and the ``id`` of all that is told in them.

    ``remarks`` are findings about how cells are filled; those that come with a right figure are
    causes themselves, or belong to one.
    """
    failing = [item for item in judged if item.outcome is Outcome.FAILS]
    if not failing:
        return [], frozenset()
    faulty = {key: remark for remark in remarks if _is_faulty(remark) for key in _cells_of(remark)}
    scene = Scene(context, judged, faulty)
    bound = any(item.relation.rule.severity is Severity.ERROR for item in failing)
    roots = find_roots(scene, names, judged) if bound else []
    groups = [Group(root.failing, root.candidates, root, root.consequences) for root in roots]
    told = {id(item) for root in roots for item in root.failing}
    told |= _join_remarks(groups, remarks)
    told |= _fold_echoes(groups, judged, told, scene)
    told |= _fold_faulty(groups, judged, told, scene, faulty)
    left = [
        Group((item,), candidates_of(item.relation, context, scene.figures))
        for item in failing
        if id(item) not in told
    ]
    order = {id(item): n for n, item in enumerate(judged)}
    together = [*groups, *fold(left, context)]
    together.sort(key=lambda group: order[id(group.judgements[0])] if group.judgements else len(order))
    return together, frozenset(told)


def _is_faulty(remark: Finding) -> bool:
    """Whether a remark says that a formula is not what the form asks, or its result not up to date."""
    return remark.verdict is Verdict.FORMULA and any(key is not None for key in _cells_of(remark))


def _cells_of(remark: Finding) -> list[CellKey]:
    return [item.key for item in remark.walk() if item.key is not None]


def _fold_faulty(
    groups: list[Group],
    judged: Sequence[Judgement],
    told: Collection[int],
    scene: Scene,
    faulty: Mapping[CellKey, Finding],
) -> set[int]:
    """Fold under each faulty formula what fails only because of its result."""
    folded: set[int] = set()
    at_remark: dict[int, int] = {}
    for key, remark in faulty.items():
        for number in scene.touching(key) if key in scene.live else ():
            item = judged[number]
            is_open = item.outcome is Outcome.FAILS and id(item) not in told and id(item) not in folded
            if not is_open or scene.fails(number):
                continue
            at = at_remark.get(id(remark))
            if at is None:
                at = at_remark[id(remark)] = len(groups)
                groups.append(Group((), (), remarks=(remark,)))
            groups[at] = replace(groups[at], judgements=(*groups[at].judgements, item))
            folded.add(id(item))
    return folded | set(at_remark)


def _join_remarks(groups: list[Group], remarks: Sequence[Finding]) -> set[int]:
    """Put each remark under the cause it is about; one that knows the right figure is itself a cause."""
    at_root = {key: at for at, group in enumerate(groups) for key in _repairs(group)}
    joined: set[int] = set()
    for remark in remarks:
        at = at_root.get(remark.key) if remark.key is not None else None
        if at is not None and not remark.children and (remark.suspects or remark.rule in _OF_ONE_CELL):
            groups[at] = replace(groups[at], remarks=(*groups[at].remarks, remark))
            joined.add(id(remark))
        elif at is None and remark.suspects:
            groups.append(Group((), (), remarks=(remark,)))
            joined.add(id(remark))
    return joined


def _fold_echoes(
    groups: list[Group], judged: Sequence[Judgement], told: Collection[int], scene: Scene
) -> set[int]:
    """Fold under each root what comes right, or quite even, once the named cells are put right."""
    at_root = {key: at for at, group in enumerate(groups) for key in _repairs(group)}
    changes = {key: value for group in groups for key, value in _repairs(group).items()}
    figures = scene.figures.changed(changes)
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


def _repairs(group: Group) -> Mapping[CellKey, Decimal]:
    """What the cells named by a group should hold."""
    if group.root is not None:
        named = (group.root.candidates[0], *group.root.block)
        return {item.key: item.proposed for item in named if item.proposed is not None}
    found = (suspect for remark in group.remarks for suspect in remark.suspects[:1])
    return {suspect.key: suspect.proposed for suspect in found if suspect.proposed is not None}
