"""The number printed before a row, for comparison: its parts, whatever stands around and between them."""

from __future__ import annotations

import re
from functools import lru_cache

from mtqg_xl.domain.units import fold

#: The parts of a number, such as ``("1", "10")`` for ``1.10``; empty when it says nothing.
NumberKey = tuple[str, ...]

_AROUND = " .,:;()[]{}/\\-–—+*•'\"\u2026_"
_PART = re.compile(r"\d+|[a-z]+")
_SHAPE = re.compile(r"(\d+|[a-z]{1,5})([\s.,:)/-]*(\d+|[a-z]{1,5}))*")
#: 1.1 stored as a binary fraction and written out again.
_FRACTION = re.compile(r"\d+[.,]\d*?(0{6,}\d{1,3}|9{6,}\d{0,3})")
#: What Excel makes of "1.1" or "1/2" in some countries: a day.
_DAY = re.compile(r"\d{1,4}[-/]\d{1,2}([-/]\d{2,4})?([ t].*)?|\d{1,2}[-/ ]?[a-z]{3,4}([-/ ]?\d{2,4})?")
#: Whole numbers of more digits are no numbering: days as Excel counts them, or figures.
_LONGEST = 3
_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})")
_DIGITS = {"i": 1, "v": 5, "x": 10}


@lru_cache(maxsize=4096)
def number_key(text: str) -> NumberKey:
    """The parts of a printed number; empty when there is none or it cannot be read for sure."""
    shown = fold(text).strip(_AROUND)
    if not shown:
        return ()
    if _FRACTION.fullmatch(shown):
        shown = f"{float(shown.replace(',', '.')):.6g}"
    if _DAY.fullmatch(shown) or not _SHAPE.fullmatch(shown):
        return ()
    parts = tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in _PART.findall(shown))
    return () if any(part.isdigit() and len(part) > _LONGEST for part in parts) else parts


def agrees(wanted: NumberKey, shown: NumberKey) -> bool:
    """Whether ``shown`` may be ``wanted``: 1.10 becomes 1.1 when a sheet takes it for a figure."""
    if wanted == shown:
        return True
    if len(wanted) != 2 or not all(part.isdigit() for part in wanted):
        return False
    last = wanted[1].rstrip("0")
    return last != wanted[1] and shown == (wanted[0], *([last] if last else []))


def counted(numbers: list[NumberKey], at: int) -> bool:
    """Whether the number at ``at`` stands in an unbroken count from one, as after renumbering."""
    here = numbers[at]
    value = _value(here[-1]) if here else None
    if value is None:
        return False
    before = value
    for number in reversed(numbers[:at]):
        if before == 1:
            break
        if number and number[:-1] == here[:-1]:
            if _value(number[-1]) != before - 1:
                return False
            before -= 1
    if before != 1:
        return False
    for number in numbers[at + 1 :]:
        if number and number[:-1] == here[:-1]:
            after = _value(number[-1])
            if after == 1:
                return True
            if after != value + 1:
                return False
            value += 1
    return True


def _value(part: str) -> int | None:
    if part.isdigit():
        return int(part)
    if _ROMAN.fullmatch(part):
        digits = [_DIGITS[letter] for letter in part]
        pairs = zip(digits, [*digits[1:], 0], strict=True)
        return sum(-digit if digit < after else digit for digit, after in pairs)
    return ord(part) - ord("a") + 1 if len(part) == 1 else None
