"""A long list as a new sheet: lines folded under others, filtered, with heads on every printed page.

As ``new_sheet``, for tens of thousands of lines: the styles are worked out before, the text is put
together in one go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import column_letters, to_a1
from mtqg_xl.ooxml.patching.markup import Splice, attribute, cell_text, child, children, escaped, quoted
from mtqg_xl.ooxml.patching.new_sheet import NewSheet, add_sheet
from mtqg_xl.ooxml.patching.parts import DECLARATION, Parts
from mtqg_xl.ooxml.patching.spaces import MAIN, MAIN_STRICT
from mtqg_xl.ooxml.patching.stylesheet import StyleSheet
from mtqg_xl.ooxml.patching.values import number_text

#: Excel takes 65,530 links on a sheet.
MOST_LINKS: Final = 65_000
_BEFORE_NAMES: Final = frozenset({b"sheets", b"functionGroups", b"externalReferences"})


class ListCell(NamedTuple):
    """A cell of a list: its value, the number of its style, and the place in the workbook it leads to."""

    value: str | int | Decimal | None
    style: int = 0
    location: str = ""


@dataclass(slots=True)
class ListLine:
    """A line: its cells from the first column on, height in points, depth; ``shut`` hides those below."""

    cells: Sequence[ListCell | None]
    height: float = 0
    level: int = 0
    hidden: bool = False
    shut: bool = False


@dataclass(slots=True)
class ListSheet:
    """A sheet: widths in characters (0 hides a column), the line of the heads, the last line to be filtered.

    ``head`` 0 means that there are no heads, ``very_hidden`` that nobody is to see the sheet.
    """

    name: str
    lines: Sequence[ListLine]
    widths: Sequence[float] = ()
    head: int = 0
    last: int = 0
    tab_colour: str = ""
    footer: str = ""
    very_hidden: bool = False
    merged: Sequence[str] = field(default_factory=tuple)


def add_list_sheet(parts: Parts, workbook_part: str, styles: StyleSheet, sheet: ListSheet) -> None:
    """Put ``sheet`` behind the last one; :class:`CellProblem` when its name cannot be used."""
    before = set(parts.added)
    add_sheet(parts, workbook_part, styles, NewSheet(sheet.name, (), hidden=sheet.very_hidden), False)
    part = next(name for name in parts.added if name not in before and "/worksheets/sheet" in name)
    parts.added[part] = _written(parts, sheet)
    if sheet.head:
        _add_names(parts, workbook_part, sheet)


def sheet_names(parts: Parts, workbook_part: str) -> list[str]:
    """The names of all sheets, those of charts and macros too."""
    scan, root = parts.root(workbook_part)
    data, listing = parts.text(workbook_part).data, child(scan, root, b"sheets")
    items = children(scan, listing.opened, listing.closing) if listing is not None else ()
    return [attribute(item.tag(data), "name") or "" for item in items]


def place_in(sheet: str, cell: str) -> str:
    """A cell as links and names tell it: ``'Biểu 16'!B3``."""
    return "'{}'!{}".format(sheet.replace("'", "''"), cell)


def _written(parts: Parts, sheet: ListSheet) -> bytes:
    pieces: list[bytes] = []
    links: list[bytes] = []
    letters = [column_letters(at).encode() for at in range(1, 1 + max(map(_width, sheet.lines), default=0))]
    for number, line in enumerate(sheet.lines, start=1):
        digits = b"%d" % number
        pieces.append(_row_tag(digits, line))
        for column, cell in enumerate(line.cells):
            if cell is None:
                continue
            address = letters[column] + digits
            pieces.append(_cell(address, cell))
            if cell.location and len(links) < MOST_LINKS:
                links.append(b'<hyperlink ref="%s" location="%s"/>' % (address, quoted(cell.location)))
        pieces.append(b"</row>")
    main = MAIN_STRICT if parts.strict else MAIN
    head = f'{DECLARATION}<worksheet xmlns="{main}">' + _before_rows(sheet)
    return b"".join([head.encode(), *pieces, b"</sheetData>", _after_rows(sheet, links), b"</worksheet>"])


def _width(line: ListLine) -> int:
    return len(line.cells)


def _row_tag(digits: bytes, line: ListLine) -> bytes:
    height = b' ht="%g" customHeight="1"' % line.height if line.height else b""
    level = b' outlineLevel="%d"' % line.level if line.level else b""
    hidden = b' hidden="1"' if line.hidden else b""
    shut = b' collapsed="1"' if line.shut else b""
    return b'<row r="%s"%s%s%s%s>' % (digits, hidden, height, level, shut)


def _cell(address: bytes, cell: ListCell) -> bytes:
    value = cell.value
    head = b'<c r="%s" s="%d"' % (address, cell.style)
    if value is None or value == "":
        return head + b"/>"
    if isinstance(value, str):
        return b'%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (head, cell_text(value))
    try:
        return b"%s><v>%s</v></c>" % (head, number_text(value))
    except CellProblem:
        return b'%s t="inlineStr"><is><t>%s</t></is></c>' % (head, cell_text(str(value)))


def _before_rows(sheet: ListSheet) -> str:
    if sheet.very_hidden:
        return "<sheetData>"
    tab = f'<tabColor rgb="FF{sheet.tab_colour}"/>' if sheet.tab_colour else ""
    view = '<sheetView showGridLines="0" workbookViewId="0"/>'
    if sheet.head:
        below = f'topLeftCell="A{sheet.head + 1}" activePane="bottomLeft" state="frozen"'
        view = view.replace("/>", f'><pane ySplit="{sheet.head}" {below}/></sheetView>')
    deepest = max((line.level for line in sheet.lines), default=0)
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width or 9}" customWidth="1"{"" if width else hidden}/>'
        for hidden in (' hidden="1"',)
        for at, width in enumerate(sheet.widths, start=1)
    )
    return (
        f'<sheetPr>{tab}<outlinePr summaryBelow="0"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f"<sheetViews>{view}</sheetViews>"
        f'<sheetFormatPr defaultRowHeight="15" outlineLevelRow="{deepest}"/>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )


def _after_rows(sheet: ListSheet, links: list[bytes]) -> bytes:
    if sheet.very_hidden:
        return b""
    pieces: list[bytes] = []
    if sheet.head:
        pieces.append(f'<autoFilter ref="{_filtered(sheet, "")}"/>'.encode())
    if sheet.merged:
        merges = "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merged)
        pieces.append(f'<mergeCells count="{len(sheet.merged)}">{merges}</mergeCells>'.encode())
    if links:
        pieces.append(b"<hyperlinks>" + b"".join(links) + b"</hyperlinks>")
    pieces.append(
        b'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    )
    if sheet.footer:
        pieces.append(
            b"<headerFooter><oddFooter>%s</oddFooter></headerFooter>" % escaped("&C" + sheet.footer)
        )
    return b"".join(pieces)


def _filtered(sheet: ListSheet, dollar: str) -> str:
    width = len(sheet.lines[sheet.head - 1].cells)
    last = to_a1(max(sheet.last, sheet.head), width)
    if not dollar:
        return f"A{sheet.head}:{last}"
    return f"$A${sheet.head}:${column_letters(width)}${max(sheet.last, sheet.head)}"


def _add_names(parts: Parts, workbook_part: str, sheet: ListSheet) -> None:
    """The names by which Excel knows the filter and the heads to be printed on every page."""
    scan, root = parts.root(workbook_part)
    listing = child(scan, root, b"sheets")
    assert listing is not None
    number = sum(1 for _ in children(scan, listing.opened, listing.closing)) - 1
    prefix = root.prefix
    told = (
        (b"_xlnm._FilterDatabase", b' hidden="1"', place_in(sheet.name, _filtered(sheet, "$"))),
        (b"_xlnm.Print_Titles", b"", place_in(sheet.name, f"${sheet.head}:${sheet.head}")),
    )
    names = b"".join(
        b'<%sdefinedName name="%s" localSheetId="%d"%s>%s</%sdefinedName>'
        % (prefix, name, number, hidden, escaped(text), prefix)
        for name, hidden, text in told
    )
    block = child(scan, root, b"definedNames")
    if block is not None:
        parts.append(workbook_part, names, block)
        return
    at = max(item.end for item in children(scan, root.opened, root.closing) if item.local in _BEFORE_NAMES)
    whole = b"<%sdefinedNames>%s</%sdefinedNames>" % (prefix, names, prefix)
    parts.change(workbook_part, [Splice(at, at, whole)])
