"""The one way XML is read here: no entities, no network, no DOCTYPE, no namespaces to care about."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from lxml import etree
from lxml.etree import _Element

_OPTIONS: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_BROKEN: Final = (etree.XMLSyntaxError, ValueError, LookupError)

#: What a part may hold, elements counted by their marks and attributes, which take most memory, thrice.
#: A tree of the first takes some 300 MB; the second is a sheet of a million cells, read row by row.
MOST_IN_TREE: Final = 3_000_000
MOST_STREAMED: Final = 10_000_000
#: Bytes from one element of a stream to the next: far more than a row of all 16,384 columns takes.
MOST_BETWEEN: Final = 8 * 1024 * 1024


class BrokenXmlError(Exception):
    """Bytes that are not well-formed XML, or nested or long beyond all reason."""


class TooMuchXmlError(BrokenXmlError):
    """XML of so many elements that its tree would take all memory; ``args[0]`` is the count."""


class ForbiddenXmlError(Exception):
    """XML that declares a document type, which no workbook needs and only an attack uses."""


def parse(data: bytes) -> _Element:
    """The root element of ``data``; raises ``BrokenXmlError`` (or its kind ``TooMuchXmlError``) or
    ``ForbiddenXmlError``.
    """
    _refuse_too_much(data, MOST_IN_TREE)
    try:
        root = etree.fromstring(data, etree.XMLParser(**_OPTIONS))
    except _BROKEN as error:
        raise BrokenXmlError(str(error)) from error
    _refuse_doctype(root)
    return root


class Stream:
    """Elements of one kind, each forgotten when the next is asked for: for a part too big for one tree.

    ``marks`` is the namespace of the root as ``space`` gives it. After the last element, ``root`` is
    the whole tree without those elements. Raises what ``parse`` raises.
    """

    def __init__(self, data: bytes, name: str, parent: str) -> None:
        """Elements called ``name`` right inside one called ``parent``, in the XML ``data``."""
        _refuse_too_much(data, MOST_STREAMED)
        if (longest := max(map(len, data.split(name.encode())))) > MOST_BETWEEN:
            raise TooMuchXmlError(longest)
        self._data = data
        self._name = name
        self._parent = parent
        try:
            _, first = next(iter(etree.iterparse(BytesIO(data), events=("start",), **_OPTIONS)))
        except _BROKEN as error:
            raise BrokenXmlError(str(error)) from error
        _refuse_doctype(first)
        self.marks = space(first)
        self.root = first

    def __iter__(self) -> Iterator[_Element]:
        """The elements in order, each good until the next."""
        events = etree.iterparse(
            BytesIO(self._data), events=("end",), tag=self.marks + self._name, **_OPTIONS
        )
        try:
            for _, element in events:
                parent = element.getparent()
                if parent is None or local(parent) != self._parent:
                    continue
                yield element
                element.clear()
                while (earlier := element.getprevious()) is not None:
                    parent.remove(earlier)
        except _BROKEN as error:
            raise BrokenXmlError(str(error)) from error
        self.root = events.root


def local(element: _Element) -> str:
    """The tag of ``element`` without its namespace."""
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :]


def space(element: _Element) -> str:
    """The namespace of ``element`` as lxml writes it before a tag: "{...}" or nothing."""
    tag: str = element.tag
    return tag[: tag.rfind("}") + 1]


def child(element: _Element, name: str) -> _Element | None:
    """The first child called ``name`` in whatever namespace."""
    return next(children(element, name), None)


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """The children called ``name`` in whatever namespace; none of nothing."""
    if element is not None:
        for item in element:
            if local(item) == name:
                yield item


def attribute(element: _Element, name: str) -> str | None:
    """A namespaced attribute found by its local name (``r:id`` in either edition of the format)."""
    for key, value in element.attrib.items():
        if str(key).endswith("}" + name):
            return str(value)
    return None


def truth(value: str | None) -> bool:
    """An on/off attribute: "1", "true" and "on" are on."""
    return value is not None and value.strip().lower() in {"1", "true", "on"}


def _refuse_too_much(data: bytes, most: int) -> None:
    # Counting takes a hundredth of the time of reading, and no part of the usual size is counted.
    if len(data) > most and (count := data.count(b"<") + 3 * data.count(b"=")) > most:
        raise TooMuchXmlError(count)


def _refuse_doctype(element: _Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise ForbiddenXmlError("DOCTYPE")
