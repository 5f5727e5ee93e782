"""The plainest workbook there is for the engines: values, plain formulas, and nothing else.

Only the formulas asked for are formulas in it; all others stand as the values stored under them.
What engines trip over - styles, names, tables, links, arrays - is not there.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Mapping
from typing import Final
from xml.sax.saxutils import escape

from mtqg_xl.ooxml import Cell, Sheet, column_letters
from mtqg_xl.recalculation.book import Book
from mtqg_xl.recalculation.plain import engine_name
from mtqg_xl.recalculation.values import Place

_SCHEMAS: Final = "http://schemas.openxmlformats.org"
_MAIN: Final = f"{_SCHEMAS}/spreadsheetml/2006/main"
_LINKS: Final = f"{_SCHEMAS}/officeDocument/2006/relationships"
_PACKAGE: Final = f"{_SCHEMAS}/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)

#: Texts that not every engine reads as they are: control characters, and the escapes for them.
_ODD_TEXT: Final = re.compile(r"_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


def is_odd(cell: Cell) -> bool:
    """Whether the text of ``cell`` cannot be handed to an engine as it is."""
    return cell.kind == "text" and _ODD_TEXT.search(cell.text) is not None


def bare_book(book: Book, formulas: Mapping[Place, str], sheets: Collection[str]) -> bytes:
    """A workbook with all sheets of ``book``, those among ``sheets`` with their cells.

    ``formulas`` are the cells to be computed, with their plain texts.
    """
    by_sheet: dict[str, dict[tuple[int, int], str]] = {}
    for (sheet, row, col), text in formulas.items():
        by_sheet.setdefault(sheet, {})[row, col] = text
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, text in _frame(book).items():
            archive.writestr(name, text)
        for number, name in enumerate(book.order, start=1):
            arrays = {place[1:] for place in book.one_cell_arrays if place[0] == name}
            rows = _rows(book.sheet(name), by_sheet.get(name, {}), arrays) if name in sheets else ""
            part = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
            archive.writestr(f"xl/worksheets/sheet{number}.xml", part)
    return stream.getvalue()


def _frame(book: Book) -> dict[str, str]:
    numbers = range(1, len(book.order) + 1)
    dated = '<workbookPr date1904="1"/>' if book.workbook.date1904 else ""
    parts = [("workbook.xml", "sheet.main"), ("styles.xml", "styles")]
    parts += [(f"worksheets/sheet{n}.xml", "worksheet") for n in numbers]
    sheets = "".join(
        f'<sheet name="{escape(engine_name(name), {chr(34): "&quot;"})}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(book.order, start=1)
    )
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/xl/{part}" ContentType="{_TYPES}.{kind}+xml"/>' for part, kind in parts
        )
        + "</Types>",
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers] + [("styles", "styles.xml")]
        ),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">{dated}'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/styles.xml": _STYLES,
    }


def _relations(targets: list[tuple[str, str]]) -> str:
    lines = (
        f'<Relationship Id="rId{n}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _rows(sheet: Sheet, formulas: Mapping[tuple[int, int], str], arrays: Collection[tuple[int, int]]) -> str:
    rows: dict[int, list[str]] = {}
    for key in sorted(sheet.cells):
        written = _cell(sheet.cells[key], formulas.get(key), key in arrays)
        if written:
            rows.setdefault(key[0], []).append(written)
    return "".join(f'<row r="{row}">{"".join(cells)}</row>' for row, cells in rows.items())


def _cell(cell: Cell, formula: str | None, array: bool) -> str:
    place = f"{column_letters(cell.col)}{cell.row}"
    if formula is not None:
        sort = f' t="array" ref="{place}"' if array else ""
        return f'<c r="{place}"><f{sort}>{escape(formula)}</f></c>'
    kind, text = cell.kind, cell.text
    if kind == "blank":
        return ""
    if kind == "number":
        return f'<c r="{place}"><v>{text}</v></c>'
    if kind == "bool":
        return f'<c r="{place}" t="b"><v>{text}</v></c>'
    if kind == "error":
        return f'<c r="{place}" t="e"><v>{escape(text)}</v></c>'
    if not text:
        # As a mere text this would be read as a blank cell, which counts differently.
        return f'<c r="{place}"><f>""</f></c>'
    shown = escape(_ODD_TEXT.sub("?", text))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
