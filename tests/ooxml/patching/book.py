"""Workbooks in memory, given to the patcher and looked at afterwards."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from lxml import etree

from mtqg_xl.ooxml import Cell, Package, Workbook
from mtqg_xl.ooxml.patching import Patch
from tests.ooxml.conftest import parts_of

SHEET: Final = "Biểu 1"
PART: Final = "xl/worksheets/sheet1.xml"
STYLES: Final = "xl/styles.xml"
WORKBOOK: Final = "xl/workbook.xml"
TYPES: Final = "[Content_Types].xml"
_SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: One style: the plain one. What most tests need of a stylesheet.
PLAIN_STYLES: Final = (
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
Members = dict[str, str | bytes]


def members(rows: str = "", **options: Any) -> Members:
    """The members of a workbook that programs open; the keywords are those of ``parts_of``."""
    parts = parts_of(rows, **{"styles": PLAIN_STYLES, **options})
    kinds = {"xl/workbook.xml": "sheet.main", "xl/sharedStrings.xml": "sharedStrings", STYLES: "styles"}
    kinds |= {name: "worksheet" for name in parts if name.startswith("xl/worksheets/")}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_SPREADSHEET}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    return {TYPES: types, **parts}


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """``parts`` as a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def patch_of(parts: Mapping[str, str | bytes] | bytes) -> Patch:
    """A patch of a workbook given by its members or as a whole."""
    data = parts if isinstance(parts, bytes) else packed(parts)
    return Patch(Package(Path("biểu.xlsx"), data))


def opened(rows: str = "", **options: Any) -> Patch:
    """A patch of a workbook with these rows."""
    return patch_of(members(rows, **options))


def contents(data: bytes) -> dict[str, bytes]:
    """The members of a written workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def book(data: bytes) -> Workbook:
    """A written workbook, read."""
    return Workbook(Package(Path("ghi.xlsx"), data))


def cells(data: bytes, sheet: str = SHEET) -> dict[str, Cell]:
    """The cells of a written workbook by their addresses."""
    return {cell.address: cell for cell in book(data).sheet(sheet).cells.values()}


def shown(data: bytes, sheet: str = SHEET) -> dict[str, tuple[str, str]]:
    """Kind and text of the cells that hold anything."""
    return {at: (cell.kind, cell.text) for at, cell in cells(data, sheet).items() if cell.kind != "blank"}


def formulas(data: bytes, sheet: str = SHEET) -> dict[str, str]:
    """The formulas of a written workbook by the addresses of their cells."""
    return {at: cell.formula for at, cell in cells(data, sheet).items() if cell.formula is not None}


def sheet_xml(patch: Patch, part: str = PART) -> str:
    """The text of the sheet as it is written."""
    return contents(patch.to_bytes())[part].decode()


def rows_of(patch: Patch) -> str:
    """What stands between the tags of ``sheetData`` afterwards; all around it is as it was."""
    before, after = patch.package.read(PART).decode(), sheet_xml(patch)
    head, tail = before.index("<sheetData>") + 11, before.index("</sheetData>")
    assert after.startswith(before[:head])
    assert after.endswith(before[tail:])
    return after[head : len(after) - len(before) + tail]


def tree(data: bytes, part: str) -> Any:
    """The root element of a member of a written workbook."""
    return etree.fromstring(contents(data)[part])


def codes(patch: Patch) -> list[str]:
    """What is refused, by the codes of the sentences."""
    return [problem.code.removeprefix("cell.") for problem in patch.problems()]


def sentences(patch: Patch) -> list[str]:
    """What is refused, in words."""
    return [str(problem) for problem in patch.problems()]
