"""How sure the naming of a wrong cell is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import exp, inf, log

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence
from mtqg_xl.reconcile.culprits.alone import is_settled
from mtqg_xl.reconcile.culprits.model import Candidate
from mtqg_xl.reconcile.culprits.scene import Scene
from mtqg_xl.reconcile.slips import Kind

#: Told as likely at most.
MOST = 3
#: The share of all likelihood that the candidates told as likely must have.
_ENOUGH = 0.7
#: The share that one candidate must have where its slip says little.
_CLEAR = 0.95
#: Slips that would explain any figure whatever.
_ANY_FIGURE = (Kind.BLANK, Kind.COPY, Kind.COPY_PREVIOUS)
#: Below this a whole figure has one digit.
_DIGITS = 10
#: How much likelier than its rival a repair must be that is not the only one.
CLEARLY = log(20)


def confidence(
    scene: Scene,
    candidates: Sequence[Candidate],
    failing: Sequence[int],
    margin: float,
    alone: Sequence[int],
) -> Confidence:
    """The confidence in ``candidates``, the likeliest first.

    ``margin`` says how much likelier the repair is, as a natural logarithm, than the best one that
    changes none of them; infinite where every smallest repair does. ``alone`` are the relations of
    ``failing`` that no other culprit has a part in.

    Certain: every smallest repair changes this cell, and a slip, or a second relation, speaks for
    the figure. Likely: few candidates hold most of the likelihood. Else undecided.
    """
    first = candidates[0]
    kind = first.explanation.kind if first.explanation is not None else Kind.NONE
    explained = kind is not Kind.NONE and not _is_trivial(scene, first, kind)
    if margin < inf and not (explained and margin >= CLEARLY):
        return Confidence.UNDECIDED
    pointing = [number for number in failing if first.key in scene.cells(number)]
    if len(candidates) == 1 and margin == inf and is_settled(scene, first.key, alone):
        # Any figure may be missing, or copied over: only a second relation confirms which.
        supported = (explained and kind not in _ANY_FIGURE) or _agree(scene, first.key, pointing)
        return Confidence.CERTAIN if supported else Confidence.LIKELY
    if len(candidates) == 1:
        return Confidence.LIKELY
    if not explained:
        # A slip that says little of itself may yet be all that other rules leave.
        clear = kind is not Kind.NONE and share(candidates, 1) >= _CLEAR
        return Confidence.LIKELY if clear else Confidence.UNDECIDED
    return Confidence.LIKELY if share(candidates, MOST) >= _ENOUGH else Confidence.UNDECIDED


def _is_trivial(scene: Scene, candidate: Candidate, kind: Kind) -> bool:
    """Whether the slip says nothing, as any figure of one digit is one key away from any other."""
    written, proposed = scene.written(candidate.key), candidate.proposed
    small = (
        written is not None and proposed is not None and abs(written) < _DIGITS and abs(proposed) < _DIGITS
    )
    return small and kind in (Kind.REPLACE, Kind.INSERT, Kind.OMIT) and scene.decimals(candidate.key) == 0


def _agree(scene: Scene, key: CellKey, pointing: Sequence[int]) -> bool:
    """Whether two sums say the same of ``key`` that have no other figure in common."""
    exact = [number for number in pointing if is_settled(scene, key, [number])]
    behind = [set(scene.cells(number)) - {key} for number in exact]
    return any(one.isdisjoint(other) for one, other in combinations(behind, 2))


def share(candidates: Sequence[Candidate], most: int) -> float:
    """The share of all likelihood that the first ``most`` candidates hold."""
    top = candidates[0].score
    weights = [exp(candidate.score - top) for candidate in candidates]
    return sum(weights[:most]) / sum(weights)
