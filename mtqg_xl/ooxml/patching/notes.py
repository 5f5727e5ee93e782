"""Notes on cells: the text in the comments part, the box in the old drawing that Excel still wants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import to_a1
from mtqg_xl.ooxml.patching.grid import Grid
from mtqg_xl.ooxml.patching.markup import (
    Element,
    Splice,
    attribute,
    attributes,
    cell_text,
    child,
    children,
    emptied,
    text_of,
)
from mtqg_xl.ooxml.patching.order import place_for
from mtqg_xl.ooxml.patching.parts import DECLARATION, Parts
from mtqg_xl.ooxml.patching.spaces import MAIN, MAIN_STRICT, pointer

Place = tuple[int, int]
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPE_NUMBER: Final = re.compile(rb"_x0000_s([0-9]+)")
_THREADED: Final = "tc="
_FIRST_SHAPE: Final = 1025
_WIDTH, _LINE = 46, 15
_BOX_TYPE: Final = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NEW_DRAWING: Final = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="1"/></o:shapelayout>%s</xml>'
)
_BOX: Final = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:5pt;width:260pt;height:{height}pt;z-index:1;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 4, {right}, 20, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


@dataclass(frozen=True, slots=True)
class Note:
    """A note and who says it."""

    text: str
    author: str


def note_splices(
    grid: Grid, parts: Parts, part: str, notes: dict[Place, Note], problems: list[tuple[Place, CellProblem]]
) -> list[Splice]:
    """Put ``notes`` on cells of the sheet ``part``; what the sheet itself needs for it is returned.

    A note that a cell has already is kept and the new text put under it. A cell with a conversation
    (threaded comment) is left alone and put among ``problems``.
    """
    linked = {link.kind: link.target for link in parts.links(part) if parts.find(link.target)}
    listing = linked.get("comments")
    if listing is None:
        listing = parts.free_name("xl/comments{}.xml")
        main = MAIN_STRICT if parts.strict else MAIN
        empty = f'{DECLARATION}<comments xmlns="{main}"><authors/><commentList/></comments>'
        parts.add(listing, empty.encode(), _COMMENTS_TYPE)
        parts.link(part, "comments", listing)
    fresh = _write_texts(parts, listing, notes, problems)
    if not fresh:
        return []
    drawing = _drawing_of(grid, parts, part)
    if drawing is not None:
        _add_boxes(parts, drawing, {place: notes[place] for place in fresh})
        return []
    drawing = parts.free_name("xl/drawings/vmlDrawing{}.vml")
    parts.declare_ending("vml", _DRAWING_TYPE)
    boxes = _boxes({place: notes[place] for place in fresh}, _FIRST_SHAPE)
    parts.added[drawing] = _NEW_DRAWING % (_BOX_TYPE + boxes)
    identifier = parts.link(part, "vmlDrawing", drawing)
    at = place_for(grid, b"legacyDrawing")
    element = pointer(grid.data, grid.root, identifier, strict=parts.strict)
    return [Splice(at, at, b"<%slegacyDrawing%s/>" % (grid.prefix, element))]


def _drawing_of(grid: Grid, parts: Parts, part: str) -> str | None:
    """The old drawing with the boxes of the sheet's notes; its headers may have one of their own."""
    element = grid.element(b"legacyDrawing")
    if element is None:
        return None
    told = attributes(element.tag(grid.data))
    wanted = next((value for name, value in told.items() if name.rpartition(":")[2] == "id"), None)
    return next((link.target for link in parts.links(part) if link.id == wanted), None)


