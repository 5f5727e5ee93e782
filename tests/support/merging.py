"""What two units' reports come to, figured out by hand from what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Aggregate, CellKind, Column, Form, Row
from mtqg_xl.domain.submissions import ReportingUnit
from tests.support.everyform import Filled, open_cells


@dataclass(frozen=True, slots=True)
class Report:
    """What one unit typed into its own form."""

    unit: ReportingUnit
    form: Form
    filled: Filled


@dataclass(frozen=True, slots=True)
class Lines:
    """Which line of which report stands in each line of the lists brought together."""

    source: Mapping[str, tuple[Report, str]]


def lines_of(reports: Sequence[Report]) -> Lines:
    """The lines with anything on them: those of the first unit, then those of the next, numbered anew."""
    source: dict[str, tuple[Report, str]] = {}
    counts: dict[str, int] = {}
    for report in reports:
        written = {key.row for key in (*report.filled.figures, *report.filled.texts)}
        for row in report.form.rows:
            if row.is_line and row.key in written:
                name = row.key.rpartition("-")[0]
                counts[name] = counts.get(name, 0) + 1
                source[f"{name}-{counts[name]}"] = (report, row.key)
    return Lines(source)


def brought_together(form: Form, reports: Sequence[Report]) -> Filled:
    """The figures and texts of the report over these units; ``form`` is the form they are brought into."""
    lines = lines_of(reports)
    figures: dict[CellKey, Decimal] = {}
    texts: dict[CellKey, str] = {}
    for row, column, kind in open_cells(form):
        key = form.key(row, column)
        if kind is CellKind.TEXT and (text := _text(form, row, column, reports, lines)):
            texts[key] = text
        if kind is CellKind.INPUT:
            figure = _figure(form, row, column, reports, lines)
            if figure is not None:
                figures[key] = figure
    return Filled(figures, texts)


def _figure(form: Form, row: Row, column: Column, reports: Sequence[Report], lines: Lines) -> Decimal | None:
    key = form.key(row, column)
    if row.is_line:
        report, own = lines.source.get(row.key, (None, ""))
        return report.filled.figures.get(key._replace(row=own)) if report else None
    preset = (form.presets or {}).get(key)
    stated_by_the_unit_itself = form.aggregate_of(row, column) is Aggregate.OWN
    if row.unit is None and (stated_by_the_unit_itself or form.measure_of(row, column).kind == "rate"):
        return preset  # rates are never added up
    typed = [report.filled.figures[key] for report in reports if key in report.filled.figures]
    return sum(typed, Decimal(0)) if typed else preset


def _text(form: Form, row: Row, column: Column, reports: Sequence[Report], lines: Lines) -> str:
    key = form.key(row, column)
    if row.is_line:
        report, own = lines.source.get(row.key, (None, ""))
        if report is None:
            return ""
        return report.filled.texts.get(key._replace(row=own), report.unit.name if column.holds_unit else "")
    if row.unit is None and form.aggregate_of(row, column) is Aggregate.OWN:
        return ""
    said = [(report.unit.name, report.filled.texts[key]) for report in reports if key in report.filled.texts]
    return "; ".join(text if row.unit else f"{name}: {text}" for name, text in said)
