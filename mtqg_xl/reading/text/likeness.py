"""How alike two headings or labels are, where their keys are not equal: slips of typing, or words shortened.

Vietnamese words are short, and one letter makes another word: short words and numbers must be equal, and
words that tell things apart (nghèo, cận nghèo; tỉnh, huyện) must be in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Final, NamedTuple

from mtqg_xl.reading.text.keys import match_key, words_as_written
from mtqg_xl.reading.text.shortening import shortened
from mtqg_xl.reading.text.telling import fillers, telling

#: Two texts less alike than this are not one text badly typed. No two columns of one table and no two rows
#: of one form of the catalogue come near it; ``tests/reading/text`` holds that.
ALIKE: Final = 0.9
_LONG: Final = 4
_REMEMBERED: Final = 1200
_MOST_WORDS: Final = 150
_SLIP: Final = 0.85
#: Where one letter less leaves a short word, which may well be another one: only much else makes up for it.
_SLIP_TO_SHORT: Final = 0.6
_FILLER: Final = 0.3
#: What is left of the likeness of texts of which one has a word of its own.
_OTHER_WORD: Final = 0.6
_BLANKS_ONLY: Final = 0.98
_VOWELS: Final = frozenset("aeiouy")


def similarity(one: str, other: str) -> float:
    """From 0 to 1, how alike the keys of two texts are; from ``ALIKE`` on, one may be the other badly typed.

    1 only when the keys are equal. 0 when numbers differ, or one has a word that tells things apart and
    the other has not. One letter wrong, missing, doubled or swapped is tolerated in words of four letters
    and more; words that say little, and blanks, may be missing. Words may be shortened (see ``shortened``).
    """
    one, other = min(one, other), max(one, other)
    return _known(one, other) if len(one) + len(other) <= _REMEMBERED else _similarity(one, other)


def _similarity(one: str, other: str) -> float:
    first, second = _parted(one), _parted(other)
    if first.key == second.key:
        return 1.0
    left, right = first.words, second.words
    if not left or not right or max(len(left), len(right)) > _MOST_WORDS or first.numbers != second.numbers:
        return 0.0
    if first.key.replace(" ", "") == second.key.replace(" ", ""):
        return _BLANKS_ONLY
    short = shortened(left, right)
    if short >= ALIKE:
        return short
    likeness = max(short, _likeness(left, right))
    # A slip may keep a phrase from being known, so that one text is written out and the other not.
    if likeness < ALIKE and (first.written, second.written) != (left, right):
        return max(likeness, _likeness(first.written, second.written))
    return likeness


class _Parted(NamedTuple):
    """A text as it is compared: its key, the words of that, its numbers, and the words as they stand."""

    key: str
    words: list[str]
    numbers: list[str]
    written: list[str]


@lru_cache(maxsize=16384)
def _parted(text: str) -> _Parted:
    key = match_key(text)
    words = key.split()
    return _Parted(key, words, _numbers(words), words_as_written(text))


_known = lru_cache(maxsize=65536)(_similarity)


def _likeness(left: Sequence[str], right: Sequence[str]) -> float:
    if _tells_apart(left, right) or _tells_apart(right, left):
        return 0.0
    pairs, alone_left, alone_right = _aligned(left, right)
    alone = [*alone_left, *alone_right]
    if any(word in telling() for word in alone):
        return 0.0
    common = sum(_weight(word) * _like(word, like) for word, like in pairs)
    total = sum(_weight(word) for word, _ in pairs)
    lost = sum(map(_weight, alone)) / 2
    likeness = common / (total + lost) if total else 0.0
    return likeness if all(word in fillers() for word in alone) else likeness * _OTHER_WORD


def _tells_apart(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether ``words`` have one that tells things apart and is like none of ``others``."""
    return any(
        word not in others and word in telling() and not any(_like(word, other) for other in others)
        for word in words
    )


def _aligned(left: Sequence[str], right: Sequence[str]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Words that answer each other in order, and the words of either side that have no partner."""
    begin = next(
        (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    same = [(word, word) for word in left[:begin]]
    left, right = left[begin:], right[begin:]
    rows, columns = len(left), len(right)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for at in range(rows - 1, -1, -1):
        for to in range(columns - 1, -1, -1):
            like = _like(left[at], right[to])
            paired = best[at + 1][to + 1] + like if like else 0.0
            best[at][to] = max(paired, best[at + 1][to], best[at][to + 1])
    pairs = same
    alone: tuple[list[str], list[str]] = ([], [])
    at = to = 0
    while at < rows and to < columns:
        like = _like(left[at], right[to])
        if like and best[at][to] == best[at + 1][to + 1] + like:
            pairs.append((left[at], right[to]))
            at, to = at + 1, to + 1
        elif best[at][to] == best[at + 1][to]:
            alone[0].append(left[at])
            at += 1
        else:
            alone[1].append(right[to])
            to += 1
    return pairs, [*alone[0], *left[at:]], [*alone[1], *right[to:]]


@lru_cache(maxsize=65536)
def _like(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if max(len(one), len(other)) < _LONG or not (one.isalpha() and other.isalpha()):
        return 0.0
    if telling().get(one, frozenset()) & telling().get(other, frozenset()):
        return 0.0
    # In short forms, which have no vowels, every letter counts.
    if _VOWELS.isdisjoint(one) and _VOWELS.isdisjoint(other):
        return 0.0
    if not one_slip(one, other):
        return 0.0
    return _SLIP if min(len(one), len(other)) >= _LONG else _SLIP_TO_SHORT


def one_slip(one: str, other: str) -> bool:
    """Whether one letter wrong, missing, too many, or two swapped make ``other`` of ``one``."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip_longest(one, other)) if a != b), len(other))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    if one[at + 1 :] == other[at + 1 :]:
        return True
    return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if not word.isalpha()]


def _weight(word: str) -> float:
    return _FILLER if word in fillers() else 1.0
