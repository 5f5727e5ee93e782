"""The reach of a sheet as it tells it itself."""

from __future__ import annotations

from mtqg_xl.ooxml.addresses import parse_range
from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.attributes import Regions
from mtqg_xl.ooxml.growing.parts import Part


def move_dimension(part: Part, regions: Regions, areas: Areas, *, new_cells: bool) -> None:
    """Let the dimension reach new cells that stand right below what it reached."""
    insertion = areas.insertion
    last_new = insertion.before + insertion.count - 1
    for start, end in regions:
        for element in part.elements("dimension", start, end):
            told = part.attributes(element).get("ref", "")
            if not new_cells or not told:
                continue
            _, _, last, _ = parse_range(told)
            if last < insertion.before:
                head, _, tail = told.rpartition(":")
                column = tail.rstrip("0123456789")
                part.set_attribute(element, "ref", f"{head or tail}:{column}{last_new}")
