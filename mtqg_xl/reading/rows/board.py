"""What is known so far while rows are matched: who is bound to what, what is open, what has to be asked."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import TypeVar

from mtqg_xl.reading.rows.labels import plain_key
from mtqg_xl.reading.rows.likeness import Likeness, adds_meaning, likeness
from mtqg_xl.reading.rows.measures import by_measure, without_measure
from mtqg_xl.reading.rows.model import Line, Wanted
from mtqg_xl.reading.rows.numbers import NumberKey, agrees, number_key
from mtqg_xl.reading.rows.sheet_lines import ready
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.likeness import ALIKE, similarity

_Value = TypeVar("_Value", bound=Hashable)


class Board:
    """The rows of a form and the lines of a sheet by their places in order; ``bound`` says which is which.

    Rows and lines are meant by their index. ``context`` is the row that another stands under: its parent,
    or where that is not known the row before with a label of its own.
    """

    def __init__(self, wanted: Sequence[Wanted], lines: Sequence[Line]) -> None:
        self.wanted = wanted
        plain = [match_key(row.label) for row in wanted]
        self.numbers = [number_key(row.number) for row in wanted]
        self.keys, self.seen = by_measure(wanted, plain, ready(lines, plain))
        self.shown: list[NumberKey] = [one.number for one in self.seen]
        self.bound: dict[int, int] = {}
        self.rows: dict[int, int] = {}
        self.asked: dict[int, tuple[int, int | None]] = {}
        self.refused: set[int] = set()
        self.named = _places(self.keys)
        self.labelled = _places([one.key for one in self.seen])
        self.numbered = _places(self.numbers)
        self.printed = _places(self.shown)
        self.parents = self._parents()
        self.context = self._contexts()

    def like(self, line: int, key: str) -> Likeness | None:
        """How the label of a line may be the label ``key`` of the form, short forms written out or not."""
        one, row = self.seen[line], self.wanted[self.named[key][0]]
        if one.line.measure and row.measure and one.line.measure != row.measure:
            return None
        shown, label = " ".join(part.label for part in one.parts), row.label
        key = without_measure(one.key)
        found = likeness(key, match_key(label))
        plain = likeness(plain_key(shown), plain_key(label))
        ways = [way for way in (found, plain) if way is not None]
        wanted = match_key(label)
        if not ways and similarity(key, wanted) >= ALIKE and not adds_meaning(key, wanted):
            ways.append(Likeness(1, weak=False))
        return min(ways, key=lambda way: (way.weak, way.cut, way.cost), default=None)

    def bind(self, row: int, line: int) -> None:
        """Row and line belong together."""
        self.bound[row] = line
        self.rows[line] = row
        self.asked.pop(line, None)

    def release(self, row: int) -> None:
        """Take a binding back."""
        del self.rows[self.bound.pop(row)]

    def ask(self, line: int, first: int, second: int | None = None) -> None:
        """Which row the line is has to be asked, unless something else settles it later."""
        if line not in self.rows:
            self.asked[line] = (first, second if second != first else None)

    def open_rows(self, key: str) -> list[int]:
        """Rows of this label that are not bound yet."""
        return [row for row in self.named.get(key, ()) if row not in self.bound]

    def open_lines(self, key: str) -> list[int]:
        """Lines of this label that are not bound yet."""
        return [at for at in self.labelled.get(key, ()) if at not in self.rows and at not in self.refused]

    def above(self, line: int) -> int | None:
        """The row that the nearest bound line above is."""
        return next((self.rows[at] for at in range(line - 1, -1, -1) if at in self.rows), None)

    def around(self, row: int) -> tuple[int | None, int | None]:
        """The nearest bound rows before and after in the form."""
        before = next((one for one in range(row - 1, -1, -1) if one in self.bound), None)
        after = next((one for one in range(row + 1, len(self.wanted)) if one in self.bound), None)
        return before, after

    def between(self, row: int, line: int, besides: Collection[int] = ()) -> bool:
        """Whether the nearest bound lines above and below are rows before and after ``row`` in the form.

        Rows ``besides`` are passed over.
        """
        rows = {at: one for at, one in self.rows.items() if one not in besides} if besides else self.rows
        above = next((rows[at] for at in range(line - 1, -1, -1) if at in rows), -1)
        below = next((rows[at] for at in range(line + 1, len(self.seen)) if at in rows), len(self.wanted))
        return above < row < below

    def number_goes_on(self, row: int, line: int) -> bool:
        """Whether the line goes on the number its heading shows as the row goes on that of its heading."""
        heading = self.context[row]
        if heading is None or heading not in self.bound or self.bound[heading] > line:
            return False
        above, shown = self.shown[self.bound[heading]], self.shown[line]
        own, number = self.numbers[heading], self.numbers[row]
        goes_on = bool(above) and shown[: len(above)] == above and number[: len(own)] == own
        return goes_on and bool(shown[len(above) :]) and shown[len(above) :] == number[len(own) :]

    def exchanged(self, row: int) -> bool:
        """Whether a row and others bear each other's numbers: either these are wrong or the labels."""
        passed: list[int] = []
        while row in self.bound and row not in passed:
            passed.append(row)
            line = self.bound[row]
            row = next((one for one in self.foreign(row, line) if one in self.bound), -1)
        return row == passed[0] if passed and len(passed) > 1 else False

    def chain(self, row: int | None) -> Iterator[int]:
        """The row and the rows that it stands under, innermost first."""
        passed: set[int] = set()
        while row is not None and row not in passed:
            passed.add(row)
            yield row
            namesake = len(self.named[self.keys[row]]) > 1
            row = self.context[row] if namesake else self.parents[row]

    def foreign(self, row: int, line: int) -> list[int]:
        """Other rows whose number the line shows although it should show that of ``row``."""
        shown = self.shown[line]
        if not shown or agrees(self.numbers[row], shown):
            return []
        return [one for one in self.numbered.get(shown, ()) if one != row]

    def trusted(self, line: int) -> bool:
        """Whether the number a line shows is that of the form: its heading and neighbours show their own."""
        shown = self.shown[line]
        if not shown:
            return False
        for length in range(1, len(shown)):
            heads = self.printed.get(shown[:length], ())
            if any(self._contradicts(head) for head in heads if head != line):
                return False
            if any(self._restyled(row) for row in self.numbered.get(shown[:length], ())):
                return False
        beside = [
            at
            for at in self.rows
            if at != line and len(self.shown[at]) == len(shown) and self.shown[at][:-1] == shown[:-1]
        ]
        above = max((at for at in beside if at < line), default=None)
        below = min((at for at in beside if at > line), default=None)
        return not any(self._contradicts(at) for at in (above, below) if at is not None)

    def _contradicts(self, line: int) -> bool:
        """Whether a line shows the number of a row that it is not."""
        row = self.rows.get(line)
        if row is None:
            keys = {self.keys[one] for one in self.numbered.get(self.shown[line], ())}
            return bool(keys) and not any(self.like(line, key) for key in keys if key)
        return not agrees(self.numbers[row], self.shown[line])

    def _restyled(self, row: int) -> bool:
        """Whether a row is bound to a line that shows another number."""
        line = self.bound.get(row)
        return line is not None and bool(self.shown[line]) and not agrees(self.numbers[row], self.shown[line])

    def _parents(self) -> list[int | None]:
        places = {row.key: at for at, row in enumerate(self.wanted)}
        return [places.get(row.parent) if row.parent is not None else None for row in self.wanted]

    def _contexts(self) -> list[int | None]:
        found: list[int | None] = []
        before: int | None = None
        for at, key in enumerate(self.keys):
            parent = self.parents[at]
            found.append(before if parent is None else parent)
            if key and len(self.named[key]) == 1:
                before = at
        return found


def _places(values: Sequence[_Value]) -> dict[_Value, list[int]]:
    places: dict[_Value, list[int]] = {}
    for at, value in enumerate(values):
        if value:
            places.setdefault(value, []).append(at)
    return places
