"""Every layout of every form from two units: every figure of the consolidated workbook, worked out apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mtqg_xl import api
from mtqg_xl.api.results import Consolidation
from mtqg_xl.catalogue import all_forms, unit_register
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.tracing import Traced
from mtqg_xl.domain.units import Level
from mtqg_xl.rules import computed_values
from mtqg_xl.writing import SheetPlan, plan_sheet
from tests.support.everyform import Case, chance_filling, open_cells, periods_of
from tests.support.merging import Report, brought_together, lines_of
from tests.support.typing_in import typed_into

pytestmark = pytest.mark.thorough

#: Two units of each level, in the order of their codes or names, and the unit above them.
BELOW = {
    Level.DISTRICT: ("huyện Bảo Lâm", "huyện Hạ Lang", "tỉnh Cao Bằng"),
    Level.COMMUNE: ("xã Lý Bôn", "xã Yên Thổ", "huyện Bảo Lâm"),
    Level.PROVINCE: ("tỉnh Cao Bằng", "tỉnh Kon Tum", "tỉnh Mới"),
}


@dataclass(frozen=True)
class Merging:
    """One form of two units, the report made of them, and what its workbook shows."""

    reports: tuple[Report, ...]
    total: Consolidation
    form: Form
    plan: SheetPlan
    shown: Mapping[str, Any]
    traced: Mapping[str, Traced]


def unit_called(name: str, level: Level, period: Period) -> ReportingUnit:
    found = unit_register().find(name, period.day)
    return ReportingUnit(found.name, found.code, level) if found else ReportingUnit(name, None, level)


@pytest.fixture(
    scope="module",
    params=[
        # The tests of one form run in one process, so that it is consolidated once.
        pytest.param((at, form), marks=pytest.mark.xdist_group(f"tong_hop_{at}"), id=f"{form.code}-{at}")
        for at, form in enumerate(all_forms())
    ],
)
def merging(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Merging:
    """A form consolidated from two districts or, where districts do not file it, communes or provinces."""
    at, definition = request.param
    folder = tmp_path_factory.mktemp("gui")
    period = periods_of(definition)[at % len(definition.periods)]
    level = next(level for level in BELOW if level.value in definition.levels)
    *names, above = BELOW[level]
    cases = [Case(definition, unit_called(name, level, period), period) for name in names]
    reports = tuple(
        Report(case.unit, case.form, chance_filling(case.form, seed, blank=0.5))
        for seed, case in enumerate(cases)
    )
    paths = []
    for case, report in zip(cases, reports, strict=True):
        paths.append(folder / f"{case.unit.name}.xlsx")
        typed_into(case, report.filled).save(paths[-1])
    total = api.consolidate(paths, above, str(period), jobs=1)
    out = folder / "tong.xlsx"
    total.save(out)
    plan = plan_sheet(total.merged.forms[definition.code])
    return Merging(reports, total, plan.form, plan, shown_in(out, plan), some_traced(out, plan, total))


def shown_in(path: Path, plan: SheetPlan) -> Mapping[str, Any]:
    book = openpyxl.load_workbook(path, data_only=True)
    return {cell.coordinate: cell.value for line in book[plan.sheet].iter_rows() for cell in line}


def some_traced(path: Path, plan: SheetPlan, total: Consolidation) -> Mapping[str, Traced]:
    keys = list(total.merged.contributions)
    places = [plan.address(key) for key in keys[:: max(1, len(keys) // 3)]]
    return {place: api.trace(path, f"{plan.sheet}!{place}").traced for place in places}


def test_every_cell_holds_what_the_units_typed_brought_together(merging: Merging) -> None:
    form, plan = merging.form, merging.plan
    wanted = brought_together(form, merging.reports)
    computed = computed_values(form, wanted.figures, wanted.texts)
    different = {}
    for row, column, kind in open_cells(form):
        key = form.key(row, column)
        value: Decimal | str | None = wanted.texts.get(key)
        if kind is not CellKind.TEXT:
            value = computed[key][1] if key in computed else wanted.figures.get(key)
        shown = merging.shown[plan.address(key)]
        as_shown = pytest.approx(float(value), rel=1e-12) if isinstance(value, Decimal) else value or ""
        if (shown if shown is not None else "") != as_shown:
            different[key] = (value, shown)
    assert different == {}


def test_nothing_is_left_out_or_in_doubt(merging: Merging) -> None:
    merged = merging.total.merged
    assert [receipt.unit for receipt in merged.received] == [report.unit.name for report in merging.reports]
    assert (merged.refused, merged.duplicates, merged.differences) == ((), (), ())


def test_everything_typed_is_carried_once(merging: Merging) -> None:
    typed = [
        (report.unit.name, plan_sheet(report.form).address(key))
        for report in merging.reports
        for key in (*report.filled.figures, *report.filled.texts)
    ]
    computed = computed_values(merging.form, {})
    carried = [
        (part.unit, part.cell)
        for key, parts in merging.total.merged.contributions.items()
        for part in parts
        if key not in computed
    ]
    assert sorted(carried) == sorted(typed)


def test_a_cell_traces_back_to_what_its_units_typed(merging: Merging) -> None:
    assert merging.traced
    for address, traced in merging.traced.items():
        parts = merging.total.merged.contributions[traced.key]
        assert traced.cell == address
        places = [(origin.unit, origin.sheet, origin.cell) for origin in traced.origins]
        assert places == [(part.unit, part.sheet, part.cell) for part in parts]
        for origin, part in zip(traced.origins, parts, strict=True):
            exact = part.text if part.value is None else pytest.approx(part.value, rel=Decimal("1e-12"))
            assert origin.value == exact


def test_a_line_of_a_list_traces_back_to_the_line_it_was_typed_on(merging: Merging) -> None:
    lines = lines_of(merging.reports).source
    contributions = merging.total.merged.contributions
    carried = {key: parts for key, parts in contributions.items() if merging.form.row_by_key[key.row].is_line}
    assert {key.row for key in carried} == set(lines)
    for key, parts in carried.items():
        report, own = lines[key.row]
        (part,) = parts
        typed = plan_sheet(report.form).address(key._replace(row=own))
        assert (part.unit, part.sheet, part.cell) == (report.unit.name, merging.plan.sheet, typed)
