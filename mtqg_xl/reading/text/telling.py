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
def idle_ends() -> tuple[tuple[Idle, ...], tuple[Idle, ...]]:
    """What may stand before and what after the words of a heading and says nothing new, the longest first."""
    return _longest_first(opposites().before), _longest_first(opposites().after)


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


def _longest_first(texts: Sequence[IdleText]) -> tuple[Idle, ...]:
    ends = (
        Idle(tuple(match_key(text.words).split()), frozenset(match_key(text.beside).split())) for text in texts
    )
    return tuple(sorted(ends, key=lambda end: -len(end.words)))
