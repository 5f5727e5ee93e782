"""What one short form, or one thing said twice, may be among the words of a key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mtqg_xl.reading.text.keys import NUMBERED
from mtqg_xl.reading.text.syllables import is_folded_syllable
from mtqg_xl.reading.text.telling import fillers

#: What is shown, and the word that it stands for.
Pair = tuple[str, str]
#: Words read of the text that shortens and of the other, and what stands for what.
Move = tuple[int, int, tuple[Pair, ...]]

_LONGEST_ACRONYM: Final = 6
_LONGEST_CUT: Final = 4
_LONGEST_REPEAT: Final = 6
#: Letters after these are names of things, not short forms: "nhóm A", "loại B".
_LETTERED: Final = NUMBERED | {"loai", "hang", "lop", "diem", "cot", "dong"}
_VOWELS: Final = frozenset("aeiouy")
#: Words that acronyms leave out.
_SILENT: Final = "va"


def moves(words: Sequence[str], others: Sequence[str], at: int, to: int) -> Iterator[Move]:
    """The ways in which ``words`` go on at ``at`` shorter than ``others`` at ``to``, or say a thing again."""
    if at >= len(words):
        return
    word = words[at]
    if not word.isalpha():
        return
    if to < len(others) and others[to][0] == word[0]:
        for pairs, read in _read(word, others, to):
            # Letters after a number name something ("30a", "nhóm A"), unless the words go on alike.
            if not _is_name(words, at) or words[at + 1 : at + 2] == others[read : read + 1] != []:
                yield 1, read - to, pairs
    if word in fillers():
        yield 1, 0, ()
    for number in _said_again(words, others, at, to):
        yield number, 0, ()


def _read(word: str, others: Sequence[str], to: int) -> Iterator[tuple[tuple[Pair, ...], int]]:
    """What ``word`` may be short for, and where the words after that begin."""
    if stands_for(word, others[to]):
        yield ((word, others[to]),), to + 1
    if 1 < len(word) <= _LONGEST_ACRONYM and not is_folded_syllable(word):
        places = _spelled(word, others, to)
        if places:
            pairs = tuple((letter, others[at]) for letter, at in zip(word, places, strict=True))
            yield pairs, places[-1] + 1


def stands_for(short: str, word: str) -> bool:
    """Whether ``short`` is the first letter of ``word``, or its beginning without vowels."""
    if not len(short) < len(word) or not word.startswith(short):
        return False
    return len(short) == 1 or (len(short) <= _LONGEST_CUT and _VOWELS.isdisjoint(short))


def _is_name(words: Sequence[str], at: int) -> bool:
    """Whether the letters at ``at`` name something: after a number, or after a word that numbers follow."""
    return at > 0 and (words[at - 1] in _LETTERED or not words[at - 1].isalpha())


def _spelled(letters: str, words: Sequence[str], begin: int) -> list[int]:
    """The places of the words from ``begin`` on that begin with ``letters``; none if they do not."""
    places: list[int] = []
    at = begin
    for letter in letters:
        if places and at < len(words) and words[at] == _SILENT and letter != _SILENT[0]:
            at += 1
        if at >= len(words) or words[at][0] != letter or len(words[at]) == 1:
            return []
        places.append(at)
        at += 1
    return places


def _said_again(words: Sequence[str], others: Sequence[str], at: int, to: int) -> Iterator[int]:
    """How many words from ``at`` on say again, whole or shortened, what stands before or after them."""
    word = words[at]
    if word in words[max(0, at - _LONGEST_REPEAT) : at] or len(word) == 1:
        for number in range(1, min(_LONGEST_REPEAT, at, len(words) - at) + 1):
            if _repeats(words[at : at + number], words[at - number : at]):
                yield number
    if 1 < len(word) <= min(at, _LONGEST_ACRONYM) and _spelled(word, words[:at], at - len(word)):
        yield 1
    if len(word) == 1 and at + 1 < len(words):
        after = words[at + 1]
        # A letter before all is as likely to number a list as to shorten a word.
        lists = at == to == 0 and len(others) > 0 and len(others[0]) > 1
        if lists or (after[0] == word and to < len(others) and others[to] == after):
            yield 1


def _repeats(words: Sequence[str], before: Sequence[str]) -> bool:
    """Whether ``words`` are those ``before``, some of them shortened but not all."""
    if words == before:
        return True
    same = [word == other for word, other in zip(words, before, strict=True)]
    return any(same) and all(
        is_same or stands_for(word, other) for is_same, word, other in zip(same, words, before, strict=True)
    )
