"""What each row sums up: from the formulas of the workbook, or from the numbering where figures agree."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from mtqg_xl.learning.columns.codes import PrintedCode
from mtqg_xl.learning.formulas.selecting import expand, selector
from mtqg_xl.learning.model import LearntColumn, LearntRow, LearntRule, LearntTable
from mtqg_xl.learning.naming import Described, Way
from mtqg_xl.learning.paper.cells import Body, addresses, agrees
from mtqg_xl.learning.rows.tree import is_total
from mtqg_xl.messages import say
from mtqg_xl.rules.expressions import Name, walk
from mtqg_xl.rules.notation import parse_expression

_SHORT_SUM = 8


def learn_row_rules(table: LearntTable, body: Body) -> None:
    """Give the rows of ``table`` their sums, and ask where these are in doubt."""
    for at in range(len(table.rows)):
        _Row(table, body, at).learn()
    for at in range(len(table.rows)):
        _ask_left_out(table, body, at)


def _ask_left_out(table: LearntTable, body: Body, at: int) -> None:
    """Ask about a part by the numbering that the formula of a row leaves out, also through other sums."""
    row = table.rows[at]
    items = [body.computed[row.at, c.at] for c in table.columns if (row.at, c.at) in body.computed]
    sums = [item for item in items if item.way is Way.DOWN and item.plain]
    if not row.sum or not sums:
        return
    reached = set(max(sums, key=lambda item: len(item.rows)).rows)
    for other in reversed(table.rows):
        if other.key in reached and other.sum:
            reached |= {part for part in re.findall(r"[A-Za-z0-9.]+", other.sum) if part != "sum"}
            reached |= set(expand(table, re.findall(r"[A-Za-z0-9.]+:[A-Za-z0-9.]+", other.sum)))
    parts = parts_of(table, at)
    columns = [c.at for c in table.columns if body.computed.get((row.at, c.at)) in sums]
    left = [
        part
        for part in parts
        if part.key not in reached
        and part.kind != "heading"
        and any((place, column) not in body.closed for place in part.places for column in columns)
    ]
    if left and len(left) < len(parts):
        labels = ", ".join(part.number or part.label for part in left[:4])
        row.questions.append(say("learning.left_out", formula=row.sum, rows=labels))


def parts_of(table: LearntTable, at: int) -> list[LearntRow]:
    """The rows that by the numbering make up the row at ``at``: those one level below, or all for a total."""
    rows, row = table.rows, table.rows[at]
    parts = [other for other in rows if other.parent == at and other.kind != "memo"]
    if parts or not is_total(row) or row.number:
        return parts
    roots = [other for n, other in enumerate(rows) if n != at and _is_part_of_total(rows, n, row)]
    # A table may have several totals, each of the rows between it and the one before.
    totals = [
        n for n, other in enumerate(rows) if is_total(other) and not other.number and other.parent is None
    ]
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
        self._columns = [column for column in table.columns if column.is_figures]

    def learn(self) -> None:
        row = self._row
        if row.each:
            self._each()
            return
        found = {column.key: item for column in self._columns if (item := self._item(column)) is not None}
        single = {key: item for key, item in found.items() if item.way is Way.CELL or self._is_rate(key)}
        summing = {key: item for key, item in found.items() if key not in single}
        for key, item in single.items():
            if not self._is_covered(self._column(key)):
                self._rule(key, item)
        if row.printed is not None and row.printed.formula:
            self._printed(row.printed, summing)
        elif summing:
            self._from_formulas(summing)
        elif not single and row.kind != "memo":
            self._from_numbering()

    def _item(self, column: LearntColumn) -> Described | None:
        item = self._body.computed.get((self._row.at, column.at))
        return item if item is not None and item.way is not Way.ACROSS else None

    def _column(self, key: str) -> LearntColumn:
        return next(column for column in self._columns if column.key == key)

    def _is_rate(self, key: str) -> bool:
        return self._column(key).is_rate

    def _is_covered(self, column: LearntColumn) -> bool:
        """Whether the column's own formula holds in this row."""
        if column.formula:
            return True
        own = {self._row.key, f"#{self._row.key}"}
        return any(not rows or own & set(expand(self._table, rows)) for _, rows in column.formulas)

    def _rule(self, key: str, item: Described) -> None:
        """A formula of one cell; without a way to name its parts in full it can only be asked about."""
        row = self._row
        if item.placed:
            rule = f"[{row.key};{key}]={item.placed}"
            self._table.rules.append(
                LearntRule(id=f"o.{row.key}.{key}", rule=rule, over="once", defines=True)
            )
        else:
            cells = addresses([(row.at, self._column(key).at)])
            row.questions.append(say("learning.cell_unread", cells=cells, formula=item.text))

    def _each(self) -> None:
        """Rows of units are never sums of others here; say so where the workbook sums them."""
        places = [
            (at, column.at)
            for at in self._row.places
            for column in self._columns
            if (item := self._body.computed.get((at, column.at))) is not None and item.way is Way.DOWN
        ]
        if places:
            self._row.questions.append(say("learning.unit_row_formula", cells=addresses(places)))

    def _printed(self, printed: PrintedCode, found: dict[str, Described]) -> None:
        """A row code that prints its sum: ``01=02+03``."""
        row = self._row
        names = {part.text for part in walk(parse_expression(printed.formula)) if isinstance(part, Name)}
        if not names <= {other.key for other in self._table.rows} - {row.key}:
            row.questions.append(say("learning.row_code_unknown", code=printed.printed))
            if found:
                self._from_formulas(found)
            return
        row.sum = printed.formula
        for key, item in found.items():
            if item.plain and item.rows != names:
                cells = addresses([(row.at, self._column(key).at)])
                row.questions.append(
                    say("learning.other_row_formula", cells=cells, formula=item.text, usual=printed.printed)
                )

    # -- formulas -----------------------------------------------------------------------------

    def _from_formulas(self, found: dict[str, Described]) -> None:
        row = self._row
        free = {key: item for key, item in found.items() if not self._is_covered(self._column(key))}
        main = self._main(free or found)
        others = {key: item for key, item in free.items() if not self._fits(key, item, main)}
        open_columns = [self._column(key) for key in free if key not in others]
        left = self._left(set(found))
        if (self._body.sure and left) or len(left) > len(open_columns):
            for key, item in free.items():
                self._rule(key, item)
            return
        row.sum = main.text
        for key, item in others.items():
            cells = addresses([(row.at, self._column(key).at)])
            row.questions.append(
                say("learning.other_row_formula", cells=cells, formula=item.text, usual=row.sum)
            )
        self._close(left)

    def _main(self, found: dict[str, Described]) -> Described:
        """The formula that most columns share; sums over more rows first, as some rows may be closed."""
        counts = Counter(item.mark if item.mark is not None else item.text for item in found.values())
        if all(item.plain for item in found.values()):
            widest = max(found.values(), key=lambda item: len(item.rows))
            if all(self._fits(key, item, widest) for key, item in found.items()):
                return widest
        return max(found.values(), key=lambda item: counts[item.mark if item.mark is not None else item.text])

    def _fits(self, key: str, item: Described, main: Described) -> bool:
        """Whether a column adds up the same rows, those apart that are closed in it."""
        if item.mark is not None and item.mark == main.mark:
            return True
        if not (item.plain and main.plain) or not item.rows <= main.rows:
            return False
        at = self._column(key).at
        missing = [row for row in self._table.rows if row.key in main.rows - item.rows]
        return all((place, at) in self._body.closed for row in missing for place in row.places)

    def _left(self, found: set[str]) -> list[LearntColumn]:
        """Open columns that the formulas of the row pass over."""
        row, body = self._row, self._body
        left = []
        for column in self._columns:
            place = (row.at, column.at)
            if column.key in found or column.is_rate or self._is_covered(column) or place in body.closed:
                continue
            if place in body.computed or place in body.strange:
                continue
            left.append(column)
        return left

    def _close(self, left: list[LearntColumn]) -> None:
        """Cells passed over in a row of sums: closed where no row adds the column up, else asked about."""
        row, body = self._row, self._body
        asked = []
        for column in left:
            items = (item for place, item in body.computed.items() if place[1] == column.at)
            summed = any(item.plain and item.way is Way.DOWN for item in items)
            place = (row.at, column.at)
            if not summed and place not in body.shown:
                body.closed |= {place}
                column.notes.append(say("learning.not_summed"))
            else:
                asked.append(place)
        if asked:
            row.questions.append(say("learning.sometimes_summed", cells=addresses(asked), sum=row.sum))

    # -- numbering ----------------------------------------------------------------------------

    def _from_numbering(self) -> None:
        parts = parts_of(self._table, self._at)
        row = self._row
        summable = len(parts) > 1 and all(
            part.measure == row.measure for part in parts if part.kind != "heading"
        )
        if self._is_silent():
            self._silent(parts, summable)
            return
        if not summable:
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
            row.questions.append(
                say(code, sum=text, cells=addresses(at), holding=len(holding), failing=len(failing))
            )
        elif not (self._body.sure and self._sums_elsewhere()):
            row.questions.append(say("learning.sum_asked", sum=text, row=row.number or row.label))

    def _silent(self, parts: list[LearntRow], summable: bool) -> None:
        """A row without figures among rows that have them: a heading, a sum, or nothing to report."""
        row = self._row
        if summable:
            text = sum_text(self._table, parts)
            row.questions.append(say("learning.heading_or_sum", row=row.number or row.label, sum=text))
        elif parts:
            row.kind = "heading"
            row.notes.append(say("learning.heading_blank"))
        elif not row.number and not is_total(row):
            row.kind = "heading"
            row.questions.append(say("learning.heading_asked", row=row.label))

    def _sums_elsewhere(self) -> bool:
        """Whether the workbook sums other rows: then one left without formula was left so on purpose."""
        return any(item.way is Way.DOWN and item.plain for item in self._body.computed.values())

    def _is_silent(self) -> bool:
        """Whether a filled workbook reports nothing in the row, but does in nearly all others."""
        body, at = self._body, self._row.at
        reported = {place[0] for place in (*body.shown, *body.computed, *body.strange)}
        others = [row for row in self._table.rows if row.at != at and not row.each]
        told = sum(row.at in reported for row in others)
        words = any(
            self._table.unmerged.text(at, column.at) for column in self._table.columns if column.is_text
        )
        return body.is_filled and at not in reported and not words and told * 2 > len(others)

    def _test(self, parts: list[LearntRow]) -> tuple[list[LearntColumn], list[LearntColumn]]:
        """Columns where the figure of the row is the sum of its parts, and where it is not."""
        holding: list[LearntColumn] = []
        failing: list[LearntColumn] = []
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
