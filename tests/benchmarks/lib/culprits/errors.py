"""Errors as people make them, sown into a clean workbook with a fixed seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import RowKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.reconcile.slips import Kind
from mtqg_xl.rules import Relation
from mtqg_xl.rules.expressions import Add, Divide, Multiply, Node, Number, Ref
from tests.benchmarks.lib.culprits.sheets import Mode, Sheet, observed
from tests.benchmarks.lib.culprits.strokes import KEYS, STROKES

#: How often each kind is sown, in hundredths; those that a sheet gives no room for are drawn again.
SHARES: Mapping[Kind, int] = {
    Kind.REPLACE: 32,
    Kind.INSERT: 10,
    Kind.OMIT: 11,
    Kind.SWAP: 12,
    Kind.SIGN: 3,
    Kind.UNIT: 6,
    Kind.DECIMAL: 4,
    Kind.BLANK: 6,
    Kind.COPY: 4,
    Kind.COPY_PREVIOUS: 3,
    Kind.EXCHANGE: 3,
    Kind.SHIFT: 2,
    Kind.LEFT_OUT: 3,
    Kind.DENOMINATOR: 3,
}
#: In a workbook of live formulas, how often a formula is typed over, with a slip.
_TYPED_OVER = 0.08
MOST_ERRORS = 6
#: A sheet with few figures has fewer errors: one figure in so many is wrong at most.
_ROOM_FOR_ONE = 6
_DRAWS = 60

Made = Mapping[CellKey, Decimal | None]


@dataclass(frozen=True)
class Error:
    """One slip of a person: what it left in the cells it touched; ``over`` if typed over a formula."""

    kind: Kind
    changes: Mapping[CellKey, Observation]
    over: bool = False


def sow(sheet: Sheet, seed: int) -> list[Error]:
    """One to six errors of distinct cells; fewer where the sheet has few figures, none where it has none."""
    rng = Random(f"{seed}/{sheet.group.name}/{sheet.mode}/{sheet.number}")
    figures = [key for key, seen in sheet.clean.items() if seen.value]
    wanted = min(rng.randint(1, MOST_ERRORS), max(1, len(figures) // _ROOM_FOR_ONE))
    sower = _Sower(sheet, rng)
    found: list[Error] = []
    used: set[CellKey] = set()
    for _ in range(_DRAWS * wanted):
        if len(found) == wanted:
            break
        error = sower.draw()
        if error is not None and used.isdisjoint(error.changes):
            used.update(error.changes)
            found.append(error)
    return found


class _Sower:
    def __init__(self, sheet: Sheet, rng: Random) -> None:
        self._sheet = sheet
        self._rng = rng
        self._typed = sheet.typed
        self._live = [key for key in sheet.live if sheet.clean[key].value]
        self._rows: dict[str, Sequence[str]] = {}
        self._columns: dict[str, Sequence[str]] = {}
        for form in sheet.group.forms:
            kept = [row for row in form.rows if row.kind not in (RowKind.HEADING, RowKind.CLOSING)]
            self._rows[form.code] = [row.key for row in kept]
            self._columns[form.code] = [column.key for column in form.columns]

    def draw(self) -> Error | None:
        """An error of a kind drawn by its share; ``None`` when the cell drawn has no room for it."""
        if self._live and (not self._typed or self._rng.random() < _TYPED_OVER):
            kind = self._rng.choices(list(KEYS), list(KEYS.values()))[0]
            return self._error(kind, self._stroke(self._rng.choice(self._live), kind), over=True)
        if not self._typed:
            return None
        kind = self._rng.choices(list(SHARES), list(SHARES.values()))[0]
        if kind in STROKES:
            return self._error(kind, self._stroke(self._rng.choice(self._typed), kind))
        ways: Mapping[Kind, Callable[[], Made | None]] = {
            Kind.BLANK: self._blanked,
            Kind.COPY: self._copied,
            Kind.COPY_PREVIOUS: self._copied_from_before,
            Kind.EXCHANGE: self._exchanged,
            Kind.SHIFT: self._shifted,
            Kind.LEFT_OUT: self._left_out,
            Kind.DENOMINATOR: self._other_denominator,
        }
        return self._error(kind, ways[kind]())

    def _error(self, kind: Kind, made: Made | None, over: bool = False) -> Error | None:
        if made is None:
            return None
        clean = self._sheet.clean
        changes = {
            key: _written(clean[key], value) for key, value in made.items() if value != clean[key].value
        }
        return Error(kind, changes, over) if changes else None

    def _stroke(self, key: CellKey, kind: Kind) -> Made | None:
        seen = self._sheet.clean[key]
        assert seen.value is not None
        measure = self._sheet.measure(key)
        value = self._sheet.printed(key, seen.value) if seen.formula else seen.value
        made = STROKES[kind](value, measure.kind, self._rng)
        return None if made is None or made == value else {key: made}

    def _blanked(self) -> Made:
        return {self._rng.choice(self._typed): None}

    def _copied(self) -> Made | None:
        key = self._rng.choice(self._typed)
        near = [other for other in self._neighbours(key) if other.row == key.row or self._above(other, key)]
        figures = [value for other in near if (value := self._sheet.clean[other].value)]
        return {key: self._rng.choice(figures)} if figures else None

    def _copied_from_before(self) -> Made | None:
        earlier = self._sheet.context.earlier
        if earlier is None:
            return None
        key = self._rng.choice(self._typed)
        before = earlier.observation(key._replace(form=key.form + BEFORE))
        return {key: before.value} if before is not None and before.value else None

    def _exchanged(self) -> Made | None:
        key = self._rng.choice(self._typed)
        near = [other for other in self._neighbours(key) if other in set(self._typed)]
        if not near:
            return None
        other = self._rng.choice(near)
        return {key: self._sheet.clean[other].value, other: self._sheet.clean[key].value}

    def _shifted(self) -> Made | None:
        """Two to five figures of a column one row too low or too high; the row they left is blank."""
        start = self._rng.choice(self._typed)
        rows = self._rows[start.form]
        at, length = rows.index(start.row), self._rng.randint(2, 5)
        block = [start._replace(row=row) for row in rows[at : at + length + 1]]
        if len(block) < 3 or not set(block) <= set(self._typed):
            return None
        if self._rng.random() < 0.5:
            block.reverse()
        figures = [None, *(self._sheet.clean[key].value for key in block[:-1])]
        return dict(zip(block, figures, strict=True))

    def _left_out(self) -> Made | None:
        """A total made without one of its parts."""
        sums = [(key, parts) for key, relation in self._rules() if len(parts := _parts(relation)) > 1]
        if not sums:
            return None
        key, parts = self._rng.choice(sums)
        part, value = self._sheet.clean[self._rng.choice(parts)].value, self._sheet.clean[key].value
        return {key: value - part} if part and value is not None else None

    def _other_denominator(self) -> Made | None:
        """A rate of another figure of its row."""
        rates = [(key, found) for key, relation in self._rules() if (found := _quotient(relation.right))]
        if not rates:
            return None
        key, (over, under, factor) = self._rng.choice(rates)
        cells = (key._replace(column=column) for column in self._columns[key.form])
        figures = {
            other: value
            for other in cells
            if other not in (key, over, under)
            and other in self._sheet.clean
            and (value := self._sheet.clean[other].value)
            and self._sheet.measure(other).kind is not MeasureKind.RATE
        }
        above = self._sheet.clean[over].value if over in self._sheet.clean else None
        if not figures or not above:
            return None
        below = figures[self._rng.choice(list(figures))]
        return {key: self._sheet.printed(key, above / below * factor)}

    def _rules(self) -> Iterator[tuple[CellKey, Relation]]:
        """The typed totals and rates with what defines them."""
        if self._sheet.mode is Mode.TYPED:
            typed = set(self._typed)
            yield from ((key, rule) for key, (rule, _) in self._sheet.group.formulas.items() if key in typed)

    def _neighbours(self, key: CellKey) -> Iterator[CellKey]:
        rows, columns = self._rows[key.form], self._columns[key.form]
        row, column = rows.index(key.row), columns.index(key.column)
        for down, right in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            if 0 <= row + down < len(rows) and 0 <= column + right < len(columns):
                other = key._replace(row=rows[row + down], column=columns[column + right])
                if other in self._sheet.clean:
                    yield other

    def _above(self, other: CellKey, key: CellKey) -> bool:
        rows = self._rows[key.form]
        return rows.index(other.row) < rows.index(key.row)


def _written(clean: Observation, value: Decimal | None) -> Observation:
    kept = {"sheet": clean.sheet, "cell": clean.cell}
    if value is None:
        return Observation(clean.key, State.BLANK, **kept)
    return replace(observed(clean.key, value), **kept)


def _parts(relation: Relation) -> list[CellKey]:
    match relation.right:
        case Add(terms) if all(isinstance(term, Ref) for term in terms):
            return [term.key for term in terms if isinstance(term, Ref)]
        case _:
            return []


def _quotient(node: Node) -> tuple[CellKey, CellKey, Decimal] | None:
    match node:
        case Multiply(Divide(Ref(over), Ref(under)), Number(factor)):
            return over, under, factor
        case Divide(Ref(over), Ref(under)):
            return over, under, Decimal(1)
        case _:
            return None
