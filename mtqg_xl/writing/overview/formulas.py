"""The formulas of the overview: cells of the forms, a unit's share, a rate guarded against nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.provenance import PROVENANCE_HEAD, PROVENANCE_SHEET
from mtqg_xl.writing.overview.model import Amount, Share

#: The sheet and address of a figure in the workbook, or None when it stands nowhere in it.
Standing = Callable[[CellKey], tuple[str, str] | None]
# Columns of the provenance sheet.
_ROW, _COLUMN, _UNIT, _VALUE = "D", "E", "F", "G"


@dataclass(frozen=True, slots=True)
class Formulas:
    """Writes formulas for a workbook where figures stand as ``standing`` tells.

    ``lines`` are first and last line of each form's contributions, counted from 0.
    """

    standing: Standing
    lines: Mapping[str, tuple[int, int]]

    def amount(self, amount: Amount, label: str) -> str:
        """The formula of an amount; ``label`` is the cell that holds the name of its unit."""
        if isinstance(amount.source, Share):
            return self._share(amount.source, label)
        place = self.standing(amount.source)
        if place is None:
            raise KeyError(amount.source)
        cell = f"{quoted(place[0])}!{place[1]}"
        # A cell left blank stays blank here: a plain reference would make it a nought.
        return f'=IF({cell}="","",{cell})'

    def rate(self, whole: str, part: str) -> str:
        """The formula of a rate of two cells; blank where there is none."""
        return f'=IF(COUNT({whole},{part})<2,"",IF({whole}=0,"",{part}/{whole}))'

    def _share(self, share: Share, label: str) -> str:
        first, last = (PROVENANCE_HEAD + 1 + at for at in self.lines[share.form])

        def column(letter: str) -> str:
            return f"{quoted(PROVENANCE_SHEET)}!${letter}${first}:${letter}${last}"

        # MATCH compares texts as they are; SUMIFS would take code 1.10 for 1.1 and * for anything.
        chosen = [
            f"({column(_UNIT)}={label})",
            f"ISNUMBER(MATCH({column(_ROW)},{_listed(share.rows)},0))",
            f"ISNUMBER(MATCH({column(_COLUMN)},{_listed(share.columns)},0))",
        ]
        return f"=SUMPRODUCT({'*'.join(chosen)},{column(_VALUE)})"


def quoted(sheet: str) -> str:
    """The name of a sheet as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def _listed(keys: Iterable[str]) -> str:
    return "{" + ",".join('"' + key.replace('"', '""') + '"' for key in keys) + "}"
