"""What reading needs of a file, whatever program wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from mtqg_xl.ooxml import Sheet, SheetInfo


class Book(Protocol):
    """A workbook opened for reading: sheets by name, and what the styles of cells say.

    ``format`` is the kind of file it really is, as in ``"xlsx"``; ``keeps_formulas`` says whether the
    texts of formulas are known (where they are not, a computed cell has the formula ``""`` if even
    that can be told). Every sheet is read when asked for, once.
    """

    @property
    def path(self) -> Path:
        """The path it was opened by."""

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the whole file."""

    @property
    def format(self) -> str:
        """The kind of file: ``xlsx``, ``xlsm``, ``xlsb``, ``xls``, ``ods``, ``html``, ``csv``, ``xml``."""

    @property
    def keeps_formulas(self) -> bool:
        """Whether formulas are read with their texts."""

    @property
    def sheets(self) -> Sequence[SheetInfo]:
        """The worksheets in their order."""

    @property
    def date1904(self) -> bool:
        """Whether days count from 1904."""

    @property
    def modified(self) -> str | None:
        """When it was last saved, as ISO text, if the file tells."""

    @property
    def external_links(self) -> bool:
        """Whether it refers to cells of other files."""

    @property
    def has_macros(self) -> bool:
        """Whether it carries a program."""

    def sheet(self, name: str) -> Sheet:
        """The worksheet called ``name``; ``KeyError`` if there is none, ``FileProblem`` if it is broken."""

    def number_format(self, style: int) -> str:
        """The format code of the style number a cell carries."""

    def font(self, style: int) -> str:
        """The name of the font of a style number; empty when unknown."""
