"""What each row sums up: from the formulas of the workbook, or from the numbering where figures agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction

from mtqg_xl.learning.cells import Body, addresses, agrees
from mtqg_xl.learning.model import LearntColumn, LearntRow, LearntTable
from mtqg_xl.learning.naming import Described
from mtqg_xl.learning.rows import is_total
from mtqg_xl.learning.selecting import selector
from mtqg_xl.messages import say

_SHORT_SUM = 8


def learn_row_rules(table: LearntTable, body: Body) -> None:
    """Give the rows of ``table`` their sums, and ask where these are in doubt."""
    for at in range(len(table.rows)):
        _Row(table, body, at).learn()


def parts_of(table: LearntTable, at: int) -> list[LearntRow]:
    """The rows that by the numbering make up the row at ``at``: those one level below, or all for a total."""
    rows, row = table.rows, table.rows[at]
    parts = [other for other in rows if other.parent == at and other.kind != "memo"]
    if parts or not is_total(row) or row.number:
        return parts
    roots = [other for n, other in enumerate(rows) if n != at and _is_part_of_total(rows, n, row)]
    # A table may have several totals, each of the rows between it and the one before.
    totals = [n for n, other in enumerate(rows) if is_total(other) and not other.number and other.parent is None]
    if len(totals) > 1:
        return []
    return roots


def _is_part_of_total(rows: list[LearntRow], at: int, total: LearntRow) -> bool:
    row = rows[at]
    if row.kind == "heading" or row.measure != total.measure:
        return False
    if row.kind == "memo" or is_total(row) or row.parent != total.parent:
        return False
    return bool(row.number or row.each or not any(other.number for other in rows if other.parent is None))


class _Row:
    def __init__(self, table: LearntTable, body: Body, at: int) -> None:
        self._table = table
        self._body = body
        self._at = at
        self._row = table.rows[at]
        self._columns = [c for c in table.columns if not c.is_text and "stub" not in c.kind]

    def learn(self) -> None:
        row, body = self._row, self._body
        if row.each:
            self._each()
            return
        found = {
            column.key: body.computed[row.at, column.at]
            for column in self._columns
            if (row.at, column.at) in body.computed and not body.computed[row.at, column.at].across
        }
        if found:
            self._from_formulas(found)
        elif row.kind != "memo":
            self._from_numbering()

    def _each(self) -> None:
        """Rows of units are never sums of others here; say so where the workbook sums them."""
        places = [
            (at, column.at)
            for at in self._row.places
            for column in self._columns
            if (item := self._body.computed.get((at, column.at))) is not None and not item.across
        ]
        if places:
            self._row.questions.append(say("learning.unit_row_formula", cells=addresses(places)))

    # -- formulas -----------------------------------------------------------------------------

    def _from_formulas(self, found: dict[str, Described]) -> None:
        row = self._row
        groups: dict[object, list[str]] = defaultdict(list)
        for key, item in found.items():
            groups[item.mark if item.mark is not None else item.text].append(key)
        ways = sorted(groups.values(), key=lambda keys: (-len(keys), keys))
        main = found[ways[0][0]]
        row.sum = Counter(found[key].text for key in ways[0]).most_common(1)[0][0]
        at_column = {column.key: column.at for column in self._columns}
        for keys in ways[1:]:
            if all(self._is_computed_column(key) for key in keys):
                continue
            cells = addresses((row.at, at_column[key]) for key in keys)
            row.questions.append(
                say("learning.other_row_formula", cells=cells, formula=found[keys[0]].text, usual=row.sum)
            )
        if "/" in row.sum or "*" in row.sum:
            return
        self._ask_left_out(main)

    def _is_computed_column(self, key: str) -> bool:
        column = next(column for column in self._columns if column.key == key)
        return bool(column.formula)

    def _ask_left_out(self, item: Described) -> None:
        """Ask about a member by the numbering that the formula of the row leaves out."""
        parts = parts_of(self._table, self._at)
        left = [part for part in parts if part.key not in item.rows]
        if parts and left and len(left) < len(parts) and {part.key for part in parts} & item.rows:
            labels = ", ".join(part.number or part.label for part in left[:4])
            self._row.questions.append(say("learning.left_out", formula=self._row.sum, rows=labels))

    # -- numbering ----------------------------------------------------------------------------

    def _from_numbering(self) -> None:
        parts = parts_of(self._table, self._at)
        if not parts or all(part.kind == "memo" for part in parts):
            return
        row = self._row
        if self._is_silent(parts):
            row.kind = "heading"
            return
        text = sum_text(self._table, parts)
        holding, failing = self._test(parts)
        if holding and not failing:
            row.sum = text
            row.notes.append(say("learning.sum_confirmed", sum=text, count=len(holding)))
            return
        if failing:
            at = [(row.at, column.at) for column in failing]
            code = "learning.sum_part_fails" if holding else "learning.sum_fails"
            row.questions.append(say(code, sum=text, cells=addresses(at), holding=len(holding), failing=len(failing)))
        elif not self._body.closed >= {(row.at, column.at) for column in self._columns}:
            row.questions.append(say("learning.sum_asked", sum=text, row=row.number or row.label))

    def _is_silent(self, parts: list[LearntRow]) -> bool:
        """Whether a filled workbook reports nothing in the row while its parts have figures."""
        own = any((self._row.at, column.at) in self._body.shown for column in self._columns)
        below = any(
            (at, column.at) in self._body.shown for part in parts for at in part.places for column in self._columns
        )
        return below and not own

    def _test(self, parts: list[LearntRow]) -> tuple[list[LearntColumn], list[LearntColumn]]:
        """Columns where the figure of the row is the sum of its parts, and where it is not."""
        holding, failing = [], []
        for column in self._columns:
            if column.formula or column.formulas or column.is_rate:
                continue
            stated = self._body.shown.get((self._row.at, column.at))
            figures = [
                Fraction(shown)
                for part in parts
                for at in part.places
                if (shown := self._body.shown.get((at, column.at))) is not None
            ]
            if stated is None or not figures:
                continue
            (holding if agrees(stated, sum(figures, Fraction(0))) else failing).append(column)
        # Zeros agree with anything.
        telling = [c for c in holding if self._body.shown[self._row.at, c.at]]
        return telling, failing


def sum_text(table: LearntTable, parts: list[LearntRow]) -> str:
    """The sum of rows in the notation of forms."""
    if len(parts) <= _SHORT_SUM and not any(part.each for part in parts):
        return "+".join(part.key for part in parts)
    return f"sum({','.join(selector(table, parts))})"
