"""A workbook as recalculation sees it: its formulas, the names and tables they speak of."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Final

from mtqg_xl.ooxml import DefinedName, Package, Sheet, Workbook, parse_range, relationships
from mtqg_xl.recalculation.settings import Settings, settings
from mtqg_xl.recalculation.tables import Table, tables
from mtqg_xl.recalculation.values import Place, Value, stored_value

# The beginning of a cell and of its formula, when that fills cells like an array or a data table.
_ARRAY: Final = re.compile(
    rb"""<(?:[\w.-]+:)?c\b([^>]*)>\s*<(?:[\w.-]+:)?f\s([^>]*?\bt\s*=\s*["'](?:array|dataTable)["'][^>]*)>"""
)
_SPILLS: Final = re.compile(rb"\scm\s*=")
_AREA: Final = re.compile(rb"""\bref\s*=\s*["']([^"']*)["']""")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


class Book:
    """A workbook, each of its parts read when first asked for; reading raises ``FileProblem``."""

    def __init__(self, source: bytes | Workbook) -> None:
        """``source`` is an opened workbook, or the bytes of one."""
        if isinstance(source, bytes):
            source = Workbook(Package(Path("workbook.xlsx"), source))
        self.workbook = source
        self.order: tuple[str, ...] = tuple(info.name for info in source.sheets)
        self._actual = {name.casefold(): name for name in self.order}

    def sheet(self, name: str) -> Sheet:
        """The sheet called ``name`` exactly."""
        return self.workbook.sheet(name)

    def sheet_called(self, name: str) -> str | None:
        """The sheet that a formula means by ``name``, in whatever case."""
        return self._actual.get(name.casefold())

    def stored(self, place: Place) -> Value | None:
        """The value that stands in a cell; None for a blank."""
        return stored_value(self.sheet(place[0]).cell(place[1], place[2]))

    @cached_property
    def formulas(self) -> dict[Place, str]:
        """Every formula by its cell, without the equals sign."""
        return {
            (name, row, col): cell.formula
            for name in self.order
            for (row, col), cell in self.sheet(name).cells.items()
            if cell.formula is not None
        }

    @property
    def arrays(self) -> frozenset[Place]:
        """The cells that array formulas of several cells fill, or that may come to be several."""
        return self._arrays[0]

    @property
    def one_cell_arrays(self) -> frozenset[Place]:
        """The cells with an array formula of their own: it takes ranges whole, and gives one value."""
        return self._arrays[1]

    @cached_property
    def _arrays(self) -> tuple[frozenset[Place], frozenset[Place]]:
        many: set[Place] = set()
        single: set[Place] = set()
        for info in self.workbook.sheets:
            data = self.workbook.package.read(info.part)
            if data[:2] in _UTF16:
                data = data.decode("utf-16", "replace").encode()
            if b"array" not in data and b"dataTable" not in data:
                continue
            for cell, formula in _ARRAY.findall(data):
                for area in _AREA.findall(formula):
                    top, left, bottom, right = parse_range(area.decode().strip())
                    one = (top, left) == (bottom, right) and b"dataTable" not in formula
                    if one and not _SPILLS.search(cell):
                        single.add((info.name, top, left))
                    else:
                        many.update(self._inside(info.name, top, left, bottom, right))
        return frozenset(many), frozenset(single)

    def is_filtered(self, sheet: str) -> bool:
        """Whether a filter of ``sheet``, or of a table on it, may hide rows."""
        package = self.workbook.package
        part = next(info.part for info in self.workbook.sheets if info.name == sheet)
        parts = [part]
        for link in relationships(package, part):
            if link.kind == "table" and not link.external and package.has(link.target):
                parts.append(link.target)
        marks = (b"filterColumn", b"filterMode", "filter".encode("utf-16-le"))
        return any(mark in package.read(name) for name in parts for mark in marks)

    @cached_property
    def settings(self) -> Settings:
        """How it is to be calculated."""
        return settings(self.workbook)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Its tables by their case-folded names."""
        return tables(self.workbook)

    @cached_property
    def names(self) -> dict[tuple[str | None, str], DefinedName]:
        """Its defined names by the sheet where they hold (None for all) and case-folded name."""
        return {(name.sheet, name.name.casefold()): name for name in self.workbook.defined_names}

    def _inside(self, sheet: str, top: int, left: int, bottom: int, right: int) -> set[Place]:
        return {
            (sheet, row, col)
            for row, col in self.sheet(sheet).cells
            if top <= row <= bottom and left <= col <= right
        }
