"""Lines that only the sheet knows: rows of units and lines of lists, between the rows that were bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mtqg_xl.reading.rows.model import Line, RowMatch


def open_lines(
    rows: Sequence[str], groups: Sequence[Sequence[str]], match: RowMatch, lines: Sequence[Line]
) -> Mapping[str, tuple[Line, ...] | None]:
    """The lines of each group of neighbouring open rows, by the key of its first row.

    ``rows`` are the keys of all rows of the table in the order of the form, open ones included. A group's
    lines stand under the nearest bound row before it and end at the next bound line, also where blocks
    were moved. ``None`` where the row between two groups was lost: their lines cannot be told apart.
    Bound lines and those that have to be asked about are left out.
    """
    order = {key: at for at, key in enumerate(rows)}
    bound = sorted((order[key], at) for key, at in match.places.items() if key in order)
    places = sorted(match.places.values())
    spans: dict[str, tuple[int, int]] = {}
    for group in groups:
        above = max(((row, at) for row, at in bound if row < order[group[0]]), default=(-1, -1))[1]
        below = min((at for at in places if at > above), default=1 << 30)
        spans[group[0]] = (above, below)
    asked = {question.at for question in match.questions}
    found: dict[str, tuple[Line, ...] | None] = {}
    for key, (above, below) in spans.items():
        if list(spans.values()).count((above, below)) > 1:
            found[key] = None
        else:
            found[key] = tuple(line for line in lines if above < line.at < below and line.at not in asked)
    return found
