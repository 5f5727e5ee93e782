"""Typing errors against balance edits, put right as in the literature, plainly.

S. Scholtus, *Automatic correction of simple typing errors in numerical data with balance edits*, Statistics
Netherlands, 2009 (paper 09046). Only cells that stand in no satisfied balance edit may change. For each of
them and each violated edit it stands in, the edit is solved for the cell; the figure is kept if one key
(a digit replaced, inserted, omitted, or two neighbouring ones interchanged) makes the written figure of it.
Of the changes kept, a set with the most repaired edits is chosen, at most one change a cell and at most one
a violated edit, by branch and bound; where several sets are as good, only what all of them share is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.rules import Figures, Relation, judge, solve_for
from mtqg_xl.rules.expressions import Divide, Multiply, walk
from mtqg_xl.rules.judging import Outcome
from tests.benchmarks.lib.culprits.keys import key_slips
from tests.benchmarks.lib.culprits.peers import Peer

#: A block of changes whose best sets take longer to find is left alone.
_MOST_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Change:
    """A figure for a cell, the violated edits it repairs, and those the cell stands in."""

    key: CellKey
    value: Decimal
    repaired: frozenset[int]
    standing: frozenset[int]

    def excludes(self, other: Change) -> bool:
        """Whether two changes cannot be made together."""
        return self.key == other.key or not self.standing.isdisjoint(other.standing)


def typing_errors(relations: Sequence[Relation], failing: Sequence[int], figures: Figures) -> Peer:
    """The corrections, and as many findings as there are corrections and edits left violated."""
    balance = {number for number, relation in enumerate(relations) if _is_balance(relation)}
    violated = [number for number in failing if number in balance]
    if not violated:
        return Peer((), len(failing))
    broken = set(violated)
    cells = {key for number in violated for key in relations[number].cells}
    cells -= {
        key
        for number in balance - broken
        if not cells.isdisjoint(relations[number].cells)
        and judge(relations[number], figures).outcome is not Outcome.UNKNOWN
        for key in relations[number].cells
    }
    changes = [change for key in sorted(cells) for change in _changes(key, relations, violated, figures)]
    made = [change for block in _blocks(changes) for change in _shared_by_best(block)]
    repaired = {number for change in made for number in change.repaired}
    told = tuple((change.key, change.value) for change in made)
    return Peer(told, len(made) + len(set(failing) - repaired))


def _is_balance(relation: Relation) -> bool:
    sides = (relation.left, relation.right)
    products = any(isinstance(node, (Divide, Multiply)) for side in sides for node in walk(side))
    return relation.sign == "=" and not products


def _changes(
    key: CellKey, relations: Sequence[Relation], violated: Sequence[int], figures: Figures
) -> Iterable[Change]:
    written = figures.stated(key)
    if written is None:
        return []
    standing = frozenset(number for number in violated if key in relations[number].cells)
    repaired: dict[Decimal, set[int]] = {}
    for number in standing:
        value = solve_for(relations[number], key, figures)
        if value is not None and any(key_slips(value, written)):
            repaired.setdefault(value, set()).add(number)
    return [Change(key, value, frozenset(numbers), standing) for value, numbers in sorted(repaired.items())]


def _blocks(changes: Sequence[Change]) -> list[list[Change]]:
    blocks: list[list[Change]] = []
    for change in changes:
        joined = [block for block in blocks if any(change.excludes(other) for other in block)]
        blocks = [block for block in blocks if block not in joined]
        blocks.append([other for block in joined for other in block] + [change])
    return blocks


def _shared_by_best(block: list[Change]) -> list[Change]:
    best = _Best(block)
    if best.steps > _MOST_STEPS:
        return []
    return [
        change
        for change in best.chosen
        if _Best([other for other in block if other != change]).repaired < best.repaired
    ]


class _Best:
    """A set of changes that repairs the most edits."""

    def __init__(self, block: Sequence[Change]) -> None:
        self._block = sorted(block, key=lambda change: -len(change.repaired))
        self.chosen: tuple[Change, ...] = ()
        self.repaired = 0
        self.steps = 0
        self._search(0, (), 0)

    def _search(self, at: int, chosen: tuple[Change, ...], repaired: int) -> None:
        self.steps += 1
        if repaired > self.repaired:
            self.chosen, self.repaired = chosen, repaired
        open_still = sum(len(change.repaired) for change in self._block[at:])
        if self.steps > _MOST_STEPS or repaired + open_still <= self.repaired:
            return
        change = self._block[at]
        if not any(change.excludes(other) for other in chosen):
            self._search(at + 1, (*chosen, change), repaired + len(change.repaired))
        self._search(at + 1, chosen, repaired)
