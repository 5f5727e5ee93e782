"""One figure as people write it, in every manner in which the same characters can be meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

#: Stands for every blank that does not break a line: people and programs part thousands with it.
HARD_BLANK: Final = "\u202f"


class Manner(StrEnum):
    """How a figure parts its thousands and its decimals."""

    PLAIN = "plain"
    """Digits only."""
    VIETNAMESE = "vietnamese"
    """Dot between thousands, comma before decimals."""
    ENGLISH = "english"
    """Comma between thousands, dot before decimals."""
    BLANKS = "blanks"
    """Blanks between thousands."""
    OTHER = "other"
    """Apostrophes between thousands."""


class Reading(NamedTuple):
    """What a figure may mean: its value, the decimals printed, and the manner in which it says so."""

    value: Decimal
    decimals: int
    manner: Manner


_BLANK = rf"[ {HARD_BLANK}]"


def _dotted(text: str) -> Reading:
    whole, _, fraction = text.partition(",")
    return _made(whole.replace(".", ""), fraction, Manner.VIETNAMESE)


def _comma_parted(text: str) -> Reading:
    whole, _, fraction = text.partition(".")
    return _made(whole.replace(",", ""), fraction, Manner.ENGLISH)


def _plain(text: str) -> Reading:
    return _made(text, "", Manner.PLAIN)


def _parted_by(separators: str, manner: Manner) -> Callable[[str], Reading]:
    def read(text: str) -> Reading:
        whole, _, fraction = re.sub(f"[{separators}]", "", text).replace(",", ".").partition(".")
        return _made(whole, fraction, manner)

    return read


def _made(whole: str, fraction: str, manner: Manner) -> Reading:
    return Reading(Decimal(f"{whole}.{fraction}" if fraction else whole), len(fraction), manner)


#: The shapes of a figure without its sign, each with its meanings, the likelier in Vietnam first.
_SHAPES: Final[tuple[tuple[re.Pattern[str], tuple[Callable[[str], Reading], ...]], ...]] = tuple(
    (re.compile(shape), meanings)
    for shape, meanings in (
        (r"\d+", (_plain,)),
        # No thousands begin with nought: these are decimals, whoever wrote them.
        (r"0+,\d+", (_dotted,)),
        (r"0+\.\d+", (_comma_parted,)),
        (r"\d{1,3}\.\d{3}", (_dotted, _comma_parted)),
        (r"\d{1,3},\d{3}", (_dotted, _comma_parted)),
        (r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}|\d+,\d+", (_dotted,)),
        (r"\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}|\d+\.\d+", (_comma_parted,)),
        (
            rf"\d{{1,3}}({_BLANK}\d{{3}})+([.,]\d+)?",
            (_parted_by(f" {HARD_BLANK}", Manner.BLANKS),),
        ),
        (r"\d{1,3}(['\u2019]\d{3})+([.,]\d+)?", (_parted_by("'\u2019", Manner.OTHER),)),
    )
)
_SIGNED = re.compile(r"([+-]?)(\d.*)", re.DOTALL)
#: Thousands of billions of đồng with decimals need less.
_LONGEST: Final = 32


def readings(text: str) -> tuple[Reading, ...]:
    """Every figure that ``text`` can mean, the likeliest first; empty when it is not plainly one figure.

    ``1.550,440`` has one meaning; ``1.234`` and ``208,560`` have two, the Vietnamese one first.
    """
    signed = _SIGNED.fullmatch(text) if len(text) <= _LONGEST else None
    if signed is None:
        return ()
    sign, body = signed[1], signed[2]
    for shape, meanings in _SHAPES:
        if shape.fullmatch(body):
            found = tuple(meaning(body) for meaning in meanings)
            return tuple(one._replace(value=-one.value) for one in found) if sign == "-" else found
    return ()


def may_be_several(text: str) -> bool:
    """Whether what is read as one figure parted by blanks may be several: ``177 177``, ``1 234``.

    Blanks that do not break a line are no accident; three groups and more are hardly several figures
    unless they repeat.
    """
    groups = re.split(r"[,.]", text.lstrip("+- "))[0].split(" ")
    return len(groups) == 2 or (len(groups) > 2 and len(set(groups)) == 1)
