"""What goes into the cells of a new workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey


@dataclass(frozen=True, slots=True)
class Filling:
    """Typed figures and texts by cell, and notes to hang on cells.

    With ``keep_formulas`` every computed cell holds its formula and the value computed from the
    typed figures. Without it a computed cell holds only what was typed, as when a report is
    copied as printed. ``links`` are cells written as formulas to another sheet, with their values;
    ``sources`` are figures written as formulas to other workbooks.
    """

    figures: Mapping[CellKey, Decimal] = field(default_factory=dict)
    texts: Mapping[CellKey, str] = field(default_factory=dict)
    notes: Mapping[CellKey, str] = field(default_factory=dict)
    keep_formulas: bool = True
    links: Mapping[CellKey, tuple[str, Decimal | None]] = field(default_factory=dict)
    sources: Mapping[CellKey, tuple[str, Decimal]] = field(default_factory=dict)
