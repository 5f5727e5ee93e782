"""One digit replaced, inserted or omitted, or two neighbours swapped: in the whole part or the decimals."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from mtqg_xl.reconcile.slips.figures import MOST_DECIMALS, Typed, printed_decimals
from mtqg_xl.reconcile.slips.kinds import Explanation, Kind
from mtqg_xl.reconcile.slips.model import log_of

#: Zeros that may be left standing, and vanish, where the first digit was omitted: 1005 -> 005 -> 5.
LOST_ZEROS: Final = 3

#: The kind, and the digits concerned for its words.
_Edit = tuple[Kind, dict[str, str]]


def digit_slip(written: Typed, right: Typed, decimals: int) -> Explanation | None:
    """The likeliest slip of digits that turns ``right`` into ``written``, sign alike; ``None`` if none does.

    The whole parts are compared when the decimals agree, the decimals when the whole parts do: a comma
    stays where it is. Decimals are compared as typed to the last digit (25,2) and, for digits replaced
    or swapped, filled up with zeros to the same length (25,20).
    """
    if written.negative != right.negative and not written.is_zero:
        return None
    if written.fraction == right.fraction:
        edits = _in_whole(written.whole, right.whole)
        return _likeliest(edits, right.whole, right.fraction)
    if written.whole != right.whole:
        return None
    length = printed_decimals(decimals, written.fraction, right.fraction)
    as_typed = _likeliest(_edits(written.fraction, right.fraction), right.whole, right.fraction)
    if len(written.fraction) == len(right.fraction) or length > MOST_DECIMALS:
        return as_typed
    filled = right.fraction.ljust(length, "0")
    beside = _likeliest(_edits(written.fraction.ljust(length, "0"), filled), right.whole, filled)
    found = [one for one in (as_typed, beside) if one]
    return max(found, key=lambda one: one.log_likelihood, default=None)


def _in_whole(written: str, right: str) -> list[_Edit]:
    """Edits of whole parts, where leading zeros vanish."""
    lost = len(right) - 1 - len(written)
    edits = _edits(written.zfill(len(right) - 1) if 0 < lost <= LOST_ZEROS else written, right)
    # Offices write 04 for 4, so 40 may come out as 04; nobody starts a longer figure with a zero.
    if len(right) == 2 and right[1] == "0" and written == right[0]:
        edits.append((Kind.SWAP, {"digits": "0" + written}))
    return edits


def _edits(written: str, right: str) -> list[_Edit]:
    """The single edit that turns the digits ``right`` into ``written``, if one does."""
    longer = len(written) - len(right)
    if longer < -1 or longer > 1 or written == right:
        return []
    first = 0
    for one, other in zip(written, right, strict=False):
        if one != other:
            break
        first += 1
    if longer == 1:
        extra = written[first + 1 :] == right[first:]
        return [(Kind.INSERT, {"digit": written[first]})] if extra else []
    if longer == -1:
        missing = right[first + 1 :] == written[first:]
        return [(Kind.OMIT, {"digit": right[first]})] if missing else []
    if written[first + 1 :] == right[first + 1 :]:
        return [(Kind.REPLACE, {"typed": written[first], "meant": right[first]})]
    pair = written[first : first + 2]
    if pair == right[first : first + 2][::-1] and written[first + 2 :] == right[first + 2 :]:
        return [(Kind.SWAP, {"digits": pair})]
    return []


def _likeliest(edits: list[_Edit], whole: str, fraction: str) -> Explanation | None:
    """The likeliest of ``edits`` of the right figure ``whole``, ``fraction``."""
    best: Explanation | None = None
    for kind, values in edits:
        likelihood = log_of(kind, _outcomes(kind, whole, fraction))
        if best is None or likelihood > best.log_likelihood:
            best = Explanation(kind, likelihood, values)
    return best


def _outcomes(kind: Kind, whole: str, fraction: str) -> int:
    """How many equally likely results a slip of ``kind`` has."""
    count = len(whole) + len(fraction)
    match kind:
        case Kind.REPLACE:
            return 9 * count
        case Kind.INSERT:
            return 10 * (count + 1)
        case Kind.OMIT:
            return count
        case _:
            return _unequal_neighbours(whole) + _unequal_neighbours(fraction)


def _unequal_neighbours(digits: str) -> int:
    return sum(one != other for one, other in pairwise(digits))
