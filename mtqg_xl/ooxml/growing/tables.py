"""Tables of Excel (the objects with a header and a name): their reach and their own formulas."""

from __future__ import annotations

from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.attributes import TABLE, move_attributes, whole
from mtqg_xl.ooxml.growing.formulas import Formulas
from mtqg_xl.ooxml.growing.parts import Part


def move_table(part: Part, formulas: Formulas, areas: Areas, *, own: bool) -> None:
    """Move or grow a table of the sheet, and rewrite the formulas of any table."""
    table = next(part.elements("table"), None)
    if table is None:
        return
    told = part.attributes(table)
    place = told.get("ref", "")
    first, last = areas.rows(place)
    totals = _count(told.get("totalsRowCount"), 0)
    body = (min(first + _count(told.get("headerRowCount"), 1), last), max(first, last - totals))
    if own:
        move_attributes(part, whole(part), TABLE, areas)
    for name in ("calculatedColumnFormula", "totalsRowFormula"):
        for element in part.elements(name):
            if element.empty:
                continue
            text = part.text(element)
            if name == "totalsRowFormula":
                new = formulas.plain(text, own)
            else:
                new = formulas.rule(text, own, (body,), place)
            if new != text:
                part.set_text(element, new)


def _count(told: str | None, otherwise: int) -> int:
    return int(told) if told is not None and told.isdecimal() else otherwise
