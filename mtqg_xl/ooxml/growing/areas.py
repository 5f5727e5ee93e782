"""Ranges of cells written in attributes: one of them, or a list with blanks between."""

from __future__ import annotations

import re
from typing import Final

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import MAX_ROW, parse_range
from mtqg_xl.ooxml.growing.insertion import Insertion
from mtqg_xl.ooxml.growing.references import Rows, moved

_LOST: Final = "#REF!"
_NO_AREA: Final = re.compile(rf"\s*(?:{_LOST})?\s*")


class Areas:
    """Moves the ranges of the sheet that grows."""

    def __init__(self, insertion: Insertion) -> None:
        self.insertion = insertion

    def rows(self, text: str) -> tuple[int, int]:
        """First and last row of "A1:B5", "B3" or "5:9"."""
        try:
            first, _, last, _ = parse_range(text.strip())
        except ValueError as error:
            raise CellProblem("grow_unknown", sheet=self.insertion.sheet, text=text) from error
        return first, last

    def all_rows(self, text: str) -> tuple[tuple[int, int], ...]:
        """First and last row of every range of a list, without those that are lost already."""
        return tuple(self.rows(part) for part in text.split() if part != _LOST)

    def one(self, text: str) -> str:
        """A range after the move; refused when it falls off the sheet or is no range."""
        if _NO_AREA.fullmatch(text):
            return text
        new = self._moved(text)
        if new is None:
            raise CellProblem("grow_off_sheet", sheet=self.insertion.sheet, text=text, most=MAX_ROW)
        return new

    def many(self, text: str) -> str:
        """A list of ranges after the move, without those that fall off the sheet."""
        parts = [part if part == _LOST else self._moved(part) for part in text.split()]
        left = [part for part in parts if part is not None]
        if parts and not left:
            raise CellProblem("grow_off_sheet", sheet=self.insertion.sheet, text=text, most=MAX_ROW)
        new = " ".join(left)
        return text if new == " ".join(text.split()) else new

    def seen(self, text: str) -> str:
        """A list of ranges that only tells what the user looked at: it may stay where it cannot move."""
        parts = [self._moved(part) for part in text.split()]
        return text if None in parts else " ".join(part for part in parts if part is not None)

    def cuts(self, text: str) -> bool:
        """Whether the new rows come into the middle of a range."""
        return self.insertion.cuts(*self.rows(text))

    def _moved(self, text: str) -> str | None:
        first, last = self.rows(text)
        if (first, last) == (1, MAX_ROW):
            return text

        def move(rows: Rows, _: str | None) -> tuple[int, ...] | None:
            return self.insertion.rows(rows.ends)

        new = moved(text, None, move)
        return None if new == _LOST else new
