"""What a marked workbook remembers, on a hidden sheet of its own that the add-in of Excel reads too."""

from __future__ import annotations

from dataclasses import dataclass, field

from mtqg_calc.places import Place

SHEET = "_mtqg_dau_excel"
SIGNATURE = "mtqg_xl:dau_excel"
MARK, FINDING, PROPOSAL = "mark", "finding", "proposal"


@dataclass(frozen=True)
class Record:
    """One line of it: its kind, the cell it is about (as it lies now), texts.

    Texts of a mark: fill, left edge, bottom edge, rank, note. Of a finding: id, severity, title, parent. Of a
    proposal: finding, way, current, proposed, kind, label.
    """

    kind: str
    place: Place | None
    texts: list[str] = field(default_factory=list)

    def text(self, at: int) -> str:
        """A text by its number from 0; empty when there is none."""
        return self.texts[at] if at < len(self.texts) else ""
