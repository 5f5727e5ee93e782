"""A relation written as a line of the add-in's table: tokens in the order in which they are worked off.

A cell is named as seen from the cell on the left: ``c5`` stands in its row and the fifth column, ``r3``
in its column and the third row, ``x3_5`` anywhere; ``@3`` are all the rows that a zone or a list spreads
out from the third row, in the column of the left side. Neighbours are put together: ``r3:9``. ``#100`` is
a constant; ``~``, ``*`` and ``/`` work on what stands last; ``[ ... ]z`` adds up, blanks counting for
nothing, and ``[ ... ]u`` adds up where a blank makes the sum unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Final

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form, Row
from mtqg_xl.domain.numerals import plain
from mtqg_xl.rules import Relation
from mtqg_xl.rules.evaluate import blanks_count_nothing
from mtqg_xl.rules.expressions import Add, Divide, Multiply, Negative, Node, Number, Ref

_CELL: Final = re.compile(r"([cr])(\d+)")


class NotWritten(Exception):
    """The relation says more than the table can."""


@dataclass(frozen=True, slots=True)
class Line:
    """A relation as the table has it: the row and column of its left side, and its right side as tokens."""

    row: int
    column: int
    tokens: str


@dataclass(frozen=True)
class Grid:
    """Rows and columns of a form by number, from 1; the rows that a zone or a list gives share a number.

    ``numbers`` are those of a layout, which a form made concrete for some unit need not have all of.
    """

    form: Form
    numbers: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.numbers:
            object.__setattr__(self, "numbers", {key: at for at, (key, _) in enumerate(self.bases, 1)})

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Columns by key."""
        return {column.key: at for at, column in enumerate(self.form.columns, 1)}

    @cached_property
    def bases(self) -> tuple[tuple[str, Row], ...]:
        """The rows as numbered, each by the key that its definition has, with the first of its kind."""
        first: dict[str, Row] = {}
        for row in self.form.rows:
            first.setdefault(base_key(row), row)
        return tuple(first.items())

    @cached_property
    def spread(self) -> Mapping[int, frozenset[str]]:
        """The keys of the rows that stand for one row of the definition, by its number."""
        made: dict[int, set[str]] = {}
        for row in self.form.rows:
            if is_spread(row):
                made.setdefault(self.row(row.key), set()).add(row.key)
        return {number: frozenset(keys) for number, keys in made.items()}

    def row(self, key: str) -> int:
        """The number of a row."""
        number = self.numbers.get(base_key(self.form.row_by_key[key]))
        if number is None:
            raise NotWritten
        return number


def is_spread(row: Row) -> bool:
    """Whether a row is one of several that a zone or a list gives."""
    return row.unit is not None or row.is_line


def base_key(row: Row) -> str:
    """The key of the row of the definition that ``row`` comes from."""
    if row.unit is not None:
        return row.key.removesuffix(f"-{row.unit}")
    return row.key.removesuffix(f"-{row.number}") if row.is_line else row.key


def written(relation: Relation, grid: Grid) -> Line:
    """``relation`` as a line; raises :class:`NotWritten` when the table has no words for it."""
    target = relation.target
    if relation.sign != "=" or target is None or any(key.form != target.form for key in relation.cells):
        raise NotWritten
    tokens = _Writer(relation, grid, target).tokens(relation.right)
    return Line(grid.row(target.row), grid.columns[target.column], " ".join(_together(tokens)))


@dataclass(frozen=True)
class _Writer:
    relation: Relation
    grid: Grid
    target: CellKey

    def tokens(self, node: Node) -> Iterator[str]:
        match node:
            case Number(value):
                yield f"#{plain(value)}"
            case Ref(key) if self._is_part_of_many(key):
                yield from self._sum(Add((node,)))
            case Ref(key):
                yield self._cell(key)
            case Negative(term):
                yield from self.tokens(term)
                yield "~"
            case Multiply(left, right):
                yield from self.tokens(left)
                yield from self.tokens(right)
                yield "*"
            case Divide(left, right):
                yield from self.tokens(left)
                yield from self.tokens(right)
                yield "/"
            case Add():
                yield from self._sum(node)
            case _:
                raise NotWritten

    def _sum(self, node: Add) -> Iterator[str]:
        yield "["
        many: dict[int, list[str]] = {}
        for term in node.terms:
            if isinstance(term, Ref) and self._is_part_of_many(term.key):
                if term.key.column != self.target.column:
                    raise NotWritten
                number = self.grid.row(term.key.row)
                if number not in many:
                    yield f"@{number}"
                many.setdefault(number, []).append(term.key.row)
            else:
                yield from self.tokens(term)
        for number, keys in many.items():
            # Only all of the rows can be named at once, whatever their number turns out to be.
            if len(keys) != len(set(keys)) or set(keys) != self.grid.spread[number]:
                raise NotWritten
        yield "]z" if blanks_count_nothing(node, self.relation.rule.missing) else "]u"

    def _is_part_of_many(self, key: CellKey) -> bool:
        return key.row != self.target.row and self.grid.row(key.row) in self.grid.spread

    def _cell(self, key: CellKey) -> str:
        row, column = self.grid.row(key.row), self.grid.columns[key.column]
        if key.row == self.target.row:
            return f"c{column}"
        return f"r{row}" if key.column == self.target.column else f"x{row}_{column}"


def _together(tokens: Iterable[str]) -> Iterator[str]:
    """The tokens with runs of neighbours put together: ``r3 r4 r5`` is ``r3:5``."""
    numbered = enumerate(tokens)

    def run(item: tuple[int, str]) -> tuple[str, int]:
        at, token = item
        found = _CELL.fullmatch(token)
        return (found[1], int(found[2]) - at) if found else ("", at)

    for (kind, _), group in groupby(numbered, key=run):
        members = [token for _, token in group]
        if kind and len(members) > 1:
            yield f"{members[0]}:{members[-1][1:]}"
        else:
            yield from members
