"""A plain workbook by XlsxWriter, opened up so that any part can be added to it."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

import xlsxwriter
from lxml import etree

from tests.ooxml.features.specimen import LISTS, ORDERS, SHEET, SHEET_PART, Specimen

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
MICROSOFT: Final = "http://schemas.microsoft.com/office"
SPREADSHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SPACES: Final = {
    "r": OFFICE,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "x14": f"{MICROSOFT}/spreadsheetml/2009/9/main",
    "x15": f"{MICROSOFT}/spreadsheetml/2010/11/main",
    "xm": f"{MICROSOFT}/excel/2006/main",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'


class Parts(dict[str, bytes]):
    """The members of a workbook by name, in their order."""

    def add(self, name: str, content: str | bytes, content_type: str = "") -> None:
        """Add a member; without ``content_type`` its ending must be known already."""
        self[name] = content.encode() if isinstance(content, str) else content
        if content_type:
            self.declare(f'<Override PartName="/{name}" ContentType="{content_type}"/>')

    def declare(self, entry: str) -> None:
        """Add an entry to the list of content types, once."""
        if entry.encode() not in self["[Content_Types].xml"]:
            self.swap("[Content_Types].xml", "</Types>", entry + "</Types>")

    def relate(self, source: str, id_: str, kind: str, target: str, *, external: bool = False) -> None:
        """Point from the part ``source`` ("" for the package) to ``target``, as written there."""
        folder, name = posixpath.split(source)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self:
            self.add(listing, f'<Relationships xmlns="{PACKAGE}/relationships"></Relationships>')
        kind = kind if "://" in kind else f"{OFFICE}/{kind}"
        mode = ' TargetMode="External"' if external else ""
        entry = f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"{mode}/></Relationships>'
        self.swap(listing, "</Relationships>", entry)

    def insert(self, element: str, part: str = SHEET_PART) -> None:
        """Put ``element`` into a worksheet or the workbook, at the place that the format gives it."""
        root = etree.fromstring(self[part])
        declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
        new = etree.fromstring(f'<new xmlns="{MAIN}"{declared}>{element}</new>')[0]
        order = ORDERS[etree.QName(root).localname]
        rank = _rank(new, order)
        at = sum(1 for item in root if _rank(item, order) <= rank)
        root.insert(at, new)
        self[part] = _DECLARATION + etree.tostring(root, encoding="utf-8", xml_declaration=False)

    def swap(self, part: str, old: str | bytes, new: str | bytes) -> None:
        """Replace the one place in ``part`` that reads ``old``."""
        old, new = (text.encode() if isinstance(text, str) else text for text in (old, new))
        assert self[part].count(old) == 1, (part, old, self[part].count(old))
        self[part] = self[part].replace(old, new)

    def renamed(self, names: Callable[[str], str]) -> Parts:
        """The same members under other names."""
        return Parts({names(name): content for name, content in self.items()})

    def specimen(self, *kept: tuple[str, str], **options: Any) -> Specimen:
        """The workbook of these members."""
        return Specimen(zipped(self.items()), kept, **options)


def _rank(element: Any, order: list[str]) -> int:
    inner = element
    while etree.QName(inner).localname in ("AlternateContent", "Choice"):
        inner = inner[0]
    return order.index(etree.QName(inner).localname)


def plain(dress: Callable[[Any, Any], object] = lambda book, sheet: None, **options: Any) -> Parts:
    """The members of a workbook of two sheets, the first one dressed by ``dress(book, sheet)``."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
    book.set_properties({"created": datetime(2023, 6, 30)})  # two of them differ in nothing else
    sheet, lists = book.add_worksheet(SHEET), book.add_worksheet(LISTS)
    sheet.write_row("A1", ["Xã", "Kế hoạch", "Gấp đôi"])
    for at, (name, figure) in enumerate((("Đăk Hà", 10), ("Ngọk Réo", 20), ("Hà Mòn", 30)), 2):
        sheet.write_row(f"A{at}", [name, figure])
        sheet.write_formula(f"C{at}", f"=B{at}*2", None, figure * 2)
    sheet.write("A5", "Cộng")
    sheet.write_formula("B5", "=SUM(B2:B4)", None, 60)
    lists.write_column("A1", ["Nhà ở", "Nước sinh hoạt", "Đất sản xuất"])
    lists.write_column("B1", [1, 2, 3])
    dress(book, sheet)
    book.close()
    parts = unzipped(stream.getvalue())
    # Recalculation is for the edit to ask for.
    parts.swap("xl/workbook.xml", ' fullCalcOnLoad="1"', "")
    return parts


def unzipped(data: bytes) -> Parts:
    """The members of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return Parts({info.filename: archive.read(info) for info in archive.infolist()})


def zipped(
    members: Iterable[tuple[str, bytes]],
    *,
    packing: int = zipfile.ZIP_DEFLATED,
    stream: Any = None,
    comment: bytes = b"",
) -> bytes:
    """A zip file, each member with a date, flags and attributes of its own."""
    target = stream or io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for at, (name, content) in enumerate(members):
            info = zipfile.ZipInfo(name, (2023, 12, 1 + at % 28, 8, at % 60, 2 * (at % 30)))
            info.compress_type = packing
            info.external_attr = (0o600 + at % 8) << 16
            info.create_system = 3
            archive.writestr(info, content, compresslevel=1 + at % 9)
        archive.comment = comment
    return bytes(target.getvalue())


def picture(shade: int = 120, side: int = 8) -> bytes:
    """A small grey PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + bytes([shade]) * side) * side)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
