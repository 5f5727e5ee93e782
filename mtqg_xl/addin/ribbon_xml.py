"""Looking through the two ribbon files: what Excel would refuse in silence is told here, line by line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mtqg_xl.addin.faults import Fault
from mtqg_xl.addin.ribbon_schema import (
    ATTRIBUTES,
    CHILDREN,
    EITHER,
    LONGEST,
    NAMESPACE_2007,
    NAMESPACE_2010,
    NO_SIZE_INSIDE,
    REQUIRED,
    VALUES,
)
from mtqg_xl.addin.sources import RIBBON_2007, RIBBON_2010

if TYPE_CHECKING:
    from lxml.etree import _Element

_ID: Final = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_WORD: Final = re.compile(r"[A-Za-z]\w*", re.ASCII)


@dataclass(frozen=True)
class Node:
    """One element: where it stands, its name, its attributes, what is in it."""

    line: int
    name: str
    attributes: dict[str, str]
    children: tuple[Node, ...]

    def walk(self) -> Iterator[Node]:
        """This element and all in it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def told(self) -> object:
        """What it says, wherever it stands: equal for two files that say the same."""
        return self.name, tuple(sorted(self.attributes.items())), tuple(child.told for child in self.children)


def read_ribbon(label: str, content: bytes, namespace: str, faults: list[Fault]) -> Node | None:
    """The elements of one ribbon file; what keeps it from being read is put into ``faults``."""
    from mtqg_xl.ooxml.xml import BrokenXmlError, ForbiddenXmlError, TooMuchXmlError, parse

    try:
        root = parse(content)
    except (BrokenXmlError, ForbiddenXmlError, TooMuchXmlError):
        faults.append(Fault(label, 0, "ribbon_broken"))
        return None

    def node(element: _Element) -> Node:
        space, _, name = str(element.tag).rpartition("}")
        line = int(getattr(element, "sourceline", 0) or 0)
        if space.removeprefix("{") != namespace:
            faults.append(Fault(label, line, "ribbon_namespace", {"name": name, "namespace": namespace}))
        attributes = {str(key): str(value) for key, value in element.attrib.items()}
        children = [child for child in element if isinstance(child.tag, str)]
        return Node(line, name, attributes, tuple(node(child) for child in children))

    return node(root)


def check_ribbons(new: bytes, old: bytes) -> tuple[Node | None, list[Fault]]:
    """The ribbon as in the file of 2010, and everything wrong in it and in its twin of 2007."""
    faults: list[Fault] = []
    first = read_ribbon(RIBBON_2010, new, NAMESPACE_2010, faults)
    second = read_ribbon(RIBBON_2007, old, NAMESPACE_2007, faults)
    if first:
        faults += _check(RIBBON_2010, first)
    if first and second and first.told != second.told:
        line = next(
            (
                other.line
                for one, other in zip(first.walk(), second.walk(), strict=False)
                if (one.name, one.attributes) != (other.name, other.attributes)
            ),
            0,
        )
        faults.append(Fault(RIBBON_2007, line, "ribbon_twins", {"twin": RIBBON_2010}))
    return first, faults


def _check(label: str, root: Node) -> Iterator[Fault]:
    if root.name != "customUI":
        yield Fault(label, root.line, "ribbon_element", {"name": root.name, "parent": "-"})
        return
    seen: set[str] = set()
    for node in root.walk():
        own = node.attributes.get("id")
        if own is not None:
            if not _ID.fullmatch(own):
                yield Fault(label, node.line, "ribbon_bad_id", {"id": own})
            if own in seen:
                yield Fault(label, node.line, "ribbon_same_id", {"id": own})
            seen.add(own)
        yield from _attributes(label, node)
        for child in node.children:
            if child.name not in CHILDREN.get(node.name, ()):
                yield Fault(label, child.line, "ribbon_element", {"name": child.name, "parent": node.name})
            elif node.name in NO_SIZE_INSIDE and "size" in child.attributes:
                yield Fault(label, child.line, "ribbon_size_inside", {"parent": node.name})
        if node.name in ("tab", "group", "menu") and not node.children:
            yield Fault(label, node.line, "ribbon_empty", {"name": node.name})


def _attributes(label: str, node: Node) -> Iterator[Fault]:
    allowed = ATTRIBUTES.get(node.name)
    if allowed is None:
        return
    for key, value in node.attributes.items():
        named = {"name": key, "element": node.name, "value": value}
        if key not in allowed:
            yield Fault(label, node.line, "ribbon_attribute", named)
        elif not value.strip() or value != value.strip():
            yield Fault(label, node.line, "ribbon_blank", named)
        elif key in VALUES and value not in VALUES[key]:
            yield Fault(label, node.line, "ribbon_value", {**named, "known": ", ".join(sorted(VALUES[key]))})
        elif key in LONGEST and len(value) > LONGEST[key]:
            yield Fault(label, node.line, "ribbon_long", {**named, "limit": LONGEST[key]})
        elif key.endswith("Mso") and not _WORD.fullmatch(value):
            yield Fault(label, node.line, "ribbon_mso", named)
        if not unicodedata.is_normalized("NFC", value):
            yield Fault(label, node.line, "ribbon_not_composed", named)
    for choices in REQUIRED.get(node.name, ()):
        if not choices & node.attributes.keys():
            names = " / ".join(sorted(choices, key=lambda name: (name.startswith("get"), name)))
            yield Fault(label, node.line, "ribbon_missing", {"name": names, "element": node.name})
    for one, other in EITHER:
        if one in node.attributes and other in node.attributes:
            yield Fault(label, node.line, "ribbon_both", {"one": one, "other": other})
