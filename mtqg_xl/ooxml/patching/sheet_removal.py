"""Taking whole sheets away, with the names that belong to them; what counts sheets is counted anew."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from mtqg_xl.ooxml.patching.markup import (
    Element,
    Splice,
    attribute,
    attributes,
    child,
    children,
    with_attributes,
)
from mtqg_xl.ooxml.patching.parts import Parts
from mtqg_xl.ooxml.relationships import relationships

#: What belongs to one sheet alone and goes with it.
_OWN: Final = frozenset({"printerSettings", "comments", "vmlDrawing", "drawing", "threadedComment"})


def remove_sheets(parts: Parts, workbook_part: str, names: Collection[str]) -> None:
    """Take away the sheets called ``names``; at least one other must be left."""
    scan, root = parts.root(workbook_part)
    data = parts.text(workbook_part).data
    listing = child(scan, root, b"sheets")
    if listing is None:
        raise parts.package.damaged("detail_part_broken", part=workbook_part)
    items = list(children(scan, listing.opened, listing.closing))
    gone = [at for at, item in enumerate(items) if attribute(item.tag(data), "name") in names]
    if not gone:
        return
    changes = [Splice(items[at].start, items[at].end, b"") for at in gone]
    visible = [(attribute(item.tag(data), "state") or "visible") == "visible" for item in items]
    changes += _names_recounted(scan, data, root, gone)
    changes += _views_recounted(scan, data, root, gone, visible)
    identifiers = {value for at in gone for value in _pointers(data, items[at])}
    targets = [link.target for link in parts.links(workbook_part) if link.id in identifiers]
    parts.change(workbook_part, changes)
    for target in targets:
        for link in relationships(parts.package, target):
            if link.kind in _OWN and not link.external:
                parts.remove(link.target, target)
        listing_of = parts.links_of(target)
        if parts.find(listing_of) is not None:
            parts.removed.add(listing_of)
            parts.replaced.pop(listing_of, None)
        parts.remove(target, workbook_part)


def _pointers(data: bytes, item: Element) -> list[str]:
    told = attributes(item.tag(data))
    return [value for name, value in told.items() if name.rpartition(":")[2] == "id"]


def _names_recounted(scan: bytes, data: bytes, root: Element, gone: list[int]) -> list[Splice]:
    block = child(scan, root, b"definedNames")
    if block is None:
        return []
    changes: list[Splice] = []
    items = list(children(scan, block.opened, block.closing))
    for item in items:
        told = attribute(item.tag(data), "localSheetId") or ""
        if not told.isdecimal():
            continue
        if int(told) in gone:
            changes.append(Splice(item.start, item.end, b""))
        elif (now := _counted(int(told), gone)) != int(told):
            tag = with_attributes(item.tag(data), {"localSheetId": str(now)})
            changes.append(Splice(item.start, item.opened, tag))
    if items and sum(not change.new for change in changes) == len(items):
        return [Splice(block.start, block.end, b"")]
    return changes


def _views_recounted(
    scan: bytes, data: bytes, root: Element, gone: list[int], visible: list[bool]
) -> list[Splice]:
    """The sheet in front and the first tab shown; one that goes leaves its place to the one before it."""
    block = child(scan, root, b"bookViews")
    changes: list[Splice] = []
    for item in children(scan, block.opened, block.closing) if block else ():
        tag = item.tag(data)
        now: dict[str, str | None] = {}
        for name in ("activeTab", "firstSheet"):
            told = attribute(tag, name) or ""
            if not told.isdecimal():
                continue
            at = int(told)
            if at in gone:
                left = [n for n in range(len(visible)) if n not in gone and visible[n]]
                at = max((n for n in left if n < at), default=min(left, default=0))
            if (place := _counted(at, gone)) != int(told):
                now[name] = str(place)
        if now:
            changes.append(Splice(item.start, item.opened, with_attributes(tag, now)))
    return changes


def _counted(at: int, gone: list[int]) -> int:
    return at - sum(other < at for other in gone)
