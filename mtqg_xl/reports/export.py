"""A submission as a long table: one row a cell, blank input cells included."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final

from mtqg_xl.domain.cells import State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reports.check_json import decimal_text

COLUMNS: Final = ("form", "row", "column", "value", "unit", "state", "sheet", "cell", "raw", "formula")
CSV_COLUMNS: Final = COLUMNS[:-1]
#: A text cell that starts so would be run as a formula by a spreadsheet opening the CSV.
#: One that begins with the guarding apostrophe itself is guarded too, so that it can be told apart.
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def long_rows(submission: Submission) -> Iterator[dict[str, Any]]:
    """Every cell that says something, and every input cell that says nothing."""
    for table in submission.tables:
        form = table.form
        for seen in table.observations.values():
            row, column = form.row_by_key[seen.key.row], form.column_by_key[seen.key.column]
            kind = form.kind_of(row, column)
            if seen.state is State.BLANK and kind is not CellKind.INPUT:
                continue
            is_text = kind is CellKind.TEXT
            yield {
                "form": form.code,
                "row": seen.key.row,
                "column": seen.key.column,
                "value": seen.raw if is_text else decimal_text(seen.value),
                "unit": "" if is_text else form.measure_of(row, column).code,
                "state": seen.state.value,
                "sheet": seen.sheet,
                "cell": seen.cell,
                "raw": seen.raw,
                "formula": seen.formula,
            }


def export_object(submission: Submission) -> dict[str, Any]:
    """The export as the JSON of the contract."""
    return {
        "unit": submission.unit.name if submission.unit else "",
        "period": str(submission.period) if submission.period else "",
        "cells": list(long_rows(submission)),
    }


def export_json(submission: Submission) -> str:
    """The export as JSON text."""
    return json.dumps(export_object(submission), ensure_ascii=False, indent=1)


def export_csv(submission: Submission) -> str:
    """The export as CSV; texts that a spreadsheet would run as formulas are quoted with an apostrophe."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, CSV_COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in long_rows(submission):
        writer.writerow({name: _harmless(name, row[name]) for name in CSV_COLUMNS})
    return buffer.getvalue()


def _harmless(name: str, value: Any) -> Any:
    if name in ("raw", "value") and isinstance(value, str) and value.startswith(_DANGEROUS):
        try:
            float(value)
        except ValueError:
            return "'" + value
    return value
