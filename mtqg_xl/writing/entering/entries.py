"""Values on their way into a workbook, as a person or a script gave them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mtqg_xl.ooxml.patching import Value

#: What a value is said to be; "" leaves it to the format of the cell.
Sort = Literal["", "number", "text", "date", "bool", "formula"]


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell by its sheet and address."""

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class FormPlace:
    """A cell by the keys of a form; ``measure`` is the code of the value's measure, "" for the form's."""

    form: str
    row: str
    column: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value for one cell; ``source`` says where it was read, for messages.

    A ``str`` is what somebody wrote, still to be understood; any other value is meant as it is.
    """

    place: CellPlace | FormPlace
    value: Value
    sort: Sort = ""
    source: str = ""

    @property
    def where(self) -> str:
        """Where the value was read or, when nobody said, the place it is for."""
        if self.source:
            return self.source
        place = self.place
        if isinstance(place, CellPlace):
            return f"{place.sheet}!{place.cell}"
        return f"{place.form} {place.row} {place.column}"
