"""Several wrong cells at once: the smallest sets, each checked exactly, and what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import round_half_up
from mtqg_xl.reconcile.culprits.alone import lone_culprits, repair_of, still_failing
from mtqg_xl.reconcile.culprits.certainty import CLEARLY
from mtqg_xl.reconcile.culprits.edits import Edit, edits_of
from mtqg_xl.reconcile.culprits.effort import Effort
from mtqg_xl.reconcile.culprits.evidence import Evidence
from mtqg_xl.reconcile.culprits.model import Candidate
from mtqg_xl.reconcile.culprits.program import Changeable, Localisation, Proposal
from mtqg_xl.reconcile.culprits.scene import Scene, computes_rate
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Outcome

#: Costs of changing a cell: a rate computed from a wrong figure follows it almost for nothing.
_TYPED = 1.0
_FOLLOWS = 0.2
_FORGOTTEN = 1.02
#: Sets whose costs differ by less are equally small.
_EQUAL = 0.3
#: What a set may cost: one of more cells convinces nobody, and takes long to check.
_LARGEST = 30.0
#: Sets proposed by the solver that may fail the exact check before giving up.
_TRIES = 12
_TRIES_OF_RIVALS = 4
#: Times that the solver is asked for one block.
_ASKED = 30
#: Sets told of, where several explain alike.
_WAYS = 3
#: Times that a likelier set found on the way is taken up.
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Repair:
    """A smallest set of changes: for each of its cells whatever could stand in its place.

    ``margins`` say by how much, as a natural logarithm, the set is likelier than the best one that
    changes none of these; infinite where every smallest set changes one. ``ways`` are the sets
    compared, the likeliest first.
    """

    candidates: tuple[tuple[Candidate, ...], ...]
    margins: tuple[float, ...]
    ways: tuple[tuple[Candidate, ...], ...]


class Several:
    """The search in one block of failing relations that no single cell explains."""

    def __init__(
        self, scene: Scene, evidence: Evidence, failing: Sequence[int], effort: Effort, wide: bool = False
    ) -> None:
        self._scene = scene
        self._evidence = evidence
        self._failing = failing
        self._effort = effort
        self._is_proven = False
        self._asked = 0
        self._last: dict[CellKey, Decimal] = {}
        self._edits, self._cells = _neighbourhood(scene, failing, wide)
        self._program = Localisation(self._edits, self._cells)

    @property
    def is_spent(self) -> bool:
        """Whether the steps of the workbook, or the questions for one block, are used up."""
        return self._effort.is_spent or self._asked >= _ASKED

    def repair(self) -> Repair | None:
        """The likeliest smallest repair; ``None`` if none was found."""
        first = self._next(())
        if first is None:
            return None
        best, cost = first
        found = [best]
        for _ in range(_ROUNDS):
            choices = self._choices(best)
            margins = [self._margin(best, candidates, found, cost) for candidates in choices]
            likeliest = max(found, key=self._score)
            if self.is_spent or self._score(likeliest) <= self._score(best):
                break
            best = likeliest
        ranked = sorted(found, key=self._score, reverse=True)[:_WAYS]
        return Repair(tuple(choices), tuple(margins), tuple(map(self._told, ranked)))

    def _told(self, changes: Mapping[CellKey, Decimal]) -> tuple[Candidate, ...]:
        """A whole set as candidates."""
        told = []
        for key, value in changes.items():
            failing = [number for number in self._failing if key in self._scene.cells(number)]
            told.append(Candidate(key, value, self._evidence.explanation(key, value, failing)))
        return tuple(told)

    def _margin(
        self,
        best: Mapping[CellKey, Decimal],
        candidates: Sequence[Candidate],
        found: list[dict[CellKey, Decimal]],
        cost: float,
    ) -> float:
        """How much likelier ``best`` is than any set with none of ``candidates``; these join ``found``."""
        keys = tuple(item.key for item in candidates)
        other = self._next(keys, cost + _EQUAL, tries=_TRIES_OF_RIVALS)
        if other is None:
            if self.is_spent:
                return 0.0
            return inf if self._is_proven else CLEARLY
        found.append(other[0])
        return self._score(best) - max(self._score(one) for one in found if one.keys().isdisjoint(keys))

    def _next(
        self, without: Sequence[CellKey], at_most: float | None = None, tries: int = _TRIES
    ) -> tuple[dict[CellKey, Decimal], float] | None:
        """The next smallest set that stands the exact check; none is proven to exist, or too many failed."""
        limit = inf if at_most is None else at_most
        self._is_proven = False
        larger: tuple[dict[CellKey, Decimal], float] | None = None
        for _ in range(tries):
            if self.is_spent:
                break
            self._asked += 1
            found = self._program.smallest(without, limit, self._effort)
            if found is None or not found.changes or found.cost > min(limit, _LARGEST):
                self._is_proven = not self._effort.is_spent
                break
            exact = self._settled(found)
            if exact is not None:
                return exact, found.cost
            more = self._completed()
            if more is not None and more.keys().isdisjoint(without) and found.cost + _TYPED <= limit:
                # A set as small as this one may still stand by itself: this one waits.
                larger, limit = (more, found.cost + _TYPED), found.cost + _TYPED - _EQUAL / 2
            self._program.exclude(found.changes)
        return larger

    def _settled(self, proposal: Proposal) -> dict[CellKey, Decimal] | None:
        """Exact figures for the cells of a proposal; ``None`` when they do not mend everything."""
        scene = self._scene
        roots = [key for key in proposal.changes if not self._cells[key].follows]
        pending = sorted(roots, key=scene.is_rate)
        settled: dict[CellKey, Decimal] = {}
        while pending:
            found = next(filter(None, (self._settle(key, pending, settled) for key in pending)), None)
            if found is None or found.proposed is None:
                settled[pending[0]] = self._rounded(pending[0], proposal.changes[pending[0]])
                pending.pop(0)
            else:
                settled[found.key] = found.proposed
                pending.remove(found.key)
        self._last = settled
        return settled if scene.mends(settled, self._failing) is not None else None

    def _completed(self) -> dict[CellKey, Decimal] | None:
        """The last proposal with one cell more: an error may be too small beside others for the solver."""
        scene, settled = self._scene, self._last
        figures = scene.figures.changed(settled)
        for number in scene.touched(settled):
            if scene.binds(number) and not scene.fails(number):
                relation = scene.relations[number]
                if not computes_rate(relation) and judge(relation, figures).outcome is Outcome.FAILS:
                    return None
        found = lone_culprits(scene, self._evidence, self._failing, settled)
        if not found or found[0].proposed is None:
            return None
        return {**settled, found[0].key: found[0].proposed}

    def _settle(
        self, key: CellKey, pending: Sequence[CellKey], settled: Mapping[CellKey, Decimal]
    ) -> Candidate | None:
        """What ``key`` must hold by the relations in which nothing else is open."""
        scene = self._scene
        others = frozenset(pending) - {key}
        spoken = [n for n in self._failing if key in scene.cells(n) and others.isdisjoint(scene.cells(n))]
        if settled:
            spoken += [
                n
                for n in scene.touching(key)
                if scene.binds(n) and not scene.fails(n) and others.isdisjoint(scene.cells(n))
            ]
        near = still_failing(scene, spoken, settled)
        if not near:
            return None
        spoken = [n for n in spoken if n in self._failing or n in near]
        return repair_of(scene, self._evidence, key, spoken, near, settled, others)

    def _rounded(self, key: CellKey, change: float) -> Decimal:
        written = self._scene.written(key) or Decimal(0)
        whole = self._scene.context.measure(key).kind is MeasureKind.COUNT
        decimals = 0 if whole else max(self._scene.decimals(key), 3)
        return round_half_up(written + Decimal(repr(change)), decimals)

    def _score(self, changes: Mapping[CellKey, Decimal]) -> float:
        """How likely a whole set is."""
        score = 0.0
        for key, value in changes.items():
            failing = [number for number in self._failing if key in self._scene.cells(number)]
            explanation = self._evidence.explanation(key, value, failing)
            score += self._evidence.score(key, explanation, changes)
        return score

    def _choices(self, best: Mapping[CellKey, Decimal]) -> list[tuple[Candidate, ...]]:
        """For each cell of a set whatever could stand in its place, the others being mended."""
        choices: list[tuple[Candidate, ...]] = []
        for key, value in best.items():
            given = {other: changed for other, changed in best.items() if other != key}
            found = lone_culprits(self._scene, self._evidence, self._failing, given)
            if all(item.key != key for item in found):
                explanation = self._evidence.explanation(key, value, self._failing)
                found = [Candidate(key, value, explanation, explanation.log_likelihood), *found]
            # One cell cannot be first for two of the causes.
            taken = {candidates[0].key for candidates in choices}
            found.sort(key=lambda item: item.key in taken)
            choices.append(tuple(found))
        return choices


def _neighbourhood(
    scene: Scene, failing: Sequence[int], wide: bool
) -> tuple[list[Edit], dict[CellKey, Changeable]]:
    """The edits that failing relations and their cells take part in, and the cells that may change.

    These are the cells of the failing relations; if ``wide``, also those of relations beside them.
    """
    inside = dict.fromkeys(key for number in failing for key in scene.cells(number))
    if wide:
        beside = [n for n in scene.touched(inside) if scene.binds(n) and scene.relations[n].sign == "="]
        inside |= dict.fromkeys(key for number in beside for key in scene.cells(number))
    cells = {key: _changeable(scene, key) for key in inside}
    numbers = dict.fromkeys(failing)
    for number in list(scene.touched(inside)):
        if not scene.binds(number) or number in numbers or scene.fails(number):
            continue
        numbers[number] = None
        relation = scene.relations[number]
        rate = relation.target
        if rate is None or rate in inside or relation.sign != "=" or not computes_rate(relation):
            continue
        written = scene.written(rate)
        if written is not None:
            cells.setdefault(rate, Changeable(float(written), _FOLLOWS, signed=True, follows=True))
    return list(edits_of(scene, numbers)), cells


def _changeable(scene: Scene, key: CellKey) -> Changeable:
    written = scene.written(key)
    cost = _FORGOTTEN if written is None else _TYPED
    return Changeable(float(written or 0), cost, scene.may_be_negative(key))
