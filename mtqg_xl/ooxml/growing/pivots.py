"""Pivot tables that stand on the sheet: moved whole, never torn."""

from __future__ import annotations

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.parts import Part


def move_pivot(part: Part, areas: Areas) -> None:
    """Move a pivot table; refused when the new rows would come into it or into its filters."""
    for element in part.elements("location"):
        told = part.attributes(element)
        area = told.get("ref", "")
        first, last = areas.rows(area)
        pages = told.get("rowPageCount", "0")
        if pages.isdecimal() and int(pages):
            # The filters stand above, with one row between.
            first = max(1, first - int(pages) - 1)
        if areas.insertion.cuts(first, last):
            raise CellProblem("grow_pivot", sheet=areas.insertion.sheet, area=area)
        moved = areas.one(area)
        if moved != area:
            part.set_attribute(element, "ref", moved)
