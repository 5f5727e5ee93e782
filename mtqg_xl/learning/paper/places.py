"""Names of administrative units."""

from __future__ import annotations

import re
from functools import lru_cache

from mtqg_xl.catalogue import unit_register

_KIND = re.compile(
    r"(?:UBND |Ủy ban nhân dân )?(huyện|xã|phường|thị trấn|thị xã|thành phố|tp\.?|tx\.?|tt\.?|quận|thôn|bản"
    r"|xóm|tỉnh)"
    r"\s+(?=[A-ZĐÀ-Ỹ0-9])",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_unit_name(text: str) -> bool:
    """Whether a text names an administrative unit, by its kind or because the register knows it."""
    found = _KIND.match(text)
    if found is not None:
        rest = text[found.end() :]
        return (rest[:1].isupper() or rest[:1].isdigit()) and len(rest.split()) <= 5
    return unit_register().find(text) is not None
