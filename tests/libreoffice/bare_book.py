"""The plainest workbook there is: figures, texts and formulas at places, many sheets, no style.

Written by hand, part by part, because a library would take longer over half a million cells than the
program that computes them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

#: Row and column of a cell, from 1.
Place = tuple[int, int]
#: What a cell holds; a text that begins with ``=`` is a formula.
Content = int | float | str

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_bare_book(path: Path, sheets: Mapping[str, Mapping[Place, Content]]) -> Path:
    """A workbook of these sheets at ``path``."""
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
            for n in numbers
        )
        + "</Types>",
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        + "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, name in zip(numbers, sheets, strict=True)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(("worksheet", f"worksheets/sheet{n}.xml") for n in numbers),
    }
    for number, cells in zip(numbers, sheets.values(), strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(cells)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
    return path


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    lines = (
        f'<Relationship Id="rId{n}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _sheet(cells: Mapping[Place, Content]) -> str:
    rows: dict[int, list[str]] = {}
    for (row, column), content in sorted(cells.items()):
        rows.setdefault(row, []).append(_cell(f"{_letters(column)}{row}", content))
    body = "".join(f'<row r="{row}">{"".join(found)}</row>' for row, found in rows.items())
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _cell(place: str, content: Content) -> str:
    if not isinstance(content, str):
        return f'<c r="{place}"><v>{content!r}</v></c>'
    if content.startswith("="):
        return f'<c r="{place}"><f>{escape(content[1:])}</f></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(content)}</t></is></c>'


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
