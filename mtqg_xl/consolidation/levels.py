"""A unit's own report against the sum of the units below it, for every cell brought together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtqg_xl.catalogue.principles import principle_between_levels
from mtqg_xl.consolidation.model import Merged
from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.findings import Confidence, Finding, Severity, Verdict
from mtqg_xl.domain.forms import Aggregate, CellKind, Column, Form, Row
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.messages import say
from mtqg_xl.rules import computed_values

_TOLD = 3
#: How far a stored sum may lie from the exact one, as a share: binary arithmetic, not a fault.
_NOISE = Decimal("1e-9")


def level_findings(submission: Submission, merged: Merged) -> Iterator[Finding]:
    """One finding a form in which ``submission`` differs from ``merged``, the cells below it.

    Rates are recomputed at every level and are judged by the rules of the form; figures that a unit
    states for itself, texts and lines of lists are not compared.
    """
    for table in submission.tables:
        below = merged.forms.get(table.form.code)
        if below is None:
            continue
        computed = computed_values(below, merged.figures, merged.texts)
        summed = {**merged.figures, **{key: value for key, (_, value) in computed.items()}}
        cells = list(_differing(table, summed, merged))
        if cells:
            yield _finding(table, cells, merged)


def _differing(
    table: Table, summed: dict[CellKey, Decimal | None], merged: Merged
) -> Iterator[tuple[Observation, Decimal]]:
    for seen in table.observations.values():
        expected = summed.get(seen.key)
        if expected is None or not _compared(table.form, seen):
            continue
        given = seen.value
        if given is None and (not expected or seen.key not in merged.contributions):
            continue  # nothing plus nothing is nothing
        if given is None or abs(given - expected) > _NOISE * max(abs(expected), Decimal(1)):
            yield seen, expected


def _compared(form: Form, seen: Observation) -> bool:
    row, column = form.row_by_key[seen.key.row], form.column_by_key[seen.key.column]
    if row.is_line or form.aggregate_of(row, column) is Aggregate.OWN:
        return False
    match form.kind_of(row, column):
        case CellKind.INPUT:
            return True
        case CellKind.FORMULA:
            # A total left to its formula, or blank, follows from cells that are compared themselves.
            typed = seen.value is not None and seen.formula is None
            return typed and not _is_rate(form, row, column)
        case _:
            return False


def _is_rate(form: Form, row: Row, column: Column) -> bool:
    recomputed = form.aggregate_of(row, column) is Aggregate.RECOMPUTE
    return recomputed or form.measure_of(row, column).kind is MeasureKind.RATE


def _finding(table: Table, cells: list[tuple[Observation, Decimal]], merged: Merged) -> Finding:
    children = tuple(_child(table, seen, expected) for seen, expected in cells)
    shown = ", ".join(seen.cell for seen, _ in cells[:_TOLD]) + ("…" if len(cells) > _TOLD else "")
    received = len({receipt.unit for receipt in merged.received})
    values = {
        "form": table.form.number,
        "count": str(len(cells)),
        "cells": shown,
        "units": str(received),
        "missing": ", ".join(merged.missing),
    }
    message = say("finding.levels", **values)
    if merged.missing:
        message += " " + say("finding.levels_missing", **values)
    head, *rest = children
    return Finding(
        rule=_rule(table.form),
        # While units are missing the sums cannot be told to be wrong.
        severity=Severity.WARNING if merged.missing else Severity.ERROR,
        verdict=Verdict.WRONG,
        key=head.key,
        sheet=head.sheet,
        cell=head.cell,
        message=message,
        why=say("finding.levels_why"),
        todo=say("finding.levels_todo"),
        law=table.form.law,
        stated=head.stated,
        expected=head.expected,
        unit=head.unit,
        confidence=Confidence.UNDECIDED,
        children=(head, *rest),
        kind="levels",
    )


def _rule(form: Form) -> str:
    return f"{principle_between_levels().id}.{form.code}"


def _child(table: Table, seen: Observation, expected: Decimal) -> Finding:
    form = table.form
    row, column = form.row_by_key[seen.key.row], form.column_by_key[seen.key.column]
    measure = form.measure_of(row, column)
    values = {
        "row": f"{row.number} {row.label}".strip(),
        "column": f"{column.key} {column.title}",
        "cell": seen.cell,
        "stated": say("finding.nothing") if seen.value is None else format_vietnamese(seen.value),
        "expected": format_vietnamese(expected),
        "unit": f" {measure.label}" if measure.label and measure.label != "%" else measure.label,
    }
    return Finding(
        rule=_rule(form),
        severity=Severity.ERROR,
        verdict=Verdict.WRONG if seen.value is not None else Verdict.MISSING,
        key=seen.key,
        sheet=seen.sheet,
        cell=seen.cell,
        message=say("finding.level_cell", **values),
        stated=seen.value,
        expected=expected,
        unit=measure.code,
        kind="level_cell",
    )
