"""The grade of every cell, from the columns of the constraint matrix.

A wrong figure leaves residuals: its error times its column of the matrix. Another cell explains
them exactly when its own column is parallel. So what decides is which columns are parallel, over
the exact equalities alone (for every error) and over all relations (for no error at all).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.proving.identify.grades import Degree, Grade, Level
from mtqg_xl.proving.identify.structure import Line, Sight

#: Where a factor stands: number of the line, number of the part.
_Place = tuple[int, int]
_Vector = tuple[tuple[_Place, Fraction], ...]
_Class = tuple[object, ...]


@dataclass(slots=True)
class _Column:
    """The column of one cell: its factors by place, and its lines by how sharply they see."""

    factors: dict[_Place, Fraction] = field(default_factory=dict)
    lines: dict[Sight, dict[int, None]] = field(default_factory=lambda: {sight: {} for sight in Sight})

    def copy(self) -> _Column:
        return _Column(dict(self.factors), {sight: dict(lines) for sight, lines in self.lines.items()})

    @property
    def direction(self) -> _Vector:
        """The factors in the exact equalities up to a common multiple: the same for parallel columns."""
        exact = self.lines[Sight.EXACT]
        return _direction({place: factor for place, factor in self.factors.items() if place[0] in exact})

    @property
    def alike(self) -> _Class:
        """What cells have in common that no figures whatever can tell apart.

        Parallel columns, as a rule. A cell that only one rate, or only one bound, speaks of can
        be made good by any other cell of which the same is true.
        """
        exact, rates, bounds = (self.lines[sight] for sight in Sight)
        if not exact and len(rates) + len(bounds) == 1:
            return ("only", *rates, *bounds)
        return ("parallel", *_direction(self.factors))


class Matrix:
    """The constraint matrix of forms; every cell that some line speaks of is a possible culprit."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines: tuple[Line, ...] = ()
        self._columns: dict[CellKey, _Column] = {}
        self._directions: dict[CellKey, _Vector] = {}
        self._classes: dict[CellKey, _Class] = {}
        self._add(lines)

    def joined(self, more: Sequence[Line]) -> Matrix:
        """This matrix with further lines."""
        made = Matrix(())
        made._lines, made._columns = self._lines, dict(self._columns)
        made._directions, made._classes = dict(self._directions), dict(self._classes)
        made._add(more)
        return made

    def _add(self, lines: Sequence[Line]) -> None:
        touched: dict[CellKey, _Column] = {}
        for number, line in enumerate(lines, start=len(self._lines)):
            for part, factors in enumerate(line.parts):
                for key, factor in factors.items():
                    column = touched.get(key)
                    if column is None:
                        known = self._columns.get(key)
                        column = touched[key] = known.copy() if known else _Column()
                    column.factors[number, part] = factor
                    column.lines[line.sight][number] = None
        self._lines += tuple(lines)
        self._columns |= touched
        self._directions |= {key: column.direction for key, column in touched.items()}
        self._classes |= {key: column.alike for key, column in touched.items()}

    def levels(self, cells: Collection[CellKey]) -> dict[CellKey, Level]:
        """The grade of each of ``cells`` in one word."""
        crowd, alike = Counter(self._directions.values()), Counter(self._classes.values())
        return {
            key: Grade(key, *self._degrees(key, crowd, alike)).level if key in self._columns else Level.UNSEEN
            for key in cells
        }

    def grades(self, cells: Collection[CellKey]) -> dict[CellKey, Grade]:
        """The grade of each of ``cells`` with what it rests on."""
        crowd, alike = Counter(self._directions.values()), Counter(self._classes.values())
        members: dict[_Class, list[CellKey]] = {}
        for key, name in self._classes.items():
            members.setdefault(name, []).append(key)
        shared = {name: tuple(found) for name, found in members.items()}
        grades = {}
        for key in cells:
            if key not in self._columns:
                grades[key] = Grade(key, Degree.NO, Degree.NO, Degree.NO)
                continue
            lines = self._columns[key].lines
            degrees = self._degrees(key, crowd, alike)
            exact, rates, bounds = (self._rules(lines[sight]) for sight in Sight)
            grades[key] = Grade(key, *degrees, exact, rates, bounds, shared[self._classes[key]])
        return grades

    def _degrees(
        self, key: CellKey, crowd: Mapping[_Vector, int], alike: Mapping[_Class, int]
    ) -> tuple[Degree, Degree, Degree]:
        column = self._columns[key]
        stated = [self._lines[n] for n in column.lines[Sight.RATE] if key in self._lines[n].plain]
        exact = self._is_held(key)
        if alike[self._classes[key]] > 1:
            localisable = Degree.NO
        elif exact:
            localisable = Degree.SURE if crowd[self._directions[key]] == 1 else Degree.PERHAPS
        else:
            # A stated rate is found when whatever it is computed from is held by sums of its own.
            sure = any(all(map(self._is_held, line.cells - {key})) for line in stated)
            localisable = Degree.SURE if sure else Degree.PERHAPS
        return (
            Degree.SURE if exact or stated else Degree.PERHAPS,
            localisable,
            localisable if exact or stated else Degree.NO,
        )

    def _is_held(self, key: CellKey) -> bool:
        return bool(self._columns[key].lines[Sight.EXACT])

    def _rules(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._lines[number].rule for number in numbers))


def _direction(factors: Mapping[_Place, Fraction]) -> _Vector:
    if not factors:
        return ()
    first = next(iter(factors.values()))
    if first == 1:
        return tuple(factors.items())
    if first == -1:
        return tuple((place, -factor) for place, factor in factors.items())
    return tuple((place, factor / first) for place, factor in factors.items())
