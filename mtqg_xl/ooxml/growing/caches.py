"""What Excel keeps about cells for its own use: the order of computing, values that keep coming in."""

from __future__ import annotations

from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.parts import Part


def move_live_values(part: Part, areas: Areas, sheet_number: str) -> None:
    """Move the cells that wait for values from outside (volatile dependencies)."""
    for element in part.elements("tr"):
        told = part.attributes(element)
        if told.get("s") == sheet_number and "r" in told:
            moved = areas.one(told["r"])
            if moved != told["r"]:
                part.set_attribute(element, "r", moved)
