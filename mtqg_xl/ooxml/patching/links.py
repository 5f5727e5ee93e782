"""Hyperlinks on cells: to a place in the workbook, or to an address outside."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import parse_range, to_a1
from mtqg_xl.ooxml.patching.grid import Grid
from mtqg_xl.ooxml.patching.markup import Splice, attribute, children, quoted
from mtqg_xl.ooxml.patching.order import place_for
from mtqg_xl.ooxml.patching.parts import Parts
from mtqg_xl.ooxml.patching.spaces import pointer

Place = tuple[int, int]
_CONTROL: Final = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a cell leads: ``location`` in the workbook ("'Biểu 16'!B3") or ``target`` outside it."""

    location: str = ""
    target: str = ""
    tip: str = ""


def link_splices(
    grid: Grid, parts: Parts, part: str, links: dict[Place, Link], problems: list[tuple[Place, CellProblem]]
) -> list[Splice]:
    """What to put into the sheet for ``links``; ``problems`` gets those of cells that lead somewhere."""
    block = grid.element(b"hyperlinks")
    taken = []
    for item in children(grid.scan, block.opened, block.closing) if block else ():
        with suppress(ValueError):
            taken.append(parse_range(attribute(item.tag(grid.data), "ref") or ""))
    elements = b""
    for (row, column), link in sorted(links.items()):
        if any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in taken):
            problems.append(((row, column), CellProblem("has_link")))
            continue
        if _CONTROL.search(link.location + link.target + link.tip):
            problems.append(((row, column), CellProblem("bad_text")))
            continue
        elements += link_element(grid, parts, part, to_a1(row, column), link)
    if not elements:
        return []
    if block is not None and not block.empty:
        return [Splice(block.closing, block.closing, elements)]
    name = grid.prefix + b"hyperlinks"
    at = place_for(grid, b"hyperlinks") if block is None else block.start
    end = at if block is None else block.end
    return [Splice(at, end, b"<%s>%s</%s>" % (name, elements, name))]


def link_element(grid: Grid, parts: Parts, part: str, address: str, link: Link) -> bytes:
    """The element of one link in the sheet ``part``."""
    element = b'<%shyperlink ref="%s"' % (grid.prefix, address.encode())
    if link.target:
        identifier = parts.link(part, "hyperlink", link.target, external=True)
        element += pointer(grid.data, grid.root, identifier, strict=parts.strict)
    if link.location:
        element += b' location="%s"' % quoted(link.location)
    if link.tip:
        element += b' tooltip="%s"' % quoted(link.tip)
    return element + b"/>"
