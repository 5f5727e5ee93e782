"""What LibreOffice makes of the files: which it opens, and whether it sees the same values."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.benchmarks.lib.children import LostError, in_child
from tests.benchmarks.lib.office import Office, values

_LIMIT: Final = 120
_SHOWN: Final = 3


@dataclass
class Compared:
    """Files compared with their originals: how many cells, and what differs by stem."""

    cells: int = 0
    equal: list[str] = field(default_factory=list)
    different: dict[str, list[str]] = field(default_factory=dict)
    differing_cells: int = 0
    lost: dict[str, str] = field(default_factory=dict)


@dataclass
class Seen:
    """What LibreOffice opened, by folder, and how values compare."""

    opened: dict[str, set[str]]
    asked: list[str]
    fixed: set[str]
    ours: Compared
    theirs: Compared
    saved: int
    restarts: int

    def rows(self) -> list[tuple[str, object, object]]:
        """Lines of the table."""
        before = self.opened["before"]
        ours = [stem for stem in self.asked if stem in before]
        return [
            ("LibreOffice opened the original", len(ours), ""),
            ("LibreOffice opens the result", len(before & self.opened["patched"]),
             f"{len(before & self.opened['theirs'])} of {self.saved}"),
            ("same values written: files compared", _compared(self.ours), _compared(self.theirs)),
            ("… all values equal", len(self.ours.equal), len(self.theirs.equal)),
            ("… cells compared", self.ours.cells, self.theirs.cells),
            ("… cells that differ", self.ours.differing_cells, self.theirs.differing_cells),
        ]  # fmt: skip

    def details(self, names: dict[str, str], *, everything: bool) -> None:
        """Each file behind the figures."""
        before = self.opened["before"]
        for stem in self.asked:
            if stem not in before:
                print(f"LibreOffice does not open the original: {names[stem]}")
            for kind in ("patched", "same"):
                written = kind == "patched" or stem in self.fixed
                if written and stem in before and stem not in self.opened[kind]:
                    print(f"WRONG: LibreOffice does not open: {names[stem]} ({kind})")
        for who, compared in (("ours", self.ours), *((("peer", self.theirs),) if everything else ())):
            for stem, differences in compared.different.items():
                print(f"values differ ({who}): {names[stem]}: {len(differences)}: {differences[:_SHOWN]}")
            for stem, reason in compared.lost.items():
                print(f"not compared ({who}): {names[stem]}: {reason}")
        print(f"LibreOffice died or hung {self.restarts} times")


def look(scratch: Path, asked: list[str], fixed: set[str]) -> Seen:
    """Let LibreOffice open every file in the folders of ``scratch`` and compare values."""
    office = Office(scratch)
    opened = {}
    for kind in ("before", "patched", "same", "theirs", "theirs_same"):
        sources = sorted((scratch / kind).glob("*.xls[xm]"))
        wanted = {*asked} if kind in ("before", "patched") else fixed if kind != "theirs" else {*asked}
        opened[kind] = office.convert(
            [path for path in sources if path.stem in wanted], scratch / f"{kind}_out"
        )
    compared = {}
    for kind in ("same", "theirs_same"):
        compared[kind] = _compare(scratch, kind, opened["before"] & opened[kind] & fixed)
    saved = len(list((scratch / "theirs").glob("*.xls[xm]")))
    return Seen(opened, asked, fixed, compared["same"], compared["theirs_same"], saved, office.restarts)


def differing(first: Path, second: Path) -> tuple[int, list[str]]:
    """How many cells there are, and which differ."""
    old, new = values(first), values(second)
    found = []
    for place in sorted(old.keys() | new.keys()):
        one, other = old.get(place), new.get(place)
        if one != other and not _close(one, other):
            found.append(f"{place[0]}!{place[1]}: {one} {other}"[:200])
    return len(old), found


def _close(one: tuple[str, str] | None, other: tuple[str, str] | None) -> bool:
    """Numbers that differ by less than the last of the digits LibreOffice keeps; an empty text is none."""
    if one is None or other is None:
        return (one or other or ("", ""))[1] == ""
    if one[0] == other[0] == "n":
        return math.isclose(float(one[1]), float(other[1]), rel_tol=1e-13)
    return False


def _compare(scratch: Path, kind: str, stems: set[str]) -> Compared:
    compared = Compared()
    for stem in sorted(stems):
        pair = [scratch / f"{folder}_out" / f"{stem}.xlsx" for folder in ("before", kind)]
        try:
            cells, found = in_child(differing, *pair, seconds=_LIMIT)
        except LostError as error:
            compared.lost[stem] = str(error)
            continue
        compared.cells += cells
        compared.differing_cells += len(found)
        if found:
            compared.different[stem] = found
        else:
            compared.equal.append(stem)
    return compared


def _compared(compared: Compared) -> int:
    return len(compared.equal) + len(compared.different)
