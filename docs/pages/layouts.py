"""The layouts of all forms, and where page, picture and workbook of each stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from mtqg_xl.catalogue import variants
from mtqg_xl.catalogue.sources import form_files, form_text
from mtqg_xl.domain.forms import Form

DOCS: Final = Path(__file__).resolve().parents[1]
INDEX: Final = DOCS / "bieu_mau.md"
FOLDER: Final = DOCS / "bieu_mau"
PICTURES: Final = DOCS / "anh" / "bieu_mau"
WORKBOOKS: Final = DOCS.parent / "workbook_templates"


@dataclass(frozen=True)
class Layout:
    """One layout of a form; ``name`` is that of its file: ``BM16``, ``BM16_2016``."""

    name: str
    form: Form

    @property
    def page(self) -> Path:
        """Its page."""
        return FOLDER / f"{self.name}.md"

    @property
    def picture(self) -> Path:
        """What its template looks like."""
        return PICTURES / f"{self.name}.png"

    @property
    def workbook(self) -> Path:
        """Its ready-to-fill workbook."""
        return WORKBOOKS / f"{self.name}.xlsx"

    @property
    def others(self) -> tuple[Layout, ...]:
        """The layouts of the same form at other times."""
        return tuple(other for other in layouts() if other.form.code == self.form.code and other != self)


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout of every form of the package, by code and then by time."""
    return tuple(_layouts())


def layout_of(code: str) -> Layout:
    """The latest layout of form ``code``."""
    return [layout for layout in layouts() if layout.form.code == code][-1]


def _layouts() -> Iterator[Layout]:
    for code, files in form_files().items():
        named = {form_text(file).valid.from_: file.stem.replace("@", "_") for file in files}
        for form in variants(code):
            yield Layout(named[form.validity.start], form)
