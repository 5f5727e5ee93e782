"""Which cells of a workbook are changed, and to what: by chance, the same for the same seed and file."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tests.benchmarks.lib.sheets import Found, Place, cells, letters, parse

SEED: Final = 20261121
KINDS: Final = ("number", "text", "new cell", "cached", "fill", "note")
NUMBER: Final = Decimal("987654.25")
TEXT: Final = ' Xã "Đăk Tờ Re" & <mới>  hai dấu cách'
CACHED: Final = Decimal("1234567.5")
COLOUR: Final = "FFC7CE"
NOTE: Final = "Tổng không khớp.\nPhải là 26.844 <không & phải> 26.884"
# Sheets looked through for a cell of a kind, and cells tried when the first may not be changed.
_SHEETS: Final = 8
_LIMIT_OF_TEXT: Final = 32_767


@dataclass(frozen=True)
class Target:
    """A cell of a sheet to be changed, as it was before (None: not there)."""

    sheet: str
    place: Place
    sort: str = ""
    value: str | None = None
    part: str = ""

    @property
    def address(self) -> str:
        """As in "B3"."""
        return f"{letters(self.place[1])}{self.place[0]}"


def targets(name: str, sheets: list[tuple[str, str, bytes]]) -> dict[str, Iterator[Target]]:
    """For each kind of edit the cells it could be made in, in an order given by chance.

    ``name`` is that of the file, ``sheets`` its sheets: name, part, XML.
    """
    chance = random.Random(SEED ^ zlib.crc32(name.encode()))
    shuffled = chance.sample(sheets, min(_SHEETS, len(sheets)))
    pools: dict[str, list[Target]] = {kind: [] for kind in KINDS}
    for sheet, part, data in shuffled:
        found = list(cells(parse(data)))
        for cell in found:
            target = Target(sheet, cell.place, cell.sort, cell.value, part)
            for kind in _kinds(cell):
                pools[kind].append(target)
        pools["new cell"].extend(Target(sheet, place, part=part) for place in _empty(found, chance))
    return {kind: iter(chance.sample(pool, len(pool))) for kind, pool in pools.items()}


def _kinds(cell: Found) -> list[str]:
    """What can be done with a cell."""
    kinds = ["fill", "note"]
    if cell.formula is not None:
        kinds.append("cached")
    elif cell.sort == "n" and cell.value:
        kinds.append("number")
    elif cell.sort in ("s", "inlineStr", "str"):
        kinds.append("text")
    return kinds


def _empty(found: list[Found], chance: random.Random) -> list[Place]:
    """Some places without a cell, within the cells of a sheet or just beside them."""
    taken = {cell.place for cell in found}
    rows = sorted({row for row, _ in taken})
    bottom, right = (
        min(max((place[at] for place in taken), default=1) + 3, (2**20, 2**14)[at]) for at in (0, 1)
    )
    places = []
    for number in range(24):
        row = chance.choice(rows) if rows and number % 3 else chance.randint(1, bottom)
        place = row, chance.randint(1, right)
        if place not in taken:
            places.append(place)
    return places
