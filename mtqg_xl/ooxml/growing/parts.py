"""The parts of a workbook as they are read and as they are changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Protocol, cast

from lxml.etree import _Element

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml import xml
from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.patching import markup
from mtqg_xl.ooxml.patching.encoding import to_utf8
from mtqg_xl.ooxml.patching.markup import Element, Splice
from mtqg_xl.ooxml.relationships import Relationship, relationships


class Parts(Protocol):
    """Where parts are read from; a ``Package`` is one."""

    def find(self, name: str) -> str | None:
        """The member meant by ``name``, None if there is none."""

    def read(self, name: str) -> bytes:
        """The bytes of a member."""

    def tree(self, name: str) -> _Element:
        """The root element of an XML member."""


class Loose:
    """Parts that lie in a mapping, perhaps already changed ones over those of a package."""

    def __init__(self, parts: Mapping[str, bytes], under: Parts | None = None) -> None:
        self._parts = parts
        self._under = under

    def find(self, name: str) -> str | None:
        """The member meant by ``name``, in whatever case."""
        if name in self._parts:
            return name
        if self._under is not None:
            return self._under.find(name)
        folded = name.replace("\\", "/").lstrip("/").casefold()
        return next((each for each in self._parts if each.lstrip("/").casefold() == folded), None)

    def read(self, name: str) -> bytes:
        """The bytes of a member; ``KeyError`` if there is none."""
        found = self.find(name)
        if found is not None and found in self._parts:
            return self._parts[found]
        if self._under is None:
            raise KeyError(name)
        return self._under.read(name)

    def tree(self, name: str) -> _Element:
        """The root element of a member."""
        return xml.parse(self.read(name))


def links(parts: Parts, part: str = "") -> tuple[Relationship, ...]:
    """What ``part`` points to and is there."""
    found = relationships(cast("Package", parts), part)
    return tuple(link for link in found if not link.external and parts.find(link.target) is not None)


class Part:
    """One part being changed: what changes is written down, and made all at once."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self._encoded = to_utf8(data)
        except (ValueError, LookupError) as error:
            raise CellProblem("grow_encoding", part=name) from error
        self.data = self._encoded.data
        self.scan = markup.masked(self.data)
        self._tags: dict[tuple[int, int], dict[str, str | None]] = {}
        self._splices: list[Splice] = []

    @property
    def touched(self) -> bool:
        """Whether anything is to change."""
        return bool(self._tags or self._splices)

    def elements(
        self, local: str, start: int = 0, end: int | None = None, prefix: bytes | None = None
    ) -> Iterator[Element]:
        """Elements called ``local`` in order; for elements that never hold another of their name."""
        name = local.encode()
        pattern = markup.opening_any(name) if prefix is None else markup.opening(prefix + name)
        for tag in pattern.finditer(self.scan, start, len(self.scan) if end is None else end):
            yield self.element(tag.start(), tag.end(), alone=bool(tag[2]))

    def element(self, start: int, opened: int, *, alone: bool) -> Element:
        """The element whose start tag is given; ``alone`` when it is all there is."""
        written = self.scan[start + 1 : opened].split(None, 1)[0].rstrip(b"/>")
        if alone:
            return Element(written, start, opened, opened, opened)
        closing = _closing(written).search(self.scan, opened)
        if closing is None:
            raise CellProblem("grow_encoding", part=self.name)
        return Element(written, start, opened, closing.start(), closing.end())

    def attributes(self, element: Element) -> dict[str, str]:
        """The attributes of an element as the file has them."""
        return markup.attributes(self.data[element.start : element.opened])

    def text(self, element: Element) -> str:
        """The characters of an element that holds nothing else."""
        # Ends of lines are one character in XML, however they are written.
        written = self.data[element.opened : element.closing].replace(b"\r\n", b"\n")
        return markup.text_of(written.replace(b"\r", b"\n"))

    def set_attribute(self, element: Element, name: str, value: str | None) -> None:
        """An attribute of the element set, or taken away for None."""
        self._tags.setdefault((element.start, element.opened), {})[name] = value

    def set_text(self, element: Element, text: str) -> None:
        """The characters of an element that has some."""
        self.splice(element.opened, element.closing, markup.escaped(text))

    def splice(self, start: int, end: int, new: bytes) -> None:
        """Other bytes in the place of those from ``start`` to ``end``."""
        self._splices.append(Splice(start, end, new))

    def result(self) -> bytes:
        """The part with all changes made, in its own encoding."""
        tags = [
            Splice(start, end, markup.with_attributes(self.data[start:end], changes))
            for (start, end), changes in self._tags.items()
        ]
        return self._encoded.restored(markup.splice(self.data, self._splices + tags))


@cache
def _closing(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"</" + re.escape(name) + rb"\s*>")
