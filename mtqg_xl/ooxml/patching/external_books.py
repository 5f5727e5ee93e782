"""Other workbooks that formulas refer to: where they lie, and what their cells held when they were last seen.

With these parts a formula may say ``'[1]Biểu 16'!$D$13``; the stored values let any program show and
recompute the workbook without opening the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mtqg_xl.ooxml.addresses import to_a1
from mtqg_xl.ooxml.patching.markup import Element, Splice, cell_text, children, quoted
from mtqg_xl.ooxml.patching.parts import DECLARATION, Parts
from mtqg_xl.ooxml.patching.spaces import MAIN, MAIN_STRICT, OFFICE, OFFICE_STRICT, pointer

_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
#: What stands before the list of other workbooks in the part that lists the sheets (ECMA-376, CT_Workbook).
_BEFORE: Final = (b"functionGroups", b"sheets")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """What a cell of another workbook held: the digits of a number, or a text."""

    content: str
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class ExternalBook:
    """Another workbook: ``target`` is its address, as a link writes it; ``sheets`` the cells used by sheet.

    A cell used that is blank need not be among them.
    """

    target: str
    sheets: Mapping[str, Mapping[Place, Stored]]


def add_external_books(parts: Parts, workbook_part: str, books: Iterable[ExternalBook]) -> None:
    """Let formulas of the workbook refer to ``books`` as ``[1]``, ``[2]`` and so on, in this order.

    The workbook must not refer to others yet: their numbers would count before these.
    """
    scan, root = parts.root(workbook_part)
    listed = b""
    for book in books:
        name = parts.free_name("xl/externalLinks/externalLink{}.xml")
        identifier = parts.link(name, "externalLinkPath", book.target, external=True)
        parts.add(name, _part(book, identifier, strict=parts.strict), _TYPE)
        there = parts.link(workbook_part, "externalLink", name)
        listed += b"<%sexternalReference%s/>" % (
            root.prefix,
            pointer(scan, root, there, strict=parts.strict),
        )
    if not listed:
        return
    at = _end(scan, root)
    element = b"<%sexternalReferences>%s</%sexternalReferences>" % (root.prefix, listed, root.prefix)
    parts.change(workbook_part, [Splice(at, at, element)])
    parts.settle()


def _end(scan: bytes, root: Element) -> int:
    """Where the list of other workbooks goes: behind the sheets."""
    found = {item.local: item for item in children(scan, root.opened, root.closing)}
    if b"externalReferences" in found:
        raise ValueError("the workbook refers to other workbooks already")
    return next(found[name].end for name in _BEFORE if name in found)


def _part(book: ExternalBook, identifier: str, *, strict: bool) -> bytes:
    space = (MAIN_STRICT if strict else MAIN).encode()
    names = b"".join(b'<sheetName val="%s"/>' % quoted(name) for name in book.sheets)
    data = b"".join(_sheet(at, cells) for at, cells in enumerate(book.sheets.values()))
    office = (OFFICE_STRICT if strict else OFFICE).encode()
    told = (space, office, identifier.encode())
    return (
        DECLARATION.encode()
        + b'<externalLink xmlns="%s"><externalBook xmlns:r="%s" r:id="%s">' % told
        + b"<sheetNames>%s</sheetNames><sheetDataSet>%s</sheetDataSet>" % (names, data)
        + b"</externalBook></externalLink>"
    )


def _sheet(at: int, cells: Mapping[Place, Stored]) -> bytes:
    rows: dict[int, bytes] = {}
    for (row, column), stored in sorted(cells.items()):
        sort = b' t="str"' if stored.is_text else b""
        content = cell_text(stored.content) if stored.is_text else stored.content.encode()
        cell = b'<cell r="%s"%s><v>%s</v></cell>' % (to_a1(row, column).encode(), sort, content)
        rows[row] = rows.get(row, b"") + cell
    inside = b"".join(b'<row r="%d">%s</row>' % item for item in rows.items())
    return b'<sheetData sheetId="%d">%s</sheetData>' % (at, inside)
