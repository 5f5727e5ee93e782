"""Notes read, and passages of them cut out again; a note of which nothing is left goes with its box."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from mtqg_xl.ooxml.addresses import from_a1
from mtqg_xl.ooxml.patching.grid import Grid
from mtqg_xl.ooxml.patching.markup import (
    Element,
    Splice,
    attribute,
    attributes,
    cell_text,
    child,
    children,
    text_of,
)
from mtqg_xl.ooxml.patching.parts import Parts
from mtqg_xl.ooxml.texts import decode

#: Stretches of a note's text, from and up to.
Stretches = Sequence[tuple[int, int]]
# What a drawing holds beside the boxes: its plan of numbers, the kind of shape that boxes are.
_FRAMEWORK: Final = re.compile(
    rb"<o:shapelayout[\s>].*?</o:shapelayout>|<v:shapetype[\s>].*?</v:shapetype>", re.DOTALL
)
_SHAPE: Final = re.compile(rb"<v:shape[\s>].*?</v:shape>", re.DOTALL)
_AT: Final = re.compile(rb"<x:(Row|Column)>\s*([0-9]+)\s*</x:(?:Row|Column)>")


class _Piece(NamedTuple):
    """A stretch of text in one font: its element, the element holding it alone, and its characters."""

    element: Element
    holder: Element
    text: str


def notes_of(parts: Parts, part: str) -> dict[str, str]:
    """The texts of the notes on the sheet ``part`` by the addresses of their cells."""
    listing = _listing(parts, part)
    if listing is None:
        return {}
    scan, root = parts.root(listing)
    data = parts.text(listing).data
    return {
        address: "".join(piece.text for piece in _pieces(data, scan, note))
        for note in _notes(scan, root)
        if (address := attribute(note.tag(data), "ref"))
    }


def cut_notes(
    grid: Grid, parts: Parts, part: str, wanted: Callable[[str], Stretches], author: str
) -> list[Splice]:
    """Cut the stretches that ``wanted`` names out of each note of the sheet ``part``.

    ``author`` is struck off the list of authors when nothing of theirs is left. What the sheet itself
    needs for it is returned.
    """
    listing = _listing(parts, part)
    if listing is None:
        return []
    scan, root = parts.root(listing)
    data = parts.text(listing).data
    changes: list[Splice] = []
    gone: set[tuple[int, int]] = set()
    left: list[Element] = []
    for note in _notes(scan, root):
        pieces = list(_pieces(data, scan, note))
        text = "".join(piece.text for piece in pieces)
        stretches = wanted(text)
        if stretches and not _without(text, 0, stretches).strip():
            changes.append(Splice(note.start, note.end, b""))
            address = attribute(note.tag(data), "ref") or ""
            gone.add(from_a1(address.replace("$", "")))
            continue
        left.append(note)
        at = 0
        for piece in pieces if stretches else ():
            kept = _without(piece.text, at, stretches)
            at += len(piece.text)
            if kept == piece.text:
                continue
            if not kept:
                changes.append(Splice(piece.holder.start, piece.holder.end, b""))
            else:
                inside = cell_text(kept)
                changes.append(Splice(piece.element.opened, piece.element.closing, inside))
    if not changes:
        return []
    if not left:
        return _removed(grid, parts, part, listing, gone)
    changes += _author_struck(data, scan, root, left, author)
    parts.change(listing, changes)
    _cut_boxes(parts, _drawing(grid, parts, part), gone)
    return []


def _author_struck(data: bytes, scan: bytes, root: Element, left: list[Element], author: str) -> list[Splice]:
    """Strike the last author off when it is the one looked for and no note left is theirs."""
    listed = child(scan, root, b"authors")
    names = list(children(scan, listed.opened, listed.closing)) if listed else []
    if not names or text_of(data[names[-1].opened : names[-1].closing]) != author:
        return []
    number = str(len(names) - 1)
    if any(attribute(note.tag(data), "authorId") == number for note in left):
        return []
    return [Splice(names[-1].start, names[-1].end, b"")]


def _removed(grid: Grid, parts: Parts, part: str, listing: str, gone: set[tuple[int, int]]) -> list[Splice]:
    """No note is left: the list goes, and the drawing when it held nothing but their boxes."""
    drawing = _drawing(grid, parts, part)
    parts.remove(listing, part)
    if drawing is None:
        return []
    _cut_boxes(parts, drawing, gone)
    if b"<v:" in _FRAMEWORK.sub(b"", parts.read(drawing)):
        return []
    element = grid.element(b"legacyDrawing")
    assert element is not None
    parts.remove(drawing, part)
    return [Splice(element.start, element.end, b"")]


def _cut_boxes(parts: Parts, drawing: str | None, gone: set[tuple[int, int]]) -> None:
    if drawing is None or not gone:
        return
    data = parts.read(drawing)

    def kept(shape: re.Match[bytes]) -> bytes:
        place = {name: int(number) + 1 for name, number in _AT.findall(shape[0])}
        is_note = b'ObjectType="Note"' in shape[0]
        return b"" if is_note and (place.get(b"Row"), place.get(b"Column")) in gone else shape[0]

    parts.write(drawing, _SHAPE.sub(kept, data))


def _listing(parts: Parts, part: str) -> str | None:
    found = (link.target for link in parts.links(part) if link.kind == "comments")
    return next((target for target in found if parts.find(target)), None)


def _drawing(grid: Grid, parts: Parts, part: str) -> str | None:
    """The drawing with the boxes of the notes; the pictures of headers are in one of their own."""
    element = grid.element(b"legacyDrawing")
    told = attributes(element.tag(grid.data)) if element is not None else {}
    wanted = {value for name, value in told.items() if name.rpartition(":")[2] == "id"}
    found = (link.target for link in parts.links(part) if link.id in wanted)
    return next((target for target in found if parts.find(target)), None)


def _notes(scan: bytes, root: Element) -> Iterator[Element]:
    listed = child(scan, root, b"commentList")
    if listed is not None:
        yield from children(scan, listed.opened, listed.closing)


def _pieces(data: bytes, scan: bytes, note: Element) -> Iterator[_Piece]:
    text = child(scan, note, b"text")
    for item in children(scan, text.opened, text.closing) if text is not None else ():
        if item.local == b"t":
            yield _Piece(item, item, _read(data, item))
        elif item.local == b"r" and (inner := child(scan, item, b"t")) is not None:
            yield _Piece(inner, item, _read(data, inner))


def _read(data: bytes, element: Element) -> str:
    return decode(text_of(data[element.opened : element.closing]).replace("\r\n", "\n"))


def _without(text: str, at: int, stretches: Stretches) -> str:
    """``text``, which begins at ``at`` of the whole, without the stretches."""
    for start, end in sorted(stretches, reverse=True):
        first, last = max(start - at, 0), max(end - at, 0)
        text = text[:first] + text[last:]
    return text
