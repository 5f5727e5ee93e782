"""Formulas that stand outside cells: in attributes and texts of sheets, charts, shapes and controls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from mtqg_xl.ooxml.growing.attributes import Regions
from mtqg_xl.ooxml.growing.formulas import Formulas
from mtqg_xl.ooxml.growing.parts import Part

#: Attributes of a worksheet that hold formulas, whichever sheet grows.
SHEET: Final[Mapping[str, tuple[str, ...]]] = {
    "controlPr": ("linkedCell", "listFillRange"),
    "oleObject": ("link",),
}
SHAPES: Final[Mapping[str, tuple[str, ...]]] = {"sp": ("textlink",), "cameraTool": ("cellRange",)}
CONTROL: Final[Mapping[str, tuple[str, ...]]] = {
    "formControlPr": ("fmlaLink", "fmlaRange", "fmlaGroup", "fmlaTxbx"),
}
CONNECTIONS: Final[Mapping[str, tuple[str, ...]]] = {"parameter": ("cell",)}
CHART: Final = ("f", "sqref")
OLD_CONTROL: Final = ("FmlaLink", "FmlaRange", "FmlaGroup", "FmlaTxbx", "FmlaPict")


def follow_attributes(
    part: Part, regions: Regions, known: Mapping[str, tuple[str, ...]], formulas: Formulas, *, own: bool
) -> None:
    """Rewrite the formulas in the attributes that ``known`` lists."""
    for start, end in regions:
        for local, names in known.items():
            for element in part.elements(local, start, end):
                told = part.attributes(element)
                for name in names:
                    if value := told.get(name):
                        new = formulas.plain(value, own)
                        if new != value:
                            part.set_attribute(element, name, new)


def follow_texts(
    part: Part, regions: Regions, names: Iterable[str], formulas: Formulas, *, own: bool
) -> None:
    """Rewrite the formulas that are the text of elements called ``names``."""
    for start, end in regions:
        for name in names:
            for element in part.elements(name, start, end):
                if element.empty:
                    continue
                text = part.text(element)
                new = formulas.plain(text, own)
                if new != text:
                    part.set_text(element, new)


def follow_hyperlinks(part: Part, regions: Regions, formulas: Formulas, *, own: bool) -> None:
    """Links to cells lead to where the cells have gone; those into other files stay."""
    for start, end in regions:
        for element in part.elements("hyperlink", start, end):
            told = part.attributes(element)
            into_file = any(name.endswith(":id") and value for name, value in told.items())
            if not into_file and (location := told.get("location")):
                new = formulas.plain(location, own)
                if new != location:
                    part.set_attribute(element, "location", new)
