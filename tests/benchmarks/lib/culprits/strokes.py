"""What a hand makes of one figure: a key too many, too few, the wrong one, two exchanged; sign and unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import decimals_of
from mtqg_xl.reconcile.slips import Kind

_THOUSAND, _MILLION = Decimal(1000), Decimal(1_000_000)
_MOST_DECIMALS = 6

#: What is typed for a figure of this measure; ``None`` when the slip cannot be made of it.
Stroke = Callable[[Decimal, MeasureKind, Random], Decimal | None]


def replaced(value: Decimal, kind: MeasureKind, rng: Random) -> Decimal | None:
    """One digit is another one."""
    text, places = _digits(value)
    at = rng.choice(places)
    first = at == 0 and len(places) > 1 and text[1:2] != "."
    other = rng.choice([digit for digit in ("123456789" if first else "0123456789") if digit != text[at]])
    return _figure(value, text[:at] + other + text[at + 1 :])


def inserted(value: Decimal, kind: MeasureKind, rng: Random) -> Decimal | None:
    """One digit too many: as often the one beside it typed twice as any."""
    text, places = _digits(value)
    at = rng.choice(places)
    digit = text[at] if rng.random() < 0.5 else rng.choice("0123456789")
    return _figure(value, text[: at + 1] + digit + text[at + 1 :])


def omitted(value: Decimal, kind: MeasureKind, rng: Random) -> Decimal | None:
    """One digit too few."""
    text, places = _digits(value)
    if len(places) < 2:
        return None
    at = rng.choice(places)
    return _figure(value, text[:at] + text[at + 1 :])


def swapped(value: Decimal, kind: MeasureKind, rng: Random) -> Decimal | None:
    """Two digits beside each other the wrong way round; not across the comma."""
    text, places = _digits(value)
    pairs = [(at, at + 1) for at in places if at + 1 in places and text[at] != text[at + 1]]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    made = list(text)
    made[one], made[other] = made[other], made[one]
    return _figure(value, "".join(made))


def signed(value: Decimal, kind: MeasureKind, rng: Random) -> Decimal | None:
    """The sign is wrong."""
    return -value


def in_another_unit(value: Decimal, kind: MeasureKind, rng: Random) -> Decimal | None:
    """Đồng for triệu đồng, nghìn đồng, tỷ đồng; a count in thousands."""
    factor = rng.choice((_THOUSAND, 1 / _THOUSAND, _MILLION))
    return _short(value * factor)


def comma_misplaced(value: Decimal, kind: MeasureKind, rng: Random) -> Decimal | None:
    """A decimal comma taken for a thousands dot or the other way, lost or moved by a place or two."""
    ways = [value / _THOUSAND] if abs(value) >= _THOUSAND else []
    decimals = decimals_of(value)
    if decimals:
        ways.append(value.scaleb(decimals))
    if kind is not MeasureKind.COUNT:
        ways += [value * 10, value / 10, value * 100, value / 100]
    return _short(rng.choice(ways)) if ways else None


#: Slips of one figure for which nothing but the figure matters.
STROKES: Mapping[Kind, Stroke] = {
    Kind.REPLACE: replaced,
    Kind.INSERT: inserted,
    Kind.OMIT: omitted,
    Kind.SWAP: swapped,
    Kind.SIGN: signed,
    Kind.UNIT: in_another_unit,
    Kind.DECIMAL: comma_misplaced,
}
#: Those of a single key, with how often each happens among them.
KEYS: Mapping[Kind, int] = {Kind.REPLACE: 50, Kind.INSERT: 15, Kind.OMIT: 17, Kind.SWAP: 18}


def _digits(value: Decimal) -> tuple[str, list[int]]:
    text = format(abs(value), "f")
    return text, [at for at, sign in enumerate(text) if sign != "."]


def _figure(value: Decimal, text: str) -> Decimal:
    text = "0" + text if text.startswith(".") else text
    made = Decimal(text.rstrip(".") or "0")
    return -made if value < 0 else made


def _short(value: Decimal) -> Decimal | None:
    value = value.normalize() + 0
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1))
    return value if decimals_of(value) <= _MOST_DECIMALS else None
