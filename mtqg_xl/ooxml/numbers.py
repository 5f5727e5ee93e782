"""Numbers as Excel keeps them: doubles, written with up to 17 digits."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Final

# Excel shows and accepts 15 significant digits; what lies beyond is the noise of the double.
_EXCEL_DIGITS: Final = 15
_MARKS: Final = "0123456789+-.eE"


def is_number(text: str) -> bool:
    """Whether ``text`` writes a finite double the way a cell does: "12", "-0.5", "1.5E-3"."""
    # Without other characters, what Python takes for a number is what a cell takes for one.
    if text.strip(_MARKS):
        return False
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def exact(text: str) -> Decimal:
    """The number a person meant when the cell holds ``text``.

    Up to 15 significant digits are taken as written. Longer forms such as "766.17859399999998"
    become the shortest decimal that is the same double, 766.178594. ``ValueError`` if ``text``
    is not a finite number.
    """
    text = text.strip()
    if not is_number(text):
        raise ValueError(f"{text!r} is not a finite number")
    if len(text) <= _EXCEL_DIGITS:
        return Decimal(text)
    mantissa = re.split("[eE]", text, maxsplit=1)[0]
    digits = mantissa.lstrip("+-").replace(".", "").lstrip("0")
    if len(digits) <= _EXCEL_DIGITS:
        return Decimal(text)
    return Decimal(repr(float(text)))
