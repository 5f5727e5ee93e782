"""Whether a label is another one with slips of the keyboard in it, and not a label of its own.

A slip makes a word that is no word. A word that *is* one says something: "hộ cận nghèo" is not a slip of
"hộ nghèo", nor "sau kỳ" of "đầu kỳ". Where only such a change could explain a label, it is not like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

from mtqg_xl.reading.text.telling import telling

_SYLLABLE = re.compile(
    r"(?:(?:ngh|gh|k)(?=[eiy])|(?:ng|g|c)(?=[aou])|nh|ch|gi?|kh|ph|qu|th|tr|[bdhlmnprstvx])?"
    r"(?:(?:uya|uyu|oai|oay|oao|oeo|uay|uoi|uou|ieu|yeu|ai|ao|au|ay|eo|eu|ia|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|[aeiouy])"
    r"|(?:uye|ie|ye|oo|ua|uo|u|o|e|a|oa|oe)(?:ng|[cptmn])|(?:i|y|uy)[cptmn]|(?:oa|ue|uy|a|e|i|y)(?:ch|nh))"
)
_TURNING_WORDS = """
    can khong chua tai moi cu tren duoi trong ngoai dau cuoi sau truoc tang giam nam nu von con thu chi
    tinh huyen xa thon qui thang
"""
_MEASURE_WORDS = """
    dong trieu nghin ti ho nguoi km ha m m2 km2 kg tan lop cuoc luot mo hinh cong trinh dvt don vi tinh
"""
#: Words that turn the meaning of a label.
TURNING = frozenset(_TURNING_WORDS.split())
#: Words that may be there or not.
_LIGHT = frozenset({"so", "cac", "nhung", "cua", "ve", "va", "cho"})
#: Words that put a thing in another way and make it no other thing.
IDLE = frozenset({"da", "duoc", "nguon"})
#: What is written after a label to say in what it is counted.
_MEASURES = frozenset(_MEASURE_WORDS.split())
_TRUNCATED_FROM = 4
#: No more changes than this, however long a label is.
_MOST = 4
#: Stands for a missing end in the count of weak changes.
_CUT = 1000


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far one label is from another.

    ``weak``: some word became another word. ``cut``: the end is missing.
    """

    cost: int
    weak: bool
    cut: bool = False


@lru_cache(maxsize=32768)
def likeness(shown: str, wanted: str) -> Likeness | None:
    """How ``shown`` may be ``wanted`` (both keys of labels); ``None`` when it says something else."""
    here, there = shown.split(), wanted.split()
    if not here or not there or (len(there) > 2 and not set(here) & set(there)):
        return None
    return _align(here, there, min(1 + len(there) // 4, _MOST))


@lru_cache(maxsize=32768)
def adds_meaning(shown: str, wanted: str) -> bool:
    """Whether ``shown`` has a word more than ``wanted`` that tells labels apart and is no slip."""
    here, there = Counter(shown.split()), Counter(wanted.split())
    more, lost = here - there, there - here
    return any(
        (word in TURNING or not word.isalpha() or (word in telling() and there[word] == 0))
        and word not in IDLE
        and not any((slip := _slip(word, other)) is not None and not slip.weak for other in lost)
        for word in more
    )


#: A state of the alignment: cost, weak changes, words read of each.
_State = tuple[int, int, int, int]


def _align(here: Sequence[str], there: Sequence[str], limit: int) -> Likeness | None:
    """The cheapest way through both, word by word; equal words always go together."""
    waiting: list[_State] = [(0, 0, 0, 0)]
    passed: set[tuple[int, int]] = set()
    while waiting:
        cost, weak, i, j = heappop(waiting)
        while i < len(here) and j < len(there) and here[i] == there[j]:
            i, j = i + 1, j + 1
        if (i, j) in passed:
            continue
        passed.add((i, j))
        if i == len(here) and j == len(there):
            return Likeness(cost, weak % _CUT > 0, weak >= _CUT)
        ends = i == len(here) or j == len(there)
        for more, weaker, di, dj in _end(here, there, i, j) if ends else _changes(here, there, i, j):
            if cost + more <= limit:
                heappush(waiting, (cost + more, weak + weaker, i + di, j + dj))
    return None


def _end(here: Sequence[str], there: Sequence[str], i: int, j: int) -> Iterator[_State]:
    """How one of them may go on when the other has ended."""
    if i == len(here):
        if j + 1 == len(there) and there[j] in _LIGHT:
            yield 1, 1, 0, 1
        elif i >= _TRUNCATED_FROM:
            yield 1, _CUT, 0, len(there) - j
    elif i > 0:
        if all(word in _MEASURES for word in here[i:]):
            yield 1, 0, len(here) - i, 0
        if here[i] == here[i - 1]:
            yield 1, 0, 1, 0


def _changes(here: Sequence[str], there: Sequence[str], i: int, j: int) -> Iterator[_State]:
    """What may have been done to the next word."""
    word, other = here[i], there[j]
    if (slip := _slip(word, other)) is not None:
        yield slip.cost, int(slip.weak), 1, 1
    if j + 1 < len(there) and word == other + there[j + 1]:
        yield 1, 0, 1, 2
    if i + 1 < len(here) and word + here[i + 1] == other:
        yield 1, 0, 2, 1
    if i and word == here[i - 1] and word not in TURNING:
        yield 1, 0, 1, 0  # written twice
    first_letters = "".join(one[0] for one in there[j : j + len(word)]) if len(word) < 7 else ""
    if len(word) > 1 and word == first_letters:
        yield 1, 0, 1, len(word)
    if word in _LIGHT:
        yield 1, 1, 1, 0
    if other in _LIGHT:
        yield 1, 1, 0, 1


@lru_cache(maxsize=32768)
def _slip(word: str, other: str) -> Likeness | None:
    """``word`` as ``other`` mistyped."""
    if word.isdigit() or other.isdigit() or any(letter.isdigit() for letter in word + other):
        return None
    reach = 2 if len(other) >= 6 and len(word) >= 5 else 1
    if word == other + other[-1:] or word == other[:1] + other:
        return Likeness(1, _SYLLABLE.fullmatch(word) is not None)
    if len(other) < 2 or abs(len(word) - len(other)) > reach:
        return None
    real = _SYLLABLE.fullmatch(word) is not None
    short = not _SYLLABLE.fullmatch(other)
    if short and len(other) < 4:
        return None  # an abbreviation: one letter makes another one
    if real and word in TURNING:
        return None
    far = distance(word, other, reach)
    weak = real or short
    return Likeness(far, weak) if far <= reach and not (weak and far > 1) else None


def distance(word: str, other: str, reach: int) -> int:
    """Letters put in, left out, replaced or exchanged; ``reach + 1`` when there are more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, start=1):
        older, before, row = before, row, [i]
        for j, one in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != one))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == one:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > reach:
            return reach + 1
    return row[-1]
