"""Rows whose label is the only one of its kind in the form: the label says which row a line is."""

from __future__ import annotations

from mtqg_xl.reading.rows.board import Board
from mtqg_xl.reading.rows.numbers import agrees, counted


def bind_labelled(board: Board) -> None:
    """Bind every row with a label of its own whose line can be told; ask about contradicting numbers."""
    names = [key for key, rows in board.named.items() if len(rows) == 1 and rows[0] not in board.bound]
    _bind(board, [key for key in names if len(board.labelled.get(key, ())) == 1])
    # Labels that stand there twice come last: by then it shows whether numbers are still those of the form.
    _bind(board, [key for key in names if len(board.labelled.get(key, ())) > 1])
    exchanged = {row for row in board.bound if board.exchanged(row)}
    for row, line in list(board.bound.items()):
        if board.shown[line] and not board.between(row, line, exchanged - {row}) and not board.trusted(line):
            _doubt(board, row, line)


def _doubt(board: Board, row: int, line: int) -> None:
    """Out of order, and numbered alike only because the rows around were numbered anew: not sure enough."""
    if agrees(board.numbers[row], board.shown[line]):
        board.release(row)
        board.ask(line, row)


def _bind(board: Board, keys: list[str]) -> None:
    doubtful: list[tuple[int, int]] = []
    for key in keys:
        row = board.named[key][0]
        line = _line_of(board, row, key)
        if line is None:
            continue
        if not board.shown[line] or agrees(board.numbers[row], board.shown[line]):
            board.bind(row, line)
        else:
            doubtful.append((row, line))
    # Headings before what stands under them.
    for row, line in sorted(
        doubtful, key=lambda pair: (len(board.numbers[pair[0]]), bool(board.foreign(*pair)))
    ):
        rival = next(iter(board.foreign(row, line)), None)
        if rival is None:
            sure = board.between(row, line) or board.number_goes_on(row, line)
        else:
            sure = _renumbered(board, row, line, rival)
        if sure:
            board.bind(row, line)
        else:
            board.ask(line, row, rival)


def _line_of(board: Board, row: int, key: str) -> int | None:
    lines = board.open_lines(key)
    held = [at for at in lines if board.seen[at].line.figures]
    if len(held) > 1:
        return _of_several(board, row, held)
    if not held:
        # Headings printed again on the next page hold nothing: any of them will do.
        own = [at for at in lines if board.shown[at] == board.numbers[row]]
        alone = lines if len(lines) == 1 else [at for at in lines if not board.foreign(row, at)]
        return next(iter(own or alone), None)
    line = held[0]
    if len(lines) > 1 and (not board.shown[line] or board.shown[line] != board.numbers[row]):
        # Printed once more, or copied to where another row stands: nothing tells.
        board.ask(line, next(iter(board.foreign(row, line)), row), row)
        return None
    return line


def _of_several(board: Board, row: int, held: list[int]) -> int | None:
    """Of lines with figures and one label that with the number of the row, if the others have their own."""
    own = [at for at in held if board.numbers[row] and board.shown[at] == board.numbers[row]]
    others = [at for at in held if at not in own]
    sure = len(own) == 1 and all(board.shown[at] for at in others) and board.trusted(own[0])
    for at in others if sure else held:
        board.ask(at, next(iter(board.numbered.get(board.shown[at], ())), row), row)
    return own[0] if sure else None


def _renumbered(board: Board, row: int, line: int, rival: int) -> bool:
    """Whether the number of another row is there only because rows were put in, left out or moved."""
    if any(at != line for at in board.labelled.get(board.keys[rival], ())):
        return True
    return renumbered(board, row, line)


def renumbered(board: Board, row: int, line: int) -> bool:
    """Whether the line is counted on under the heading of the row, as after deleting rows by hand."""
    own, shown = board.numbers[row], board.shown[line]
    if not own or not counted(board.shown, line) or not board.between(row, line):
        return False
    if any(board.seen[at].key not in board.named for at in board.printed.get(own, ())):
        return False  # what has the row's number now may be the row
    above, heading = shown[:-1], own[:-1]
    if above == heading:
        return True
    keys = {board.keys[one] for one in board.numbered.get(heading, ())}
    return bool(above) and any(board.seen[at].key in keys for at in board.printed.get(above, ()))
