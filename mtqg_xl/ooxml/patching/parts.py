"""The members of a package while they are being changed, and how they point to one another."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element

from mtqg_xl.ooxml.archive import UnusualZipError, rewrite
from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.patching.encoding import Encoded, to_utf8
from mtqg_xl.ooxml.patching.markup import (
    Element,
    Splice,
    attribute,
    children,
    emptied,
    masked,
    quoted,
    root_of,
    splice,
)
from mtqg_xl.ooxml.patching.spaces import OFFICE, OFFICE_STRICT
from mtqg_xl.ooxml.relationships import Relationship, relationships
from mtqg_xl.ooxml.xml import BrokenXmlError, ForbiddenXmlError, parse

#: What the parts of a workbook begin with.
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES: Final = "[Content_Types].xml"
_PACKAGE_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_NUMBER: Final = re.compile(r"(\d+)$")


@dataclass(slots=True)
class _Pointers:
    """Pointers of one part that wait to be written."""

    prefix: bytes
    next: int
    elements: list[bytes] = field(default_factory=list)


class Parts:
    """The members of ``package`` with the changes made so far; the package itself stays as it is."""

    def __init__(self, package: Package) -> None:
        """Nothing is changed yet."""
        self.package = package
        self.replaced: dict[str, bytes] = {}
        self.added: dict[str, bytes] = {}
        self.removed: set[str] = set()
        self._waiting: dict[str, _Pointers] = {}

    def find(self, name: str) -> str | None:
        """The member meant by ``name``, be it old or added."""
        if name in self.added:
            return name
        found = self.package.find(name)
        return None if found is None or found in self.removed else found

    def read(self, name: str) -> bytes:
        """The bytes of a member as they are now."""
        found = self.find(name)
        if found is None:
            raise self.package.damaged("detail_part_missing", part=name)
        if found in self.added:
            return self.added[found]
        return self.replaced[found] if found in self.replaced else self.package.read(found)

    def tree(self, name: str) -> _Element:
        """The root element of a member as it is now."""
        try:
            return parse(self.read(name))
        except (BrokenXmlError, ForbiddenXmlError) as error:
            raise self.package.damaged("detail_part_broken", part=name) from error

    def text(self, name: str) -> Encoded:
        """A member that holds XML, in UTF-8; :class:`FileProblem` when it is not well put."""
        try:
            return to_utf8(self.read(name))
        except (LookupError, ValueError) as error:
            raise self.package.damaged("detail_part_broken", part=name) from error

    def write(self, name: str, data: bytes) -> None:
        """Put new bytes in place of a member."""
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        if found in self.added:
            self.added[found] = data
        elif self.package.read(found) == data:
            self.replaced.pop(found, None)
        else:
            self.replaced[found] = data

    def change(self, name: str, changes: list[Splice]) -> None:
        """Make ``changes`` in a member that holds XML; places are those of its UTF-8 text."""
        part = self.text(name)
        self.write(name, part.restored(splice(part.data, changes)))

    def root(self, name: str) -> tuple[bytes, Element]:
        """A member's masked text and its root element."""
        scan = masked(self.text(name).data)
        try:
            return scan, root_of(scan)
        except ValueError as error:
            raise self.package.damaged("detail_part_broken", part=name) from error

    def append(self, name: str, element: bytes, parent: Element | None = None) -> None:
        """Put ``element`` at the end of a member's root, or of ``parent`` in it."""
        scan, root = self.root(name)
        place = parent or root
        if place.empty:
            head, tail = emptied(place, scan)
            self.change(name, [Splice(place.start, place.end, head + element + tail)])
        else:
            self.change(name, [Splice(place.closing, place.closing, element)])

    def add(self, name: str, data: bytes, content_type: str) -> None:
        """Add a member and tell its type; ``KeyError`` when one of that name is there."""
        if self.find(name) is not None:
            raise KeyError(name)
        self.added[name] = data
        self._declare(b"Override", "PartName", "/" + name, content_type)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Tell the type of members with a file ending, unless that is told already."""
        scan, root = self.root(_TYPES)
        for item in children(scan, root.opened, root.closing):
            if item.local == b"Default":
                known = attribute(item.tag(scan), "Extension")
                if known is not None and known.lower() == ending:
                    return
        self._declare(b"Default", "Extension", ending, content_type)

    def remove(self, name: str, owner: str) -> None:
        """Take a member away, with the pointer from ``owner`` to it and the note of its type."""
        self.settle()
        found = self.find(name)
        if found is None:
            return
        self.removed.add(found)
        self.replaced.pop(found, None)
        _drop(self, _TYPES, "PartName", lambda value: self.package.find(value.lstrip("/")) == found)
        listing = self.links_of(owner)
        identifiers = {link.id for link in relationships(self.package, owner) if link.target == found}
        if self.find(listing) is not None:
            _drop(self, listing, "Id", lambda value: value in identifiers)

    def links_of(self, part: str) -> str:
        """The member that holds the pointers of ``part``."""
        folder, name = posixpath.split(part.replace("\\", "/"))
        wanted = posixpath.join(folder, "_rels", f"{name}.rels")
        return self.find(wanted) or wanted

    def links(self, part: str) -> tuple[Relationship, ...]:
        """The pointers that ``part`` had in the package as it was opened."""
        return relationships(self.package, part)

    def link(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Make ``part`` point to ``target``, a member or an address; returns the pointer's id."""
        listing = self.links_of(part)
        if self.find(listing) is None:
            self.added[listing] = f'{DECLARATION}<Relationships xmlns="{_PACKAGE_LINKS}"/>'.encode()
        if listing not in self._waiting:
            self._waiting[listing] = _Pointers(*self._pointers_in(listing))
        waiting = self._waiting[listing]
        identifier = f"rId{waiting.next}"
        office = OFFICE_STRICT if self.strict else OFFICE
        folder = posixpath.dirname(part.replace("\\", "/")) or "."
        address = target if external else posixpath.relpath(target, folder)
        element = b'<%sRelationship Id="%s" Type="%s/%s" Target="%s"%s/>' % (
            waiting.prefix,
            quoted(identifier),
            office.encode(),
            kind.encode(),
            quoted(address),
            b' TargetMode="External"' if external else b"",
        )
        waiting.elements.append(element)
        waiting.next += 1
        return identifier

    def settle(self) -> None:
        """Write down the pointers made since; they may be thousands, so they are written at once."""
        waiting, self._waiting = self._waiting, {}
        for listing, pointers in waiting.items():
            self.append(listing, b"".join(pointers.elements))

    def _pointers_in(self, listing: str) -> tuple[bytes, int]:
        """The prefix of the pointers in ``listing``, and the first number free for a new one."""
        scan, root = self.root(listing)
        items = [item for item in children(scan, root.opened, root.closing) if item.local == b"Relationship"]
        identifiers = {attribute(item.tag(scan), "Id") or "" for item in items}
        numbers = [int(found[1]) for name in identifiers if (found := _NUMBER.search(name))]
        return root.prefix, max(numbers, default=0) + 1

    @property
    def strict(self) -> bool:
        """Whether the package is of the strict edition of the format."""
        name = self.package.find("_rels/.rels")
        return name is not None and OFFICE_STRICT.encode() in self.package.read(name)

    def free_name(self, pattern: str) -> str:
        """A member name that is not taken: ``pattern`` with the first free number."""
        number = 1
        while self.find(pattern.format(number)) is not None or pattern.format(number) in self.removed:
            number += 1
        return pattern.format(number)

    def to_bytes(self) -> bytes:
        """The whole file with the changes; members that did not change are copied raw."""
        self.settle()
        if not (self.replaced or self.added or self.removed):
            return self.package.data
        try:
            return rewrite(self.package.data, self.replaced, self.added, self.removed)
        except UnusualZipError as error:
            raise self.package.damaged("detail_zip") from error

    def _declare(self, element: bytes, key: str, value: str, content_type: str) -> None:
        _, root = self.root(_TYPES)
        told = b'<%s%s %s="%s" ContentType="%s"/>' % (
            root.prefix,
            element,
            key.encode(),
            quoted(value),
            quoted(content_type),
        )
        if element == b"Default":
            self.change(_TYPES, [Splice(root.opened, root.opened, told)])
        else:
            self.append(_TYPES, told)


def _drop(parts: Parts, name: str, key: str, wanted: object) -> None:
    """Take away the children of a member's root whose attribute ``key`` is ``wanted``."""
    assert callable(wanted)
    scan, root = parts.root(name)
    gone = [
        Splice(item.start, item.end, b"")
        for item in children(scan, root.opened, root.closing)
        if (value := attribute(item.tag(scan), key)) is not None and wanted(value)
    ]
    if gone:
        parts.change(name, gone)
