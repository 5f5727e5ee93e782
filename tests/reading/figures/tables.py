"""A small form filled in as a sheet would be, numbers as numbers and texts as texts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.submissions import Remark, Table
from mtqg_xl.ooxml import Cell
from mtqg_xl.reading.doubts import settle_doubts
from mtqg_xl.reading.figures import Place, observe
from tests.reading.figures.looking import Looks


class Settled:
    """What is left of a filled form after its doubts were settled."""

    def __init__(self, tables: list[Table], remarks: list[Remark]) -> None:
        self._tables = {table.form.code: table for table in tables}
        self.remarks = remarks

    def seen(self, key: CellKey) -> Observation:
        return self._tables[key.form].observations[key]

    def value(self, key: CellKey) -> Decimal | None:
        return self.seen(key).value

    def told(self, key: CellKey) -> list[str]:
        return [remark.code for remark in self.remarks if remark.key == key]


def filled(form: Form, cells: Mapping[CellKey, object]) -> tuple[Table, list[Remark]]:
    """``form`` with texts and numbers typed into ``cells``, as the reader finds them."""
    observations: dict[CellKey, Observation] = {}
    remarks: list[Remark] = []
    for at, row in enumerate(form.rows, start=10):
        for across, column in enumerate(form.columns, start=3):
            key = form.key(row, column)
            content = cells.get(key)
            kind = "text" if isinstance(content, str) else "number"
            cell = None if content is None else Cell(at, across, kind, str(content), None, 0)  # type: ignore[arg-type]
            measure = form.measure_of(row, column)
            place = Place(key, form.kind_of(row, column), form.code, at, across, measure, measure)
            observations[key], remark = observe(place, cell, Looks())  # type: ignore[arg-type]
            if remark is not None:
                remarks.append(remark)
    return Table(form, form.code, observations), remarks


def settle(form: Form, cells: Mapping[CellKey, object]) -> Settled:
    """The filled form after its doubtful figures were looked at."""
    table, remarks = filled(form, cells)
    return Settled(*settle_doubts([table], remarks, None))
