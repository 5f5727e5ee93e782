"""One column with its cells: what the workbook computes in it, what was typed, and how to ask about it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from mtqg_xl.learning.formulas.fingerprint import fingerprint, value_of
from mtqg_xl.learning.formulas.selecting import select_rows
from mtqg_xl.learning.model import LearntColumn, LearntTable
from mtqg_xl.learning.naming import Described, Way
from mtqg_xl.learning.paper.cells import Body, addresses, agrees
from mtqg_xl.messages import say
from mtqg_xl.rules.expressions import Name, Node, Place
from mtqg_xl.rules.notation import parse_expression


class ColumnView:
    """``column`` of ``table``; ``open`` are the rows of the sheet where it is not closed."""

    def __init__(self, table: LearntTable, body: Body, column: LearntColumn) -> None:
        self.table = table
        self.body = body
        self.column = column
        rows = [row for row in table.rows if row.kind != "heading"]
        self.open = [at for row in rows for at in row.places if (at, column.at) not in body.closed]
        self._place_of = {other.key: other.at for other in table.columns}
        self._row_of = {row.key: row.at for row in table.rows}

    def item(self, at: int) -> Described | None:
        """The formula in the row ``at``, if there is one that the notation can say."""
        return self.body.computed.get((at, self.column.at))

    def across(self) -> dict[int, Described]:
        """The formulas that work within their row, by row of the sheet."""
        items = ((at, self.item(at)) for at in self.open)
        return {at: item for at, item in items if item is not None and item.way is Way.ACROSS}

    def summed(self) -> list[int]:
        """Rows where the workbook adds up the column."""
        items = ((at, self.item(at)) for at in self.open)
        return [at for at, item in items if item is not None and item.way is Way.DOWN and item.plain]

    def worked_otherwise(self) -> list[int]:
        """Rows where the workbook works the column out by a formula of that row alone."""
        items = ((at, self.item(at)) for at in self.open)
        return [
            at for at, item in items if item is not None and item.way is not Way.ACROSS and not item.plain
        ]

    def typed(self) -> list[int]:
        """Rows where a person typed a figure."""
        return [at for at in self.open if (at, self.column.at) in self.body.typed]

    def shown(self, at: int) -> Fraction | None:
        """The figure that the column shows in a row."""
        figure = self.body.shown.get((at, self.column.at))
        return None if figure is None else Fraction(figure)

    def computed(self, node: Node, at: int) -> Fraction | None:
        """What a formula in column codes gives in the row ``at`` with the figures shown."""

        def leaf(part: Node) -> Fraction | None:
            row, key = at, ""
            if isinstance(part, Place):
                row, key = self._row_of.get(part.row, 0), part.column
            elif isinstance(part, Name):
                key = part.text
            figure = self.body.shown.get((row, self._place_of.get(key, 0)))
            return None if figure is None else Fraction(figure)

        return value_of(node, leaf)

    def agrees(self, node: Node, at: int, times: int = 1) -> bool | None:
        """Whether the figure shown in a row is what the formula gives; ``None`` when one is not known."""
        stated = self.body.shown.get((at, self.column.at))
        computed = self.computed(node, at)
        if stated is None or computed is None:
            return None
        return agrees(stated, computed * times)

    def cells(self, rows: Iterable[int]) -> str:
        """The cells of the column in these rows, for a sentence."""
        return addresses((at, self.column.at) for at in rows)

    def fits(self, at: int, item: Described, names: Iterable[str]) -> bool:
        """Whether a row adds up the columns ``names``, those apart that are closed in it."""
        wanted = set(names)
        if not item.plain or not wanted or not item.columns <= wanted:
            return False
        missing = [other.at for other in self.table.columns if other.key in wanted - item.columns]
        return all((at, column) in self.body.closed for column in missing)

    def settle(self, formula: str, apart: Iterable[int]) -> None:
        """Give the column its formula: everywhere, or everywhere but in the rows ``apart``."""
        others = set(apart)
        if not others:
            self.column.formula = formula
            return
        rows = [at for at in self.open if at not in others]
        self.column.formulas = [(formula, select_rows(self.table, rows))]
        self.column.kind = "rate" if "/" in formula else "total"

    def ask(self, code: str, /, **values: object) -> None:
        """Leave a question at the column."""
        self.column.questions.append(say(f"learning.{code}", **values))

    def note(self, code: str, /, **values: object) -> None:
        """Leave a note at the column."""
        self.column.notes.append(say(f"learning.{code}", **values))

    def ask_typed(self, formula: str, typed: Iterable[int]) -> list[int]:
        """Tell of figures typed over a formula; returns the rows where they do not follow it."""
        node = parse_expression(formula)
        verdicts = {at: self.agrees(node, at) for at in typed}
        fitting = [at for at, holds in verdicts.items() if holds]
        strange = [at for at, holds in verdicts.items() if not holds]
        if fitting:
            self.note("typed_fits", cells=self.cells(fitting), formula=formula)
        if strange:
            self.ask("typed_over", cells=self.cells(strange), formula=formula)
        return strange

    def ask_added_rates(self) -> None:
        """Ask about totals that add up a quotient instead of dividing the totals."""
        rows = [at for at in self.summed() if (item := self.item(at)) is not None and len(item.rows) > 1]
        if rows:
            self.ask("rates_added", cells=self.cells(rows))


def leaf_name(leaf: Node) -> str:
    """The name of a leaf as the marks of workbook formulas know it."""
    match leaf:
        case Place(_, row, column):
            return f"[{row};{column}]"
        case Name(text):
            return text
        case _:
            return ""


def mark_of(node: Node) -> Fraction | None:
    """The mark of a formula in codes, as :class:`Described` carries it."""
    return fingerprint(node, leaf_name)
