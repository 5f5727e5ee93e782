"""A worksheet before and after, compared as XML once the cells that were to change are taken out.

Nothing here shares code with what wrote the sheet: lxml reads it, canonical XML compares it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml.etree import _Element

_ADDRESS: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]+)")
# What a cell says about its content; everything else of it has to stay.
_OF_CONTENT: Final = ("t", "vm", "ph", "cm")

Place = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """A cell of a sheet: where it is, its element, its formula and the text of its value."""

    place: Place
    element: _Element
    formula: _Element | None
    value: str | None

    @property
    def sort(self) -> str:
        """Its type attribute; "n" where it has none."""
        return str(self.element.get("t") or "n")


def parse(data: bytes) -> _Element:
    """The root of a part, with all that stands in it."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def local(element: _Element) -> str:
    """The name of an element without its namespace; nothing for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def cells(root: _Element) -> Iterator[Found]:
    """The cells of a sheet with their places, also where addresses are left out."""
    number = 0
    for row in (row for data in root if local(data) == "sheetData" for row in data if local(row) == "row"):
        told = (row.get("r") or "").strip()
        number = int(told) if told else number + 1
        column = 0
        for cell in (cell for cell in row if local(cell) == "c"):
            if (address := (cell.get("r") or "").strip()) and (named := _ADDRESS.fullmatch(address)):
                number, column = int(named[2]), column_number(named[1])
            else:
                column += 1
            formula = next((item for item in cell if local(item) == "f"), None)
            value = next((item for item in cell if local(item) == "v"), None)
            text = None if value is None else "".join(map(str, value.itertext()))
            yield Found((number, column), cell, formula, text)


def differences(before: bytes, after: bytes, named: Collection[Place], kind: str) -> list[str]:
    """What differs in a sheet besides the cells ``named``, and what ``kind`` of edit may not change in them.

    With ``kind`` "all" they got edits of every kind.
    """
    old, new = parse(before), parse(after)
    found: list[str] = []
    if old.getroottree().docinfo.encoding != new.getroottree().docinfo.encoding:
        found.append("another encoding")
    if _formulas(old) != _formulas(new):
        found.append(f"{_formulas(old)} formulas became {_formulas(new)}")
    first, second = ({cell.place: cell for cell in cells(root)} for root in (old, new))
    for place in named:
        if place in first and place not in second:
            found.append(f"the cell in {place} is gone")
        elif place in first and place in second:
            found.extend(_wrong_in(first[place], second[place], kind))
    _follow_allowed(old, new, set(named) & (second.keys() - first.keys()))
    for place in named:
        for known in (first, second):
            if place in known:
                _take_out(known[place].element)
    if kind in ("note", "all"):
        _take_new_drawing_out(old, new)
    if canonical(old) != canonical(new):
        found.append("the sheet differs outside the cells named")
    return found


def canonical(root: _Element) -> bytes:
    """Canonical XML, comments included."""
    return etree.tostring(root.getroottree(), method="c14n", with_comments=True)


def column_number(letters: str) -> int:
    """1 for "A"."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number


def letters(column: int) -> str:
    """The letters of a column, "A" for 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def area_of(reference: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of "A1:C5"."""
    ends = [_ADDRESS.fullmatch(part.strip()) for part in reference.split(":")]
    places = [(int(end[2]), column_number(end[1])) for end in ends if end is not None]
    if len(places) != len(ends):
        raise ValueError(reference)
    (top, left), (bottom, right) = places[0], places[-1]
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def _formulas(root: _Element) -> int:
    return sum(1 for cell in cells(root) if cell.formula is not None)


def _wrong_in(old: Found, new: Found, kind: str) -> list[str]:
    """What changed in a named cell beyond its content."""
    free = {"fill": ("s",), "note": (), "all": (*_OF_CONTENT, "s")}.get(kind, _OF_CONTENT)
    first, second = (
        {key: value for key, value in cell.element.attrib.items() if key not in free} for cell in (old, new)
    )
    found = [] if first == second else [f"attributes of {old.place}: {first} became {second}"]
    if kind in ("fill", "note"):
        if [etree.tostring(item) for item in old.element] != [etree.tostring(item) for item in new.element]:
            found.append(f"the content of {old.place} changed")
    elif kind == "cached":
        texts = [
            None if cell.formula is None else etree.tostring(cell.formula, method="c14n")
            for cell in (old, new)
        ]
        if texts[0] != texts[1]:
            found.append(f"the formula of {old.place} changed")
    return found


def _follow_allowed(old: _Element, new: _Element, created: Collection[Place]) -> None:
    """Make what had to follow new cells equal in both: the extent, a row's hint, rows that were not there."""
    if not created:
        return
    extents = [next((item for item in root if local(item) == "dimension"), None) for root in (old, new)]
    if extents[0] is not None and extents[1] is not None:
        known, grown = extents[0].get("ref") or "", extents[1].get("ref") or ""
        if known != grown and _covers(grown, known, created):
            extents[1].set("ref", known)
    before, after = _rows(old), _rows(new)
    for number, row in after.items():
        if number in before:
            hint = before[number].get("spans")
            if any(place[0] == number for place in created) and (hint is None) == (row.get("spans") is None):
                row.set("spans", hint) if hint is not None else None
        elif all(place in created for place in _places(row, number)):
            _take_out(row)


def _covers(grown: str, known: str, created: Collection[Place]) -> bool:
    """Whether the new extent is the old one and the new cells, and no more."""
    try:
        top, left, bottom, right = area_of(known)
        rows, columns = [row for row, _ in created], [column for _, column in created]
        wanted = min(top, *rows), min(left, *columns), max(bottom, *rows), max(right, *columns)
        return area_of(grown) == wanted
    except ValueError:
        return False


def _rows(root: _Element) -> dict[int, _Element]:
    found, number = {}, 0
    for row in (row for data in root if local(data) == "sheetData" for row in data if local(row) == "row"):
        number = int((row.get("r") or "").strip() or number + 1)
        found[number] = row
    return found


def _places(row: _Element, number: int) -> Iterator[Place]:
    for cell in row:
        named = _ADDRESS.fullmatch(cell.get("r") or "")
        yield (number, column_number(named[1]) if named else 0)


def _take_out(element: _Element) -> None:
    """Remove an element, and nothing of the text around it."""
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + tail or None
    else:
        parent.text = (parent.text or "") + tail or None
    parent.remove(element)


def _take_new_drawing_out(old: _Element, new: _Element) -> None:
    """A sheet's first note needs a pointer to the drawing with its box."""
    if not any(local(item) == "legacyDrawing" for item in old):
        for item in [item for item in new if local(item) == "legacyDrawing"]:
            _take_out(item)
