"""Where a cell is: its sheet, row and column, and how that is written."""

from __future__ import annotations

import re
from typing import NamedTuple

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_REFERENCE = re.compile(r"=\$?(?:'((?:[^']|'')+)'|([^'!.$]+))[.!](\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6})")


class Place(NamedTuple):
    """A cell, its row and column counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """``E9``."""
        letters, rest = "", self.column + 1
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{self.row + 1}"

    @property
    def label(self) -> str:
        """``Sheet!E9``, to be shown."""
        return f"{self.sheet}!{self.address}"

    @property
    def reference(self) -> str:
        """The formula that follows the cell when lines are put in above it or its sheet is renamed."""
        quoted = self.sheet.replace("'", "''")
        letters = self.address.rstrip("0123456789")
        return f"=$'{quoted}'.${letters}${self.row + 1}"


def place_of(sheet: str, address: str) -> Place | None:
    """The place of an address such as ``E9`` or ``$E$9``; none for any other text."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return Place(sheet, row - 1, column - 1) if column <= 16384 and row <= 1048576 else None


def referred(reference: str) -> Place | None:
    """The place that a formula of :attr:`Place.reference` names now; none when the cell is gone."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    sheet = found[1].replace("''", "'") if found[1] else found[2]
    return place_of(sheet, found[3])
