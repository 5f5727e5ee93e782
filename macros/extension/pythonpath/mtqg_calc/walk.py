"""From one wrong cell to the next, in the order of sheets and cells, round and round."""

from __future__ import annotations

from collections.abc import Sequence

from mtqg_calc.places import Place
from mtqg_calc.records import FINDING, Record


def stops(
    records: Sequence[Record], order: Sequence[str], hidden: Sequence[str]
) -> tuple[list[tuple[Place, str]], int]:
    """The cells to walk through with their headlines, and how many lie on hidden sheets.

    ``order`` names the sheets as they stand. What follows from another finding is no stop of its own.
    """
    titles: dict[Place, str] = {}
    unseen = 0
    for record in records:
        place = record.place
        if record.kind != FINDING or place is None or record.text(3) or place.sheet not in order:
            continue
        if record.text(1) not in ("error", "warning"):
            continue
        if place.sheet in hidden:
            unseen += 1
            continue
        title = f"[{record.text(0)}] {record.text(2)}"
        titles[place] = f"{titles[place]}; {title}" if place in titles else title
    rank = {name: at for at, name in enumerate(order)}
    return sorted(titles.items(), key=lambda stop: (rank[stop[0].sheet], *stop[0][1:])), unseen


def next_stop(
    walked: Sequence[tuple[Place, str]], order: Sequence[str], now: Place | None, forward: bool
) -> int:
    """The number of the stop after (or before) the cell ``now``."""
    rank = {name: at for at, name in enumerate(order)}

    def key(place: Place) -> tuple[int, int, int]:
        return rank.get(place.sheet, -1), place.row, place.column

    if now is None:
        return 0 if forward else len(walked) - 1
    if forward:
        return next((at for at, (place, _) in enumerate(walked) if key(place) > key(now)), 0)
    before = [at for at, (place, _) in enumerate(walked) if key(place) < key(now)]
    return before[-1] if before else len(walked) - 1
