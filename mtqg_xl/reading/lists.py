"""The lines of lists: as many as a person wrote, between the row above a list and the row that ends it."""

from __future__ import annotations

from mtqg_xl.domain.binding import FormBinding
from mtqg_xl.domain.forms import Form, Row, RowKind


def list_of(row: Row) -> str:
    """The key of the list that a line or a closing row belongs to."""
    return row.key.rpartition("-")[0]


def lines_of(bound: FormBinding, form: Form) -> dict[str, int]:
    """How many lines each list of ``form`` has in a recorded binding."""
    lists = {row.key for row in form.rows if row.kind is RowKind.LIST}
    counts = dict.fromkeys(lists, 0)
    for row in bound.rows:
        name, _, number = row.key.rpartition("-")
        if name in lists and number.isdigit():
            counts[name] += 1
    return counts
