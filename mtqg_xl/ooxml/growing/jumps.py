"""Links of shapes, pictures and cells that a part keeps among its pointers, as "#'Biểu 16'!A5"."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from mtqg_xl.ooxml.growing.formulas import Formulas
from mtqg_xl.ooxml.growing.parts import Part

_HERE = "#"


def listing_of(part: str) -> str:
    """The name of the member that holds the pointers of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def follow_jumps(part: Part, formulas: Formulas, *, own: bool) -> None:
    """Let the links into the workbook lead to where the cells have gone.

    The name of the sheet may be written as in an address of the web; it keeps its letters.
    """
    for element in part.elements("Relationship"):
        told = part.attributes(element)
        target = told.get("Target", "")
        if not (target.startswith(_HERE) and told.get("Type", "").endswith("/hyperlink")):
            continue
        sheet, mark, cells = target[1:].rpartition("!")
        named = unquote(sheet) + mark
        moved = formulas.plain(named + cells, own)
        if moved != named + cells and moved.startswith(named):
            part.set_attribute(element, "Target", _HERE + sheet + mark + moved[len(named) :])
