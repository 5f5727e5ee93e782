"""Defined names: areas of print, titles, filters and whatever the user named."""

from __future__ import annotations

from mtqg_xl.ooxml.growing.formulas import Formulas
from mtqg_xl.ooxml.growing.parts import Part


def move_names(part: Part, formulas: Formulas) -> None:
    """Rewrite what the names of the workbook stand for."""
    insertion = formulas.insertion
    for listing in part.elements("definedNames"):
        for element in part.elements("definedName", listing.opened, listing.closing):
            if element.empty:
                continue
            at = part.attributes(element).get("localSheetId", "")
            own = None
            if at.isdecimal() and int(at) < len(insertion.titles):
                own = insertion.titles[int(at)] == insertion.sheet
            text = part.text(element)
            new = formulas.name(text, own)
            if new != text:
                part.set_text(element, new)
