"""Tables for analysis in pandas. The library is imported here only, and only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, ColumnKind, Form
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reports.export import COLUMNS, long_rows

if TYPE_CHECKING:
    from pandas import DataFrame


def form_frame(form: Form, values: Mapping[CellKey, Decimal | str | None]) -> DataFrame:
    """A form as printed: one row a form row (index: row key), one column a column code.

    Figures stay exact decimals; blank cells are ``None``.
    """
    import pandas

    rows = [
        row for row in form.rows if any(form.kind_of(row, c) is not CellKind.CLOSED for c in form.columns)
    ]
    data = {
        column.key: pandas.Series([values.get(form.key(row, column)) for row in rows], dtype=object)
        for column in form.columns
    }
    frame = pandas.DataFrame(data)
    frame.insert(0, "label", [row.label for row in rows])
    frame.index = pandas.Index([row.key for row in rows], name="row")
    return frame


def submission_frame(submission: Submission, code: str) -> DataFrame:
    """One form of a submission as a table."""
    table = submission.table(code)
    values: dict[CellKey, Decimal | str | None] = {}
    for key, seen in table.observations.items():
        is_text = table.form.column_by_key[key.column].kind is ColumnKind.TEXT
        values[key] = (seen.raw or None) if is_text else seen.value
    return form_frame(table.form, values)


def long_frame(submission: Submission) -> DataFrame:
    """The long table of a submission, one row a cell."""
    import pandas

    return pandas.DataFrame(list(long_rows(submission)), columns=list(COLUMNS))
