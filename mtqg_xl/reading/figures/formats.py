"""What a number format says about the number under it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mtqg_xl.ooxml import is_date, is_percent

_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]', re.DOTALL)
#: Commas behind the last digit show thousands, millions: ``#,##0,,``.
_SCALING = re.compile(r"[0#?](,+)(?=\.|[^,0#?.]|$)")


class Format(NamedTuple):
    """A number format: shown as a day, as a percentage, or divided by a thousand ``thousands`` times."""

    date: bool
    percent: bool
    thousands: int


@lru_cache(maxsize=4096)
def format_of(code: str) -> Format:
    """What the format ``code`` says."""
    found = _SCALING.search(_LITERAL.sub("", code).partition(";")[0])
    return Format(is_date(code), is_percent(code), len(found[1]) if found else 0)
