"""What a marked workbook remembers of itself: which formats its marks stand for, and how its styles were.

Kept on a very hidden sheet whose cells carry the formats themselves: a program that saves the workbook
may number its formats anew, but a cell keeps its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mtqg_xl.domain.binding import FINDINGS_MARK, MARKS_SHEET
from mtqg_xl.ooxml import Workbook
from mtqg_xl.ooxml.patching.list_sheet import ListCell, ListLine, ListSheet
from mtqg_xl.ooxml.patching.marks import Marked

_AS_WRITTEN: Final = re.compile(rb'<c r="A1"[^>]*><is><t[^>]*>' + FINDINGS_MARK.encode() + rb"</t></is></c>")
_TITLE: Final = "mtqg_xl:dau"
_CREATED: Final = "new"


@dataclass(frozen=True)
class Memory:
    """What the marks stand for.

    ``styles`` is the SHA-256 of the styles as we wrote them, ``counts`` how many of each sort there were.
    """

    marked: Mapping[int, Marked] = field(default_factory=dict)
    styles: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)

    def sheet(self) -> ListSheet:
        """The sheet to write."""
        counts = [ListCell(text) for name, count in self.counts.items() for text in (name, str(count))]
        lines = [
            ListLine([ListCell(_TITLE), ListCell("1")]),
            ListLine([ListCell("styles"), ListCell(self.styles), *counts]),
        ]
        for number, was in sorted(self.marked.items()):
            created = ListCell(_CREATED if was.created else "old")
            lines.append(
                ListLine([ListCell("mark"), ListCell("x", number), ListCell("o", was.style), created])
            )
        return ListSheet(MARKS_SHEET, lines, very_hidden=True)

    @classmethod
    def of(cls, book: Workbook) -> Memory | None:
        """What ``book`` remembers; None when nothing of ours is in it."""
        if MARKS_SHEET not in {info.name for info in book.sheets}:
            return None
        cells = book.sheet(MARKS_SHEET).cells
        if (first := cells.get((1, 1))) is None or first.text != _TITLE:
            return None
        marked: dict[int, Marked] = {}
        styles, counts = "", {}
        for (row, column), cell in cells.items():
            if column != 1:
                continue
            if cell.text == "mark":
                now, was, created = (cells.get((row, at)) for at in (2, 3, 4))
                if now is not None and was is not None:
                    marked[now.style] = Marked(was.style, created is not None and created.text == _CREATED)
            elif cell.text == "styles":
                texts = [found.text for at in range(2, 20) if (found := cells.get((row, at))) is not None]
                styles = texts[0] if texts else ""
                told = zip(texts[1::2], texts[2::2], strict=False)
                counts = {name: int(count) for name, count in told if count.isdecimal()}
        # A format that stands for itself would be no mark.
        marked = {number: was for number, was in marked.items() if number != was.style}
        return cls(marked, styles, counts)


def digest(styles: bytes) -> str:
    """By what the styles of a workbook are known to be those we wrote."""
    return hashlib.sha256(styles).hexdigest()


def list_sheets(book: Workbook) -> tuple[str, ...]:
    """The sheets of findings in ``book``, whatever they are called now."""
    package, mark = book.package, FINDINGS_MARK.encode()
    # Lists may be long: they are not read to the end only to see what they are.
    shared = any(mark in package.read(name) for name in package.names if "sharedstrings" in name.lower())
    found = []
    for info in book.sheets:
        data = package.read(info.part) if info.name != MARKS_SHEET else b""
        if _AS_WRITTEN.search(data, 0, 8_192):
            found.append(info.name)
            continue
        if not data or not (shared or mark in data):
            continue
        first = book.sheet(info.name).cell(1, 1)
        if first is not None and first.kind == "text" and first.text == FINDINGS_MARK:
            found.append(info.name)
    return tuple(found)
