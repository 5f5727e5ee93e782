"""Which column of a sheet is which column of a form: by code and headings together, one to one.

A code alone may stand over the wrong figures, and so may a heading: where both are printed they must
agree. What neither settles is left open as a doubt, for what the relations say or for a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mtqg_xl.reading.tables.blocks import Block, codes_in
from mtqg_xl.reading.tables.paths import Path, likeness, without_measure
from mtqg_xl.reading.tables.planes import Plane
from mtqg_xl.reading.tables.shapes import Heading, Shape, code_key
from mtqg_xl.reading.unmerged import code_in_heading

#: From here on headings name a column without help.
SURE: Final = 0.86
#: From here on they speak for a column.
_AGREE: Final = 0.5
#: Enough beside a code, when no other column of the form is more like what is printed.
_BESIDE_CODE: Final = 0.25
#: The second best must be this much worse.
_MARGIN: Final = 0.08
#: A heading this likely another column's contradicts the code under it.
_OTHERS: Final = 0.72
#: Enough beside a code that stands between its neighbours.
_BETWEEN: Final = 0.4
#: A unit of measure behind a heading changes nothing, where the form writes none there.
_WITH_MEASURE: Final = 0.97
#: A last heading of so many words, the only one of its kind, names a column.
_TELLING: Final = 2
_LEAF_ALONE: Final = 0.9
_MOSTLY: Final = 0.7
#: So many of the words of a heading over its code leave no doubt, however they are put; so few say nothing.
_WORDED: Final = 0.65
_LITTLE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Doubt:
    """A column of the form that could stand in several columns of the plane, best first; or in none."""

    column: str
    places: tuple[int, ...]


@dataclass(slots=True)
class Columns:
    """The columns of one table of a form on a plane.

    ``bound`` are sure; ``doubts`` are open; ``missing`` are not there. ``strays`` are columns that
    have a heading and belong to no column of the form. ``score`` compares blocks.
    """

    block: Block
    bound: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)
    score: float = 0.0
    paths: dict[int, Path] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Which part of the form's columns is there, sure or not."""
        known = len(self.bound) + len(self.doubts)
        return known / (known + len(self.missing)) if known else 0.0


def bind_columns(plane: Plane, shape: Shape, block: Block) -> Columns:
    """The columns of ``shape`` under the headings of ``block``."""
    return _Binder(plane, shape, block).columns()


