"""What a colour or a note puts beside the sheet, seen by code of our own: appended, nothing else changed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element

from tests.benchmarks.lib.sheets import canonical, cells, local, parse

_COLLECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
Parts = Mapping[str, bytes]


def styles_part(parts: Parts) -> str | None:
    """The member with the cell formats."""
    return next((name for name in parts if re.split(r"[/\\]", name.lower())[-1] == "styles.xml"), None)


def parts_of_notes(parts: Parts, sheet: str) -> set[str]:
    """The members that a note on a cell of ``sheet`` may change."""
    own = links_of(sheet).lower()
    return {
        name
        for name in parts
        if name.replace("\\", "/").lower() == own
        or name.lower() == "[content_types].xml"
        or "comments" in posixpath.basename(name.lower())
        or name.lower().endswith(".vml")
    }


def links_of(part: str) -> str:
    """The member with the pointers of a part."""
    folder, name = posixpath.split(part.replace("\\", "/"))
    return posixpath.join(folder, "_rels", f"{name}.rels")


def wrong_with_colour(old: Parts, new: Parts, part: str, place: tuple[int, int], colour: str) -> list[str]:
    """What is wrong with the format that a coloured cell has now, and with the formats there were."""
    name = styles_part(old)
    styles = styles_part(new)
    if styles is None:
        return ["there are no formats"]
    after = parse(new[styles])
    found = [] if name is None else _only_appended(parse(old[name]), parse(new[styles]))
    numbers = []
    for parts in (old, new):
        cell = next((cell for cell in cells(parse(parts[part])) if cell.place == place), None)
        numbers.append(int(cell.element.get("s") or 0) if cell is not None else 0)
    formats, fills = _items(after, "cellXfs"), _items(after, "fills")
    first, second = (formats[number] for number in numbers)
    for key in {*first.keys(), *second.keys()} - {"fillId", "applyFill"}:
        if first.get(key) != second.get(key):
            found.append(f"the format's {key!s} changed")
    if [etree.tostring(item) for item in first] != [etree.tostring(item) for item in second]:
        found.append("the inside of the format changed")
    fill = fills[int(second.get("fillId") or 0)]
    if not any((item.get("rgb") or "").endswith(colour) for item in fill.iter() if local(item) == "fgColor"):
        found.append("the cell has not the colour")
    return found


def wrong_with_note(old: Parts, new: Parts, address: str, text: str) -> list[str]:
    """What is wrong with a note that was hung on a cell, and with those that hung there."""
    found, seen = [], False
    for name in new:
        lower = name.lower()
        of_notes = lower.endswith((".vml", ".rels", "[content_types].xml"))
        of_notes = of_notes or "comments" in posixpath.basename(lower)
        if not of_notes or (name in old and old[name] == new[name]):
            continue
        if lower.endswith(".vml"):
            if name in old and not _only_inserted(old[name], new[name]):
                found.append(f"the boxes in {name} changed")
        elif "comments" in posixpath.basename(lower):
            after = parse(new[name])
            notes = [item for item in after.iter() if local(item) == "comment" and item.get("ref") == address]
            seen = seen or any(text in "".join(map(str, note.itertext())) for note in notes)
            if name in old and not _same_notes(parse(old[name]), after, address):
                found.append(f"other notes in {name} changed")
        elif name in old and not _same_children(parse(old[name]), parse(new[name])):
            # Pointers and types: some may be more.
            found.append(f"{name} changed")
    return found if seen else [*found, "there is no such note"]


def _items(root: _Element, name: str) -> list[_Element]:
    return [item for group in root if local(group) == name for item in group if isinstance(item.tag, str)]


def _only_appended(old: _Element, new: _Element) -> list[str]:
    """Whether the new formats are the old ones with more behind them."""
    for group in new:
        known = next((item for item in old if item.tag == group.tag), None)
        if local(group) in _COLLECTIONS and known is not None:
            for item in list(group)[len(known) :]:
                group.remove(item)
            if known.get("count") is not None:
                group.set("count", known.get("count") or "")
            elif "count" in group.attrib:
                del group.attrib["count"]
            # A collection may have been written as one empty tag.
            group.text = known.text
        elif local(group) in _COLLECTIONS:
            new.remove(group)
    return [] if canonical(old) == canonical(new) else ["formats that were there changed"]


def _same_notes(old: _Element, new: _Element, address: str) -> bool:
    """Whether the other notes are equal; one author may be more."""
    for root in (old, new):
        for note in [item for item in root.iter() if local(item) == "comment" and item.get("ref") == address]:
            _remove(note)
    authors = [[item for item in root.iter() if local(item) == "author"] for root in (old, new)]
    for author in authors[1][len(authors[0]) :]:
        _remove(author)
    for root in (old, new):
        for item in root.iter():
            if local(item) in ("authors", "commentList") and not (item.text or "").strip():
                item.text = None
    return canonical(old) == canonical(new)


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _same_children(old: _Element, new: _Element) -> bool:
    """Whether all old children are there still, in their order."""
    left = iter([etree.tostring(item, with_tail=False) for item in new])
    return all(etree.tostring(item, with_tail=False) in left for item in old)


def _only_inserted(old: bytes, new: bytes) -> bool:
    """Whether the new text is the old one with one piece put in."""
    front = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    return new.endswith(old[front:]) and len(new) >= len(old)
