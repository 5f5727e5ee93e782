"""Writes a formula over cells of the sheet in the notation of forms: ``3=1+2``, ``sum(3.1:3.19)/T``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mtqg_xl.catalogue import unit_register
from mtqg_xl.learning.formulas.meaning import place_of
from mtqg_xl.learning.formulas.parsing import NotUnderstood
from mtqg_xl.learning.model import LearntRow
from mtqg_xl.rules.expressions import Add, Call, Divide, Multiply, Negative, Node, Number, Ref, Tally

if TYPE_CHECKING:
    from mtqg_xl.learning.naming import Naming

#: Up to so many rows are added one by one; so many neighbours make a range.
_SHORT_SUM, _LONG_SUM, _RANGE = 3, 8, 4


class NotationText:
    """Writes one formula of the cell at ``row``, ``column``.

    Names are column codes when it works ``across`` its row, row keys when it works ``down`` its
    column; every other cell is named in full.
    """

    def __init__(self, naming: Naming, row: int, column: int, across: bool, down: bool) -> None:
        self._naming = naming
        self._row = row
        self._column = column
        self._across = across
        self._down = down

    def leaf(self, node: Node) -> str:
        """The name of one cell; cells of rows that stand for many carry their place for the time being."""
        if isinstance(node, Tally):
            return self._tally(node)
        assert isinstance(node, Ref)
        row, column = place_of(node.key)
        here, there = self._naming.row_at(row), self._naming.column_at(row, column)
        if here is None or there is None:
            raise NotUnderstood("↗")
        if self._across and row == self._row:
            return there.key
        if self._is_row(node):
            return here.key if not here.members else f"{here.key}@{row}"
        if here.members:
            # A fixed cell of one unit's row: nothing that holds for every unit.
            raise NotUnderstood("↗")
        return f"[{here.key};{there.key}]"

    def sum(self, node: Node) -> str:
        """``node`` as one side of a rule."""
        text = ""
        for piece, minus in self._pieces(node.terms if isinstance(node, Add) else (node,)):
            sign = "-" if minus else "+" if text else ""
            text += f"{sign}{piece}"
        return text

    def _pieces(self, terms: Sequence[Node]) -> list[tuple[str, bool]]:
        """The terms of a sum with whether they are taken away; rows are drawn together."""
        signed = [(t.term, True) if isinstance(t, Negative) else (t, False) for t in terms]
        drawn: dict[bool, list[str]] = {}
        for minus in (False, True):
            refs = [
                term
                for term, sign in signed
                if sign is minus and isinstance(term, Ref) and self._is_row(term)
            ]
            if len(refs) > _SHORT_SUM or any("@" in self.leaf(ref) for ref in refs):
                runs = self._runs(refs)
                plain = len(runs) <= _LONG_SUM and not any(":" in run or "#" in run for run in runs)
                drawn[minus] = runs if plain else [f"sum({','.join(runs)})"]
        pieces: list[tuple[str, bool]] = []
        told: set[bool] = set()
        for term, minus in signed:
            if minus not in drawn or not (isinstance(term, Ref) and self._is_row(term)):
                pieces.append((self._product(term), minus))
            elif minus not in told:
                told.add(minus)
                pieces += [(text, minus) for text in drawn[minus]]
        return pieces

    def _is_row(self, ref: Ref) -> bool:
        row, column = place_of(ref.key)
        return self._down and column == self._column and self._naming.same_table(row, self._row)

    def _runs(self, refs: Sequence[Ref]) -> list[str]:
        rows = [place_of(ref.key)[0] for ref in refs]
        if len(set(rows)) != len(rows):
            raise NotUnderstood("+")
        keys: list[str] = []
        many: dict[str, LearntRow] = {}
        for at in rows:
            row = self._naming.row_at(at)
            assert row is not None
            if row.members:
                many[row.key] = row
            else:
                keys.append(row.key)
        return [*self._ranges(keys), *(_tag(row, set(rows)) for row in many.values())]

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
        start, end = self._naming.order(first), self._naming.order(second)
        return start < end and all(row.kind == "heading" for row in self._naming.lines[start + 1 : end])

    def _tally(self, node: Tally) -> str:
        """``count(#CT;4="Điện")``: the filled cells of a text column in rows that stand for many."""
        rows = {place_of(key)[0] for key in node.keys}
        columns = {id(found): found for key in node.keys if (found := self._naming.column_at(*place_of(key)))}
        owners = {row.key: row for at in rows if (row := self._naming.row_at(at))}
        if len(columns) != 1 or len(owners) != 1:
            raise NotUnderstood("COUNTIF")
        (column,), (owner,) = columns.values(), owners.values()
        if not (column.is_text or column.in_stub) or not owner.members or set(owner.members) != rows:
            raise NotUnderstood("COUNTIF")
        wanted = f'="{node.text}"' if node.text is not None else ""
        return f"count(#{owner.key};{column.key}{wanted})"

    def _product(self, node: Node) -> str:
        match node:
            case Number(value):
                return f"{{{format(value, 'f')}}}"
            case Ref() | Tally():
                return self.leaf(node)
            case Negative(term):
                return f"(-{self._factor(term)})"
            case Multiply(left, Number(value)) if value == 100:
                return f"{self._factor(left)}*100"
            case Multiply(left, right):
                return f"{self._factor(left)}*{self._factor(right, after=True)}"
            case Divide(left, right):
                return f"{self._factor(left)}/{self._factor(right, after=True)}"
            case Call(function, arguments):
                return f"{function}({','.join(self.sum(argument) for argument in arguments)})"
            case Add():
                return self._factor(node)
        raise NotUnderstood("?")

    def _factor(self, node: Node, after: bool = False) -> str:
        if isinstance(node, Add) or (isinstance(node, Ref) and self._is_row(node)):
            text = self.sum(node)
            single = len(self._pieces(node.terms if isinstance(node, Add) else (node,))) == 1
            return text if single and not text.startswith("-") else f"({text})"
        if after and isinstance(node, Multiply | Divide):
            return f"({self._product(node)})"
        return self._product(node)


def _tag(row: LearntRow, rows: set[int]) -> str:
    """The tag of the rows that ``row`` stands for, or of those among them that the register marks."""
    chosen = rows & set(row.members)
    if chosen == set(row.members):
        return f"#{row.key}"
    found = [unit_register().find(name) for name in row.names]
    tags = {tag for unit in found if unit is not None for tag in unit.tags}
    for tag in sorted(tags):
        marked = {
            at for at, unit in zip(row.members, found, strict=True) if unit is not None and tag in unit.tags
        }
        if marked == chosen:
            return f"#{tag}"
    raise NotUnderstood("#")


def _run_text(run: list[str]) -> list[str]:
    return [f"{run[0]}:{run[-1]}"] if len(run) >= _RANGE else run
