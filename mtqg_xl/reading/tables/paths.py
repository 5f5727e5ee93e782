"""How much the headings above a column are like those of a column of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mtqg_xl.catalogue import all_forms, find_measure_label
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.likeness import similarity

Path = tuple[str, ...]

_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_BEHIND = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")
_LETTERS_BEHIND = re.compile(r"(?<=\S)\s*\(([^\W\d_]{1,4})(?:\s*=[^()]{1,40})?\)\s*$")
_MEASURE = re.compile(r"^\s*(?:đvt|đơn vị(?: tính)?|dvt|don vi(?: tinh)?)\s*:?", re.IGNORECASE)

_LEAF, _GROUPS = 0.6, 0.4
#: Two texts this much alike are one heading, misspelt or shortened.
_ALIKE = 0.75
#: What a group counts for that the sheet leaves out, where it says nothing else instead.
_LEFT_OUT = 0.35
#: What is left of a likeness when a group says something else.
_CONTRADICTED = 0.75
_JOINED = 0.97
_EXTRA = 0.03
#: A row of other words under the headings: a remark, or a part of the column.
_ROW_BELOW = 0.8


def as_path(texts: Iterable[str]) -> Path:
    """The keys of headings, outermost first, each once where it is repeated right below."""
    keys: list[str] = []
    for text in texts:
        key = heading_key(text)
        if key and (not keys or keys[-1] != key):
            keys.append(key)
    return tuple(keys)


def heading_key(text: str) -> str:
    """The key of a heading; the unit in which money is written beside it says nothing about the column.

    Nor does a code of letters alone printed behind it, as in ``Số lượng (SL)``.
    """
    return _heading_key(text, _letter_codes(all_forms()))


@lru_cache(maxsize=16384)
def _heading_key(text: str, codes: frozenset[str]) -> str:
    behind = _LETTERS_BEHIND.search(text)
    if behind is not None and behind[1] in codes:
        text = text[: behind.start()]
    return match_key(_BRACKETED.sub(_without_money, text))


@lru_cache(maxsize=8)
def _letter_codes(forms: tuple[Form, ...]) -> frozenset[str]:
    """The column codes of ``forms`` that have no figure in them."""
    codes = (column.key for form in forms for column in form.columns)
    return frozenset(code for code in codes if code.isalpha() and code.isupper())


@lru_cache(maxsize=8192)
def without_measure(text: str) -> str:
    """A heading without the unit of measure in brackets behind it."""
    match = _BEHIND.search(text)
    named = find_measure_label(_MEASURE.sub("", match[1]).strip()) if match else None
    return text[: match.start()] if match and named is not None and match.start() else text


def _without_money(match: re.Match[str]) -> str:
    named = find_measure_label(_MEASURE.sub("", match[1]).strip())
    return " " if named is not None and named.kind is MeasureKind.MONEY else match[0]


@lru_cache(maxsize=65536)
def likeness(wanted: Path, shown: Path) -> float:
    """From 0 to 1: how surely headings ``shown`` (keys) mean the column with the headings ``wanted``.

    A group left out costs little, a group that says something else much; the last heading counts most.
    """
    if wanted == shown:
        return 1.0
    if not wanted or not shown:
        return 0.0
    if len(shown) > 1 and shown[:-1] == wanted:
        return _ROW_BELOW
    joined = similarity(" ".join(wanted), " ".join(shown)) * _JOINED
    leaf = similarity(wanted[-1], shown[-1])
    if leaf < _ALIKE:
        return joined if joined >= _ALIKE else 0.5 * max(leaf, joined)
    return max(joined if joined >= _ALIKE else 0.0, _with_groups(leaf, wanted[:-1], shown[:-1]))


def _with_groups(leaf: float, wanted: Path, shown: Path) -> float:
    free = list(shown)
    counted: list[float] = []
    lost = skipped = 0
    for group in wanted:
        best = max(free, key=lambda text: similarity(group, text), default="")
        near = similarity(group, best) if best else 0.0
        if near >= _ALIKE:
            counted.append(near)
            skipped += free.index(best)
            del free[: free.index(best) + 1]
        else:
            lost += 1
    score = _LEAF * leaf
    if not wanted:
        score += _GROUPS * leaf
    else:
        score += _GROUPS * (sum(counted) + _LEFT_OUT * lost) / len(wanted)
    if lost and (free or skipped):
        score *= _CONTRADICTED
    return max(0.0, score - _EXTRA * len(free))
