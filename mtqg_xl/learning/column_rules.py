"""What each column computes: from its printed code, the formulas of the workbook, and its figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from mtqg_xl.learning.cells import Body, addresses, agrees
from mtqg_xl.learning.fingerprint import fingerprint, value_of
from mtqg_xl.learning.model import LearntColumn, LearntRule, LearntTable
from mtqg_xl.learning.naming import Described
from mtqg_xl.learning.selecting import select_rows
from mtqg_xl.messages import DefinitionProblem, say
from mtqg_xl.rules.expressions import Add, Name, Negative, Node, Number, walk
from mtqg_xl.rules.expressions import Place as Fixed
from mtqg_xl.rules.notation import parse_expression

_MINOR = 2


@dataclass
class _Formula:
    """One way of computing a column, and the rows of the sheet where the workbook does so."""

    text: str
    rows: list[int]
    places: bool


def learn_column_rules(table: LearntTable, body: Body) -> None:
    """Give the columns of ``table`` their formulas, and ask where these are in doubt."""
    for column in table.columns:
        if not column.is_text and "stub" not in column.kind:
            _Column(table, body, column).learn()


class _Column:
    def __init__(self, table: LearntTable, body: Body, column: LearntColumn) -> None:
        self._table = table
        self._body = body
        self._column = column
        self._rows = [row for row in table.rows if row.kind != "heading"]
        self._open = [
            at for row in self._rows for at in row.places if (at, column.at) not in body.closed
        ]  # fmt: skip

    def learn(self) -> None:
        column, body = self._column, self._body
        found = {
            at: body.computed[at, column.at]
            for at in self._open
            if (at, column.at) in body.computed and body.computed[at, column.at].across
        }
        self._ask_strange()
        if column.printed is not None and (column.printed.formula or column.printed.unread):
            self._printed(found)
        elif found:
            self._from_formulas(found)
        for at in found:
            if (digits := body.digits.get((at, column.at))) is not None:
                column.notes.append(say("learning.rounded", digits=digits))
                break

    # -- printed codes ------------------------------------------------------------------------

    def _printed(self, found: dict[int, Described]) -> None:
        column = self._column
        printed = column.printed
        assert printed is not None
        if printed.unread:
            column.questions.append(say("learning.code_unread", code=printed.printed))
            self._from_formulas(found)
            return
        node = self._usable(printed.formula)
        if node is None:
            column.questions.append(say("learning.code_unknown", code=printed.printed))
            self._from_formulas(found)
            return
        marks = {item.mark for item in found.values()}
        own = _mark(node)
        if found and own not in marks and len(marks) == 1:
            item = next(iter(found.values()))
            if _mark(node, times=100) in marks:
                # "4=3/1" over figures in per cent: the factor is left out on paper.
                column.formula = f"{_in_factor(printed.formula, node)}*100"
                column.notes.append(say("learning.hundred", code=printed.printed, formula=item.text))
                return
            column.questions.append(
                say("learning.code_or_formula", code=printed.printed, formula=f"{column.key}={item.text}",
                    cell=addresses((at, column.at) for at in found))
            )  # fmt: skip
        elif own in marks:
            others = {at: item for at, item in found.items() if item.mark != own}
            self._ask_minor(others)
        column.formula = printed.formula
        if not found:
            self._test(node)
        for at, further in enumerate(printed.further, start=1):
            if self._usable(further) is not None:
                rule = f"{column.key}={further}"
                self._table.rules.append(
                    LearntRule(id=f"{column.key}{chr(96 + at)}", rule=rule, why=say("learning.why_code", code=printed.printed))
                )

    def _usable(self, formula: str) -> Node | None:
        """The formula parsed, if all it names are columns of the table."""
        try:
            node = parse_expression(formula)
        except DefinitionProblem:
            return None
        keys = {other.key for other in self._table.columns if not other.is_text}
        names = [part.text for part in walk(node) if isinstance(part, Name)]
        return node if all(name in keys for name in names) and names and self._column.key not in names else None

    def _test(self, node: Node) -> None:
        """Compare a printed formula with the figures typed into the column."""
        failing, holding = [], 0
        by_key = {other.key: other.at for other in self._table.columns}
        for at in self._open:
            stated = self._body.shown.get((at, self._column.at))
            computed = value_of(node, lambda leaf, at=at: self._leaf(leaf, at, by_key))  # type: ignore[misc]
            if stated is None or computed is None:
                continue
            if agrees(stated, computed):
                holding += 1
            else:
                failing.append((at, self._column.at))
        if not failing:
            return
        printed = self._column.printed
        code = printed.printed if printed else self._column.key
        if not holding and self._scaled(node, by_key):
            self._column.formula = f"{_in_factor(self._column.formula, node)}*100"
            self._column.questions.append(say("learning.hundred_asked", code=code))
        else:
            self._column.questions.append(
                say("learning.figures_disagree", code=code, count=len(failing), cells=addresses(failing))
            )

    def _scaled(self, node: Node, by_key: dict[str, int]) -> bool:
        """Whether the figures are a hundred times what a printed quotient gives."""
        tested = 0
        for at in self._open:
            stated = self._body.shown.get((at, self._column.at))
            computed = value_of(node, lambda leaf, at=at: self._leaf(leaf, at, by_key))  # type: ignore[misc]
            if stated and computed:
                tested += 1
                if not agrees(stated, computed * 100):
                    return False
        return tested > 0

    def _leaf(self, leaf: Node, at: int, by_key: dict[str, int]) -> Fraction | None:
        if isinstance(leaf, Fixed):
            row = next((row.at for row in self._table.rows if row.key == leaf.row), None)
            place = (row or 0, by_key.get(leaf.column, 0))
        else:
            place = (at, by_key.get(getattr(leaf, "text", ""), 0))
        shown = self._body.shown.get(place)
        return Fraction(shown) if shown is not None else None

    # -- formulas of the workbook -------------------------------------------------------------

    def _from_formulas(self, found: dict[int, Described]) -> None:
        if not found:
            return
        column = self._column
        ways = self._ways(found)
        main = ways[0]
        vertical = [at for at in self._open if self._is_vertical(at)]
        others = [at for at in self._open if at not in found and at not in vertical]
        typed = [at for at in others if (at, column.at) in self._body.typed]
        others = [at for at in others if at not in typed]
        linear = not main.places and _is_linear(main.text)
        quotient = "/" in main.text
        if len(ways) == 1 and not typed and (not vertical or linear) and not others:
            column.formula = main.text
            return
        if len(ways) == 1 and quotient and vertical:
            self._ask_added_rates(vertical)
            vertical = []
        typed = self._ask_typed(main, typed)
        if others and self._body.sure:
            pass  # the workbook itself says that these cells are for typing
        elif others and not self._all_blank(others):
            rows = addresses((at, column.at) for at in others)
            column.questions.append(say("learning.blank_among_formulas", formula=main.text, cells=rows))
        elif others:
            others = []
        if len(ways) == 1 and not typed and not others and (not vertical or linear):
            column.formula = main.text
            return
        if len(ways) > 1:
            for way in ways[1:]:
                if len(way.rows) <= _MINOR < len(main.rows):
                    cells = addresses((at, column.at) for at in way.rows)
                    column.questions.append(
                        say("learning.other_formula", cells=cells, formula=way.text, usual=main.text)
                    )
        column.formulas = [(way.text, select_rows(self._table, way.rows)) for way in ways]
        column.kind = "rate" if quotient else "total"

    def _ways(self, found: dict[int, Described]) -> list[_Formula]:
        """The different formulas of the column, the commonest first."""
        groups: dict[object, list[int]] = defaultdict(list)
        for at, item in found.items():
            groups[item.mark if item.mark is not None else item.text].append(at)
        ways = []
        for rows in groups.values():
            text = Counter(found[at].text for at in rows).most_common(1)[0][0]
            ways.append(_Formula(text, rows, any(found[at].places for at in rows)))
        return sorted(ways, key=lambda way: (-len(way.rows), way.rows))

    def _is_vertical(self, at: int) -> bool:
        item = self._body.computed.get((at, self._column.at))
        return item is not None and not item.across

    def _all_blank(self, rows: Iterable[int]) -> bool:
        """Whether nothing at all is reported in these rows although the workbook is filled."""
        if not self._body.is_filled:
            return False
        return not any(place[0] == at for at in rows for place in (*self._body.shown, *self._body.computed))

    def _ask_typed(self, way: _Formula, typed: list[int]) -> list[int]:
        """Rows where a figure was typed over the formula of the rest; those that it does not fit."""
        if not typed:
            return []
        by_key = {other.key: other.at for other in self._table.columns}
        node = parse_expression(way.text)
        strange = []
        for at in typed:
            computed = value_of(node, lambda leaf, at=at: self._leaf(leaf, at, by_key))  # type: ignore[misc]
            if computed is None or not agrees(self._body.typed[at, self._column.at], computed):
                strange.append(at)
        fitting = [at for at in typed if at not in strange]
        if fitting:
            cells = addresses((at, self._column.at) for at in fitting)
            self._column.notes.append(say("learning.typed_fits", cells=cells, formula=way.text))
        if strange:
            cells = addresses((at, self._column.at) for at in strange)
            self._column.questions.append(say("learning.typed_over", cells=cells, formula=way.text))
        return strange

    def _ask_added_rates(self, rows: list[int]) -> None:
        cells = addresses((at, self._column.at) for at in rows)
        self._column.questions.append(say("learning.rates_added", cells=cells))

    def _ask_minor(self, others: dict[int, Described]) -> None:
        for text, rows in _by_text(others).items():
            cells = addresses((at, self._column.at) for at in rows)
            usual = self._column.printed.printed if self._column.printed else ""
            self._column.questions.append(say("learning.other_formula", cells=cells, formula=text, usual=usual))

    def _ask_strange(self) -> None:
        strange = {place: text for place, text in self._body.strange.items() if place[1] == self._column.at}
        if strange:
            first = min(strange)
            formula = strange[first] if len(strange[first]) <= 60 else strange[first][:57] + "…"
            self._column.questions.append(
                say("learning.formula_unread", cell=addresses([first]), formula=formula, count=len(strange))
            )


def _by_text(found: dict[int, Described]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for at, item in found.items():
        groups[item.text].append(at)
    return groups


def leaf_name(leaf: Node) -> str:
    """The name of a leaf as the fingerprint of workbook formulas knows it."""
    if isinstance(leaf, Fixed):
        return f"[{leaf.row};{leaf.column}]"
    return getattr(leaf, "text", "")


def _mark(node: Node, times: int = 1) -> Fraction | None:
    value = fingerprint(node, leaf_name)
    return None if value is None else value * times


def _in_factor(formula: str, node: Node) -> str:
    return f"({formula})" if isinstance(node, Add) else formula


def _is_linear(text: str) -> bool:
    node = parse_expression(text)
    return all(isinstance(part, Add | Negative | Name) for part in walk(node)) and not isinstance(node, Number)

