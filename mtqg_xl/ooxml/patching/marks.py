"""Marks laid over cell formats: a pattern and a frame that show in grey print, all else of the format kept.

Every marked format stands for exactly one format of the workbook, so that the mark can be taken off
again from any cell that carries it, wherever the cell has gone meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mtqg_xl.ooxml.patching.markup import (
    Element,
    Splice,
    attribute,
    children,
    masked,
    root_of,
    tag_length,
    with_attributes,
)
from mtqg_xl.ooxml.patching.parts import Parts
from mtqg_xl.ooxml.patching.stylesheet import StyleSheet

_SIDES: Final = (b"left", b"right", b"top", b"bottom")
_REPLACED: Final = frozenset({*_SIDES, b"start", b"end"})
#: Marked formats that differ in nothing else differ in the last bits of their colours, which nobody sees.
_BITS: Final = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """How a mark looks: the pattern of the background, its two colours, line and colour of the frame."""

    pattern: str
    fore: str
    back: str
    line: str
    line_colour: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What a marked format stands for: the format there was, and whether the cell is one put there."""

    style: int
    created: bool


class MarkedStyles(StyleSheet):
    """The styles of a workbook, with marks as further "colours" of cells.

    ``marked`` tells for every marked format what it stands for.
    """

    def __init__(self, parts: Parts, workbook_part: str, marks: Mapping[str, Mark]) -> None:
        """``marks`` by the names under which they are asked for; a name ending in "+" is for a new cell."""
        super().__init__(parts, workbook_part)
        self._marks = marks
        self.marked: dict[int, Marked] = {}
        self._numbers: dict[tuple[int, str], int] = {}

    @property
    def part(self) -> str:
        """The member that holds the styles."""
        return self._part

    def counts(self) -> dict[str, int]:
        """How many of each sort the workbook had before anything was appended."""
        return {name.decode(): count for name, count in self._counts.items()}

    def with_colour(self, style: int, colour: str) -> int:
        """As in general; the name of a mark lays that mark over the format."""
        name = colour.removesuffix("+")
        if name not in self._marks:
            return super().with_colour(style, colour)
        if (style, colour) not in self._numbers:
            self._numbers[style, colour] = self._laid(style, self._marks[name], name != colour)
        return self._numbers[style, colour]

    def with_background(self, style: int, name: str) -> int:
        """A style like ``style`` with the background of a mark, which is no mark of a cell."""
        return self._like(style, {"fillId": str(self._fill(self._marks[name], 0)), "applyFill": "1"})

    def with_prefix(self, style: int) -> int:
        """A style like ``style`` whose text stays one, however it begins, when the cell is edited."""
        return self._like(style, {"quotePrefix": "1"})

    def _laid(self, style: int, mark: Mark, created: bool) -> int:
        border = str(self._append(b"borders", self._framed(style, mark)))
        shade = 0
        while True:
            fore, back = _shaded(mark, shade)
            if fore.encode() not in self._data or back.encode() not in self._data:
                look = {"borderId": border, "applyBorder": "1", "applyFill": "1"}
                number = self._like(style, {**look, "fillId": str(self._fill(mark, shade))})
                if number not in self.marked:
                    self.marked[number] = Marked(style, created)
                    return number
            shade += 1

    def _fill(self, mark: Mark, shade: int) -> int:
        fore, back = _shaded(mark, shade)
        told = b'<%sfill><%spatternFill patternType="%s"><%sfgColor rgb="%s"/><%sbgColor rgb="%s"/></%s'
        prefix = self._root.prefix
        told %= (prefix, prefix, mark.pattern.encode(), prefix, fore.encode(), prefix, back.encode(), prefix)
        return self._append(b"fills", told + b"patternFill></%sfill>" % prefix)

    def _framed(self, style: int, mark: Mark) -> bytes:
        """The border of a style with the frame of the mark; diagonals stay."""
        prefix = self._root.prefix
        line = b'<%s%s style="%s"><%scolor rgb="FF%s"/></%s%s>'
        colour = mark.line_colour.encode()
        frame = b"".join(
            line % (prefix, side, mark.line.encode(), prefix, colour, prefix, side) for side in _SIDES
        )
        head, rest = b"<%sborder>" % prefix, b""
        own, formats = self._items.get(b"borders", []), self._items.get(b"cellXfs", [])
        if style < len(formats):
            told = attribute(formats[style].tag(self._data), "borderId") or ""
            if told.isdecimal() and int(told) < len(own):
                border = own[int(told)]
                whole = self._data[border.start : border.end]
                tag = whole[: tag_length(whole)]
                head = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
                rest = b"".join(
                    self._data[item.start : item.end]
                    for item in children(self._scan, border.opened, border.closing)
                    if item.local not in _REPLACED
                )
        return head + frame + rest + b"</%sborder>" % prefix


def _shaded(mark: Mark, shade: int) -> tuple[str, str]:
    fore = _turned(mark.fore, shade)
    return fore, _turned(mark.back, shade >> 9)


def _turned(colour: str, shade: int) -> str:
    channels = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "FF" + "".join(f"{value ^ (shade >> 3 * at & _BITS):02X}" for at, value in enumerate(channels))


def cut_styles(parts: Parts, part: str, kept: Mapping[str, int]) -> None:
    """Take away what was appended to the styles in ``part``: of each sort as many stay as ``kept`` says."""
    data = parts.text(part).data
    scan = masked(data)
    root = root_of(scan)
    changes: list[Splice] = []
    for found in children(scan, root.opened, root.closing):
        count = kept.get(found.local.decode())
        if count is None:
            continue
        items: list[Element] = list(children(scan, found.opened, found.closing))
        if len(items) <= count:
            continue
        if not count:
            changes.append(Splice(found.start, found.end, b""))
            continue
        tag = with_attributes(found.tag(data), {"count": str(count)})
        changes.append(Splice(found.start, found.opened, tag))
        changes.append(Splice(items[count].start, items[-1].end, b""))
    parts.change(part, changes)
