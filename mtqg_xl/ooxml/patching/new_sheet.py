"""A whole new sheet put behind the others: a list with a title, heads and rows, ready to print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import to_a1
from mtqg_xl.ooxml.patching.cells import new_cell
from mtqg_xl.ooxml.patching.grid import Grid
from mtqg_xl.ooxml.patching.links import Link, link_element
from mtqg_xl.ooxml.patching.markup import attribute, child, children, quoted
from mtqg_xl.ooxml.patching.parts import DECLARATION, Parts
from mtqg_xl.ooxml.patching.spaces import MAIN, MAIN_STRICT, pointer
from mtqg_xl.ooxml.patching.stylesheet import StyleSheet
from mtqg_xl.ooxml.patching.values import Value, format_for, typed

Look = Literal["plain", "title", "note", "head", "body", "line", "number", "strong", "link", "line_link"]
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME: Final = 31
# Excel keeps this name for the list of changes of a shared workbook.
_RESERVED: Final = "history"
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_FONT: Final = b'<name val="Times New Roman"/><family val="1"/>'
_FONTS: Final[dict[Look, bytes]] = {
    "plain": b'<sz val="11"/>' + _FONT,
    "title": b'<b/><sz val="14"/>' + _FONT,
    "note": b'<i/><sz val="11"/>' + _FONT,
    "head": b'<b/><sz val="11"/>' + _FONT,
    "body": b'<sz val="11"/>' + _FONT,
    "line": b'<sz val="11"/>' + _FONT,
    "number": b'<sz val="11"/>' + _FONT,
    "strong": b'<b/><sz val="11"/>' + _FONT,
    "link": b'<u/><sz val="11"/><color rgb="FF0563C1"/>' + _FONT,
}
_FONTS["line_link"] = _FONTS["link"]
_LINE: Final = b'<%s style="thin"><color rgb="FF7F7F7F"/></%s>'
_BORDER: Final = (
    b"<border>"
    + b"".join(_LINE % (side, side) for side in (b"left", b"right", b"top", b"bottom"))
    + b"<diagonal/></border>"
)
_FRAMED: Final = frozenset({"head", "body", "line", "number", "strong", "link", "line_link"})
_ALIGNED: Final[dict[Look, bytes]] = {
    "head": b'horizontal="center" vertical="center" wrapText="1"',
    "body": b'vertical="top" wrapText="1"',
    "strong": b'vertical="top" wrapText="1"',
    "link": b'vertical="top" wrapText="1"',
    "number": b'horizontal="right" vertical="top" indent="1"',
}
_HEAD_COLOUR: Final = "DDEBF7"
_NUMBERS: Final = "[$-42A]#,##0.###"


@dataclass(frozen=True, slots=True)
class NewCell:
    """A cell of a new sheet: its value, how it looks, where it leads, and its background if any."""

    value: Value
    look: Look = "body"
    link: Link | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to be added: ``rows`` of cells (None leaves a gap), widths in characters, heights in points.

    The first ``frozen`` rows stay in sight, with ``filtered`` the last of them can be filtered by.
    A ``hidden`` sheet is not shown to people, not even in the list of hidden sheets.
    """

    name: str
    rows: Sequence[Sequence[NewCell | None]]
    widths: Sequence[float] = ()
    heights: dict[int, float] = field(default_factory=dict)
    frozen: int = 0
    filtered: bool = False
    hidden: bool = False


