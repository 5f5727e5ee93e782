"""XML as bytes: where elements stand, so that a few of them change and every other byte stays.

All functions work on UTF-8. Elements are sought by their tags; comments, CDATA sections and
processing instructions are masked first, so that nothing is ever found inside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from operator import itemgetter
from typing import Final, NamedTuple

#: Attributes of a start tag, taken whole: the values may hold ">" but never "<".
ATTRIBUTES: Final = rb"""(?:\s++[^\s=<>/"']++\s*+=\s*+(?:"[^"]*+"|'[^']*+'))*"""
_ATTRIBUTE: Final = re.compile(rb"""(\s+)([^\s=<>/"']+)(\s*=\s*)("[^"]*"|'[^']*')""")
_TAG: Final = re.compile(rb"<(/?)([^\s/>!?]+)(" + ATTRIBUTES + rb")\s*(/?)>")
_OPAQUE: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ENTITY: Final = re.compile("&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_UNFIT: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
_CONTROL: Final = re.compile(f"[{_UNFIT}]")
# What follows as a control character will be written beginning with the underscore as well.
_ESCAPE_LIKE: Final = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}[_{_UNFIT}])")


class Splice(NamedTuple):
    """``new`` stands where the bytes from ``start`` up to ``end`` stood."""

    start: int
    end: int
    new: bytes


class Element(NamedTuple):
    """One element in a part: its tag runs from ``start`` to ``opened``, its content to ``closing``.

    An empty element (``<a/>``) has ``opened == closing == end``.
    """

    name: bytes
    start: int
    opened: int
    closing: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.opened == self.end

    @property
    def local(self) -> bytes:
        """Its name without the prefix."""
        return self.name.rpartition(b":")[2]

    @property
    def prefix(self) -> bytes:
        """The prefix of its name with the colon, or nothing."""
        head, colon, _ = self.name.rpartition(b":")
        return head + colon

    def tag(self, data: bytes) -> bytes:
        """The bytes of its start tag."""
        return data[self.start : self.opened]


def masked(data: bytes) -> bytes:
    """``data`` with comments, CDATA and instructions blanked out, every offset as before."""
    if data.find(b"<!") < 0 and data.find(b"<?", 1) < 0:
        # The declaration at the very beginning holds nothing that looks like a tag.
        return data
    return _OPAQUE.sub(lambda found: b" " * len(found[0]), data)


def children(scan: bytes, start: int, end: int) -> Iterator[Element]:
    """The elements right inside the region of masked bytes, in order."""
    depth = 0
    name, first, opened = b"", 0, 0
    for tag in _TAG.finditer(scan, start, end):
        closing, tag_name, _, alone = tag.groups()
        if closing:
            depth -= 1
            if depth == 0:
                yield Element(name, first, opened, tag.start(), tag.end())
        elif alone:
            if depth == 0:
                yield Element(tag_name, tag.start(), tag.end(), tag.end(), tag.end())
        else:
            if depth == 0:
                name, first, opened = tag_name, tag.start(), tag.end()
            depth += 1


def root_of(scan: bytes) -> Element:
    """The root element of a masked part; ``ValueError`` when there is none."""
    opening = _TAG.search(scan)
    if opening is None or opening[1]:
        raise ValueError("no root element")
    if opening[4]:
        return Element(opening[2], opening.start(), opening.end(), opening.end(), opening.end())
    closing = scan.rfind(b"</" + opening[2])
    end = scan.find(b">", closing) + 1
    if closing < 0 or not end:
        raise ValueError("the root element is not closed")
    return Element(opening[2], opening.start(), opening.end(), closing, end)


def child(scan: bytes, parent: Element, name: bytes) -> Element | None:
    """The first child of ``parent`` with the local name ``name``."""
    found = children(scan, parent.opened, parent.closing)
    return next((item for item in found if item.local == name), None)


@cache
def opening(name: bytes) -> re.Pattern[bytes]:
    """Finds start tags of elements called ``name`` (with its prefix); group 1 attributes, 2 "/"."""
    return re.compile(rb"<" + re.escape(name) + rb"(" + ATTRIBUTES + rb")\s*+(/?)>")


@cache
def opening_any(local: bytes) -> re.Pattern[bytes]:
    """Finds start tags by local name under any prefix; group 1 attributes, 2 "/"."""
    return re.compile(rb"<(?:[^\s/>:!?]+:)?" + re.escape(local) + rb"(" + ATTRIBUTES + rb")\s*+(/?)>")


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes of a start tag, names with their prefixes, values decoded."""
    return {name.decode(): _decoded(quoted) for _, name, _, quoted in _ATTRIBUTE.findall(tag)}


def attribute(tag: bytes, name: str) -> str | None:
    """One attribute of a start tag."""
    wanted = name.encode()
    for _, found, _, quoted in _ATTRIBUTE.findall(tag):
        if found == wanted:
            return _decoded(quoted)
    return None


def with_attributes(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """The start tag with attributes set in their places, appended, or taken away for ``None``."""
    left = {name.encode(): value for name, value in changes.items()}

    def changed(found: re.Match[bytes]) -> bytes:
        name = found[2]
        if name not in left:
            return found[0]
        value = left.pop(name)
        if value is None:
            return b""
        mark = found[4][:1] if b"'" not in (new := quoted(value)) else b'"'
        return found[1] + name + b"=" + mark + new + mark

    head = _ATTRIBUTE.sub(changed, tag)
    added = b"".join(
        b" " + name + b'="' + quoted(value) + b'"' for name, value in left.items() if value is not None
    )
    if not added:
        return head
    at = len(head) - (2 if head.endswith(b"/>") else 1)
    while head[at - 1 : at].isspace():
        at -= 1
    return head[:at] + added + head[at:]


def quoted(value: str) -> bytes:
    """``value`` as it stands inside an attribute in double quotes."""
    return (
        value.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace('"', "&quot;")
        .replace("\n", "&#10;")
        .replace("\r", "&#13;")
        .replace("\t", "&#9;")
        .encode()
    )


def escaped(text: str) -> bytes:
    """``text`` as element content."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;").encode()
    )


