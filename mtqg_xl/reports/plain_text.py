"""Texts of workbooks made fit for a document: nothing in them acts, turns the line or breaks the file."""

from __future__ import annotations

import re
from typing import Final

#: Control characters, halves of characters, marks that change the direction of writing or are not seen.
_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_BREAKS: Final = re.compile(r"[\s\u2028\u2029]+")


def plain_text(text: str) -> str:
    """``text`` on one line with only characters that are seen as they stand."""
    return _BREAKS.sub(" ", _UNFIT.sub("", text)).strip()
