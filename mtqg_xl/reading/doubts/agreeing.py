"""Which readings of doubtful figures the relations between them allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reading.doubts.ground import Ground
from mtqg_xl.reading.figures.numbers import Reading
from mtqg_xl.rules import Figures, Relation, judge
from mtqg_xl.rules.judging import Outcome

#: Combinations tried in one relation; beyond that only those in which all figures are of one manner.
_COMBINATIONS = 64
_CLOSED = frozenset({Outcome.HOLDS, Outcome.ROUNDING, Outcome.CUT_OFF})

Readings = Mapping[CellKey, tuple[Reading, ...]]
Choice = tuple[Reading, ...]


def closes(relation: Relation, figures: Figures) -> bool:
    """Whether a relation between written figures agrees: a blank total would agree with anything."""
    target = relation.target
    if target is not None and figures.stated(target) is None:
        return False
    return judge(relation, figures).outcome in _CLOSED


class Agreement:
    """What is left of each doubtful figure, and the relation that decided."""

    def __init__(self, ground: Ground, readings: Readings) -> None:
        self._ground = ground
        self._left: dict[CellKey, tuple[Reading, ...]] = dict(readings)
        #: Figures about which the relations contradict each other.
        self.contradicted: set[CellKey] = set()
        self.because: dict[CellKey, Relation] = {}

    def find(self) -> dict[CellKey, tuple[Reading, ...]]:
        """The readings that no relation speaks against, for every doubtful figure.

        A reading is dropped when a relation closes under another and not under it. Where relations
        contradict each other about a figure, all its readings are kept.
        """
        speaking = self._ground.speaking_of(self._left.keys())
        changed = set(self._left)
        while changed:
            decided = {key: found[0].value for key, found in self._left.items() if len(found) == 1}
            figures = self._ground.figures.changed(decided)
            asked = [(relation, cells) for relation, cells in speaking if not changed.isdisjoint(cells)]
            changed = set()
            for key, allowed in self._said(asked, figures).items():
                if key in self.contradicted:
                    continue
                if not allowed:
                    self.contradicted.add(key)
                elif len(allowed) < len(self._left[key]):
                    self._left[key] = tuple(one for one in self._left[key] if one in allowed)
                    changed.add(key)
        for key in self.contradicted:
            self.because.pop(key, None)
        return self._left

    def _said(
        self, speaking: Sequence[tuple[Relation, tuple[CellKey, ...]]], figures: Figures
    ) -> dict[CellKey, frozenset[Reading]]:
        """For each doubtful figure, the readings that every relation with something to say allows."""
        allowed: dict[CellKey, frozenset[Reading]] = {}
        for relation, cells in speaking:
            undecided = tuple(key for key in cells if len(self._left[key]) > 1)
            if not undecided:
                continue
            closing = self._closing(relation, undecided, figures)
            for at, key in enumerate(undecided):
                supported = frozenset(choice[at] for choice in closing)
                if not supported or len(supported) == len(self._left[key]):
                    continue  # closes in no way, or in every way: it says nothing
                self.because.setdefault(key, relation)
                allowed[key] = allowed.get(key, supported) & supported
        return allowed

    def _closing(self, relation: Relation, undecided: tuple[CellKey, ...], figures: Figures) -> list[Choice]:
        """The choices of readings under which ``relation`` closes.

        Of too many figures only choices of one manner are tried, as people keep to one; and next to a
        choice that closes, those with one figure read otherwise: such a figure is not decided.
        """
        options = [self._left[key] for key in undecided]

        def fits(choice: Choice) -> bool:
            tried = {key: one.value for key, one in zip(undecided, choice, strict=True)}
            return closes(relation, figures.changed(tried))

        alike = [choice for choice in _of_one_manner(options) if fits(choice)]
        if all(len({choice[at] for choice in alike}) == len(found) for at, found in enumerate(options)):
            return alike  # closes whichever way any figure is read
        if prod(map(len, options)) <= _COMBINATIONS:
            return [choice for choice in product(*options) if fits(choice)]
        return alike + [near for choice in alike for near in _one_otherwise(choice, options) if fits(near)]


def _one_otherwise(choice: Choice, options: Sequence[tuple[Reading, ...]]) -> Iterator[Choice]:
    for at, readings in enumerate(options):
        for other in readings:
            if other != choice[at]:
                yield (*choice[:at], other, *choice[at + 1 :])


def _of_one_manner(options: Sequence[tuple[Reading, ...]]) -> Iterator[Choice]:
    for manner in dict.fromkeys(one.manner for readings in options for one in readings):
        yield tuple(
            next((one for one in readings if one.manner is manner), readings[0]) for readings in options
        )
