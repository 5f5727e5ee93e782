"""What is seen of a sheet: the first row shown, frozen rows, page breaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import MAX_ROW, column_letters, from_a1
from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.attributes import Regions
from mtqg_xl.ooxml.growing.parts import Part
from mtqg_xl.ooxml.patching.markup import Element

#: The number of the last row as page breaks count.
_LAST: Final = MAX_ROW - 1
_VIEWS: Final = ("sheetView", "customSheetView")


def move_views(part: Part, regions: Regions, areas: Areas) -> None:
    """Views that show what they showed: rows put into the frozen ones are frozen too."""
    for start, end in regions:
        for name in _VIEWS:
            for view in part.elements(name, start, end):
                _move_view(part, view, areas)


def _move_view(part: Part, view: Element, areas: Areas) -> None:
    for selection in part.elements("selection", view.opened, view.closing):
        told = part.attributes(selection)
        for name in ("activeCell", "sqref"):
            if name in told and (moved := areas.seen(told[name])) != told[name]:
                part.set_attribute(selection, name, moved)
    top = _row(part, view, areas)
    new_top = areas.insertion.row(top) if top > 1 else top
    if top != new_top:
        _set_row(part, view, new_top)
    pane = next(part.elements("pane", view.opened, view.closing), None)
    if pane is None:
        return
    told = part.attributes(pane)
    if "topLeftCell" not in told:
        return
    shown = _row(part, pane, areas)
    if told.get("state") not in ("frozen", "frozenSplit"):
        _set_row(part, pane, areas.insertion.row(shown) if shown > 1 else shown)
        return
    frozen = told.get("ySplit", "0")
    if not frozen.isdecimal():
        raise CellProblem("grow_unknown", sheet=areas.insertion.sheet, text=frozen)
    count = int(frozen)
    if new_top == top and top <= areas.insertion.before < top + count:
        count += areas.insertion.count
        part.set_attribute(pane, "ySplit", str(count))
    first = top + int(frozen)
    # Not scrolled: the first row below the frozen ones is still the first, be it a new one.
    _set_row(part, pane, new_top + count if shown == first else areas.insertion.row(shown))


def _row(part: Part, element: Element, areas: Areas) -> int:
    told = part.attributes(element).get("topLeftCell")
    return areas.rows(told)[0] if told else 1


def _set_row(part: Part, element: Element, row: int) -> None:
    told = part.attributes(element)["topLeftCell"].strip()
    old, column = from_a1(told)
    row = min(row, MAX_ROW)
    if old != row:
        part.set_attribute(element, "topLeftCell", f"{column_letters(column)}{row}")


def move_breaks(part: Part, regions: Regions, areas: Areas) -> None:
    """Page breaks above the rows they were above, and breaks between columns as long as before."""

    def moved(number: int) -> int:
        # The number is that of the row above the break, which belongs to the row below.
        return min(areas.insertion.row(number + 1) - 1, _LAST)

    for start, end in regions:
        for rows in part.elements("rowBreaks", start, end):
            for element in part.elements("brk", rows.opened, rows.closing):
                _move_number(part, element, "id", moved)
        for columns in part.elements("colBreaks", start, end):
            for element in part.elements("brk", columns.opened, columns.closing):
                for name in ("min", "max"):
                    _move_number(part, element, name, lambda number: moved(number) if number else 0)


def _move_number(part: Part, element: Element, name: str, move: Callable[[int], int]) -> None:
    told = part.attributes(element).get(name, "").strip()
    if told.isdecimal():
        new = move(int(told))
        if new != int(told):
            part.set_attribute(element, name, str(new))
