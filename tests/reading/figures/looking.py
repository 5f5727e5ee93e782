"""One cell looked at as if it stood in a form: no workbook is needed for that."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from mtqg_xl.catalogue.measures import measure
from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.ooxml import Cell
from mtqg_xl.reading.figures import Place, observe

KEY = CellKey("BM11", "XM", "12")


class Looks:
    """As much of a workbook as a cell needs."""

    def __init__(self, number_format: str = "General", date1904: bool = False, font: str = "") -> None:
        self.date1904 = date1904
        self._format = number_format
        self._font = font

    def number_format(self, style: int) -> str:
        return self._format

    def font(self, style: int) -> str:
        return self._font


class Seen(NamedTuple):
    """What was found, in short."""

    state: str
    value: Decimal | None
    code: str | None
    observation: Observation
    remark: Remark | None


def look(
    content: str,
    unit: str = "trieu_dong",
    written: str | None = None,
    *,
    kind: str = "text",
    cell_kind: CellKind = CellKind.INPUT,
    looks: Any = None,
    formula: str | None = None,
) -> Seen:
    """What ``content`` is in a cell of the measure ``unit`` on a sheet that writes in ``written``."""
    place = Place(KEY, cell_kind, "BM11", 12, 15, measure(unit), measure(written or unit))
    cell = Cell(12, 15, kind, content, formula, 0)  # type: ignore[arg-type]
    seen, remark = observe(place, cell, looks or Looks())
    return Seen(seen.state.value, seen.value, remark.code if remark else None, seen, remark)
