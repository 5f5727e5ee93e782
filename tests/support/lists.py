"""Lists made longer and shorter by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from mtqg_xl.catalogue import make_concrete
from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.writing import plan_sheet
from tests.support.by_hand import delete_rows, insert_rows
from tests.support.everyform import Case, Filled
from tests.support.typing_in import typed_into


def lists_of(form: Form) -> dict[str, int]:
    """How many lines each list of a concrete form has."""
    lines = Counter(row.key.rpartition("-")[0] for row in form.rows if row.is_line)
    closing = (row for row in form.rows if row.kind is RowKind.CLOSING)
    return {name: lines[name] for name in (row.key.rpartition("-")[0] for row in closing)}


def with_lines_changed(
    case: Case, change: Mapping[str, tuple[int, int, int]], copied: bool = False
) -> tuple[Any, Form]:
    """The blank template after rows were inserted and deleted, and the form as it then stands.

    ``change`` tells of each list how many lines are inserted above the closing row, how many in
    the middle, and how many are deleted after the first; ``copied`` lines have the formulas of
    the line above.
    """
    book = typed_into(case, Filled({}, {}))
    sheet = book[case.definition.code]
    lengths = lists_of(case.form)

    def rows() -> Mapping[str, int]:
        return plan_sheet(make_concrete(case.definition.code, case.unit, case.period, lines=lengths)).row_at

    for name, (at_end, in_middle, gone) in change.items():
        for place, count in ((f"{name}-het", at_end), (f"{name}-2", in_middle)):
            if count:
                insert_rows(sheet, rows()[place], count, copied)
                lengths[name] += count
        if gone:
            delete_rows(sheet, rows()[f"{name}-2"], gone)
            lengths[name] -= gone
    return book, make_concrete(case.definition.code, case.unit, case.period, lines=lengths)