class _Binder:
    def __init__(self, plane: Plane, shape: Shape, block: Block) -> None:
        self._headings = shape.headings
        self._result = Columns(block)
        self._codes = self._result.codes
        for code, at in codes_in(plane, block.code_row).items() if block.code_row else ():
            for column in at:
                if block.left <= column <= block.right:
                    self._codes[column] = code
        if block.code_row is None:
            self._codes |= {c: code for c, code in _codes_in_headings(plane, block) if code in shape.codes}
        self._paths = self._result.paths
        self._bare: dict[int, Path] = {}
        over = paths_over(plane, block)
        for column in range(block.left, block.right + 1):
            path, bare = over[column] if column < len(over) else ((), ())
            if path or column in self._codes:
                self._paths[column] = path
                if bare != path:
                    self._bare[column] = bare
        self._known = shape.codes
        self._best: dict[int, float] = {}
        self._like: dict[str, dict[int, float]] = {}
        self._measure()

    def _measure(self) -> None:
        """The likeness of every heading of the form to every path, and the best of each column."""
        exact: dict[Path, list[int]] = {}
        for column, path in self._paths.items():
            exact.setdefault(path, []).append(column)
        for heading in self._headings:
            like = dict.fromkeys(exact.get(heading.path, ()), 1.0)
            if not like or len(like) > 1 or not heading.path:
                like = {column: likeness(heading.path, path) for column, path in self._paths.items()}
                for column, bare in self._bare.items():
                    like[column] = max(like[column], _WITH_MEASURE * likeness(heading.path, bare))
            self._like[heading.column] = like
        self._by_leaf()
        for like in self._like.values():
            for column, value in like.items():
                self._best[column] = max(self._best.get(column, 0.0), value)

    def _by_leaf(self) -> None:
        """A last heading that stands once in the form and once over the table needs no group."""
        wanted = Counter(heading.path[-1] for heading in self._headings if heading.path)
        shown = Counter(path[-1] for path in self._paths.values() if path)
        for heading in self._headings:
            leaf = heading.path[-1] if heading.path else ""
            if len(leaf.split()) < _TELLING or wanted[leaf] != 1 or shown[leaf] != 1:
                continue
            place = next(column for column, path in self._paths.items() if path and path[-1] == leaf)
            self._like[heading.column][place] = max(self._like[heading.column].get(place, 0.0), _LEAF_ALONE)

    def columns(self) -> Columns:
        result = self._result
        open_headings: list[Heading] = []
        by_code_only: list[tuple[Heading, int]] = []
        for heading in self._headings:
            coded = [c for c, code in self._codes.items() if heading.code and code == heading.code]
            place = self._agreed(heading, coded) or self._named(heading, coded)
            if place is not None:
                result.bound[heading.column] = place
            elif len(coded) == 1 and self._uncontradicted(heading, coded[0]):
                if self._worded(heading, coded[0]) >= _WORDED:
                    result.bound[heading.column] = coded[0]
                else:
                    by_code_only.append((heading, coded[0]))
            else:
                open_headings.append(heading)
        self._in_order(open_headings)
        self._apart()
        open_headings += [h for h in self._headings if h.column in self._lost]
        agreeing = len(result.bound)
        for heading, column in by_code_only:
            free = column not in result.bound.values()
            free = free and (not self._paths.get(column) or self._worded(heading, column) >= _LITTLE)
            if free and agreeing >= _MOSTLY * (agreeing + len(by_code_only)):
                result.bound[heading.column] = column
            else:
                open_headings.append(heading)
        self._leave_open(open_headings)
        taken = {*result.bound.values(), *(c for doubt in result.doubts for c in doubt.places)}
        result.strays = [column for column, path in self._paths.items() if path and column not in taken]
        result.score = sum(self._like[key].get(column, 0.0) for key, column in result.bound.items())
        result.score += 0.5 * len(result.doubts)
        return result

    def _agreed(self, heading: Heading, coded: Sequence[int]) -> int | None:
        """The one column with the code, when its headings say the same."""
        if len(coded) != 1:
            return None
        own, best = self._own(heading, coded[0]), self._best.get(coded[0], 0.0)
        elsewhere = self._elsewhere(heading, coded[0])
        better = own < SURE and elsewhere >= _OTHERS and elsewhere > own + _MARGIN
        if own >= _BESIDE_CODE and own >= best - 0.02 and not better:
            return coded[0]
        return None

    def _named(self, heading: Heading, coded: Sequence[int]) -> int | None:
        """The one column that the headings name, when no code contradicts them."""
        like = self._like[heading.column]
        pool = [c for c in like if not coded or c in coded]
        if not pool:
            return None
        place = max(pool, key=lambda column: like[column])
        second = max((like[c] for c in pool if c != place), default=0.0)
        if like[place] < SURE or second > like[place] - _MARGIN:
            return None
        if coded and len(coded) == 1 and like[place] < self._best[place] - 0.02:
            return None
        if self._other_best(heading, place) > like[place] - _MARGIN:
            return None
        printed = self._codes.get(place, "")
        foreign = printed in self._known and printed != heading.code
        return None if foreign else place

    def _in_order(self, open_headings: list[Heading]) -> None:
        """Columns with the right code between their neighbours, where only a group over them says otherwise.

        Merges that a program left behind when columns moved put them under the group beside their own.
        """
        bound = self._result.bound
        order = [heading.column for heading in self._headings]
        waiting = list(open_headings)
        for heading in waiting:
            coded = [c for c, code in self._codes.items() if heading.code and code == heading.code]
            if len(coded) != 1 or coded[0] in bound.values():
                continue
            column, at = coded[0], order.index(heading.column)
            beside = (order[at - 1] if at else "", order[at + 1] if at + 1 < len(order) else "")
            if not any(bound.get(key) in (column - 1, column + 1) for key in beside):
                continue
            own = self._own(heading, column)
            rivals = [h for h in waiting if h.column != heading.column and h.column not in bound]
            if own >= _BETWEEN and all(self._own(rival, column) <= own for rival in rivals):
                bound[heading.column] = column
                open_headings.remove(heading)

    def _uncontradicted(self, heading: Heading, column: int) -> bool:
        """Whether the words over a code at least do not name another column, nor does another claim them."""
        own = self._own(heading, column)
        others = self._other_best(heading, column)
        elsewhere = self._elsewhere(heading, column)
        return others < _OTHERS and elsewhere < _OTHERS and own >= others - _MARGIN

    def _worded(self, heading: Heading, column: int) -> float:
        """Which part of the words of a heading stand over a column; 0 when another heading has more there."""
        shown = set(" ".join(self._paths.get(column, ())).split())
        own = _covered(heading, shown)
        return own if all(_covered(other, shown) <= own for other in self._headings) else 0.0

    def _apart(self) -> None:
        """Two columns of the form in one column of the sheet: neither is sure."""
        holders: dict[int, list[str]] = {}
        for key, column in self._result.bound.items():
            holders.setdefault(column, []).append(key)
        self._lost = {key for keys in holders.values() if len(keys) > 1 for key in keys}
        for key in self._lost:
            del self._result.bound[key]

    def _leave_open(self, headings: Iterable[Heading]) -> None:
        """What is not bound is a doubt where something of the sheet speaks for it, else missing."""
        taken = set(self._result.bound.values())
        spoken = bool(self._result.bound) or any(value >= _AGREE for value in self._best.values())
        wanted = {heading.column: heading for heading in headings}
        for heading in self._headings:
            if heading.column not in wanted:
                continue
            like = self._like[heading.column]
            free = {
                column: like.get(column, 0.0) + (0.5 if self._codes.get(column) == heading.code else 0.0)
                for column in self._paths
                if column not in taken
            }
            places = sorted((c for c, v in free.items() if v >= _AGREE), key=lambda c: (-free[c], c))
            if places and heading.path and spoken:  # a row of small figures looks like codes
                self._result.doubts.append(Doubt(heading.column, tuple(places[:12])))
            else:
                self._result.missing.append(heading.column)

    def _elsewhere(self, heading: Heading, column: int) -> float:
        """How much another column is like ``heading``, among those that no code gives to another one."""
        like = self._like[heading.column].items()
        codes = ((self._codes.get(c, ""), c, value) for c, value in like if c != column)
        free = (value for code, _, value in codes if code not in self._known or code == heading.code)
        return max(free, default=0.0)

    def _own(self, heading: Heading, column: int) -> float:
        return self._like[heading.column].get(column, 0.0)

    def _other_best(self, heading: Heading, column: int) -> float:
        return max(
            (like.get(column, 0.0) for key, like in self._like.items() if key != heading.column), default=0.0
        )


