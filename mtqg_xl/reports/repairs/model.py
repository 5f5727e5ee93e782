"""A repair as data: which cells of the workbook are to hold what, and for which finding."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Finding
from mtqg_xl.messages import ArgumentProblem


class RepairProblem(ArgumentProblem):
    """A repair that was asked for and cannot be made; nothing has been written."""

    group = "fix"

    def __init__(self, code: str, /, **values: object) -> None:
        """``code`` is the whole name of the sentence, ``fix.conflict``."""
        super().__init__(code.removeprefix(f"{self.group}."), **values)


@dataclass(frozen=True, slots=True)
class Step:
    """One cell to be changed.

    ``proposed`` is the right figure in the measure of the form, None where a formula alone is to be put
    right. ``value`` is what goes into the cell: a figure as the sheet writes it or, where ``is_formula``, a
    formula with its equals sign. ``shown_before`` and ``shown_after`` are what a person reads, in ``label``.
    ``about`` is the finding that tells of this very cell: the one repaired, or one that hangs below it.
    """

    key: CellKey
    about: Finding
    sheet: str
    cell: str
    proposed: Decimal | None
    value: Decimal | str
    shown_before: Decimal | str
    shown_after: Decimal | str
    label: str = ""

    @property
    def is_formula(self) -> bool:
        """Whether a formula goes into the cell."""
        return isinstance(self.value, str)

    @property
    def place(self) -> tuple[str, str]:
        """Sheet and address."""
        return self.sheet, self.cell


@dataclass(frozen=True, slots=True)
class Repair:
    """What a finding proposes: the cells to be changed together."""

    finding: Finding
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A finding that was to be repaired and was not, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Offer:
    """The repairs that one finding allows, the likeliest first.

    Several are alternatives, of which ``decided`` says whether the first stands out. Without any, ``reason``
    says why.
    """

    finding: Finding
    ways: tuple[Repair, ...] = ()
    decided: bool = True
    reason: str = ""
