"""How the parts of a package point to one another."""

from __future__ import annotations

import posixpath
from typing import Final, NamedTuple
from urllib.parse import unquote

from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.xml import children

#: A sheet may hold 65,530 links to the web, each with a pointer of its own.
MAX_POINTERS: Final = 70_000


class Relationship(NamedTuple):
    """A pointer from one part: its ``id``, the last word of its type, and the part it points to.

    ``target`` is a member name, or an address as written when ``external``.
    """

    id: str
    kind: str
    target: str
    external: bool


def relationships(package: Package, part: str = "") -> tuple[Relationship, ...]:
    """The pointers of ``part``, or of the package itself; empty when it has none.

    Raises ``FileProblem`` when the listing is broken or longer than any workbook's.
    """
    folder, name = posixpath.split(part.replace("\\", "/"))
    listing = package.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    if listing is None:
        return ()
    root = package.tree(listing)
    if len(root) > MAX_POINTERS:
        raise package.unsafe("detail_too_many_parts", count=len(root))
    found = []
    for item in children(root, "Relationship"):
        target = item.get("Target") or ""
        external = item.get("TargetMode") == "External"
        if not external:
            target = _member(package, folder, target)
        # Both editions of the format end their type addresses in the same word.
        kind = (item.get("Type") or "").rpartition("/")[2]
        found.append(Relationship(item.get("Id") or "", kind, target, external))
    return tuple(found)


def _member(package: Package, folder: str, target: str) -> str:
    target = target.replace("\\", "/")
    name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    for candidate in (name, unquote(name)) if "%" in name else (name,):
        if (found := package.find(candidate)) is not None:
            return found
    return name
