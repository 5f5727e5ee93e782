"""A page taken apart: its elements, its texts, whether every element is closed where it should be."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "input", "wbr", "hr", "col"}
#: Elements that may not stand inside a paragraph.
_BLOCKS = "p div ul ol dl table section article details figure h1 h2 h3 h4 h5"
BLOCKS = frozenset(_BLOCKS.split())


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    parent: Element | None
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """All text inside, single blanks between words."""
        return " ".join(" ".join(self.texts).split())


class Page(HTMLParser):
    """The elements of a page in order; ``faults`` is what is not well formed."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.faults: list[str] = []
        self._open: list[Element] = []
        self.feed(markup)
        self.close()
        self.faults += [f"<{element.name}> is never closed" for element in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        parent = self._open[-1] if self._open else None
        if tag in BLOCKS and any(element.name == "p" for element in self._open):
            self.faults.append(f"<{tag}> inside a paragraph")
        if tag == "a" and any(element.name == "a" for element in self._open):
            self.faults.append("a link inside a link")
        element = Element(tag, {name: value or "" for name, value in attrs}, parent)
        if parent is not None:
            parent.children.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].name != tag:
            self.faults.append(f"</{tag}> closes <{self._open[-1].name if self._open else ''}>")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.texts.append(data)

    def all(self, name: str = "", css: str = "") -> list[Element]:
        """The elements of a name, of a class."""
        return [
            element
            for element in self.elements
            if (not name or element.name == name) and (not css or css in element.classes)
        ]

    def by_id(self, name: str) -> Element:
        (found,) = [element for element in self.elements if element.attributes.get("id") == name]
        return found

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def links(self) -> list[str]:
        return [element.attributes["href"] for element in self.elements if "href" in element.attributes]
