"""Labels of rows for comparison, and the ways in which one label is written differently."""

from __future__ import annotations

import re
from functools import lru_cache

from mtqg_xl.domain.units import fold

_WORD = re.compile(r"[a-z]+|\d+|[%+]")
_NUMBERED = re.compile(
    r"\s*[-+*•]?\s*(\(?(?:\d{1,2}|[IVXivx]{1,4}|[A-Za-zĐđ]\d{0,2})(?:[.,](?:\d{1,2}|[A-Za-z]{1,2}))*\s*[.)/:]+)\s*(?=\S)(.+)",
    re.DOTALL,
)
_LEAD = ("+ ", "trong do ", "bao gom ", "gom ")
_CONTINUED = re.compile(r" tiep( theo)?$")


@lru_cache(maxsize=8192)
def plain_key(text: str) -> str:
    """The words of a label as they stand: a short form with a slip in it cannot be written out."""
    words = _WORD.findall(fold(text))
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)


def bare_key(key: str) -> str:
    """A label without "in which" before it and "continued" after it."""
    for lead in _LEAD:
        key = key.removeprefix(lead)
    return _CONTINUED.sub("", key) or key


def is_continued(key: str) -> bool:
    """Whether a label says that it goes on from the page before."""
    return _CONTINUED.search(key) is not None


def split_number(label: str) -> tuple[str, str] | None:
    """Number and rest of a label that has its number written before it: ``1.1. Giao thông``."""
    found = _NUMBERED.fullmatch(label)
    return (found[1], found[2]) if found else None
