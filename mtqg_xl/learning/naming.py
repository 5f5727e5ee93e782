"""From cells of the sheet to the codes of rows and columns: a formula in the notation of forms."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mtqg_xl.learning.fingerprint import fingerprint
from mtqg_xl.learning.formulas import NotUnderstood
from mtqg_xl.learning.layout import is_figure
from mtqg_xl.learning.meaning import added, place_of
from mtqg_xl.learning.model import LearntColumn, LearntRow, LearntTable
from mtqg_xl.rules.expressions import Add, Call, Divide, Multiply, Negative, Node, Number, Ref, walk

_SHORT_SUM, _LONG_SUM = 3, 8


@dataclass(frozen=True, slots=True)
class Described:
    """A formula in words of the form. ``across`` says that it works within its row, else within its column.

    ``mark`` is shared by formulas that say the same; ``rows`` and ``columns`` are the keys it speaks of.
    """

    text: str
    across: bool
    mark: Fraction | None
    rows: frozenset[str]
    columns: frozenset[str]
    places: bool = False


class Naming:
    """The codes that the cells of one table answer to."""

    def __init__(self, table: LearntTable) -> None:
        self._table = table
        self._columns = {column.at: column for column in table.columns if "stub" not in column.kind}
        self._rows = {at: row for row in table.rows for at in row.places}
        self._order = {row.key: n for n, row in enumerate(table.rows)}

    def row_at(self, at: int) -> LearntRow | None:
        """The row of the form that a row of the sheet belongs to."""
        return self._rows.get(at)

    def column_at(self, at: int) -> LearntColumn | None:
        """The column of the form that a column of the sheet is."""
        return self._columns.get(at)

    def describe(self, row: int, column: int, node: Node) -> Described:
        """The formula in the cell at ``row``, ``column``; :class:`NotUnderstood` when it leaves the table."""
        node = self._within(node)
        places = [place_of(part.key) for part in walk(node) if isinstance(part, Ref)]
        if (row, column) in places or not places:
            raise NotUnderstood("()")
        beside = any(place[0] == row for place in places)
        along = any(place[1] == column and place[0] != row for place in places)
        across = beside or not along
        writer = _Writer(self, row, column, across)
        text = writer.sum(node)
        mark = fingerprint(node, lambda leaf: writer.leaf(leaf))  # type: ignore[arg-type]
        fixed = any(place[0] != row if across else place[1] != column for place in places)
        rows = frozenset(self._rows[place[0]].key for place in places)
        columns = frozenset(self._columns[place[1]].key for place in places)
        return Described(text, across, mark, rows, columns, fixed)

    def is_figure_column(self, at: int) -> bool:
        """Whether a column of the sheet reports figures of the form."""
        column = self._columns.get(at)
        return column is not None and not column.is_text

    def rows_between(self, first: str, last: str) -> list[LearntRow]:
        """The rows of the form from one key to another."""
        return self._table.rows[self._order[first] : self._order[last] + 1]

    def order(self, key: str) -> int:
        """The place of a row in the form."""
        return self._order[key]

    def _within(self, node: Node) -> Node:
        """``node`` without the blank cells beside the table that ranges sweep over."""
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
            case Ref(key):
                row, column = place_of(key)
                if row not in self._rows or not self.is_figure_column(column):
                    raise NotUnderstood("↗")
                return node
            case _:
                return node

    def _is_idle(self, node: Node) -> bool:
        if not isinstance(node, Ref):
            return False
        row, column = place_of(node.key)
        if row in self._rows and self.is_figure_column(column):
            return False
        return not is_figure(self._table.unmerged.sheet.cell(row, column))


class _Writer:
    """Writes one formula; names are column codes when it works ``across`` a row, else row keys."""

    def __init__(self, naming: Naming, row: int, column: int, across: bool) -> None:
        self._naming = naming
        self._row = row
        self._column = column
        self._across = across

    def leaf(self, ref: Ref) -> str:
        row, column = place_of(ref.key)
        here, there = self._naming.row_at(row), self._naming.column_at(column)
        if here is None or there is None:
            raise NotUnderstood("↗")
        if self._across and row == self._row:
            return there.key
        if not self._across and column == self._column:
            return here.key if not here.members else f"{here.key}@{row}"
        if here.members:
            # A fixed cell of one unit's row: nothing that holds for every unit.
            raise NotUnderstood("↗")
        return f"[{here.key};{there.key}]"

    def sum(self, node: Node) -> str:
        if self._is_row(node) and "@" in self.leaf(node):  # type: ignore[arg-type]
            node = Add((node,))  # a list of one unit
        if not isinstance(node, Add):
            return self._product(node)
        text = ""
        for piece, minus in self._pieces(node):
            sign = "-" if minus else "+" if text else ""
            text += f"{sign}{piece}"
        return text

    def _pieces(self, node: Add) -> list[tuple[str, bool]]:
        """The terms of a sum, rows that follow each other drawn together."""
        refs = [term for term in node.terms if self._is_row(term)]
        spread = any("@" in self.leaf(ref) for ref in refs if isinstance(ref, Ref))
        pieces: list[tuple[str, bool]] = []
        if spread or len(refs) > _SHORT_SUM:
            runs = self._runs([ref for ref in refs if isinstance(ref, Ref)])
            plain = len(runs) <= _LONG_SUM and not any(":" in run or "#" in run for run in runs)
            pieces += [(run, False) for run in runs] if plain else [(f"sum({','.join(runs)})", False)]
            rest = [term for term in node.terms if term not in refs]
        else:
            rest = list(node.terms)
        for term in rest:
            minus = isinstance(term, Negative)
            inner = term.term if isinstance(term, Negative) else term
            pieces.append((self._product(inner), minus))
        return pieces

    def _is_row(self, term: Node) -> bool:
        return not self._across and isinstance(term, Ref) and place_of(term.key)[1] == self._column

    def _runs(self, refs: list[Ref]) -> list[str]:
        rows = [place_of(ref.key)[0] for ref in refs]
        if len(set(rows)) != len(rows):
            raise NotUnderstood("+")
        found: list[str] = []
        keys: list[str] = []
        for at in rows:
            row = self._naming.row_at(at)
            assert row is not None
            if not row.members:
                keys.append(row.key)
            elif f"#{row.key}" not in found:
                if not set(row.members) <= set(rows):
                    raise NotUnderstood("#")
                found.append(f"#{row.key}")
        return [*self._ranges(keys), *found]

    def _ranges(self, keys: list[str]) -> list[str]:
        pieces: list[str] = []
        run: list[str] = []
        for key in keys:
            if run and not self._follows(run[-1], key):
                pieces += _run_text(run)
                run = []
            run.append(key)
        return pieces + _run_text(run) if run else pieces

    def _follows(self, first: str, second: str) -> bool:
        """Whether nothing but headings stands between two rows."""
        if self._naming.order(second) <= self._naming.order(first):
            return False
        between = self._naming.rows_between(first, second)[1:-1]
        return all(row.kind == "heading" for row in between)

    def _product(self, node: Node) -> str:
        match node:
            case Number(value):
                return f"{{{format(value, 'f')}}}"
            case Ref():
                return self.leaf(node)
            case Negative(term):
                return f"(-{self._factor(term)})"
            case Multiply(left, Number(value)) if value == 100:
                return f"{self._product(left)}*100"
            case Multiply(left, right):
                return f"{self._factor(left)}*{self._factor(right, after=True)}"
            case Divide(left, right):
                return f"{self._factor(left)}/{self._factor(right, after=True)}"
            case Call(function, arguments):
                return f"{function}({','.join(self.sum(argument) for argument in arguments)})"
            case Add():
                return self._bracketed(node)
        raise NotUnderstood("?")

    def _factor(self, node: Node, after: bool = False) -> str:
        if isinstance(node, Add):
            return self._bracketed(node)
        if after and isinstance(node, Multiply | Divide):
            return f"({self._product(node)})"
        return self._product(node)

    def _bracketed(self, node: Add) -> str:
        pieces = self._pieces(node)
        return pieces[0][0] if len(pieces) == 1 and not pieces[0][1] else f"({self.sum(node)})"


def _run_text(run: list[str]) -> list[str]:
    return [f"{run[0]}:{run[-1]}"] if len(run) > _SHORT_SUM else run