def add_sheet(parts: Parts, workbook_part: str, styles: StyleSheet, sheet: NewSheet, date1904: bool) -> None:
    """Add ``sheet`` behind the last one; :class:`CellProblem` when its name cannot be used."""
    scan, root = parts.root(workbook_part)
    listing = child(scan, root, b"sheets")
    if listing is None:
        raise parts.package.damaged("detail_part_broken", part=workbook_part)
    told = [item.tag(scan) for item in children(scan, listing.opened, listing.closing)]
    names = {(attribute(tag, "name") or "").casefold() for tag in told}
    if not _is_fit(sheet.name) or sheet.name.casefold() in names:
        raise CellProblem("sheet_name", sheet=sheet.name, cell="")
    part = parts.free_name("xl/worksheets/sheet{}.xml")
    parts.add(part, b"", _SHEET_TYPE)
    parts.added[part] = _written(parts, part, styles, sheet, date1904)
    identifier = parts.link(workbook_part, "worksheet", part)
    numbers = [int(attribute(tag, "sheetId") or 0) for tag in told]
    element = b'<%ssheet name="%s" sheetId="%d"%s%s/>' % (
        root.prefix,
        quoted(sheet.name),
        max(numbers, default=0) + 1,
        b' state="veryHidden"' if sheet.hidden else b"",
        pointer(scan, root, identifier, strict=parts.strict),
    )
    parts.append(workbook_part, element, listing)


def _is_fit(name: str) -> bool:
    """Whether Excel takes ``name`` for a sheet; it counts in UTF-16 units."""
    length = len(name.encode("utf-16-le", "replace")) // 2
    reserved = not name.strip() or name.casefold() == _RESERVED
    return not reserved and length <= _LONGEST_NAME and _FORBIDDEN.search(name) is None


def _written(parts: Parts, part: str, styles: StyleSheet, sheet: NewSheet, date1904: bool) -> bytes:
    main = MAIN_STRICT if parts.strict else MAIN
    rows, links = [], []
    empty = Grid(f'<worksheet xmlns="{main}"></worksheet>'.encode())
    for number, cells in enumerate(sheet.rows, start=1):
        body: list[bytes] = []
        for column, cell in enumerate(cells, start=1):
            if cell is None:
                continue
            address = to_a1(number, column)
            try:
                content = typed(cell.value, b"", date1904=date1904)
            except CellProblem as problem:
                problem.values.update(sheet=sheet.name, cell=address)
                raise
            body.append(new_cell(address.encode(), _style(styles, cell), b"", content))
            if cell.link is not None:
                links.append(link_element(empty, parts, part, address, cell.link))
        height = sheet.heights.get(number)
        tall = f' ht="{height}" customHeight="1"' if height else ""
        rows.append(f'<row r="{number}"{tall}>'.encode() + b"".join(body) + b"</row>")
    views = '<sheetView showGridLines="0" workbookViewId="0"/>'
    if sheet.frozen:
        below = f'topLeftCell="A{sheet.frozen + 1}" activePane="bottomLeft" state="frozen"'
        views = views.replace("/>", f'><pane ySplit="{sheet.frozen}" {below}/></sheetView>')
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(sheet.widths, start=1)
    )
    head = (
        f'{DECLARATION}<worksheet xmlns="{main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f"<sheetViews>{views}</sheetViews>{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )
    linked = b"<hyperlinks>" + b"".join(links) + b"</hyperlinks>" if links else b""
    tail = (
        '<pageMargins left="0.5" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
    return head.encode() + b"".join(rows) + b"</sheetData>" + _filter(sheet) + linked + tail.encode()


def _filter(sheet: NewSheet) -> bytes:
    if not sheet.filtered or not sheet.frozen:
        return b""
    width = len(sheet.rows[sheet.frozen - 1])
    return f'<autoFilter ref="A{sheet.frozen}:{to_a1(len(sheet.rows), width)}"/>'.encode()


def _style(styles: StyleSheet, cell: NewCell) -> int:
    border = _BORDER if cell.look in _FRAMED else b""
    number = styles.with_font(0, _FONTS[cell.look], alignment=_ALIGNED.get(cell.look, b""), border=border)
    code = _NUMBERS if cell.look == "number" else format_for(cell.value)
    if code is not None:
        number = styles.with_format(number, code)
    colour = cell.colour or (_HEAD_COLOUR if cell.look == "head" else None)
    return styles.with_colour(number, colour) if colour else number
