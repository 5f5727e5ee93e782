"""Pictures, charts, shapes and controls that stand on rows."""

from __future__ import annotations

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.attributes import Regions
from mtqg_xl.ooxml.growing.parts import Part
from mtqg_xl.ooxml.patching.markup import Element
from mtqg_xl.ooxml.xml import truth


def move_drawing(part: Part, regions: Regions, areas: Areas) -> None:
    """Move what is anchored in a drawing: grown with its rows, only moved, or left where it is."""
    for start, end in regions:
        for anchor in part.elements("twoCellAnchor", start, end):
            manner = part.attributes(anchor).get("editAs", "twoCell")
            if manner != "absolute":
                _move_anchor(part, anchor, areas, sized=manner == "twoCell")
        for anchor in part.elements("oneCellAnchor", start, end):
            _move_anchor(part, anchor, areas, sized=False)


def move_controls(part: Part, regions: Regions, areas: Areas) -> None:
    """Move controls and embedded objects, whose anchors stand in the sheet itself."""
    for start, end in regions:
        for anchor in part.elements("anchor", start, end):
            told = part.attributes(anchor)
            if truth(told.get("moveWithCells")) or truth(told.get("sizeWithCells")):
                _move_anchor(part, anchor, areas, sized=truth(told.get("sizeWithCells")))


def _move_anchor(part: Part, anchor: Element, areas: Areas, *, sized: bool) -> None:
    begin = _row(part, anchor, "from", areas)
    end = _row(part, anchor, "to", areas)
    if begin is None:
        return
    first, top = begin
    # These rows count from 0.
    moved = areas.insertion.row(top + 1) - 1
    if moved != top:
        part.set_text(first, str(moved))
    if end is not None:
        last, bottom = end
        new = areas.insertion.row(bottom + 1) - 1 if sized else bottom + moved - top
        if new != bottom:
            part.set_text(last, str(new))


def _row(part: Part, anchor: Element, name: str, areas: Areas) -> tuple[Element, int] | None:
    corner = next(part.elements(name, anchor.opened, anchor.closing), None)
    row = None if corner is None else next(part.elements("row", corner.opened, corner.closing), None)
    if row is None:
        return None
    text = part.text(row).strip()
    if not text.isdecimal():
        raise CellProblem("grow_unknown", sheet=areas.insertion.sheet, text=text)
    return row, int(text)
