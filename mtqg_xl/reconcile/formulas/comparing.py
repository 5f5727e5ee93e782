"""In what a formula differs from the rule of its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reconcile.formulas.algebra import Linear, NotUnderstood, Ratio, Ratios
from mtqg_xl.reconcile.formulas.expecting import Expected
from mtqg_xl.reconcile.formulas.faults import Fault, FaultKind
from mtqg_xl.reconcile.formulas.ground import Ground
from mtqg_xl.reconcile.formulas.meaning import ROUNDING, Formulas
from mtqg_xl.rules.expressions import Node, Tally, references, walk
from mtqg_xl.rules.sheet_formulas import (
    LAST_COLUMN,
    LAST_ROW,
    Constant,
    Function,
    Pair,
    Part,
    SheetFormula,
    parse_sheet_formula,
)

#: Functions that look at where cells are, not at what is in them.
_PLACES = frozenset(("ROW", "ROWS", "COLUMN", "COLUMNS", "ADDRESS", "CELL", "OFFSET", "INDIRECT"))

#: Said rather than that a formula was copied from elsewhere, even if that is so too.
_PLAINER = (FaultKind.MISSES, FaultKind.SWALLOWS, FaultKind.SIGN, FaultKind.TWICE, FaultKind.FACTOR)
_AROUND = ROUNDING | {"IFERROR", "IFNA"}
_MINUS, _TWO = Fraction(-1), Fraction(2)


def is_circular(formula: SheetFormula, key: CellKey, sheet: str, ground: Ground) -> bool:
    """Whether a formula takes in the very cell it stands in."""
    at = ground.place(key)
    if at is None or formula.functions & _PLACES:
        return False
    return any(
        (area.sheet or sheet).casefold() == at[0].casefold() and area.holds(at[1], at[2])
        for area in formula.areas
    )


def compare(
    formula: SheetFormula, key: CellKey, sheet: str, expected: Expected, ground: Ground
) -> Fault | None:
    """The fault of ``formula`` in ``key``; ``None`` when it is right or not understood."""
    try:
        if expected.holds_of(formula, key, sheet):
            return None
    except NotUnderstood:
        moved = _moved(formula, key, sheet, expected)
        # Cells beside the table may be a person's own reckoning, unless they are the very next ones.
        return moved if moved and abs(moved.rows) + abs(moved.columns) == 1 else None
    if ground.observation(key) is not None and _right_in_percent(formula, key, sheet, expected, ground):
        return None
    plain = SheetFormula(_without_plug(formula.body), formula.areas)
    if plain.body != formula.body and expected.holds_of(plain, key, sheet):
        return Fault(FaultKind.PLUG, key)
    different = _different(formula, key, sheet, expected, ground)
    if different.kind in _PLAINER or not (different.lacking and different.foreign):
        return different
    return _moved(formula, key, sheet, expected) or different


def _without_plug(part: Part) -> Part:
    """A formula without the number that it adds or takes away at the end, behind guards and roundings."""
    match part:
        case Pair("+" | "-", inner, Constant()) | Pair("+", Constant(), inner):
            return _without_plug(inner)
        case Function("IF", (condition, *branches)):
            return Function("IF", (condition, *map(_without_plug, branches)))
        case Function(name, (inner, *rest)) if name in _AROUND:
            return Function(name, (_without_plug(inner), *rest))
        case _:
            return part


def _right_in_percent(
    formula: SheetFormula, key: CellKey, sheet: str, expected: Expected, ground: Ground
) -> bool:
    """Whether the formula is right if rates that are still blank are shown as percentages.

    Only a figure tells how its cell is formatted.
    """
    ground.blank_rates_in_percent = True
    try:
        return expected.holds_of(formula, key, sheet)
    except NotUnderstood:
        return True
    finally:
        ground.blank_rates_in_percent = False


def _moved(formula: SheetFormula, key: CellKey, sheet: str, expected: Expected) -> Fault | None:
    """Whether the formula is the right one once all its references are moved by one step."""
    right = parse_sheet_formula(expected.formula(key, sheet))
    if right is None or not right.areas or not formula.areas:
        return None
    for mine in {formula.areas[0], formula.areas[-1]}:
        for wanted in {right.areas[0], right.areas[-1]}:
            rows, columns = wanted.top - mine.top, wanted.left - mine.left
            moved = formula.moved(rows, columns)
            if (rows, columns) == (0, 0) or not _on_sheet(moved):
                continue
            try:
                if expected.holds_of(moved, key, sheet):
                    return Fault(FaultKind.MOVED, key, rows=-rows, columns=-columns)
            except NotUnderstood:
                continue
    return None


def _on_sheet(formula: SheetFormula) -> bool:
    return all(
        area.top >= 1 and area.left >= 1 and area.bottom <= LAST_ROW and area.right <= LAST_COLUMN
        for area in formula.areas
    )


def _different(formula: SheetFormula, key: CellKey, sheet: str, expected: Expected, ground: Ground) -> Fault:
    try:
        found = Formulas(Ratios(), ground, sheet).of(formula, key)
        return _told_apart(found, expected.in_parts(key), key)
    except NotUnderstood:
        areas = [ground.cells(sheet, area) for area in formula.areas]
        taken = [cell for cells in areas for cell in (*cells.figures, *cells.texts, *cells.stubs)]
        wanted = [cell for cell in _named(expected.definitions[key].right) if ground.place(cell)]
        return _others(FaultKind.OTHER, key, wanted, taken)


def _named(node: Node) -> Iterator[CellKey]:
    """The cells of a rule, those it counts among them."""
    yield from references(node)
    for part in walk(node):
        if isinstance(part, Tally):
            yield from part.keys


def _told_apart(found: Ratio, right: Ratio, key: CellKey) -> Fault:
    if found.is_sum and right.is_sum:
        return _sums(found.over, right.over, key)
    over = _cells(found.over) == _cells(right.over)
    under = _cells(found.under) == _cells(right.under)
    if over and under:
        return Fault(FaultKind.FACTOR, key)
    if over and not found.is_sum:
        return _others(FaultKind.UNDER, key, right.under, found.under)
    if under and not found.is_sum:
        return _others(FaultKind.OVER, key, right.over, found.over)
    wanted, taken = [*right.over, *right.under], [*found.over, *found.under]
    return _others(FaultKind.OTHER, key, wanted, taken)


def _sums(found: Linear, right: Linear, key: CellKey) -> Fault:
    lacking, foreign = _apart(right, found)
    shared = [cell for cell in right if cell is not None and cell in found]
    off = [cell for cell in shared if found[cell] != right[cell]]
    scales = {found[cell] / right[cell] for cell in shared}
    if lacking or foreign:
        kind = FaultKind.OTHER
        if not off and not foreign and shared:
            kind = FaultKind.MISSES
        elif not off and not lacking and shared:
            kind = FaultKind.SWALLOWS
        return Fault(kind, key, lacking, foreign)
    if len(scales) == 1 and len(shared) > 1 and scales not in ({_MINUS}, {_TWO}):
        return Fault(FaultKind.FACTOR, key)
    if all(found[cell] == -right[cell] for cell in off):
        return Fault(FaultKind.SIGN, key, foreign=tuple(off))
    if all(found[cell] == 2 * right[cell] for cell in off):
        return Fault(FaultKind.TWICE, key, foreign=tuple(off))
    return Fault(FaultKind.FACTOR, key)


def _others(
    kind: FaultKind, key: CellKey, right: Iterable[CellKey | None], found: Iterable[CellKey | None]
) -> Fault:
    return Fault(kind, key, *_apart(right, found))


def _apart(
    right: Iterable[CellKey | None], found: Iterable[CellKey | None]
) -> tuple[tuple[CellKey, ...], tuple[CellKey, ...]]:
    """The cells only on the one side, and those only on the other."""
    wanted, taken = _cells(right), _cells(found)
    lacking = tuple(cell for cell in dict.fromkeys(right) if cell is not None and cell not in taken)
    foreign = tuple(cell for cell in dict.fromkeys(found) if cell is not None and cell not in wanted)
    return lacking, foreign


def _cells(linear: Iterable[CellKey | None]) -> frozenset[CellKey]:
    return frozenset(cell for cell in linear if cell is not None)
