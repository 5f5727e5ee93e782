"""Whether the parts of a workbook fit together: what Excel checks before it offers to repair a file."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from lxml import etree

from mtqg_xl.ooxml.addresses import to_a1
from tests.ooxml.features.specimen import ORDERS

Members = Mapping[str, bytes]


def unsound(contents: Members) -> list[str]:
    """Every way in which the parts do not fit together."""
    members = {name.replace("\\", "/"): data for name, data in contents.items()}
    return [
        *_types(members),
        *_pointers(members),
        *(problem for name, root in _trees(members) for problem in _elements(name, root)),
        *_styles(members),
        *_notes(members),
    ]


def _trees(members: Members) -> Iterator[tuple[str, Any]]:
    for name, data in members.items():
        if name.endswith((".xml", ".rels")) and not name.startswith("[") and data:
            yield name, etree.fromstring(data)


def _types(members: Members) -> list[str]:
    root: Any = etree.fromstring(members["[Content_Types].xml"])
    parts = Counter(item.get("PartName").lstrip("/").lower() for item in root.iterfind("{*}Override"))
    endings = {item.get("Extension").lower() for item in root.iterfind("{*}Default")}
    names = {name.lower() for name in members if not name.endswith("/")} - {"[content_types].xml"}
    untyped = [name for name in names - parts.keys() if name.rpartition(".")[2] not in endings]
    return [
        *(f"{name} has no content type" for name in untyped),
        *(f"{name} has a content type and is not there" for name in parts.keys() - names),
        *(f"{name} has {count} content types" for name, count in parts.items() if count > 1),
    ]


def _pointers(members: Members) -> list[str]:
    found = []
    names = {name.lower() for name in members}
    for name, root in _trees(members):
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        ids = Counter(item.get("Id") for item in root)
        found += [f"{name} has {id_} {count} times" for id_, count in ids.items() if count > 1]
        for item in root:
            target = unquote(item.get("Target"))
            if item.get("TargetMode") != "External":
                part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                if part.lower() not in names:
                    found.append(f"{name} points to {target}, which is not there")
        owner = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
        used = set(re.findall(rb"""\sr:\w+\s*=\s*["'](\w+)["']""", members.get(owner, b"")))
        found += [f"{owner} uses {id_!r}, which leads nowhere" for id_ in used if id_.decode() not in ids]
    return found


def _elements(name: str, root: Any) -> list[str]:
    kind = etree.QName(root).localname
    if kind not in ORDERS:
        return []
    names = [etree.QName(item).localname for item in root if isinstance(item.tag, str)]
    ranks = [ORDERS[kind].index(item) for item in names if item != "AlternateContent"]
    found = [] if ranks == sorted(ranks) else [f"elements of {name} are out of order: {names}"]
    many = {"conditionalFormatting", "AlternateContent"}
    found += [f"{item} stands twice in {name}" for item in {*names} - many if names.count(item) > 1]
    for attribute in ("name", "sheetId"):
        values = Counter(item.get(attribute) for item in root.iterfind("{*}sheets/{*}sheet"))
        found += [f"two sheets with {attribute} {value}" for value, count in values.items() if count > 1]
    return found


def _styles(members: Members) -> list[str]:
    root: Any = etree.fromstring(next(data for name, data in members.items() if name.endswith("/styles.xml")))
    sizes = {etree.QName(item).localname: len(item) for item in root if isinstance(item.tag, str)}
    found = [
        f"{etree.QName(item).localname} counts {item.get('count')} of {len(item)}"
        for item in root
        if item.get("count", str(len(item))) != str(len(item))
    ]
    for format_ in root.iterfind("{*}cellXfs/{*}xf"):
        for key, place in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            if int(format_.get(key) or 0) >= sizes[place]:
                found.append(f"a format uses {key} {format_.get(key)} of {sizes[place]}")
    for name, sheet in _trees(members):
        if etree.QName(sheet).localname == "worksheet":
            used = {int(cell.get("s") or 0) for cell in sheet.iter("{*}c")}
            found += [f"{name} uses style {style}" for style in used if style >= sizes["cellXfs"]]
    return found


def _notes(members: Members) -> list[str]:
    """Every shape has a number of its own; every note has one box, in the drawing of its sheet."""
    found = []
    for name, data in members.items():
        if name.endswith(".vml"):
            numbers = Counter(re.findall(rb'<v:shape [^>]*?id="([^"]+)"', data))
            found += [f"two shapes {number!r} in {name}" for number, count in numbers.items() if count > 1]
        elif name.endswith(".rels") and "worksheets/" in name.lower():
            found += _boxes(members, name)
    return found


def _boxes(members: Members, listing: str) -> list[str]:
    links: Any = etree.fromstring(members[listing])
    folded = {name.lower(): data for name, data in members.items()}

    def part(link: Any) -> bytes:
        target = posixpath.normpath(posixpath.join("/xl/worksheets", link.get("Target")))
        return folded[target.lstrip("/").lower()]

    notes = [link for link in links if link.get("Type").endswith("/comments")]
    sheet = etree.fromstring(folded[listing.lower().replace("_rels/", "").removesuffix(".rels")])
    pointer: Any = sheet.find("{*}legacyDrawing")
    if not notes:
        return []
    if pointer is None:
        return [f"{listing} has notes without a drawing"]
    drawing = part(next(link for link in links if link.get("Id") in pointer.attrib.values()))
    places = re.findall(rb"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>", drawing)
    boxes = sorted(to_a1(int(row) + 1, int(column) + 1) for row, column in places)
    refs = sorted(item.get("ref") or "" for item in etree.fromstring(part(notes[0])).iter("{*}comment"))
    return [] if refs == boxes else [f"{listing}: notes on {refs} have boxes on {boxes}"]
