"""The formulas of the bound tables, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reconcile.formulas.ground import Ground
from mtqg_xl.rules.sheet_formulas import SheetFormula, parse_sheet_formula


class LiveFormulas(Mapping[CellKey, SheetFormula]):
    """The understood formulas by their cells; ``texts`` are all formulas as written.

    A formula of numbers alone is a figure typed in another manner, and is not among them.
    """

    def __init__(self, ground: Ground) -> None:
        self.texts: dict[CellKey, str] = {
            key: seen.formula
            for table in ground.tables
            for key, seen in table.observations.items()
            if seen.formula and table.place(key) is not None
        }
        self._read: dict[CellKey, SheetFormula | None] = {}

    def _get(self, key: CellKey) -> SheetFormula | None:
        if key not in self._read:
            text = self.texts.get(key)
            formula = parse_sheet_formula(text) if text is not None else None
            self._read[key] = formula if formula is not None and formula.areas else None
        return self._read[key]

    def __getitem__(self, key: CellKey) -> SheetFormula:
        formula = self._get(key)
        if formula is None:
            raise KeyError(key)
        return formula

    def __contains__(self, key: object) -> bool:
        return isinstance(key, tuple) and self._get(CellKey(*key)) is not None

    def __iter__(self) -> Iterator[CellKey]:
        return (key for key in self.texts if self._get(key) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
