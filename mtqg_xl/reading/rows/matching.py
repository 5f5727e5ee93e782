"""Matches the rows of a form with the lines of a sheet: surest evidence first, and never by a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mtqg_xl.reading.rows.board import Board
from mtqg_xl.reading.rows.labelled import bind_labelled
from mtqg_xl.reading.rows.model import Line, RowMatch, RowQuestion, Wanted
from mtqg_xl.reading.rows.namesakes import bind_namesakes
from mtqg_xl.reading.rows.nearly import bind_nearly
from mtqg_xl.reading.rows.sequence import bind_in_order
from mtqg_xl.reading.rows.worded import bind_by_words
from mtqg_xl.reading.text.keys import match_key


def match_rows(
    wanted: Sequence[Wanted], lines: Sequence[Line], settled: Mapping[int, str | None] | None = None
) -> RowMatch:
    """Which line is which row.

    ``wanted`` in the order of the form, ``lines`` in the order of the sheet, for one table. ``settled``
    says of lines (by their row of the sheet) which row they are, ``None`` for none: answers given before.
    """
    settled = settled or {}
    if not settled and (known := _as_printed(wanted, lines)) is not None:
        return known
    board = Board(wanted, lines)
    _settle(board, settled)
    bind_labelled(board)
    while bind_namesakes(board) or bind_in_order(board) or bind_nearly(board) or bind_by_words(board):
        pass
    _ask_leftovers(board)
    return _result(board)


def _as_printed(wanted: Sequence[Wanted], lines: Sequence[Line]) -> RowMatch | None:
    """The common case: every row stands there as the form prints it, in order, and nothing like it twice."""
    named = [row for row in wanted if row.label]
    texts = {(row.number, row.label) for row in named}
    labels = {row.label for row in named}
    shown = [line for line in lines if line.label in labels]
    if len(shown) != len(named) or any(
        (line.number, line.label) != (row.number, row.label)
        or (line.measure and row.measure and line.measure != row.measure)
        for line, row in zip(shown, named, strict=True)
    ):
        return None
    rest = tuple(line for line in lines if line.figures and (line.number, line.label) not in texts)
    keys = {match_key(row.label) for row in named}
    if any(line.label and match_key(line.label) in keys for line in rest):
        return None  # a row once more, written in another way
    return RowMatch({row.key: line.at for row, line in zip(named, shown, strict=True)}, rest)


def _settle(board: Board, settled: Mapping[int, str | None]) -> None:
    rows = {row.key: at for at, row in enumerate(board.wanted)}
    for at, one in enumerate(board.seen):
        for part in one.parts:
            if part.at in settled:
                key = settled[part.at]
                if key is None or key not in rows:
                    board.refused.add(at)
                elif rows[key] not in board.bound and at not in board.rows:
                    board.bind(rows[key], at)


def _ask_leftovers(board: Board) -> None:
    """A line with the label or number of a row that was not found may be that row: it is asked about."""
    for at, one in enumerate(board.seen):
        if at in board.rows or at in board.refused or not one.line.figures:
            continue
        if any(row is not None and row not in board.bound for row in board.asked.get(at, ())):
            continue
        named = board.open_rows(one.key)
        numbered = [row for row in board.numbered.get(one.number, ()) if row not in board.bound]
        rows = list(dict.fromkeys([*named, *(numbered if board.trusted(at) else [])]))
        if rows:
            board.ask(at, rows[0], rows[1] if len(rows) > 1 else None)


def _result(board: Board) -> RowMatch:
    places = {board.wanted[row].key: board.seen[at].line.at for row, at in sorted(board.bound.items())}
    questions: list[RowQuestion] = []
    strangers: list[Line] = []
    for at, one in enumerate(board.seen):
        if at in board.rows or not one.line.figures:
            continue
        first, second = board.asked.get(at, (None, None))
        if first is not None and first in board.bound:
            first, second = second, None
        if second is not None and second in board.bound:
            second = None
        if first is None or first in board.bound:
            strangers.append(one.line)
            continue
        other = board.wanted[second].key if second is not None else None
        questions.append(RowQuestion(one.line.at, one.line.label, board.wanted[first].key, other))
    missing = tuple(row.key for row in board.wanted if row.needed and row.label and row.key not in places)
    return RowMatch(places, tuple(strangers), missing, tuple(questions))
