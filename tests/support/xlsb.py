"""Writes binary workbooks (.xlsb), which nothing else at hand can write."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from mtqg_xl.ooxml import Workbook, exact

Value = float | str | bool | None
_ERRORS = {"#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}
_STATES = {"visible": 0, "hidden": 1, "veryHidden": 2}


@dataclass
class BinaryCell:
    """A cell counted from 1; ``error`` is told by ``Err``; ``tokens`` make it a formula."""

    row: int
    col: int
    value: Value | Err
    style: int = 0
    tokens: bytes | None = None
    constants: bytes = b""


@dataclass(frozen=True)
class Err:
    """An error value such as ``#DIV/0!``."""

    text: str


@dataclass
class BinarySheet:
    """A sheet; ``after`` are records that follow a cell, such as shared formulas and arrays."""

    name: str
    cells: list[BinaryCell] = field(default_factory=list)
    state: str = "visible"
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    after: dict[tuple[int, int], bytes] = field(default_factory=dict)


def record(kind: int, data: bytes = b"") -> bytes:
    """A record with its number and length."""
    head = bytes((kind,)) if kind < 0x80 else bytes((kind & 0x7F | 0x80, kind >> 7))
    length, size = b"", len(data)
    while True:
        length += bytes((size & 0x7F | (0x80 if size > 0x7F else 0),))
        size >>= 7
        if not size:
            return head + length + data


def wide(text: str) -> bytes:
    """A text after the number of its characters."""
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def write_xlsb(
    path: Path,
    sheets: Sequence[BinarySheet],
    formats: Sequence[tuple[str, str]] = (("General", "Calibri"),),
    *,
    date1904: bool = False,
    names: Sequence[str] = (),
) -> Path:
    """A workbook of ``sheets``; ``formats`` are format code and font of each style number."""
    parts = {
        "xl/workbook.bin": _book(sheets, date1904, names),
        "xl/styles.bin": _styles(formats),
        "xl/_rels/workbook.bin.rels": _links(
            [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.bin") for at in range(1, len(sheets) + 1)]
            + [("rIdS", "styles", "styles.bin"), ("rIdT", "sharedStrings", "sharedStrings.bin")]
        ),
        "_rels/.rels": _links([("rId1", "officeDocument", "xl/workbook.bin")]),
    }
    texts: dict[str, int] = {}
    for at, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{at}.bin"] = _sheet(sheet, texts)
    items = b"".join(record(19, b"\0" + wide(text)) for text in texts)
    count = struct.pack("<2I", len(texts), len(texts))
    parts["xl/sharedStrings.bin"] = record(159, count) + items + record(160)
    kinds = {
        "workbook": "sheet.binary.macroEnabled.main",
        "styles": "styles",
        "sharedStrings": "sharedStrings",
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.ms-excel.{kind}"/>'
        for name in parts
        if name.endswith(".bin")
        for kind in [kinds.get(name.split("/")[-1].removesuffix(".bin"), "worksheet")]
    )
    content = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="bin" ContentType="application/vnd.ms-excel.worksheet"/>{overrides}</Types>'
    )
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", content)
        for name, part in parts.items():
            archive.writestr(name, part)
    path.write_bytes(data.getvalue())
    return path


def copy_as_xlsb(source: Path, path: Path) -> Path:
    """The cells of an .xlsx workbook as .xlsb; formulas keep their results only, as if typed in."""
    book = Workbook.open(source)
    styles: dict[int, int] = {}
    sheets = []
    for info in book.sheets:
        read = book.sheet(info.name)
        cells = []
        for cell in sorted(read.cells.values(), key=lambda cell: (cell.row, cell.col)):
            value: Value | Err = cell.text
            if cell.kind == "number":
                value = float(exact(cell.text))
            elif cell.kind == "bool":
                value = cell.text == "1"
            elif cell.kind == "error":
                value = Err(cell.text)
            elif cell.kind == "blank":
                value = None
            style = styles.setdefault(cell.style, len(styles))
            tokens = b"\x1e\x01\x00" if cell.formula is not None and value is not None else None
            cells.append(BinaryCell(cell.row, cell.col, value, style, tokens))
        merges, rows, columns = read.merges, sorted(read.hidden_rows), sorted(read.hidden_columns)
        sheets.append(BinarySheet(info.name, cells, info.state, merges, rows, columns))
    formats = [(book.number_format(style), book.font(style) or "Calibri") for style in styles]
    return write_xlsb(path, sheets, formats or [("General", "Calibri")], date1904=book.date1904)


def _links(links: Sequence[tuple[str, str, str]]) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    items = "".join(
        f'<Relationship Id="{name}" Type="{kind}/{sort}" Target="{target}"/>' for name, sort, target in links
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{items}</Relationships>"
    ).encode()


