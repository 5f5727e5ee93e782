"""Rows of one label under several headings, told apart by their headings and by their numbers."""

from __future__ import annotations

from mtqg_xl.reading.rows.board import Board
from mtqg_xl.reading.rows.labelled import renumbered


def bind_namesakes(board: Board) -> bool:
    """Bind the namesakes that number and heading tell apart, the numbered first; whether any was."""
    bound = False
    for with_number in (True, False):
        for line, one in enumerate(board.seen):
            if line in board.rows or line in board.refused or len(board.named.get(one.key, ())) < 2:
                continue
            by_number = _numbered(board, line)
            if (by_number is not None) is not with_number:
                continue
            row = _row_of(board, line, by_number)
            if row is not None:
                board.bind(row, line)
                bound = True
    return bound


def _row_of(board: Board, line: int, by_number: int | None) -> int | None:
    under = _under(board, line)
    if by_number is not None and under is not None and by_number != under:
        return _moved(board, line, by_number, under)
    row = under if under is not None else by_number
    if row is None or row in board.bound or not _alone(board, line, row):
        return None
    if by_number is None and not _sure_by_heading(board, line, row):
        return None
    return row


def _alone(board: Board, line: int, row: int) -> bool:
    """Whether no other line has as good a claim to be the row; else the line is asked about."""
    claims = [at for at in board.open_lines(board.keys[row]) if at != line and _claims(board, at, row)]
    numbered = [at for at in claims if board.shown[at] and board.shown[at] == board.numbers[row]]
    if numbered and board.shown[line] != board.numbers[row]:
        board.ask(line, row)
        return False
    if any(board.seen[at].line.figures for at in claims):
        if board.seen[line].line.figures:
            board.ask(line, row)
        return False
    return True


def _sure_by_heading(board: Board, line: int, row: int) -> bool:
    """Whether the heading above says enough: headings and what stands under them are in their places."""
    rivals = board.foreign(row, line)
    if any(board.exchanged(heading) for heading in board.chain(board.context[row])):
        board.ask(line, row, next(iter(rivals), None))
        return False
    if rivals and not _renumbered_here(board, row, line, rivals[0]):
        board.ask(line, row, rivals[0])
        return False
    if not _tidy_under(board, row):
        return False
    if board.number_goes_on(row, line):
        return True
    others = [one for one in board.named[board.keys[row]] if one != row and one not in board.bound]
    return all(_heading_found(board, one) for one in others) and not _some_stand_alone(board, line, row)


def _numbered(board: Board, line: int) -> int | None:
    """The namesake whose number the line shows, where numbers are those of the form."""
    shown = board.shown[line]
    rows = [row for row in board.named[board.seen[line].key] if shown and board.numbers[row] == shown]
    return rows[0] if len(rows) == 1 and board.trusted(line) else None


def _under(board: Board, line: int) -> int | None:
    """The namesake that belongs under the heading above the line; ``None`` when headings contradict."""
    group = board.named[board.seen[line].key]
    headings = {board.context[row] for row in group}
    for heading in board.chain(board.above(line)):
        rows = [row for row in group if board.context[row] == heading]
        if rows:
            nearest = next(
                (board.rows.get(at) for at in range(line - 1, -1, -1) if board.rows.get(at) in headings), None
            )
            return rows[0] if len(rows) == 1 and rows[0] not in board.bound and nearest == heading else None
    return None


def _moved(board: Board, line: int, by_number: int, under: int) -> int | None:
    """The row of the number of a line that stands under another heading, where nothing else is that row."""
    shown = board.shown[line]
    alone = [at for at in board.open_lines(board.keys[by_number]) if board.shown[at] == shown] == [line]
    taken = under in board.bound or any(
        board.shown[at] == board.numbers[under] for at in board.open_lines(board.keys[under]) if at != line
    )
    if by_number not in board.bound and alone and (taken or not _heading_found(board, by_number)):
        return by_number
    board.ask(line, under, by_number)
    return None


def _claims(board: Board, line: int, row: int) -> bool:
    by_number = _numbered(board, line)
    return by_number == row if by_number is not None else _under(board, line) == row


def _heading_found(board: Board, row: int) -> bool:
    heading = board.context[row]
    return heading is not None and heading in board.bound


def _renumbered_here(board: Board, row: int, line: int, rival: int) -> bool:
    """As in :func:`renumbered`; a line of the rival's label counts only where it is the rival."""
    if rival in board.bound:
        return True
    lines = [at for at in board.open_lines(board.keys[rival]) if at != line]
    if len(board.named[board.keys[rival]]) > 1:
        if any(_under(board, at) == rival for at in lines):
            return True
        return renumbered(board, row, line)
    return bool(lines) or renumbered(board, row, line)


def _siblings(board: Board, row: int) -> set[str]:
    """Labels of namesakes that stand under the same heading as ``row``."""
    heading = board.context[row]
    keys = {board.keys[one] for one, above in enumerate(board.context) if above == heading}
    return {key for key in keys if len(board.named.get(key, ())) > 1}


def _tidy_under(board: Board, row: int) -> bool:
    """Whether nothing stands twice, and nothing of another heading, under the row's heading."""
    heading = board.context[row]
    if heading is None or heading not in board.bound:
        return False
    keys = _siblings(board, row)
    family = {board.context[one] for key in keys for one in board.named[key]}
    seen: set[str] = set()
    for at in range(board.bound[heading] + 1, len(board.seen)):
        one = board.rows.get(at)
        if one in family and one != heading:
            break
        key = board.seen[at].key
        if key in keys:
            if key in seen or (one is not None and board.context[one] != heading):
                return False
            seen.add(key)
    return True


def _some_stand_alone(board: Board, line: int, row: int) -> bool:
    """Whether lines like those under the row's heading stand under none: headings are not in place."""
    lines = (at for key in _siblings(board, row) for at in board.open_lines(key) if at != line)
    return any(_under(board, at) is None and _numbered(board, at) is None for at in lines)
