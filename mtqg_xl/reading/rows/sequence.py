"""Namesakes told apart by order: what stands between the same neighbours as in the form."""

from __future__ import annotations

from mtqg_xl.reading.rows.board import Board
from mtqg_xl.reading.rows.numbers import agrees


def bind_in_order(board: Board) -> bool:
    """Bind namesakes of which as many lines as rows are left, or one of each in a gap; whether any was."""
    if not in_order(board):
        return False
    bound = False
    for key, rows in board.named.items():
        if len(rows) > 1:
            bound |= _whole_group(board, key) or _by_gaps(board, key)
    return bound


def in_order(board: Board) -> bool:
    """Whether all rows bound so far stand in the order of the form."""
    places = [line for _, line in sorted(board.bound.items())]
    return places == sorted(places)


def gap(board: Board, row: int) -> tuple[int, int] | None:
    """The places between the nearest bound neighbours of ``row``; ``None`` when there are none or crossed."""
    before, after = board.around(row)
    if before is None and after is None:
        return None
    first = board.bound[before] + 1 if before is not None else 0
    end = board.bound[after] if after is not None else len(board.seen)
    return (first, end) if first < end else None


def _whole_group(board: Board, key: str) -> bool:
    rows, lines = board.open_rows(key), board.open_lines(key)
    if not rows or len(rows) != len(lines):
        return False
    pairs = list(zip(rows, lines, strict=True))
    if len(pairs) == 1 or not all(_fits(board, row, line) for row, line in pairs):
        return False
    for row, line in pairs:
        board.bind(row, line)
    return True


def _by_gaps(board: Board, key: str) -> bool:
    bound = False
    for row in board.open_rows(key):
        before, after = board.around(row)
        if before is None or after is None or (place := gap(board, row)) is None:
            continue
        lines = [at for at in board.open_lines(key) if place[0] <= at < place[1]]
        rivals = [one for one in board.open_rows(key) if before < one < after]
        if len(lines) == 1 and rivals == [row] and _fits(board, row, lines[0]):
            board.bind(row, lines[0])
            bound = True
    return bound


def _fits(board: Board, row: int, line: int) -> bool:
    """Whether a line stands between the neighbours of a row and shows the number of no other."""
    place = gap(board, row)
    alone = not board.bound
    shown = board.shown[line]
    numbered = not shown or agrees(board.numbers[row], shown) or not board.numbered.get(shown)
    return numbered and (alone or (place is not None and place[0] <= line < place[1]))