def _book(sheets: Sequence[BinarySheet], date1904: bool, names: Sequence[str]) -> bytes:
    parts = [record(131), record(153, struct.pack("<3I", int(date1904), 0, 0xFFFFFFFF)), record(143)]
    for at, sheet in enumerate(sheets, 1):
        head = struct.pack("<2I", _STATES[sheet.state], at)
        parts.append(record(156, head + wide(f"rId{at}") + wide(sheet.name)))
    pairs = b"".join(struct.pack("<3I", 0, at, at) for at in range(len(sheets)))
    parts += [record(144), record(353), record(357)]
    parts += [record(362, struct.pack("<I", len(sheets)) + pairs), record(354)]
    for name in names:
        # Each name stands for cell A1 of the first sheet.
        tokens = b"\x3a\x00\x00" + struct.pack("<IH", 0, 0)
        body = struct.pack("<IBI", 0, 0, 0xFFFFFFFF) + wide(name)
        parts.append(
            record(39, body + struct.pack("<I", len(tokens)) + tokens + bytes(4) + b"\xff\xff\xff\xff")
        )
    return b"".join([*parts, record(132)])


def _styles(formats: Sequence[tuple[str, str]]) -> bytes:
    codes = list(dict.fromkeys(code for code, _ in formats))
    fonts = list(dict.fromkeys(font for _, font in formats))
    # Colour, a theme none, then the name.
    look = struct.pack("<4H4B", 220, 0, 400, 0, 0, 2, 0, 0) + bytes((1, 0, 0, 0, 0, 0, 0, 255, 0))
    parts = [record(278), record(615, struct.pack("<I", len(codes)))]
    parts += [record(44, struct.pack("<H", 164 + at) + wide(code)) for at, code in enumerate(codes)]
    parts += [record(616), record(611, struct.pack("<I", len(fonts)))]
    parts += [record(43, look + wide(font)) for font in fonts]
    parts.append(record(612))
    for begin, count in ((626, 1), (617, len(formats))):
        parts.append(record(begin, struct.pack("<I", count)))
        for code, font in formats[:count]:
            numbers = 0xFFFF if begin == 626 else 0, 164 + codes.index(code), fonts.index(font), 0, 0
            parts.append(record(47, struct.pack("<5H2BHBB", *numbers, 0, 0, 0, 0x3F, 0)))
        parts.append(record(begin + 1))
    return b"".join([*parts, record(279)])


def _sheet(sheet: BinarySheet, texts: dict[str, int]) -> bytes:
    parts = [record(129)]
    last_row = max((cell.row for cell in sheet.cells), default=1)
    last_col = max((cell.col for cell in sheet.cells), default=1)
    parts.append(record(148, struct.pack("<4I", 0, last_row - 1, 0, last_col - 1)))
    if sheet.hidden_columns:
        parts.append(record(390))
        parts += [
            record(60, struct.pack("<4IH", col - 1, col - 1, 2560, 0, 1)) for col in sheet.hidden_columns
        ]
        parts.append(record(391))
    parts.append(record(145))
    rows = sorted({cell.row for cell in sheet.cells} | set(sheet.hidden_rows))
    for row in rows:
        flags = 0x10 if row in sheet.hidden_rows else 0
        parts.append(record(0, struct.pack("<2IH3BI", row - 1, 0, 300, 0, flags, 0, 0)))
        for cell in sorted((cell for cell in sheet.cells if cell.row == row), key=lambda cell: cell.col):
            parts.append(_cell(cell, texts))
            parts.append(sheet.after.get((cell.row, cell.col), b""))
    parts.append(record(146))
    if sheet.merges:
        parts.append(record(177, struct.pack("<I", len(sheet.merges))))
        parts += [
            record(176, struct.pack("<4I", top - 1, bottom - 1, left - 1, right - 1))
            for top, left, bottom, right in sheet.merges
        ]
        parts.append(record(178))
    return b"".join([*parts, record(130)])


def _cell(cell: BinaryCell, texts: dict[str, int]) -> bytes:
    head = struct.pack("<2I", cell.col - 1, cell.style)
    value = cell.value
    computed = cell.tokens is not None
    if value is None:
        kind, body = 1, b""
    elif isinstance(value, bool):
        kind, body = (10 if computed else 4), bytes((value,))
    elif isinstance(value, Err):
        kind, body = (11 if computed else 3), bytes((_ERRORS[value.text],))
    elif isinstance(value, str):
        kind, body = (
            (8, wide(value)) if computed else (7, struct.pack("<I", texts.setdefault(value, len(texts))))
        )
    else:
        kind, body = _number(float(value), computed)
    if cell.tokens is None:
        return record(kind, head + body)
    tail = struct.pack("<HI", 0, len(cell.tokens)) + cell.tokens
    return record(kind, head + body + tail + struct.pack("<I", len(cell.constants)) + cell.constants)


def _number(value: float, computed: bool) -> tuple[int, bytes]:
    """As Excel does: small whole numbers and hundredths in 30 bits, all others as doubles."""
    if not computed:
        for factor, mark in ((1, 2), (100, 3)):
            whole = round(value * factor)
            if abs(whole) < 1 << 28 and whole / factor == value:
                return 2, struct.pack("<I", (whole << 2 | mark) & 0xFFFFFFFF)
    return (9 if computed else 5), struct.pack("<d", value)
