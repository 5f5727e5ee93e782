"""Ranges told with the name of their sheet beside them: sources of pivot tables and consolidations."""

from __future__ import annotations

from collections.abc import Iterable

from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.attributes import Regions
from mtqg_xl.ooxml.growing.parts import Part

PIVOT_CACHE = ("worksheetSource", "rangeSet")
CONSOLIDATION = ("dataRef",)


def follow_sources(part: Part, regions: Regions, names: Iterable[str], areas: Areas) -> None:
    """Move the ranges that lie on the sheet; those in other files and named ones stay."""
    sheet = areas.insertion.sheet.lower()
    for start, end in regions:
        for name in names:
            for element in part.elements(name, start, end):
                told = part.attributes(element)
                elsewhere = any(key.endswith(":id") and value for key, value in told.items())
                area = told.get("ref")
                if elsewhere or not area or told.get("sheet", "").lower() != sheet:
                    continue
                moved = areas.one(area)
                if moved != area:
                    part.set_attribute(element, "ref", moved)
