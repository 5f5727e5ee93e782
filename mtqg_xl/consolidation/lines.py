"""The lines of lists: those of all units one after another, blank ones left out, numbered anew."""

from __future__ import annotations

from collections.abc import Sequence

from mtqg_xl.catalogue.spreading import line_key
from mtqg_xl.consolidation.selection import Chosen
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form


class Lines:
    """Where each line of each submission goes in the lists of the consolidated report."""

    def __init__(self, chosen: Sequence[Chosen]) -> None:
        self._moved: dict[tuple[tuple[str, str], str, str], str] = {}
        self._counts: dict[tuple[str, str], int] = {}
        for pick in chosen:
            filled = {
                given.key.row: None
                for given in pick.intake.given
                if given.key.form == pick.form and given.key.row in pick.intake.lines.get(pick.form, {})
            }
            order = pick.intake.lines.get(pick.form, {})
            for row in sorted(filled, key=lambda key: order[key][1]):
                name = order[row][0]
                number = self._counts[pick.form, name] = self._counts.get((pick.form, name), 0) + 1
                self._moved[pick.intake.source, pick.form, row] = line_key(name, number)

    def needed(self, form: Form) -> dict[str, int]:
        """How many lines each list of ``form`` takes; at least one, so that it can be written on."""
        return {row.key: max(self._counts.get((form.code, row.key), 0), 1) for row in form.rows if row.lines}

    def moved(self, pick: Chosen, key: CellKey) -> CellKey:
        """The cell of the consolidated report that ``key`` of a submission goes to."""
        row = self._moved.get((pick.intake.source, pick.form, key.row))
        return key if row is None else key._replace(row=row)
