"""Headings and codes, or numbers and labels, that say different things.

Figures stand where the words say. Codes or numbers say otherwise; a reader that leaves such figures unread
is right, one that puts them where the words say is right too, and one that follows the codes is wrong.
"""

from __future__ import annotations

from mtqg_xl.domain.units import fold
from tests.benchmarks.lib.binding.changes.columns import exchange
from tests.benchmarks.lib.binding.changes.headings import paths
from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Area, Draft, some_area


def _two_columns(draft: Draft) -> tuple[Area, int, int] | None:
    area = some_area(draft)
    if area is None or len(area.columns) < 2 or area.code_row <= area.top:
        return None
    shown = paths(area)
    for _ in range(6):
        one, two = sorted(draft.chance.sample(area.columns, 2))
        codes = [area.spot(area.code_row, c) for c in (one, two)]
        sorts = {
            spot.part.sort
            for c in (one, two)
            for r in area.body
            if (spot := area.spot(r, c)) and spot.part.column
        }
        if (
            all(s is not None and s.part.role == "code" and s.text for s in codes)
            and shown[one] != shown[two]
            and sorts == {"figure"}
        ):
            return area, one, two
    return None


def _doubt(area: Area, *columns: int) -> None:
    for r in area.body:
        for c in columns:
            if (spot := area.spot(r, c)) is not None:
                spot.doubtful = True


@kind("traps", Stage.STRUCTURE, 1.5)
def trap_codes_exchanged(draft: Draft) -> bool:
    """Two codes were typed into the wrong columns; headings and figures agree. Unread is right."""
    found = _two_columns(draft)
    if found is None:
        return False
    area, one, two = found
    row = area.page.grid[area.code_row]
    row[one], row[two] = row[two], row[one]
    _doubt(area, one, two)
    return True


@kind("traps", Stage.STRUCTURE, 1.5)
def trap_columns_without_codes(draft: Draft) -> bool:
    """Two columns were exchanged, but the codes left where they were. Unread is right."""
    found = _two_columns(draft)
    if found is None:
        return False
    area, one, two = found
    if not exchange(area, one, two):
        return False
    row = area.page.grid[area.code_row]
    row[one], row[two] = row[two], row[one]
    _doubt(area, one, two)
    return True


@kind("traps", Stage.STRUCTURE)
def trap_older_headings(draft: Draft) -> bool:
    """A layout of an older circular: the same codes, but columns in another order."""
    area = some_area(draft)
    if area is None or len(area.columns) < 3:
        return False
    start = draft.chance.randrange(len(area.columns) - 2)
    run = area.columns[start : start + 3]
    codes = [area.spot(area.code_row, c) for c in run]
    if not all(s is not None and s.part.role == "code" and s.text for s in codes):
        return False
    if not (exchange(area, run[0], run[1]) and exchange(area, run[1], run[2])):
        return False
    row = area.page.grid[area.code_row]
    for c, code in zip(run, codes, strict=True):
        row[c] = code
    _doubt(area, *run)
    return True


@kind("traps", Stage.STRUCTURE)
def trap_numbers_exchanged(draft: Draft) -> bool:
    """Two rows were exchanged, labels and figures, and the numbers in front left where they were."""
    area = some_area(draft)
    if area is None or area.number_at == area.label_at:
        return False
    named = [
        r
        for r in area.body
        if (n := area.number(r))
        and (label := area.label(r))
        and n.text
        and label.text
        and label.truth is None
    ]
    labels = [fold(spot.text) for r in named if (spot := area.label(r))]
    plain = [r for r in named if labels.count(fold(area.label(r).text)) == 1]  # type: ignore[union-attr]
    merged = {r for top, _, bottom, _ in area.page.merges for r in range(top, bottom + 1)}
    # Rows below that share their names with others would change parents.
    plain = [r for r in plain if r not in merged and (r + 1 not in area.body or area.named_once(r + 1))]
    if len(plain) < 2:
        return False
    one, two = draft.chance.sample(plain, 2)
    grid = area.page.grid
    for c in range(area.page.width):
        if c != area.number_at:
            grid[one][c], grid[two][c] = grid[two][c], grid[one][c]
    for r in (one, two):
        for spot in grid[r]:
            if spot is not None:
                spot.doubtful = True
    return True
