"""Ranges told in attributes: of the sheet that grows, of its tables, notes and single cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.parts import Part

#: Elements of a worksheet and their attributes that hold ranges; all may hold several but those of
#: cells (views, merges and the rest know no second one, yet a list of one is a list).
SHEET: Final[Mapping[str, tuple[str, ...]]] = {
    "sheetPr": ("syncRef",),
    "dimension": ("ref",),
    "protectedRange": ("sqref",),
    "scenarios": ("sqref",),
    "inputCells": ("r",),
    "autoFilter": ("ref",),
    "sortState": ("ref",),
    "sortCondition": ("ref",),
    "mergeCell": ("ref",),
    "conditionalFormatting": ("sqref",),
    "dataValidation": ("sqref",),
    "hyperlink": ("ref",),
    "ignoredError": ("sqref",),
    "cellWatch": ("r",),
    "cellSmartTags": ("r",),
    "webPublishItem": ("sourceRef",),
}
TABLE: Final[Mapping[str, tuple[str, ...]]] = {
    "table": ("ref",),
    "autoFilter": ("ref",),
    "sortState": ("ref",),
    "sortCondition": ("ref",),
}
NOTES: Final[Mapping[str, tuple[str, ...]]] = {"comment": ("ref",)}
THREADS: Final[Mapping[str, tuple[str, ...]]] = {"threadedComment": ("ref",)}
SINGLE_CELLS: Final[Mapping[str, tuple[str, ...]]] = {"singleXmlCell": ("r",)}

#: The regions of a part that are looked at, as pairs of offsets.
Regions = Iterable[tuple[int, int]]


def move_attributes(part: Part, regions: Regions, known: Mapping[str, tuple[str, ...]], areas: Areas) -> None:
    """Move the ranges in the attributes that ``known`` lists."""
    for start, end in regions:
        for local, names in known.items():
            for element in part.elements(local, start, end):
                told = part.attributes(element)
                for name in names:
                    value = told.get(name)
                    if value is None:
                        continue
                    moved = areas.many(value) if " " in value.strip() else areas.one(value)
                    if moved != value:
                        part.set_attribute(element, name, moved)


def whole(part: Part) -> Regions:
    """The only region of a part that is looked at throughout."""
    return ((0, len(part.scan)),)
