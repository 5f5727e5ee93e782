"""Notes and old controls as they are drawn in VML."""

from __future__ import annotations

from collections.abc import Callable

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.parts import Part
from mtqg_xl.ooxml.patching.markup import Element

#: Positions of the top and the bottom row among the eight numbers of an anchor.
_TOP, _BOTTOM = 2, 6


def move_old_drawing(part: Part, areas: Areas) -> None:
    """Move the boxes of notes with their cells, and old controls as they say themselves."""
    for data in part.elements("ClientData"):
        if part.attributes(data).get("ObjectType") == "Note":
            _move_note(part, data, areas)
        elif not _said(part, data, "MoveWithCells"):
            # The names mislead: the object that has such an element does not move, or not grow.
            _move_anchor(part, data, areas, sized=not _said(part, data, "SizeWithCells"))


def _move_note(part: Part, data: Element, areas: Areas) -> None:
    row = next(part.elements("Row", data.opened, data.closing), None)
    if row is None:
        return
    number = _number(part.text(row), areas)
    new = areas.insertion.row(number + 1) - 1
    if new == number:
        return
    part.set_text(row, str(new))
    anchor = next(part.elements("Anchor", data.opened, data.closing), None)
    if anchor is not None:
        _set_rows(part, anchor, areas, lambda top, bottom: (top + new - number, bottom + new - number))


def _move_anchor(part: Part, data: Element, areas: Areas, *, sized: bool) -> None:
    def moved(top: int, bottom: int) -> tuple[int, int]:
        new = areas.insertion.row(top + 1) - 1
        return new, (areas.insertion.row(bottom + 1) - 1 if sized else bottom + new - top)

    anchor = next(part.elements("Anchor", data.opened, data.closing), None)
    if anchor is not None:
        _set_rows(part, anchor, areas, moved)


def _set_rows(part: Part, anchor: Element, areas: Areas, move: Callable[[int, int], tuple[int, int]]) -> None:
    text = part.text(anchor)
    numbers = text.split(",")
    if len(numbers) <= _BOTTOM:
        raise CellProblem("grow_unknown", sheet=areas.insertion.sheet, text=text)
    for at, new in zip(
        (_TOP, _BOTTOM),
        move(_number(numbers[_TOP], areas), _number(numbers[_BOTTOM], areas)),
        strict=True,
    ):
        old = numbers[at]
        numbers[at] = old.replace(old.strip(), str(new))
    if (changed := ",".join(numbers)) != text:
        part.set_text(anchor, changed)


def _number(text: str, areas: Areas) -> int:
    if not text.strip().isdecimal():
        raise CellProblem("grow_unknown", sheet=areas.insertion.sheet, text=text)
    return int(text)


def _said(part: Part, data: Element, name: str) -> bool:
    found = next(part.elements(name, data.opened, data.closing), None)
    return found is not None and part.text(found).strip().lower() not in ("false", "f", "0")
