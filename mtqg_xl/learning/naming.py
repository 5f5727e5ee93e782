"""From cells of the sheet to the codes of rows and columns: a formula in the notation of forms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from mtqg_xl.learning.formulas.fingerprint import fingerprint
from mtqg_xl.learning.formulas.meaning import added, place_of
from mtqg_xl.learning.formulas.notation_text import NotationText
from mtqg_xl.learning.formulas.parsing import NotUnderstood
from mtqg_xl.learning.model import LearntColumn, LearntForm, LearntRow, LearntTable
from mtqg_xl.learning.paper.layout import is_figure
from mtqg_xl.rules.expressions import Add, Call, Divide, Multiply, Negative, Node, Ref, Tally, walk


class Way(Enum):
    """In which direction a formula works: within its row, within its column, or for its one cell only."""

    ACROSS = "across"
    DOWN = "down"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Described:
    """A formula in words of the form; ``placed`` is the same with every cell named in full.

    ``mark`` is shared by formulas that say the same. ``rows`` and ``columns`` are the keys it speaks of,
    ``plain`` whether it just adds them up, ``places`` whether it names cells in full all the same.
    """

    way: Way
    text: str
    placed: str
    mark: Fraction | None
    rows: frozenset[str]
    columns: frozenset[str]
    plain: bool
    places: bool


class Naming:
    """The codes that the cells of the tables of one form answer to."""

    def __init__(self, form: LearntForm) -> None:
        self._sheet = form.tables[0].unmerged.sheet
        self._tables: dict[int, LearntTable] = {}
        self._rows: dict[int, LearntRow] = {}
        self._order: dict[str, int] = {}
        self.lines: list[LearntRow] = []
        for table in form.tables:
            for row in table.rows:
                self._order[row.key] = len(self.lines)
                self.lines.append(row)
                for at in row.places:
                    self._rows[at] = row
                    self._tables[at] = table
        self._columns = {
            (id(table), column.at): column
            for table in form.tables
            for column in table.columns
            if not column.in_stub
        }
        self._names = {
            id(table): column for table in form.tables for column in table.columns if column.in_stub
        }

    def row_at(self, at: int) -> LearntRow | None:
        """The row of the form that a row of the sheet belongs to."""
        return self._rows.get(at)

    def column_at(self, row: int, column: int) -> LearntColumn | None:
        """The column of the form that stands in ``column`` of the sheet at ``row``."""
        table = self._tables.get(row)
        if table is None:
            return None
        found = self._columns.get((id(table), column))
        names = self._names.get(id(table))
        return found or (names if names is not None and names.at == column else None)

    def order(self, key: str) -> int:
        """The place of a row in the form."""
        return self._order[key]

    def same_table(self, one: int, other: int) -> bool:
        """Whether two rows of the sheet belong to one table."""
        return self._tables.get(one) is self._tables.get(other)

    def describe(self, row: int, column: int, node: Node) -> Described:
        """The formula in the cell at ``row``, ``column``; :class:`NotUnderstood` when it leaves the form."""
        node = self._within(node)
        places = [place_of(part.key) for part in walk(node) if isinstance(part, Ref)]
        tallies = [part for part in walk(node) if isinstance(part, Tally)]
        if (row, column) in places or not (places or tallies):
            raise NotUnderstood("()")
        beside = any(place[0] == row for place in places)
        along = any(
            place[1] == column and place[0] != row and self.same_table(place[0], row) for place in places
        )
        way = Way.CELL if tallies else Way.ACROSS if beside or not along else Way.DOWN
        own = self.row_at(row)
        if way is Way.ACROSS and not beside and not (own is not None and own.members):
            way = Way.CELL
        writer = NotationText(self, row, column, way is Way.ACROSS, way is Way.DOWN)
        text = writer.sum(node)
        full = NotationText(self, row, column, False, False)
        try:
            placed = full.sum(node)
        except NotUnderstood:
            placed = ""
        mark = fingerprint(node, writer.leaf)
        fixed = any(place[0] != row if way is Way.ACROSS else place[1] != column for place in places)
        rows = frozenset(self._rows[place[0]].key for place in places)
        terms = node.terms if isinstance(node, Add) else (node,)
        columns = frozenset(found.key for place in places if (found := self.column_at(*place)))
        plain = way is not Way.CELL and not fixed and all(isinstance(term, Ref) for term in terms)
        return Described(way, text, placed, mark, rows, columns, plain, fixed)

    def _within(self, node: Node) -> Node:
        """``node`` without the blank cells beside the tables that ranges sweep over."""
        match node:
            case Add(terms):
                kept = [self._within(term) for term in terms if not self._is_idle(term)]
                if not kept:
                    raise NotUnderstood("()")
                return added(kept)
            case Call(function, arguments):
                kept = [self._within(argument) for argument in arguments if not self._is_idle(argument)]
                if not kept:
                    raise NotUnderstood("()")
                return Call(function, tuple(kept))
            case Negative(term):
                return Negative(self._within(term))
            case Multiply(left, right):
                return Multiply(self._within(left), self._within(right))
            case Divide(left, right):
                return Divide(self._within(left), self._within(right))
            case Tally(keys, text):
                return Tally(tuple(key for key in keys if place_of(key)[0] in self._rows), text)
            case Ref(key):
                if not self._is_figure(*place_of(key)):
                    raise NotUnderstood("↗")
                return node
            case _:
                return node

    def _is_figure(self, row: int, column: int) -> bool:
        found = self.column_at(row, column)
        return found is not None and not found.is_text and not found.in_stub

    def _is_idle(self, node: Node) -> bool:
        if not isinstance(node, Ref):
            return False
        place = place_of(node.key)
        return not self._is_figure(*place) and not is_figure(self._sheet.cell(*place))
