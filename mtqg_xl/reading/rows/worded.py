"""Labels put in other words: bound where number and order say so, or nothing else is left; else asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mtqg_xl.reading.rows.board import Board
from mtqg_xl.reading.rows.likeness import adds_meaning
from mtqg_xl.reading.rows.measures import without_measure
from mtqg_xl.reading.rows.sequence import gap
from mtqg_xl.reading.text.likeness import similarity

#: From here on most of the words are there.
_MOSTLY = 0.6
_MARGIN = 0.08
#: A sum by any name, before what is added up.
_SUM = re.compile(r"\btong (?:cong|so)\b|^cong\b")


def bind_by_words(board: Board) -> bool:
    """Bind open lines that have most words of one open row between the same neighbours; whether any was."""
    bound = False
    for line, one in enumerate(board.seen):
        if line in board.rows or line in board.refused or not one.line.figures or one.key in board.named:
            continue
        rows = [row for row, key in enumerate(board.keys) if key and _may_be(board, row, line)]
        ranked = sorted(rows, key=lambda row: -shared(board, row, line))
        if not ranked or shared(board, ranked[0], line) < _MOSTLY:
            continue
        second = ranked[1] if len(ranked) > 1 else None
        if second is not None and shared(board, second, line) > shared(board, ranked[0], line) - _MARGIN:
            board.ask(line, ranked[0], second)
        elif _sure(board, ranked[0], line):
            board.bind(ranked[0], line)
            bound = True
        else:
            board.ask(line, ranked[0])
    return bound


def shared(board: Board, row: int, line: int) -> float:
    """Which part of their words a row and a line have in common; 0 where a word tells them apart."""
    shown, wanted = without_measure(board.seen[line].key), without_measure(board.keys[row])
    return max(_common(shown, wanted), 0.0 if adds_meaning(shown, wanted) else similarity(shown, wanted))


def _may_be(board: Board, row: int, line: int) -> bool:
    """Whether the line stands where the row stands in the form, and counts the same."""
    if row in board.bound or not board.between(row, line):
        return False
    measures = board.seen[line].line.measure, board.wanted[row].measure
    return not all(measures) or measures[0] == measures[1]


def _sure(board: Board, row: int, line: int) -> bool:
    rivals = [at for at in _open_beside(board, row) if at != line]
    if any(shared(board, row, at) > shared(board, row, line) - _MARGIN for at in rivals):
        return False
    shown, number = board.shown[line], board.numbers[row]
    if shown:
        return shown == number and board.trusted(line)
    others = [one for one in range(len(board.wanted)) if one != row and _may_be(board, one, line)]
    return not rivals and not any(board.wanted[one].needed and board.keys[one] for one in others)


def _open_beside(board: Board, row: int) -> Sequence[int]:
    """The lines with figures that are nobody's, between the neighbours of the row."""
    first, end = gap(board, row) or (0, len(board.seen))
    return [at for at in range(first, end) if at not in board.rows and board.seen[at].line.figures]


@lru_cache(maxsize=32768)
def _common(shown: str, wanted: str) -> float:
    """The words that both have in the same order, as a share of all words of both."""
    here, there = _SUM.sub("tong", shown).split(), _SUM.sub("tong", wanted).split()
    if adds_meaning(" ".join(here), " ".join(there)) or adds_meaning(" ".join(there), " ".join(here)):
        return 0.0
    before = [0] * (len(there) + 1)
    for word in here:
        row = [0]
        for j, other in enumerate(there):
            row.append(before[j] + 1 if word == other else max(before[j + 1], row[j]))
        before = row
    return 2 * before[-1] / (len(here) + len(there)) if here and there else 0.0
