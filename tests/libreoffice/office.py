"""LibreOffice as a second opinion: it computes every formula anew and prints."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl

#: 0 is "always": formulas are computed anew on loading, whatever results the file carries.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
#: Every sheet to a file of its own, figures with all their digits and not as shown.
_TABLES = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
_FIRST_PAGES = 'pdf:calc_pdf_Export:{"PageRange":{"type":"string","value":"1-3"}}'


def program() -> str | None:
    """The command of LibreOffice, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@dataclass(frozen=True)
class Office:
    """LibreOffice with a profile of its own, set to recalculate always."""

    folder: Path

    @classmethod
    def in_folder(cls, folder: Path) -> Office:
        """A fresh profile under ``folder``."""
        (folder / "profile" / "user").mkdir(parents=True)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
        return cls(folder)

    def recalculate(self, out: Path, *books: Path) -> None:
        """Save the books into ``out`` under their names, every formula computed anew."""
        self._convert("xlsx", out, books)

    def compute_tables(self, out: Path, *books: Path) -> None:
        """Write what every sheet of the books shows, computed anew, as ``book-sheet.csv`` into ``out``."""
        self._convert(_TABLES, out, books)

    def print_pages(self, out: Path, *books: Path) -> None:
        """Print the first pages of the books into ``out`` as PDF."""
        self._convert(_FIRST_PAGES, out, books)

    def save_as(self, ending: str, out: Path, *books: Path) -> None:
        """Save the books into ``out`` in the format that ``ending`` is usual for."""
        self._convert(ending, out, books)

    def _convert(self, to: str, out: Path, books: tuple[Path, ...]) -> None:
        command = [
            program() or "soffice",
            "--headless",
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            *("--convert-to", to, "--outdir", str(out)),
            *map(str, books),
        ]
        run = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
        assert run.returncode == 0, run.stderr
        assert "Error" not in run.stdout + run.stderr, run.stdout + run.stderr


@dataclass(frozen=True)
class Shown:
    """What the cells of a workbook show, and which of them are formulas."""

    values: dict[tuple[str, str], Any]
    formulas: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, path: Path) -> Shown:
        """The cells of the workbook at ``path`` that hold anything."""
        formulas = frozenset(place for place, cell in _cells(path, False) if cell.data_type == "f")
        values = {place: cell.value for place, cell in _cells(path, True)}
        return cls(values, formulas)

    @cached_property
    def numbers(self) -> dict[tuple[str, str], float]:
        """Cells that show a number."""
        return {
            place: value
            for place, value in self.values.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        }

    @cached_property
    def errors(self) -> dict[tuple[str, str], str]:
        """Cells that show an error such as ``#DIV/0!``."""
        return {
            place: value
            for place, value in self.values.items()
            if isinstance(value, str) and value.startswith("#") and value[1:2].isupper()
        }


def _cells(path: Path, values: bool) -> Iterator[tuple[tuple[str, str], Any]]:
    book = openpyxl.load_workbook(path, data_only=values, read_only=True)
    for sheet in book:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.value is not None:
                    yield (sheet.title, cell.coordinate), cell
    book.close()
