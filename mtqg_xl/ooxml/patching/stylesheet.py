"""New cell formats, made from those a workbook has: appended at the end, never renumbered."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.patching.markup import (
    Element,
    Splice,
    attributes,
    children,
    emptied,
    masked,
    quoted,
    root_of,
    splice,
    tag_length,
    with_attributes,
)
from mtqg_xl.ooxml.patching.parts import DECLARATION, Parts
from mtqg_xl.ooxml.patching.spaces import MAIN, MAIN_STRICT
from mtqg_xl.ooxml.styles import BUILT_IN

#: Excel opens no workbook with more cell formats than this.
MOST_FORMATS: Final = 64_000
_FIRST_OWN_FORMAT: Final = 164
_KIND: Final = "styles"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_PLAIN: Final = DECLARATION + '<styleSheet xmlns="{}"></styleSheet>'
# What stands before each collection, for those a file left out (ECMA-376, CT_Stylesheet).
_ORDER: Final = (b"numFmts", b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellXfs")
# What each collection begins with in every workbook, for those that lack it.
_FIRST: Final[dict[bytes, tuple[bytes, ...]]] = {
    b"fonts": (b'<%sfont><%ssz val="11"/><%sname val="Calibri"/></%sfont>',),
    b"fills": (
        b'<%sfill><%spatternFill patternType="none"/></%sfill>',
        b'<%sfill><%spatternFill patternType="gray125"/></%sfill>',
    ),
    b"borders": (b"<%sborder/>",),
    b"cellXfs": (b'<%sxf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}


class StyleSheet:
    """The styles part of a workbook and what is to be appended to it."""

    def __init__(self, parts: Parts, workbook_part: str) -> None:
        """Nothing is read until a style is asked for."""
        self._parts = parts
        self._owner = workbook_part
        self._added: dict[bytes, list[bytes]] = {name: [] for name in _ORDER}
        self._known: dict[bytes, int] = {}
        self._derived: dict[tuple[int, tuple[tuple[str, str], ...]], int] = {}

    def with_colour(self, style: int, colour: str) -> int:
        """The number of a style like ``style`` with a background of six hexadecimal digits."""
        fill = b'<%sfill><%spatternFill patternType="solid"><%sfgColor rgb="FF%s"/></%spatternFill></%sfill>'
        prefix = self._root.prefix
        fill = fill % (prefix, prefix, prefix, colour.upper().encode(), prefix, prefix)
        number = self._append(b"fills", fill)
        return self._like(style, {"fillId": str(number), "applyFill": "1"})

    def with_format(self, style: int, code: str) -> int:
        """The number of a style like ``style`` that shows numbers by a format code."""
        number = next((known for known, text in BUILT_IN.items() if text == code), None)
        if number is None:
            number = self._own_format(code)
        return self._like(style, {"numFmtId": str(number), "applyNumberFormat": "1"})

    def with_font(self, style: int, font: bytes, *, alignment: bytes = b"", border: bytes = b"") -> int:
        """A style like ``style`` with the inside of a font, a border element, attributes of an alignment."""
        prefix = self._root.prefix
        changes: dict[str, str] = {}
        if font:
            element = b"<%sfont>%s</%sfont>" % (prefix, font.replace(b"<", b"<" + prefix), prefix)
            changes |= {"fontId": str(self._append(b"fonts", element)), "applyFont": "1"}
        if border:
            element = border.replace(b"</", b"\0").replace(b"<", b"<" + prefix).replace(b"\0", b"</" + prefix)
            changes |= {"borderId": str(self._append(b"borders", element)), "applyBorder": "1"}
        return self._like(style, changes, alignment)

    def write(self) -> None:
        """Put what was appended into the part."""
        if not any(self._added.values()):
            return
        changes: list[Splice] = []
        for name, elements in self._added.items():
            if not elements:
                continue
            total = str(self._counts[name] + len(elements))
            found = self._collections.get(name)
            joined = b"".join(elements)
            if found is None:
                prefix = self._root.prefix
                whole = b'<%s%s count="%s">%s</%s%s>' % (prefix, name, total.encode(), joined, prefix, name)
                at = self._place_of(name)
                changes.append(Splice(at, at, whole))
                continue
            tag, tail = emptied(found, self._data)
            tag = with_attributes(tag, {"count": total})
            if found.empty:
                changes.append(Splice(found.start, found.end, tag + joined + tail))
            else:
                changes.append(Splice(found.start, found.opened, tag))
                changes.append(Splice(found.closing, found.closing, joined))
        part = self._parts.text(self._part)
        self._parts.write(self._part, part.restored(splice(part.data, changes)))

    @cached_property
    def _part(self) -> str:
        for link in self._parts.links(self._owner):
            if link.kind == _KIND and self._parts.find(link.target):
                return link.target
        free = self._parts.find("xl/styles.xml") is None
        name = "xl/styles.xml" if free else self._parts.free_name("xl/styles{}.xml")
        main = MAIN_STRICT if self._parts.strict else MAIN
        self._parts.add(name, _PLAIN.format(main).encode(), _TYPE)
        self._parts.link(self._owner, _KIND, name)
        return name

    @cached_property
    def _data(self) -> bytes:
        part = self._parts.text(self._part)
        root = root_of(masked(part.data))
        if not root.empty:
            return part.data
        head, tail = emptied(root, part.data)
        opened = splice(part.data, [Splice(root.start, root.end, head + tail)])
        self._parts.write(self._part, part.restored(opened))
        return opened

    @cached_property
    def _scan(self) -> bytes:
        return masked(self._data)

    @cached_property
    def _root(self) -> Element:
        return root_of(self._scan)

    @cached_property
    def _collections(self) -> dict[bytes, Element]:
        return {item.local: item for item in children(self._scan, self._root.opened, self._root.closing)}

    @cached_property
    def _items(self) -> dict[bytes, list[Element]]:
        return {
            name: list(children(self._scan, found.opened, found.closing))
            for name, found in self._collections.items()
            if name in _ORDER
        }

    @cached_property
    def _counts(self) -> dict[bytes, int]:
        return {name: len(self._items.get(name, ())) for name in _ORDER}

    def _append(self, name: bytes, element: bytes) -> int:
        if not self._counts[name] and not self._added[name]:
            # The first ones are those of cells without a format of their own.
            first = (item % ((self._root.prefix,) * item.count(b"%s")) for item in _FIRST[name])
            self._added[name].extend(first)
        if element not in self._known:
            self._known[element] = self._counts[name] + len(self._added[name])
            self._added[name].append(element)
        return self._known[element]

    def _own_format(self, code: str) -> int:
        highest = _FIRST_OWN_FORMAT - 1
        for item in self._items.get(b"numFmts", ()):
            told = attributes(item.tag(self._data))
            number = int(told.get("numFmtId", "0"))
            if told.get("formatCode") == code:
                return number
            highest = max(highest, number)
        for element in self._added[b"numFmts"]:
            told = attributes(element)
            if told["formatCode"] == code:
                return int(told["numFmtId"])
            highest = max(highest, int(told["numFmtId"]))
        self._added[b"numFmts"].append(
            b'<%snumFmt numFmtId="%d" formatCode="%s"/>' % (self._root.prefix, highest + 1, quoted(code))
        )
        return highest + 1

    def _like(self, style: int, changes: dict[str, str], alignment: bytes = b"") -> int:
        told = (*sorted(changes.items()), ("alignment", alignment.decode()))
        if (style, told) in self._derived:
            return self._derived[style, told]
        own, added = self._items.get(b"cellXfs", []), self._added[b"cellXfs"]
        if not own and not added:
            added.append(_FIRST[b"cellXfs"][0] % self._root.prefix)
        if style < len(own):
            base = self._data[own[style].start : own[style].end]
        elif style - len(own) < len(added):
            base = added[style - len(own)]
        else:
            base = _FIRST[b"cellXfs"][0] % self._root.prefix
        tag_end = tag_length(base)
        tag = with_attributes(base[:tag_end], dict(changes))
        if alignment:
            tag = with_attributes(tag, {"applyAlignment": "1"})
            prefix = self._root.prefix
            head = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
            element = head + b"<%salignment %s/></%sxf>" % (prefix, alignment, prefix)
        else:
            element = tag + base[tag_end:]
        number = self._counts[b"cellXfs"] + len(added)
        if number >= MOST_FORMATS:
            raise CellProblem("too_many_styles", most=MOST_FORMATS)
        if element in self._known:
            number = self._known[element]
        else:
            added.append(element)
            self._known[element] = number
        self._derived[style, told] = number
        return number

    def _place_of(self, name: bytes) -> int:
        later = _ORDER[_ORDER.index(name) + 1 :]
        for item in children(self._scan, self._root.opened, self._root.closing):
            if item.local in later or item.local not in _ORDER:
                return item.start
        return self._root.closing
