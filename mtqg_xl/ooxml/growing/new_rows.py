"""The inserted rows: empty, and looking like the row they are modelled on."""

from __future__ import annotations

from typing import Final

from mtqg_xl.ooxml.addresses import column_letters
from mtqg_xl.ooxml.growing.insertion import Insertion
from mtqg_xl.ooxml.growing.parts import Part
from mtqg_xl.ooxml.growing.rows import Block, Row
from mtqg_xl.ooxml.patching import markup

_LEVEL: Final = "outlineLevel"
#: What a row says of its own contents or of being hidden is not taken over.
_NOT_COPIED: Final = ("r", "spans", "hidden", "collapsed", "ph", _LEVEL)


def new_rows(part: Part, block: Block, prefix: bytes, insertion: Insertion, like: int) -> tuple[bytes, bool]:
    """The elements of the new rows, and whether they hold cells.

    Heights and the formats of rows and cells are those of row ``like``, numbered as before the
    insertion. A level of grouping is kept only if the row below has it too.
    """
    model = next((row for row in block.rows if row.number == like), None)
    if model is None:
        return b"", False
    tag = part.data[model.element.start : model.element.opened]
    told = markup.attributes(tag)
    kept: dict[str, str | None] = {name: None for name in _NOT_COPIED if name in told}
    level = min(_level(told), _level_at(part, block, insertion.before))
    if level:
        kept[_LEVEL] = str(level)
    styles = _styles(part, block, like, styled_row="s" in told)
    # Hints of newer editions, which have a prefix, are not worth a row.
    look = [name for name in told if name not in _NOT_COPIED and ":" not in name]
    if not styles and not look and not level:
        return b"", False
    bare = markup.with_attributes(tag, kept)
    closing = b"</" + model.element.name + b">"
    if bare.endswith(b"/>"):
        bare = bare[:-2].rstrip() + b">"
    pieces = []
    for row in range(insertion.before, insertion.before + insertion.count):
        cells = b"".join(
            b'<%sc r="%s%d"%s/>' % (prefix, column_letters(column).encode(), row, style)
            for column, style in styles
        )
        pieces.append(_numbered(bare, row) + cells + closing)
    return b"".join(pieces), bool(styles)


def _styles(part: Part, block: Block, like: int, *, styled_row: bool) -> list[tuple[int, bytes]]:
    """Column and style attribute of the cells of a row that have a look of their own."""
    found: dict[int, bytes] = {}
    for cell in block.cells:
        if cell.row != like:
            continue
        style = markup.attribute(part.data[cell.start : cell.opened], "s")
        if style is not None and style != "0":
            found[cell.column] = b' s="%s"' % style.encode()
        elif styled_row:
            # Without a cell the look of the row would be seen.
            found[cell.column] = b""
    return sorted(found.items())


def _numbered(tag: bytes, row: int) -> bytes:
    name_end = len(tag.split(None, 1)[0].rstrip(b"/>"))
    return tag[:name_end] + b' r="%d"' % row + tag[name_end:]


def _level(told: dict[str, str]) -> int:
    level = told.get(_LEVEL, "0")
    return int(level) if level.isdecimal() else 0


def _level_at(part: Part, block: Block, number: int) -> int:
    row: Row | None = next((row for row in block.rows if row.number == number), None)
    return 0 if row is None else _level(part.attributes(row.element))
