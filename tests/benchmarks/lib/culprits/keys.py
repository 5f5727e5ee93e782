"""Which slips could have made one figure of another, by the characters alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtqg_xl.domain.findings import Slip
from mtqg_xl.domain.numerals import decimals_of


def possible_slips(right: Decimal, written: Decimal | None) -> frozenset[Slip]:
    """Every slip of one key, of the sign or the unit that makes ``written`` of ``right``."""
    if written is None:
        return frozenset({Slip.BLANK})
    found = set(key_slips(right, written))
    if written == -right != 0:
        found.add(Slip.SIGN)
    if right and written and (written / right).normalize().as_tuple().digits == (1,):
        found.add(Slip.UNIT)
    return frozenset(found)


def key_slips(right: Decimal, written: Decimal) -> Iterator[Slip]:
    """The slips of one key that make ``written`` of ``right``, with equal decimals or without idle zeros."""
    if written == right or ((written < 0) != (right < 0) and written and right):
        return
    places = max(decimals_of(written), decimals_of(right), 0)
    for form in (f".{places}f", "f"):
        yield from _of_texts(format(abs(right), form), format(abs(written), form))


def _of_texts(right: str, written: str) -> Iterator[Slip]:
    if len(right) == len(written):
        differing = [n for n, (a, b) in enumerate(zip(right, written, strict=True)) if a != b]
        if len(differing) == 1:
            yield Slip.REPLACE
        if len(differing) == 2 and differing[1] == differing[0] + 1:
            first, second = differing
            if right[first] == written[second] and right[second] == written[first]:
                yield Slip.SWAP
    elif len(written) == len(right) + 1:
        if _is_within(right, written):
            yield Slip.INSERT
    elif len(right) == len(written) + 1:
        if _is_within(written, right):
            yield Slip.OMIT
        # "40" typed as "04" reads as 4.
        if right.endswith("0") and written == right[:-1] and len(right) == 2:
            yield Slip.SWAP


def _is_within(short: str, long: str) -> bool:
    """Whether one character less makes ``short`` of ``long``."""
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
