"""Conditional formats and validations: formulas told for the first of many cells."""

from __future__ import annotations

from typing import Final

from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.attributes import Regions
from mtqg_xl.ooxml.growing.formulas import Formulas
from mtqg_xl.ooxml.growing.parts import Part
from mtqg_xl.ooxml.patching.markup import Element

_HOLDERS: Final = ("conditionalFormatting", "dataValidation")
#: In the newer rules formulas stand in elements called "f", in the older ones in the others.
_FORMULAS: Final = ("formula", "formula1", "formula2", "f")


def move_rules(part: Part, regions: Regions, formulas: Formulas, areas: Areas, *, own: bool) -> None:
    """Rewrite the formulas of all rules of a sheet; their ranges are moved elsewhere."""
    for start, end in regions:
        for holder in _HOLDERS:
            for element in part.elements(holder, start, end):
                _move_rule(part, element, formulas, areas, own=own)


def _move_rule(part: Part, holder: Element, formulas: Formulas, areas: Areas, *, own: bool) -> None:
    place = _cells_of(part, holder)
    reach = areas.all_rows(place)
    if not reach:
        return
    for name in _FORMULAS:
        for element in part.elements(name, holder.opened, holder.closing):
            text = part.text(element)
            if "<" in part.data[element.opened : element.closing].decode():
                # It only wraps an "f", which is met on its own.
                continue
            new = formulas.rule(text, own, reach, place)
            if new != text:
                part.set_text(element, new)
    for element in part.elements("cfvo", holder.opened, holder.closing):
        value = part.attributes(element).get("val")
        if value:
            new = formulas.rule(value, own, reach, place)
            if new != value:
                part.set_attribute(element, "val", new)


def _cells_of(part: Part, holder: Element) -> str:
    told = part.attributes(holder).get("sqref")
    if told is not None:
        return told
    listed = next(part.elements("sqref", holder.opened, holder.closing), None)
    return "" if listed is None else part.text(listed)
