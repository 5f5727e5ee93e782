"""Labels with slips in them: bound where number or neighbours say the same, else asked."""

from __future__ import annotations

from mtqg_xl.reading.rows.board import Board
from mtqg_xl.reading.rows.likeness import Likeness
from mtqg_xl.reading.rows.sequence import gap

#: A label that was cut off is known by this many words.
_ENOUGH = 6


def bind_nearly(board: Board) -> bool:
    """Bind lines whose label is like that of one row only, with support; whether any was bound."""
    bound = False
    rows = [row for row, key in enumerate(board.keys) if key and row not in board.bound]
    lines = [at for at, one in enumerate(board.seen) if one.key and _open(board, at)]
    if not rows or not lines:
        return False
    alike = {at: found for at in lines if (found := _alike(board, at))}
    wooed: dict[str, list[int]] = {}
    for at, found in alike.items():
        for key in found:
            wooed.setdefault(key, []).append(at)
    for at, found in alike.items():
        if len(found) != 1:
            _ask_nearest(board, at, found)
            continue
        ((key, like),) = found.items()
        candidates = [row for row in board.open_rows(key) if _supported(board, row, at, like, wooed[key])]
        if len(candidates) == 1:
            board.bind(candidates[0], at)
            bound = True
        elif open_rows := board.open_rows(key):
            board.ask(at, open_rows[0], open_rows[1] if len(open_rows) > 1 else None)
    return bound or _in_line(board, alike, wooed)


def _in_line(board: Board, alike: dict[int, dict[str, Likeness]], wooed: dict[str, list[int]]) -> bool:
    """Bind lines that are like one row each, and it like them only, when together they stand in order."""
    pairs: dict[int, int] = {}
    for at, found in alike.items():
        if at in board.rows or len(found) != 1:
            continue
        ((key, like),) = found.items()
        rows = board.named[key]
        sure = not like.weak and not like.cut and len(rows) == 1 and rows[0] not in board.bound
        if sure and wooed[key] == [at] and not board.foreign(rows[0], at):
            pairs[rows[0]] = at
    places = [line for _, line in sorted({**board.bound, **pairs}.items())]
    if not pairs or len(places) < 2 or places != sorted(places):
        return False
    for row, at in pairs.items():
        board.bind(row, at)
    return True


def _open(board: Board, line: int) -> bool:
    return line not in board.rows and line not in board.refused and board.seen[line].key not in board.named


def _alike(board: Board, line: int) -> dict[str, Likeness]:
    """The labels of the form, bound or not, that the label of the line is like."""
    return {key: found for key in board.named if (found := board.like(line, key)) is not None}


def _supported(board: Board, row: int, line: int, like: Likeness, wooers: list[int]) -> bool:
    by_number = (
        bool(board.shown[line])
        and board.shown[line] == board.numbers[row]
        and board.trusted(line)
        and not any(
            at != line and at not in board.rows and board.shown[at] == board.shown[line] for at in wooers
        )
    )
    if like.cut and board.wanted[row].needed and not board.seen[line].line.figures:
        return False  # the rest of the label may stand beside the figures elsewhere
    if board.foreign(row, line) or (not by_number and len(wooers) > 1 and like.weak):
        return False
    between = _between(board, row, line, wooers)
    if like.weak:
        unnumbered = not board.numbers[row] and not board.shown[line] and not like.cut
        return between and (by_number or (unnumbered and _long(board, row, line)))
    if like.cut and not _long(board, row, line):
        return by_number and between
    return by_number or between


def _long(board: Board, row: int, line: int) -> bool:
    """Whether enough of a label is left to know it by."""
    words = len(board.seen[line].key.split())
    return words >= _ENOUGH and 2 * words >= len(board.keys[row].split())


def _between(board: Board, row: int, line: int, wooers: list[int]) -> bool:
    """Whether line and row are the only ones alike between the bound neighbours of the row."""
    before, after = board.around(row)
    place = gap(board, row)
    if place is None or not place[0] <= line < place[1]:
        return False
    if (before is None and row > 1) or (after is None and row < len(board.wanted) - 2):
        return False
    low, high = -1 if before is None else before, len(board.wanted) if after is None else after
    rivals = [one for one in board.open_rows(board.keys[row]) if low < one < high]
    same = [at for at in wooers if place[0] <= at < place[1] and at not in board.rows]
    return rivals == [row] and same == [line]


def _ask_nearest(board: Board, line: int, found: dict[str, Likeness]) -> None:
    nearest = sorted(found, key=lambda key: (found[key].cost, found[key].weak))
    rows = [board.open_rows(key)[0] for key in nearest if board.open_rows(key)]
    if rows:
        board.ask(line, rows[0], rows[1] if len(rows) > 1 else None)
