"""The body of a table cell by cell: what is computed and how, what is typed, what is blank or closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from mtqg_xl.domain.numerals import cut_off, decimals_of, parse_numeral, round_half_up
from mtqg_xl.learning.formulas.meaning import meaning_of, multiplied, place_of
from mtqg_xl.learning.formulas.parsing import NotUnderstood
from mtqg_xl.learning.model import LearntColumn, LearntTable
from mtqg_xl.learning.naming import Described, Naming
from mtqg_xl.learning.paper.openness import Openness
from mtqg_xl.ooxml import Workbook, exact, is_percent, to_a1
from mtqg_xl.rules.expressions import Add, Divide, Multiply, Negative, Node, Number, Ref, walk

Place = tuple[int, int]
_HUNDRED = Number(Decimal(100))


@dataclass
class Body:
    """The cells of a table by their places on the sheet.

    ``computed`` are formulas in words of the form, ``strange`` those that the notation cannot say
    (with the formula), ``typed`` the figures a person wrote, ``closed`` the blank cells that are not
    meant to be filled (``sure`` when the workbook locks them). ``digits`` is to how many decimals a
    formula rounds.
    """

    computed: dict[Place, Described] = field(default_factory=dict)
    strange: dict[Place, str] = field(default_factory=dict)
    typed: dict[Place, Decimal] = field(default_factory=dict)
    shown: dict[Place, Decimal] = field(default_factory=dict)
    closed: frozenset[Place] = frozenset()
    sure: bool = False
    digits: dict[Place, int] = field(default_factory=dict)

    @property
    def is_filled(self) -> bool:
        """Whether figures were typed into the workbook."""
        return len(self.typed) > 0


def read_body(table: LearntTable, naming: Naming, book: Workbook, openness: Openness) -> Body:
    """The cells of ``table`` under its figure columns."""
    sheet = table.unmerged.sheet
    columns = [column for column in table.columns if column.is_figures]
    percent = {column.at for column in columns if _is_percent_column(table, column, book)}
    body = Body()
    places = [(at, column.at) for row in table.rows for at in row.places for column in columns]
    for place in places:
        cell = sheet.cells.get(place)
        if cell is None:
            continue
        if cell.formula is not None:
            try:
                meaning = meaning_of(cell.formula, _subtotals(table))
                node = _in_percent(meaning.node, place[1], percent)
                body.computed[place] = naming.describe(*place, node)
                if meaning.digits is not None:
                    body.digits[place] = meaning.digits
            except NotUnderstood:
                body.strange[place] = cell.formula
        figure = _figure(cell.kind, cell.text)
        if figure is None:
            continue
        if place[1] in percent and cell.kind == "number":
            figure *= 100
        body.shown[place] = figure
        if cell.formula is None:
            body.typed[place] = figure
    body.closed, body.sure = openness.closed(sheet, places)
    return body


def _is_percent_column(table: LearntTable, column: LearntColumn, book: Workbook) -> bool:
    """Whether the figures of a column are stored as fractions and shown with a percent sign."""
    flags = []
    for row in table.rows:
        for at in row.places:
            cell = table.unmerged.sheet.cells.get((at, column.at))
            if cell is not None and (cell.kind == "number" or cell.formula is not None):
                flags.append(is_percent(book.number_format(cell.style)))
    return bool(flags) and sum(flags) * 2 > len(flags)


def _in_percent(node: Node, column: int, percent: set[int]) -> Node:
    """``node`` between figures as they are shown: 25,5 where the workbook keeps 0,255 as 25,5%."""
    inside = {place_of(part.key)[1] in percent for part in walk(node) if isinstance(part, Ref)}
    if column not in percent and True not in inside:
        return node
    if column in percent and inside == {True} and _is_linear(node):
        return node
    if True in inside:
        node = _with_shown(node, percent)
    if column not in percent:
        return node
    if isinstance(node, Add):
        return Add(tuple(_times_hundred(term) for term in node.terms))
    return multiplied(node, _HUNDRED)


def _times_hundred(term: Node) -> Node:
    if isinstance(term, Negative):
        return Negative(multiplied(term.term, _HUNDRED))
    return multiplied(term, _HUNDRED)


def _with_shown(node: Node, percent: set[int]) -> Node:
    match node:
        case Ref(key):
            return Divide(node, _HUNDRED) if place_of(key)[1] in percent else node
        case Add(terms):
            return Add(tuple(_with_shown(term, percent) for term in terms))
        case Negative(term):
            return Negative(_with_shown(term, percent))
        case Divide(left, right):
            return Divide(_with_shown(left, percent), _with_shown(right, percent))
        case Multiply(left, right):
            return Multiply(_with_shown(left, percent), _with_shown(right, percent))
        case _:
            return node


def _is_linear(node: Node) -> bool:
    return all(isinstance(part, Add | Negative | Ref) for part in walk(node))


def _subtotals(table: LearntTable) -> Callable[[int, int], bool]:
    sheet = table.unmerged.sheet

    def is_subtotal(row: int, column: int) -> bool:
        cell = sheet.cells.get((row, column))
        return cell is not None and cell.formula is not None and "SUBTOTAL(" in cell.formula.upper()

    return is_subtotal


def _figure(kind: str, text: str) -> Decimal | None:
    try:
        if kind == "number":
            return exact(text)
    except ValueError:
        return None
    numeral = parse_numeral(text) if kind == "text" and text.strip() else None
    return numeral.value if numeral else None


def agrees(shown: Decimal, computed: Fraction) -> bool:
    """Whether a figure is what was computed, rounded or cut off to the digits shown."""
    digits = decimals_of(shown.normalize())
    value = Decimal(computed.numerator) / Decimal(computed.denominator)
    if abs(value - shown) <= Decimal("1e-9") * max(abs(value), Decimal(1)):
        return True
    return shown in (round_half_up(value, digits), cut_off(value, digits))


def addresses(places: Iterable[Place], most: int = 3) -> str:
    """Cells as ``E12, E15, …`` for a sentence."""
    listed = sorted(places)
    text = ", ".join(to_a1(*place) for place in listed[:most])
    return f"{text}, …" if len(listed) > most else text
