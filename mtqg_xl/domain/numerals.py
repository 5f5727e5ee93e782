"""Figures as Vietnamese offices write them: dot for thousands, comma for decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

#: Blanks that say nothing: beside a separator or a percent sign.
_IDLE_SPACES = re.compile(r"\s+(?=[.,%])|(?<=[.,])\s+")
_SPACED = re.compile(r"[+-]?\d{1,3}(\s\d{3})+(,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+")
#: No thousands begin with nought: 0.440 are decimals, whoever wrote them.
_VIETNAMESE = re.compile(r"[+-]?(?!0)\d{1,3}(\.\d{3})+(,\d+)?")
_COMMA_DECIMAL = re.compile(r"[+-]?\d+,\d+")
_ENGLISH = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+")
_DOT_DECIMAL = re.compile(r"[+-]?\d+\.\d+")
#: No figure of any report is as long, with all its blanks.
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Numeral:
    """A figure read from text.

    ``decimals`` counts the decimals printed (trailing zeros included). ``doubtful`` says that
    the same characters could be read otherwise, so that the reader should ask for confirmation.
    """

    value: Decimal
    decimals: int
    doubtful: bool = False


def parse_numeral(text: str) -> Numeral | None:
    """The figure that ``text`` writes, or ``None`` when it is not plainly one figure.

    ``1.232.836,9`` is 1232836.9; ``1.550,440`` keeps three decimals; ``1.234`` is read as 1234
    and ``208,560`` as 208.560 after the Vietnamese manner, both marked doubtful because one
    separator before three digits is the other meaning in English files. A trailing ``%`` is dropped.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    body = _IDLE_SPACES.sub("", text).rstrip("%").rstrip()
    if _SPACED.fullmatch(body):
        whole, _, fraction = re.sub(r"\s", "", body).partition(",")
        value = Decimal(whole + ("." + fraction if fraction else ""))
        return Numeral(value, len(fraction), doubtful=True)
    if _PLAIN.fullmatch(body):
        return Numeral(Decimal(body), 0)
    if _VIETNAMESE.fullmatch(body):
        whole, _, fraction = body.partition(",")
        value = Decimal(whole.replace(".", "") + ("." + fraction if fraction else ""))
        return Numeral(value, len(fraction), doubtful=not fraction and whole.count(".") == 1)
    if _COMMA_DECIMAL.fullmatch(body):
        whole, _, fraction = body.partition(",")
        return Numeral(
            Decimal(f"{whole}.{fraction}"),
            len(fraction),
            doubtful=len(fraction) == 3 and whole.strip("+-0") != "",
        )
    if _ENGLISH.fullmatch(body):
        fraction = body.partition(".")[2]
        return Numeral(Decimal(body.replace(",", "")), len(fraction), doubtful=True)
    if _DOT_DECIMAL.fullmatch(body):
        return Numeral(Decimal(body), len(body.partition(".")[2]), doubtful=True)
    return None


def decimals_of(value: Decimal) -> int:
    """How many decimals ``value`` needs: 2 for 25.20, trailing zeros counted as written."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def plain(value: Decimal) -> str:
    """``value`` as a plain decimal string without exponent or trailing zeros: ``"26884"``, ``"10.8"``."""
    if value == 0:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def trimmed(value: Decimal) -> Decimal:
    """``value`` without trailing zeros after the comma, and without an exponent."""
    return Decimal(plain(value))


def format_vietnamese(value: Decimal, decimals: int | None = None) -> str:
    """``value`` as an office prints it: ``26.884``, ``10,8``; at most ``decimals`` decimals if given."""
    if decimals is not None and decimals_of(value) > decimals:
        value = round_half_up(value, decimals)
    text = plain(value)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return sign + grouped + ("," + fraction if fraction else "")


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """``value`` with ``decimals`` decimals, halves away from zero, as offices round."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")


def cut_off(value: Decimal, decimals: int) -> Decimal:
    """``value`` with the digits after ``decimals`` decimals dropped."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_DOWN")
