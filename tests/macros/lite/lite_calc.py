"""What the rules in VBA say of a workbook in Calc."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.macros.calc import Book, Calc

_MARK = "\u241e"


@dataclass(frozen=True, order=True)
class Said:
    """One line of what the rules in VBA found."""

    sheet: str
    cell: str
    rule: str
    severity: str
    title: str
    stated: str
    expected: str
    message: str


@dataclass(frozen=True)
class Answer:
    """What a run of the rules in VBA says: its code, its two sentences, what it found, what it left out."""

    code: int
    headline: str
    limits: str
    found: tuple[Said, ...]
    left_out: tuple[Said, ...]

    @property
    def places(self) -> set[tuple[str, str, str, str]]:
        """Sheet, cell, rule and verdict of everything found."""
        return {(one.sheet, one.cell, one.rule, one.severity) for one in self.found}

    def figure(self, sheet: str, cell: str, rule: str) -> tuple[Decimal, Decimal]:
        """What a rule finds written at a place, and what it expects there."""
        one = next(one for one in self.found if (one.sheet, one.cell, one.rule) == (sheet, cell, rule))
        return Decimal(one.stated), Decimal(one.expected)


class LiteCalc(Calc):
    """Calc where ``checked`` runs the rules in VBA."""

    def checked(self, path: Path) -> Answer:
        """What the rules in VBA say of the workbook at ``path``."""
        book = self.opened(path)
        try:
            return self.answer(book)
        finally:
            book.close()

    def opened(self, path: Path) -> Book:
        """A copy of the workbook at ``path``: an office refuses a file that another one holds open."""
        if not hasattr(self, "_copies"):
            self._copies = TemporaryDirectory()
        folder = Path(self._copies.name) / str(len(list(Path(self._copies.name).iterdir())))
        folder.mkdir()
        return super().opened(Path(shutil.copy(path, folder)))

    def stop(self) -> None:
        """Ends the office."""
        super().stop()
        if hasattr(self, "_copies"):
            self._copies.cleanup()

    def answer(self, book: Book) -> Answer:
        """What they say of an open workbook."""
        book.front()
        text = self.run("LiteProbe.LiteRun")
        assert not text.startswith("problem"), text
        code, headline, limits, *lines = text.split(_MARK)
        said = [Said(*line.split("\t")) for line in lines]
        found = tuple(sorted(one for one in said if one.cell))
        left_out = tuple(one for one in said if not one.cell)
        return Answer(int(code), headline, limits, found, left_out)