def cell_text(text: str) -> bytes:
    """``text`` as the content of a cell's text: as ``escaped``, and with Excel's own escapes.

    Characters that XML cannot hold become ``_x0001_``, and a text that looks like such an escape
    is kept from being taken for one.
    """
    if "_x" in text:
        text = _ESCAPE_LIKE.sub("_x005F_", text)
    text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return escaped(text)


def text_of(data: bytes) -> str:
    """The characters of an element's content without children: entities and CDATA decoded."""
    if b"<" in data:
        data = _OPAQUE.sub(_plain, data)
    return unescape(data.decode()) if b"&" in data else data.decode()


def in_order(changes: Iterable[Splice]) -> list[Splice]:
    """``changes`` in the order of their places; those in one place stay as they came."""
    return sorted(changes, key=itemgetter(0, 1))


def splice(data: bytes, changes: Iterable[Splice]) -> bytes:
    """``data`` with ``changes`` made; ``ValueError`` when two of them overlap."""
    return spliced(data, in_order(changes))


def spliced(data: bytes, changes: Iterable[Splice]) -> bytes:
    """As :func:`splice`, for changes that are in order already."""
    pieces: list[bytes] = []
    at = 0
    for start, end, new in changes:
        if start < at or end < start:
            raise ValueError("changes overlap")
        pieces.append(data[at:start])
        pieces.append(new)
        at = end
    pieces.append(data[at:])
    return b"".join(pieces)


def tag_length(element: bytes) -> int:
    """The length of the start tag that ``element`` begins with."""
    found = _TAG.match(element)
    if found is None:
        raise ValueError("not an element")
    return found.end()


def emptied(element: Element, data: bytes) -> tuple[bytes, bytes]:
    """The start and end tag of an element, those of an empty one opened up."""
    tag = element.tag(data)
    if not element.empty:
        return tag, data[element.closing : element.end]
    return tag[:-2].rstrip() + b">", b"</" + element.name + b">"


def unescape(text: str) -> str:
    """``text`` with the entities of XML turned into the characters they stand for."""

    def character(found: re.Match[str]) -> str:
        if found[3]:
            return _ENTITIES[found[3]]
        return chr(int(found[1], 16) if found[1] else int(found[2]))

    return _ENTITY.sub(character, text)


def _plain(found: re.Match[bytes]) -> bytes:
    whole = found[0]
    return escaped(whole[9:-3].decode()) if whole.startswith(b"<![CDATA[") else b""


def _decoded(quoted_value: bytes) -> str:
    value = quoted_value[1:-1]
    return unescape(value.decode()) if b"&" in value else value.decode()
