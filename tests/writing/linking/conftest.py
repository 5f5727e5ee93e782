"""Districts' workbooks in a folder, and the province's workbook linked to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mtqg_xl import api
from mtqg_xl.api.results import Consolidation
from mtqg_xl.ooxml import Cell, Sheet, Workbook, exact, from_a1
from tests.cli.conftest import UNITS, write_district
from tests.support.books import address

PROVINCE = "tỉnh Cao Bằng"
FORM = "KR02"


@cache
def place(row: str, column: str) -> str:
    """Where a cell of the form stands, in the districts' workbooks and in the province's."""
    return address(FORM, row, column, PROVINCE)


@dataclass(frozen=True)
class Province:
    """The province's workbook with live links; ``total`` writes the same without."""

    path: Path
    lines: tuple[str, ...]
    total: Consolidation

    @cached_property
    def formulas(self) -> Any:
        """The workbook as it is written."""
        return openpyxl.load_workbook(self.path)

    @cached_property
    def sheet(self) -> Sheet:
        """The form as it is written, and as it shows."""
        return Workbook.open(self.path).sheet(FORM)

    @cached_property
    def plain(self) -> Path:
        """The same figures in a workbook without links."""
        path = self.path.with_name("khong_lien_ket.xlsx")
        self.total.save(path)
        return path

    def formula(self, row: str, column: str) -> str | None:
        """The formula in a cell."""
        return self._cell(place(row, column)).formula

    def shown(self, row: str, column: str) -> str:
        """What a cell shows."""
        return self._cell(place(row, column)).text

    def _cell(self, address: str) -> Cell:
        cell = self.sheet.cell(*from_a1(address))
        assert cell is not None
        return cell

    @property
    def targets(self) -> list[str]:
        """The addresses of the workbooks it is linked to, in the order of their numbers."""
        book = openpyxl.load_workbook(self.path, read_only=True)
        book.close()
        return [link.file_link.Target for link in book._external_links]

    def shows_the_sums(self) -> bool:
        """Whether the cells brought together show their figures."""
        figures = self.total.merged.figures
        return {key: exact(self.shown(key.row, key.column)) for key in figures} == figures

    def same_values(self) -> bool:
        """Whether every cell of the form shows what it shows without links."""
        plain = Workbook.open(self.plain).sheet(FORM).cells
        shown = self.sheet.cells
        return all((cell.kind, cell.text) == (shown[at].kind, shown[at].text) for at, cell in plain.items())


Made = Callable[[], Province]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the districts' workbooks, with those of three."""
    made = tmp_path / "huyện"
    made.mkdir()
    for at in (1, 2, 5):
        write_district(made / f"{at}.xlsx", UNITS[at])
    return made


@pytest.fixture
def province(folder: Path, tmp_path: Path) -> Made:
    """Consolidates what lies in the folder now."""

    def made() -> Province:
        total = api.consolidate([folder], unit=PROVINCE, jobs=1)
        told = total.save_telling(tmp_path / "tinh.xlsx", live=True)
        return Province(tmp_path / "tinh.xlsx", tuple(text for text, _ in told), total)

    return made


def overwritten(path: Path, **cells: object) -> Path:
    """The workbook at ``path`` with other contents in these cells, as another program saves it."""
    book = openpyxl.load_workbook(path)
    for cell, content in cells.items():
        book[FORM][cell] = content
    book.save(path)
    return path
