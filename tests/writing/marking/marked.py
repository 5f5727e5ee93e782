"""Workbooks checked and marked, and what stands in them afterwards."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from mtqg_xl import api
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, FileReport, Finding, Severity, Suspect, Verdict
from mtqg_xl.ooxml import Package, Workbook
from mtqg_xl.ooxml.patching import Parts
from mtqg_xl.ooxml.patching.note_cutting import notes_of
from mtqg_xl.writing.marking import marked_book

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "real"
KON_RAY = SAMPLES / "kon_ray_2023-6T.xlsx"
LIST = "Kiểm tra"
HEAD = "mtqg_xl:khoa"


@cache
def reports_of(path: Path) -> tuple[FileReport, ...]:
    """What the check says of a workbook."""
    return api.check(path).files


def marked(path: Path, folder: Path, reports: Sequence[FileReport] | None = None, **options: Any) -> Path:
    """The marked copy of a workbook, under its own name in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / path.name
    content = marked_book(path, reports_of(path) if reports is None else reports, **options).content
    out.write_bytes(content)
    return out


def plain_book(path: Path, *names: str) -> Path:
    """A workbook of sheets with figures in A1:D6 and a sum in D7."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in names or ("Biểu",):
        sheet = book.create_sheet(name)
        for row in range(1, 7):
            for column in range(1, 5):
                sheet.cell(row, column, row * 10 + column)
        sheet["D7"] = "=SUM(D1:D6)"
    book.save(path)
    return path


def finding(cell: str, sheet: str = "Biểu", **told: Any) -> Finding:
    """A finding about one cell, certain, with figures."""
    values: dict[str, Any] = {
        "rule": "BM.1",
        "severity": Severity.ERROR,
        "verdict": Verdict.WRONG,
        "key": CellKey("BM", cell, "1"),
        "message": f"Biểu, dòng 1, cột 1 (ô {cell}): đang ghi 11, đúng ra là 12.",
        "why": "Theo mã cột in trên biểu: 3 = 1 + 2.",
        "todo": f"Kiểm tra chứng từ của ô {cell}; nếu đúng là ghi nhầm, sửa 11 thành 12.",
        "stated": Decimal(11),
        "expected": Decimal(12),
        "confidence": Confidence.CERTAIN,
    }
    return Finding(sheet=sheet, cell=cell, **{**values, **told})


def report(*findings: Finding, path: str = "biểu.xlsx", unit: str = "xã A") -> FileReport:
    """A report with these findings, numbered."""
    numbered = tuple(one.numbered(f"F{at}") for at, one in enumerate(findings, start=1))
    return FileReport(path, unit=unit, period="2023-6T", forms=("BM",), findings=numbered)


def suspect(cell: str, sheet: str = "Biểu") -> Suspect:
    """A cell that may be the wrong one."""
    return Suspect(CellKey("BM", cell, "1"), sheet, cell, Decimal(11), Decimal(12))


def members(data: bytes | Path) -> dict[str, bytes]:
    """The members of a workbook."""
    content = data.read_bytes() if isinstance(data, Path) else data
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def book_of(data: bytes | Path, name: str = "biểu.xlsx") -> Workbook:
    """A workbook, read."""
    content = data.read_bytes() if isinstance(data, Path) else data
    return Workbook(Package(Path(name), content))


def lines_of(data: bytes | Path, sheet: str = LIST) -> list[dict[str, str]]:
    """The lines of the list of findings by the heads of its columns, with the number of each line."""
    cells = book_of(data).sheet(sheet).cells
    head = next(row for (row, column), cell in cells.items() if column == 1 and cell.text == HEAD)
    heads = {column: cell.text for (row, column), cell in cells.items() if row == head}
    last = max(row for row, _ in cells)
    lines = []
    for row in range(head + 1, last + 1):
        shown = {text: cells[row, at].text for at, text in heads.items() if (row, at) in cells}
        if shown.get(HEAD, "").startswith("["):
            lines.append({**shown, "line": str(row)})
    return lines


def notes(data: bytes | Path, sheet: str) -> dict[str, str]:
    """The notes on a sheet by their cells."""
    book = book_of(data)
    part = next(info.part for info in book.sheets if info.name == sheet)
    return notes_of(Parts(book.package), part)


def styles_of(data: bytes | Path, sheet: str) -> dict[str, int]:
    """The style numbers of the cells of a sheet."""
    return {cell.address: cell.style for cell in book_of(data).sheet(sheet).cells.values()}


def openpyxl_book(data: bytes | Path) -> Any:
    """The workbook as openpyxl sees it."""
    content = data.read_bytes() if isinstance(data, Path) else data
    return openpyxl.load_workbook(io.BytesIO(content))