def _write_texts(
    parts: Parts, listing: str, notes: dict[Place, Note], problems: list[tuple[Place, CellProblem]]
) -> list[Place]:
    """Put the texts into the comments part; returns the cells that had no note before."""
    scan, root = parts.root(listing)
    data = parts.text(listing).data
    authors, texts = child(scan, root, b"authors"), child(scan, root, b"commentList")
    if authors is None or texts is None:
        raise parts.package.damaged("detail_part_broken", part=listing)
    known = [
        text_of(data[item.opened : item.closing]) for item in children(scan, authors.opened, authors.closing)
    ]
    there: dict[str, Element] = {}
    for item in children(scan, texts.opened, texts.closing):
        if address := attribute(item.tag(data), "ref"):
            there[address] = item
    names = list(known)
    changes: list[Splice] = []
    # Put together at the end: there may be thousands.
    elements: list[bytes] = []
    fresh: list[Place] = []
    for place, note in sorted(notes.items()):
        address, text = to_a1(*place), note.text
        old = there.get(address)
        if old is None:
            if note.author not in names:
                names.append(note.author)
            number, run = names.index(note.author), _run(root.prefix, text)
            elements.append(
                b'<%scomment ref="%s" authorId="%d"><%stext>%s</%stext></%scomment>'
                % (root.prefix, address.encode(), number, root.prefix, run, root.prefix, root.prefix)
            )
            fresh.append(place)
            continue
        who = int(attribute(old.tag(data), "authorId") or 0)
        if who < len(known) and known[who].startswith(_THREADED):
            problems.append((place, CellProblem("note_threaded")))
            continue
        inside = child(scan, old, b"text")
        if inside is None or inside.empty:
            raise parts.package.damaged("detail_part_broken", part=listing)
        changes.append(Splice(inside.closing, inside.closing, _run(root.prefix, "\n" + text)))
    if elements:
        changes.append(_inside(data, texts, b"".join(elements)))
        told = b"<%sauthor>%%s</%sauthor>" % (root.prefix, root.prefix)
        if joined := b"".join(told % cell_text(name) for name in names[len(known) :]):
            changes.append(_inside(data, authors, joined))
    parts.change(listing, changes)
    return fresh


def _inside(data: bytes, parent: Element, element: bytes) -> Splice:
    """``element`` put at the end of ``parent``."""
    if not parent.empty:
        return Splice(parent.closing, parent.closing, element)
    head, tail = emptied(parent, data)
    return Splice(parent.start, parent.end, head + element + tail)


def _run(prefix: bytes, text: str) -> bytes:
    font = b'<%ssz val="9"/><%scolor indexed="81"/><%srFont val="Times New Roman"/><%sfamily val="1"/>'
    font = font % (prefix, prefix, prefix, prefix)
    return b'<%sr><%srPr>%s</%srPr><%st xml:space="preserve">%s</%st></%sr>' % (
        prefix,
        prefix,
        font,
        prefix,
        prefix,
        cell_text(text),
        prefix,
        prefix,
    )


def _add_boxes(parts: Parts, drawing: str, notes: dict[Place, Note]) -> None:
    """Add boxes to the drawing that a sheet has; it may be of the loose kind that is no XML."""
    data = parts.read(drawing)
    end = data.rfind(b"</xml>")
    if end < 0:
        raise parts.package.damaged("detail_part_broken", part=drawing)
    number = max((int(found) for found in _SHAPE_NUMBER.findall(data)), default=_FIRST_SHAPE - 1) + 1
    kind = b"" if b'id="_x0000_t202"' in data else _declared(_BOX_TYPE)
    parts.write(drawing, data[:end] + kind + _boxes(notes, number) + data[end:])


def _declared(element: bytes) -> bytes:
    spaces = b' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    return element.replace(b"<v:shapetype", b"<v:shapetype" + spaces, 1)


def _boxes(notes: dict[Place, Note], number: int) -> bytes:
    boxes: list[str] = []
    for (row, column), note in sorted(notes.items()):
        lines = sum(1 + len(line) // _WIDTH for line in note.text.split("\n"))
        boxes.append(
            _BOX.format(
                number=number + len(boxes),
                height=_LINE * (lines + 1),
                left=column,
                right=column + 4,
                top=max(row - 2, 0),
                bottom=max(row - 2, 0) + lines + 1,
                row=row - 1,
                column=column - 1,
            )
        )
    return "".join(boxes).encode()
