"""What one cell would have to be for a relation to close."""

from __future__ import annotations

from decimal import Decimal, localcontext

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.numerals import round_half_up
from mtqg_xl.rules.bind import Relation
from mtqg_xl.rules.evaluate import PRECISION, evaluate
from mtqg_xl.rules.expressions import Divide, Multiply, Node, Number, references
from mtqg_xl.rules.figures import Figures

_DIGIT_NOISE = Decimal("1e-45")
_KEPT_DECIMALS = 38


def solve_for(relation: Relation, cell: CellKey, figures: Figures) -> Decimal | None:
    """The exact value of ``cell`` that closes ``relation``, all else as it stands.

    ``cell`` may stand in the relation itself or behind a blank total in it. ``None`` when no
    single value closes it (the cell has no effect, or stands in it more than linearly).
    """
    with localcontext() as context:
        context.prec = PRECISION
        quotient = _as_quotient(relation)
        if quotient is not None and cell in references(quotient[1]):
            return _solve_divisor(relation, quotient, cell, figures)
        gaps = [_gap(relation, cell, figures, Decimal(probe)) for probe in (0, 1, 2)]
        zero, one, two = gaps
        if zero is None or one is None or two is None:
            return None
        slope = one - zero
        scale = max(abs(zero), abs(one), abs(two), Decimal(1))
        # Quotients are carried to many digits, not to all: the last ones are not to be trusted.
        if abs(slope) <= _DIGIT_NOISE * scale or abs(two - one - slope) > _DIGIT_NOISE * scale:
            return None
        return _settled(-zero / slope)


def _gap(relation: Relation, cell: CellKey, figures: Figures, probe: Decimal) -> Decimal | None:
    def value(key: CellKey) -> Decimal | None:
        if key == cell:
            return probe
        stated = figures.stated(key)
        if stated is not None:
            return stated
        return figures.with_change(key, cell, probe)

    left = evaluate(relation.left, value, relation.rule.missing, figures.text)
    right = evaluate(relation.right, value, relation.rule.missing, figures.text)
    return None if left is None or right is None else left - right


def _as_quotient(relation: Relation) -> tuple[Node, Node, Decimal] | None:
    """Numerator, divisor and factor of a rate such as ``3/1*100``."""
    match relation.right:
        case Multiply(Divide(left, right), Number(factor)):
            return left, right, factor
        case Divide(left, right):
            return left, right, Decimal(1)
        case _:
            return None


def _solve_divisor(
    relation: Relation, quotient: tuple[Node, Node, Decimal], cell: CellKey, figures: Figures
) -> Decimal | None:
    numerator, divisor, factor = quotient
    rate = figures.left_of(relation)
    above = evaluate(numerator, figures.value, relation.rule.missing, figures.text)
    if not rate or above is None or references(divisor) != (cell,):
        return None
    return _settled(above * factor / rate)


def _settled(value: Decimal) -> Decimal:
    """``value`` without the noise of its last digits: a whole number comes out whole."""
    return round_half_up(value, _KEPT_DECIMALS).normalize() + 0
