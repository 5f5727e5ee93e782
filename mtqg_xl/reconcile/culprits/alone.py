"""Single cells that explain failing relations: found by trying each, exactly, without a solver."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reconcile.culprits.evidence import Evidence
from mtqg_xl.reconcile.culprits.model import Candidate
from mtqg_xl.reconcile.culprits.scene import Scene, computes_rate
from mtqg_xl.reconcile.culprits.values import proposals
from mtqg_xl.reconcile.slips import Kind
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Outcome

#: Figures tried for one cell and one relation.
_TRIED = 80
#: Figures of one cell that are weighed against each other.
_COMPARED = 3


def lone_culprits(
    scene: Scene,
    evidence: Evidence,
    failing: Sequence[int],
    given: Mapping[CellKey, Decimal] | None = None,
) -> list[Candidate]:
    """Every cell of which one other figure makes all of ``failing`` hold and breaks nothing.

    ``given`` are changes taken for granted. The likeliest candidate comes first.
    """
    given = given or {}
    open_still = still_failing(scene, failing, given) if given else list(failing)
    if not open_still:
        return []
    shared = [set(scene.cells(number)) for number in open_still]
    cells = [key for key in scene.cells(open_still[0]) if all(key in other for other in shared)]
    found = []
    for key in cells:
        if key not in given:
            candidate = repair_of(scene, evidence, key, failing, open_still, given)
            if candidate is not None:
                found.append(candidate)
    found.sort(key=lambda candidate: -candidate.score)
    return found


def repair_of(
    scene: Scene,
    evidence: Evidence,
    key: CellKey,
    failing: Sequence[int],
    open_still: Sequence[int],
    given: Mapping[CellKey, Decimal],
    aside: Collection[CellKey] = (),
) -> Candidate | None:
    """The likeliest figure for ``key`` that makes all of ``failing`` hold, if there is one.

    Of them ``open_still`` are those that ``given`` leaves failing; relations over cells ``aside``
    are not asked.
    """
    tried = [
        (value, evidence.explanation(key, value, open_still))
        for value in _values(scene, key, open_still, given)
    ]
    # The likeliest first, by what is quickly known: only these are looked at more closely.
    tried.sort(key=lambda pair: -evidence.at_first_sight(key, *pair))
    fitting: list[Candidate] = []
    for value, explanation in tried:
        changes = {**given, key: value}
        dragged = scene.mends(changes, failing, aside)
        if dragged is not None:
            score = evidence.score(key, explanation, changes)
            fitting.append(Candidate(key, value, explanation, score, dragged))
            if len(fitting) == _COMPARED:
                break
    # Of figures that no slip tells apart the first is the plainest.
    return max(fitting, key=_tells_apart, default=None)


def _tells_apart(candidate: Candidate) -> tuple[bool, float]:
    explanation = candidate.explanation
    if explanation is None or explanation.kind is Kind.NONE:
        return False, 0.0
    return True, candidate.score


def is_settled(scene: Scene, key: CellKey, failing: Iterable[int]) -> bool:
    """Whether an exact sum, and not only a rounded rate or a bound, says what ``key`` must hold."""
    return any(
        scene.relations[number].sign == "="
        and (scene.relations[number].target == key or not computes_rate(scene.relations[number]))
        for number in failing
        if key in scene.cells(number)
    )


def _values(
    scene: Scene, key: CellKey, failing: Sequence[int], given: Mapping[CellKey, Decimal]
) -> Iterable[Decimal]:
    """Figures to try: those of exact relations where there are any."""
    exact: list[int] = []
    ranged: list[int] = []
    for number in failing:
        relation = scene.relations[number]
        is_exact = relation.sign == "=" and (relation.target == key or not computes_rate(relation))
        (exact if is_exact else ranged).append(number)
    tried: dict[Decimal, None] = {}
    for number in exact:
        tried.update(dict.fromkeys(proposals(scene, number, key, given)))
    if not exact:
        for number in ranged[:2]:
            tried.update(dict.fromkeys(islice(proposals(scene, number, key, given), _TRIED)))
    written = scene.written(key)
    return [value for value in tried if value != written]


def still_failing(scene: Scene, failing: Sequence[int], given: Mapping[CellKey, Decimal]) -> list[int]:
    """Those of ``failing`` that ``given`` does not mend."""
    figures = scene.figures.changed(given)
    return [n for n in failing if judge(scene.relations[n], figures).outcome is Outcome.FAILS]
