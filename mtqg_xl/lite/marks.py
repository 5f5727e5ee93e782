"""Printed texts as the add-in compares them, without carrying them: a number for each label."""

from __future__ import annotations

import unicodedata
from typing import Final

#: The add-in counts in numbers of Excel, which are exact up to 2 to the power of 53.
_BASE: Final = 131
_MODULUS: Final = 16_777_213


def squeezed(text: str) -> str:
    """``text`` without blanks, in small letters."""
    return "".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").lower().split())


def label_mark(text: str) -> int:
    """A number from 1 that a label has whatever its blanks and capitals are."""
    mark = 7
    for sign in squeezed(text):
        mark = (mark * _BASE + ord(sign)) % _MODULUS
    return mark + 1
