"""Whether a label names the row of the total."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from mtqg_xl.catalogue import totals
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.shortening import shortened

#: What is added up, after the name: "Tổng cộng (I+II+III)".
_ADDED: Final = re.compile(r"(?<=\w) (?:[a-z]|[ivx]+|\d{1,2})(?: \+ (?:[a-z]|[ivx]+|\d{1,2}))+$")
#: Only these tell the total of all; "Cộng (1+2)" is the sum of a part.
_OF_ALL: Final = "tong"
_LONGEST: Final = 40
#: Short forms that may not be something else.
_SURE: Final = 0.93


def is_total(text: str) -> bool:
    """Whether ``text`` (a label or its key) says of itself that it is the total, and nothing more.

    Names as in ``data/totals.yaml``, also shortened or said twice ("T.cộng", "TỔNG Tổng cộng"), also with
    the parts added up after them. A sum of a part ("Cộng I", "Cộng nguồn vốn") is no total.
    """
    return _is_total(match_key(text)) if len(text) <= _LONGEST * 2 else False


@lru_cache(maxsize=4096)
def _is_total(key: str) -> bool:
    if key.startswith(_OF_ALL):
        key = _ADDED.sub("", key)
    if len(key) > _LONGEST:
        return False
    words = key.split()
    return key in _names() or any(shortened(words, name.split()) >= _SURE for name in sorted(_names()))


@cache
def _names() -> frozenset[str]:
    sums = [match_key(text) for text in totals().sums]
    whole = [match_key(text) for text in totals().whole]
    return frozenset([*sums, *whole, *(f"{one} {other}" for one in sums for other in whole)])
