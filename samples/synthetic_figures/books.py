"""What a district files: the cells of its forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

#: Row and column of one form, and what a person types there.
Cells = dict[tuple[str, str], Decimal | str]


@dataclass(slots=True)
class Book:
    """What one district files for one period: the cells of each form."""

    forms: dict[str, Cells] = field(default_factory=dict)

    def put(self, form: str, row: str, column: str, value: Decimal | int | str) -> None:
        """Write a cell."""
        kept = Decimal(value) if isinstance(value, int) else value
        self.forms.setdefault(form, {})[row, column] = kept


Books = dict[str, Book]
