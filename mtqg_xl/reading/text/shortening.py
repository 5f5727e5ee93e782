"""Whether one heading is another one with its words shortened, as offices do where columns are narrow.

Every word must be answered by a word, in order: "K.hoạch vốn" is "Kế hoạch vốn", "TSH" is "Tổng số hộ". What
a short form stands for is not always sure: all that it may stand for are equally like it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mtqg_xl.reading.text.short_forms import Pair, moves, stands_for
from mtqg_xl.reading.text.telling import Idle, Words, crowded_letters, idle_after, idle_before, rivals

#: All words found, one of them shortened; each further one costs a step, down to the least.
_BEST: Final = 0.97
_STEP: Final = 0.01
_LEAST: Final = 0.93
#: So little is left that it might be something else: two letters, or a letter for words that tell apart.
_UNSURE: Final = 0.85
#: The letter before all may number a list, or stand for a word: too near both to be told apart.
_LISTED: Final = 0.91
#: What is left of the likeness where one text has words more that say nothing new.
_IDLE: Final = 0.88
#: Letters and no whole word: near enough to what is unsure that both may be meant.
_LETTERS_ONLY: Final = 0.92
#: Letters enough to know a text by that has no whole word.
_ENOUGH: Final = 3
_MOST_MOVES: Final = 8
_LONGEST_RIVAL: Final = 3

#: Where in the left text a move was made, how many of its words it read, and what stands for what.
_Step = tuple[int, int, tuple[Pair, ...]]
#: A step with those before it.
_Path = tuple["_Path", _Step] | None


def shortened(left: Sequence[str], right: Sequence[str]) -> float:
    """From 0 to 1, how surely the words of one key are those of the other shortened; 0 where some are not.

    A letter, or the beginning without vowels, may stand for a word; letters for as many words; words may be
    said twice; words that say nothing may be missing. 0.93 to 0.97 when all is found, a little less where a
    letter before all may number a list or no word is whole, 0.85 where a short form may as well stand for a
    word that says something else, 0.79 to 0.88 where idle words make the difference.
    """
    if not left or not right:
        return 0.0
    if (likeness := _aligned(left, right)) > 0:
        return likeness
    for one, other in ((left, right), (right, left)):
        bare = _without_idle_ends(one, other)
        if len(bare) < len(one):
            return _IDLE * (1.0 if bare == other else _aligned(bare, other))
    return 0.0


def _aligned(left: Sequence[str], right: Sequence[str]) -> float:
    steps = _steps(left, right)
    if not steps:
        return 0.0
    pairs = list(_pairs(left, steps))
    shorts = sum(shown != word for shown, word in pairs)
    if shorts == len(pairs) and shorts < _ENOUGH:
        return _UNSURE if shorts > 1 else 0.0
    if shorts and _may_say_another(pairs):
        return _UNSURE
    if shorts == len(pairs):
        return _LETTERS_ONLY
    likeness = max(_LEAST, _BEST - _STEP * (len(steps) - 1))
    return min(likeness, _LISTED) if _drops_list_letter(steps, left, right) else likeness


def _steps(left: Sequence[str], right: Sequence[str]) -> list[_Step]:
    """The fewest moves that make both texts one; none when nothing does. Equal words always go together."""
    waiting: list[tuple[int, int, _Path]] = [(0, 0, None)]
    passed: set[tuple[int, int]] = set()
    for _ in range(_MOST_MOVES + 1):
        further: list[tuple[int, int, _Path]] = []
        for i, j, path in waiting:
            while i < len(left) and j < len(right) and left[i] == right[j]:
                i, j = i + 1, j + 1
            if i == len(left) and j == len(right):
                return _in_order(path)
            if (i, j) in passed:
                continue
            passed.add((i, j))
            for read, answered, pairs in moves(left, right, i, j):
                further.append((i + read, j + answered, (path, (i, read, pairs))))
            for read, answered, pairs in moves(right, left, j, i):
                further.append((i + answered, j + read, (path, (i, answered, pairs))))
        if not further:
            break
        waiting = further
    return []


def _drops_list_letter(steps: Sequence[_Step], left: Sequence[str], right: Sequence[str]) -> bool:
    begin, _, pairs = steps[0]
    return begin == 0 and not pairs and left[0] != right[0] and 1 in (len(left[0]), len(right[0]))


def _in_order(path: _Path) -> list[_Step]:
    steps: list[_Step] = []
    while path is not None:
        path, step = path
        steps.append(step)
    return steps[::-1]


def _pairs(left: Sequence[str], steps: Sequence[_Step]) -> Iterator[Pair]:
    """All words in order with what stands for them, mostly themselves."""
    at = 0
    for begin, read, pairs in steps:
        yield from ((word, word) for word in left[at:begin])
        yield from pairs
        at = begin + read
    yield from ((word, word) for word in left[at:])


def _may_say_another(pairs: Sequence[Pair]) -> bool:
    """Whether a short form stands for a word that tells things apart, and as well for its opposite."""
    known = rivals()
    at = 0
    while at < len(pairs):
        for length in range(min(_LONGEST_RIVAL, len(pairs) - at), 0, -1):
            part = pairs[at : at + length]
            others = known.get(tuple(word for _, word in part))
            if others is None:
                continue
            if at + 1 == len(pairs) and part[0][0] in crowded_letters():
                return True
            if any(shown != word for shown, word in part) and any(_fits(part, other) for other in others):
                return True
            at += length - 1
            break
        at += 1
    return False


def _fits(part: Sequence[Pair], other: Words) -> bool:
    return all(shown == word or stands_for(shown, word) for (shown, _), word in zip(part, other, strict=True))


def _without_idle_ends(words: Sequence[str], others: Sequence[str]) -> Sequence[str]:
    """``words`` without what says nothing new at their ends, unless ``others`` say it too."""
    if words[0] != others[0]:
        for idle in idle_before().get(words[0], ()):
            rest = words[len(idle.words) :]
            if rest and _are(words[: len(idle.words)], idle) and idle.beside.issubset(rest):
                words = rest
                break
    if words[-1] != others[-1]:
        for idle in idle_after().get(words[-1], ()):
            rest = words[: -len(idle.words)]
            if rest and _are(words[len(rest) :], idle) and idle.beside.issubset(rest):
                return rest
    return words


def _are(words: Sequence[str], idle: Idle) -> bool:
    return tuple(words) == idle.words
