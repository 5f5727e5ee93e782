"""Every layout of every form from two units: every figure of the consolidated workbook, worked out apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest

from mtqg_xl import api
from mtqg_xl.api.results import Consolidation
from mtqg_xl.catalogue import all_forms, unit_register
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level
from mtqg_xl.rules import computed_values
from mtqg_xl.writing import SheetPlan, plan_sheet
from tests.support.everyform import Case, chance_filling, open_cells, periods_of
from tests.support.merging import Report, brought_together
from tests.support.typing_in import typed_into

#: Two units of each level, in the order of their codes or names, and the unit above them.
BELOW = {
    Level.DISTRICT: ("huyện Bảo Lâm", "huyện Hạ Lang", "tỉnh Cao Bằng"),
    Level.COMMUNE: ("xã Lý Bôn", "xã Yên Thổ", "huyện Bảo Lâm"),
    Level.PROVINCE: ("tỉnh Cao Bằng", "tỉnh Kon Tum", "tỉnh Mới"),
}
TYPED = 9


@dataclass(frozen=True)
class Merging:
    """One form of two units, the report made of them, and the workbook it was saved in."""

    reports: tuple[Report, ...]
    total: Consolidation
    form: Form
    plan: SheetPlan
    shown: Mapping[str, Any]
    traced: Mapping[str, Any]


def unit_called(name: str, level: Level, period: Period) -> ReportingUnit:
    found = unit_register().find(name, period.day)
    return ReportingUnit(found.name, found.code, level) if found else ReportingUnit(name, None, level)


@lru_cache(maxsize=1)
def merged(definition: Form, at: int) -> Merging:
    """The form consolidated from its lowest level but the commune where it can be."""
    periods = periods_of(definition)
    period = periods[at % len(periods)]
    level = next(
        level for level in (Level.DISTRICT, Level.COMMUNE, Level.PROVINCE) if level.value in definition.levels
    )
    *names, above = BELOW[level]
    cases = [Case(definition, unit_called(name, level, period), period) for name in names]
    reports = tuple(
        Report(case.unit, case.form, chance_filling(case.form, TYPED + seed, blank=0.3))
        for seed, case in enumerate(cases)
    )
    with TemporaryDirectory() as folder:
        paths = []
        for case, report in zip(cases, reports, strict=True):
            paths.append(Path(folder) / f"{case.unit.name}.xlsx")
            typed_into(case, report.filled).save(paths[-1])
        total = api.consolidate(paths, above, str(period), jobs=1)
        total.save(Path(folder) / "tong.xlsx")
        book = openpyxl.load_workbook(Path(folder) / "tong.xlsx", data_only=True)
        sheet = book[definition.code]
        shown = {cell.coordinate: cell.value for line in sheet.iter_rows() for cell in line}
        plan = plan_sheet(total.merged.forms[definition.code])
        traced = {
            plan.address(key): api.trace(Path(folder) / "tong.xlsx", f"{definition.code}!{plan.address(key)}")
            for key in list(total.merged.contributions)[:: max(1, len(total.merged.contributions) // 3)]
        }
        return Merging(reports, total, plan.form, plan, shown, traced)


every_form = pytest.mark.parametrize(
    ("definition", "at"),
    [(form, at) for at, form in enumerate(all_forms())],
    ids=[f"{form.code}-{form.validity.start or ''}" for form in all_forms()],
)


@every_form
def test_every_cell_holds_what_the_units_typed_brought_together(definition: Form, at: int) -> None:
    found = merged(definition, at)
    form, plan = found.form, found.plan
    wanted = brought_together(form, found.reports)
    computed = computed_values(form, wanted.figures, wanted.texts)
    different = {}
    for row, column, kind in open_cells(form):
        key = form.key(row, column)
        shown = found.shown[plan.address(key)]
        value: Decimal | str | None
        if kind is CellKind.TEXT:
            value = wanted.texts.get(key, "")
        else:
            value = computed[key][1] if key in computed else wanted.figures.get(key)
        as_shown = pytest.approx(float(value), rel=1e-12) if isinstance(value, Decimal) else value or ""
        if (shown if shown is not None else "") != as_shown:
            different[key] = (value, shown)
    assert different == {}


@every_form
def test_nothing_is_left_out_or_in_doubt(definition: Form, at: int) -> None:
    found = merged(definition, at)
    assert [receipt.unit for receipt in found.total.merged.received] == [r.unit.name for r in found.reports]
    assert found.total.merged.refused == ()
    assert found.total.merged.duplicates == ()
    assert found.total.merged.differences == ()


@every_form
def test_every_figure_typed_is_carried_once(definition: Form, at: int) -> None:
    found = merged(definition, at)
    typed = [
        (report.unit.name, plan_sheet(report.form).address(key))
        for report in found.reports
        for key in (*report.filled.figures, *report.filled.texts)
    ]
    computed = {(key.row, key.column) for key in computed_values(found.form, {})}
    carried = [
        (part.unit, part.cell)
        for key, parts in found.total.merged.contributions.items()
        for part in parts
        if (key.row, key.column) not in computed
    ]
    assert sorted(carried) == sorted(typed)


@every_form
def test_a_cell_traces_back_to_what_its_units_typed(definition: Form, at: int) -> None:
    found = merged(definition, at)
    assert found.traced
    for address, trace in found.traced.items():
        traced = trace.traced
        parts = found.total.merged.contributions[traced.key]
        assert traced.cell == address
        assert [(o.unit, o.sheet, o.cell) for o in traced.origins] == [
            (p.unit, p.sheet, p.cell) for p in parts
        ]
        assert [o.value for o in traced.origins] == [p.text if p.value is None else p.value for p in parts]
