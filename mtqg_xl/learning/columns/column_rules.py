"""What each column computes: from its printed code, or from the formulas of the workbook."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from mtqg_xl.learning.columns.column_view import ColumnView, leaf_name, mark_of
from mtqg_xl.learning.columns.printed_codes import follow_printed
from mtqg_xl.learning.formulas.fingerprint import fingerprint
from mtqg_xl.learning.formulas.selecting import select_rows
from mtqg_xl.learning.model import LearntTable
from mtqg_xl.learning.naming import Described
from mtqg_xl.learning.paper.cells import Body
from mtqg_xl.rules.expressions import Add, Name, Negative, Node, walk
from mtqg_xl.rules.notation import parse_expression

#: Formulas of so few rows among many others look like slips.
_FEW = 2
_LONGEST = 60


@dataclass
class _Formula:
    """One way of computing a column, and the rows of the sheet where the workbook does so."""

    text: str
    rows: list[int]
    places: bool


def learn_column_rules(table: LearntTable, body: Body) -> None:
    """Give the columns of ``table`` their formulas, and ask where these are in doubt."""
    for column in table.columns:
        if column.is_figures:
            _learn(ColumnView(table, body, column))


def _learn(view: ColumnView) -> None:
    found = view.across()
    _ask_strange(view)
    printed = view.column.printed
    followed = (
        printed is not None
        and bool(printed.formula or printed.unread)
        and follow_printed(view, printed, found)
    )
    if not followed and found:
        _from_formulas(view, found)
    rounded = [
        view.body.digits[at, view.column.at] for at in found if (at, view.column.at) in view.body.digits
    ]
    if rounded:
        view.note("rounded", digits=rounded[0])


def _ask_strange(view: ColumnView) -> None:
    """Ask about formulas that the notation cannot say: from other sheets, or too odd."""
    column = view.column.at
    strange = {at: text for (at, place), text in view.body.strange.items() if place == column}
    outside = {at for at, text in strange.items() if "!" in text}
    for code, rows in (("formula_outside", outside), ("formula_unread", strange.keys() - outside)):
        if rows:
            text = strange[min(rows)]
            formula = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
            view.ask(code, cell=view.cells([min(rows)]), formula=formula, count=len(rows))


def _from_formulas(view: ColumnView, found: dict[int, Described]) -> None:
    """The formula that the workbook has in most rows, and where it does not hold."""
    column = view.column
    ways = _ways(view, found)
    main = ways[0]
    quotient = "/" in main.text
    apart = view.worked_otherwise()
    if not quotient and (main.places or not _is_linear(main.text)):
        apart = sorted({*apart, *view.summed()})  # the sum of products is no product of sums
    elif quotient and len(ways) == 1:
        view.ask_added_rates()
    taken = {*found, *apart, *view.summed()}
    typed = [at for at in view.typed() if at not in taken]
    blank = [at for at in view.open if at not in taken and at not in typed]
    typed = view.ask_typed(main.text, typed)
    if _is_silent(view, blank):
        blank = []
    elif blank and not view.body.sure:
        view.ask("blank_among_formulas", formula=main.text, cells=view.cells(blank))
    if len(ways) == 1:
        view.settle(main.text, [*apart, *typed, *blank])
        return
    for way in ways[1:]:
        if len(way.rows) <= _FEW < len(main.rows):
            view.ask("other_formula", cells=view.cells(way.rows), formula=way.text, usual=main.text)
    column.formulas = [(way.text, select_rows(view.table, way.rows)) for way in ways]
    column.kind = "rate" if quotient else "total"


def _ways(view: ColumnView, found: dict[int, Described]) -> list[_Formula]:
    """The different formulas of the column, the commonest first."""
    groups: dict[object, list[int]] = defaultdict(list)
    for at, item in found.items():
        groups[item.mark if item.mark is not None else item.text].append(at)
    ways = []
    for rows in groups.values():
        text = Counter(found[at].text for at in rows).most_common(1)[0][0]
        ways.append(_Formula(text, rows, any(found[at].places for at in rows)))
    ways.sort(key=lambda way: (-len(way.rows), way.rows))
    ways = _same_there(view, ways, found)
    plain = [item for item in found.values() if item.plain]
    widest = max(plain, key=lambda item: len(item.columns), default=None)
    if len(ways) > 1 and widest is not None:
        names = widest.columns
        if all(view.fits(at, item, names) for at, item in found.items()):
            return [_Formula(widest.text, sorted(found), False)]
    return ways


def _same_there(view: ColumnView, ways: list[_Formula], found: dict[int, Described]) -> list[_Formula]:
    """``ways`` without those that only look different: the share of a total, in the row of the total."""
    main = ways[0]
    if not main.places:
        return ways
    node = parse_expression(main.text)
    keys = {at: row.key for row in view.table.rows for at in row.places if not row.members}
    kept = [main]
    for way in ways[1:]:
        alike = [at for at in way.rows if at in keys and _reads_as(node, keys[at], found[at])]
        main.rows.extend(alike)
        rest = [at for at in way.rows if at not in alike]
        if rest:
            kept.append(_Formula(way.text, rest, way.places))
    return kept


def _reads_as(node: Node, row: str, item: Described) -> bool:
    """Whether ``node`` in the row ``row`` is what ``item`` computes there."""

    def in_full(leaf: Node) -> str:
        return f"[{row};{leaf.text}]" if isinstance(leaf, Name) else leaf_name(leaf)

    return bool(item.placed) and fingerprint(node, in_full) == mark_of(parse_expression(item.placed))


def _is_silent(view: ColumnView, rows: Iterable[int]) -> bool:
    """Whether nothing at all is reported in these rows although the workbook is filled."""
    if not view.body.is_filled:
        return False
    reported = {place[0] for place in (*view.body.shown, *view.body.computed)}
    return not reported & set(rows)


def _is_linear(text: str) -> bool:
    return all(isinstance(part, Add | Negative | Name) for part in walk(parse_expression(text)))
