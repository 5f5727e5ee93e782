"""A typist who makes one slip: every figure that comes out, found by typing and reading back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hypothesis import strategies as st

from mtqg_xl.reconcile.slips import Kind
from mtqg_xl.reconcile.slips.digits import LOST_ZEROS

DIGITS = "0123456789"
DIGIT_KINDS = {Kind.REPLACE, Kind.INSERT, Kind.OMIT, Kind.SWAP}


def read(typed: str) -> Decimal:
    """What a sheet keeps of ``typed``: leading zeros and idle decimals are nothing."""
    return Decimal(typed)


def parts(typed: str) -> tuple[str, str]:
    whole, _, fraction = typed.partition(".")
    return whole, fraction


def joined(whole: str, fraction: str) -> str:
    return f"{whole}.{fraction}" if fraction else whole


def slips_of_digits(typed: str) -> Iterator[tuple[Kind, str]]:
    """Every other string that one slip of digits makes of ``typed``; a part is never left empty."""
    whole, fraction = parts(typed)
    for kind, changed in slips_in(whole):
        if changed:
            yield kind, joined(changed, fraction)
    for kind, changed in slips_in(fraction) if fraction else ():
        if changed:
            yield kind, joined(whole, changed)


def may_come_out(written: Decimal, right: Decimal, kind: Kind) -> bool:
    """Whether a slip of ``kind`` makes ``written`` of ``right``, typed with as many decimals as need be."""
    whole, fraction = parts(format(right, "f"))
    fraction = fraction.rstrip("0")
    # Two digits may be left with a zero in front: 04.
    ten = kind is Kind.SWAP and len(whole) == 2 and whole[1] == "0"
    if ten and written == read(joined(whole[::-1], fraction)):
        return True
    writings = {joined(whole, fraction.ljust(length, "0")) for length in range(len(fraction), 7)}
    made = {slip for writing in writings for slip in slips_of_digits(writing) if slip[0] is kind}
    return any(read(typed) == written and zeros_lost(typed) <= LOST_ZEROS for _, typed in made)


def zeros_lost(typed: str) -> int:
    """How many zeros in front a sheet drops."""
    whole, _ = parts(typed)
    return len(whole) - len(whole.lstrip("0") or "0")


def scaled(written: Decimal, right: Decimal) -> bool:
    """Whether both have the same digits, only the comma elsewhere."""
    return written.normalize().as_tuple().digits == right.normalize().as_tuple().digits


def slips_in(digits: str) -> Iterator[tuple[Kind, str]]:
    for at, digit in enumerate(digits):
        head, tail = digits[:at], digits[at + 1 :]
        yield from ((Kind.REPLACE, head + other + tail) for other in DIGITS if other != digit)
        yield Kind.OMIT, head + tail
        if tail and tail[0] != digit:
            yield Kind.SWAP, head + tail[0] + digit + tail[1:]
    for at in range(len(digits) + 1):
        yield from ((Kind.INSERT, digits[:at] + other + digits[at:]) for other in DIGITS)


#: Figures as they stand in reports: whole, or with up to three decimals.
FIGURES = st.one_of(
    st.integers(0, 10**7).map(Decimal),
    st.builds(lambda n, d: Decimal(n).scaleb(-d), st.integers(0, 10**6), st.integers(1, 3)),
)


@st.composite
def near(draw: st.DrawFn, figure: Decimal, decimals: int) -> Decimal:
    """Another figure of at most ``decimals`` decimals, often one or two slips away from ``figure``."""
    typed = format(figure, "f")
    if "." not in typed and draw(st.booleans()):
        typed += "." + "0" * draw(st.integers(1, decimals))
    for _ in range(draw(st.integers(1, 2))):
        made = list(slips_of_digits(typed))
        typed = made[draw(st.integers(0, len(made) - 1))][1]
    whole, fraction = parts(typed)
    value = read(joined(whole, fraction[:decimals]))
    if draw(st.booleans()) and draw(st.booleans()):
        value = Decimal(f"{value}E{draw(st.sampled_from([-3, -2, -1, 1, 2, 3, 6]))}")
    return value if value != figure else value + 1
