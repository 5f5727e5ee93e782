"""The answer to "from where?" for one consolidated figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.measures import Measure


@dataclass(frozen=True, slots=True)
class Origin:
    """What one unit gave, and the cell of its file where it stands."""

    unit: str
    file: str
    sha256: str
    sheet: str
    cell: str
    value: Decimal | str


@dataclass(frozen=True, slots=True)
class Traced:
    """A consolidated cell with all its origins. ``missing`` names the units that gave nothing."""

    key: CellKey
    sheet: str
    cell: str
    value: Decimal | None
    measure: Measure
    aggregation: str
    formula: str | None
    row_label: str
    column_label: str
    origins: tuple[Origin, ...]
    missing: tuple[str, ...]