def _covered(heading: Heading, shown: set[str]) -> float:
    words = " ".join(heading.path).split()
    return sum(word in shown for word in words) / len(words) if words else 0.0


def _codes_in_headings(plane: Plane, block: Block) -> Iterator[tuple[int, str]]:
    """The codes that are printed behind the last headings instead of in a row of their own."""
    for column in range(block.left, block.right + 1):
        for row in range(block.bottom, block.top - 1, -1):
            text = plane.printed(row, column)
            if text:
                yield column, code_key(code_in_heading(text).strip("()"))
                break


def paths_over(plane: Plane, block: Block) -> Sequence[tuple[Path, Path]]:
    """The keys of the headings over each column of the plane, outermost first; figures are no headings.

    The second of each leaves off units of measure written behind headings.
    """
    known = plane.over.get((block.top, block.bottom))
    if known is None:
        shown = plane.unmerged.paths(block.top, block.bottom)
        known = plane.over[block.top, block.bottom] = [_both(plane, texts) for texts in shown]
    return known


def paths_shown(plane: Plane, block: Block) -> frozenset[Path]:
    """The headings over the columns of ``block``."""
    place = (block.top, block.bottom, block.left, block.right)
    known = plane.shown.get(place)
    if known is None:
        over = paths_over(plane, block)[block.left : block.right + 1]
        known = plane.shown[place] = frozenset(path for path, _ in over)
    return known


def _both(plane: Plane, texts: tuple[str, ...]) -> tuple[Path, Path]:
    paths = plane.paths.get(texts)
    if paths is None:
        paths = plane.paths[texts] = (_path(plane, texts), _path(plane, map(without_measure, texts)))
    return paths


def _path(plane: Plane, texts: Iterable[str]) -> Path:
    keys: list[str] = []
    for text in texts:
        key = plane.heading_key(text)
        if key and (not keys or keys[-1] != key):
            keys.append(key)
    return tuple(keys)
