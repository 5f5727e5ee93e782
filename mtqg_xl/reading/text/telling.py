"""Words that tell labels apart and words that tell nothing, as words of keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mtqg_xl.catalogue import opposites
from mtqg_xl.catalogue.schema import IdleText
from mtqg_xl.reading.text.keys import match_key

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Idle:
    """Words that say nothing new where all of ``beside`` is in the rest."""

    words: Words
    beside: frozenset[str]


@cache
def telling() -> dict[str, frozenset[int]]:
    """The words that tell things apart, with the lines of the table they stand in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(opposites().apart):
        for phrase in line:
            for word in match_key(phrase).split():
                found.setdefault(word, set()).add(number)
    return {word: frozenset(lines) for word, lines in found.items()}


@cache
def fillers() -> frozenset[str]:
    """Words that may be added or left out, and nothing changes."""
    words = {word for phrase in opposites().fillers for word in match_key(phrase).split()}
    return frozenset(words - telling().keys())


@cache
def idle_before() -> dict[str, tuple[Idle, ...]]:
    """What may begin a heading and says nothing new, by its first word, the longest first."""
    return _by_word(opposites().before, 0)


@cache
def idle_after() -> dict[str, tuple[Idle, ...]]:
    """What may end a heading and says nothing new, by its last word, the longest first."""
    return _by_word(opposites().after, -1)


@cache
def rivals() -> dict[Words, tuple[Words, ...]]:
    """Each phrase that tells things apart, with the others of its line that have as many words."""
    found: dict[Words, set[Words]] = {}
    for line in opposites().apart:
        phrases = [tuple(match_key(phrase).split()) for phrase in line]
        for phrase in phrases:
            others = (other for other in phrases if other != phrase and len(other) == len(phrase))
            found.setdefault(phrase, set()).update(others)
    return {phrase: tuple(sorted(others)) for phrase, others in found.items()}


@cache
def crowded_letters() -> frozenset[str]:
    """Letters that begin several single words of one line: alone at the end of a text they tell nothing."""
    return frozenset(
        words[0][0]
        for words, others in rivals().items()
        if len(words) == 1 and any(other[0][0] == words[0][0] for other in others)
    )


def _by_word(texts: Sequence[IdleText], at: int) -> dict[str, tuple[Idle, ...]]:
    found: dict[str, list[Idle]] = {}
    for text in texts:
        idle = Idle(tuple(match_key(text.words).split()), frozenset(match_key(text.beside).split()))
        found.setdefault(idle.words[at], []).append(idle)
    return {word: tuple(sorted(ends, key=lambda end: -len(end.words))) for word, ends in found.items()}
