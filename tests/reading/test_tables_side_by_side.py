"""Two forms pasted beside each other on one sheet, as people do to print them on one page."""

from __future__ import annotations

from copy import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reading import read_submission
from tests.support.books import concrete, forget_metadata, input_cells, tampered, write

LEFT, RIGHT = "KR01", "KR02"


def beside(path: Path, *, lower: int = 0, noted: bool = False, measure: str = "") -> Path:
    """The second form right of the first, with an empty column between, ``lower`` rows down."""
    figures = {
        key: Decimal(at + 1) for code in (LEFT, RIGHT) for at, key in enumerate(input_cells(concrete(code)))
    }

    def change(book: Any) -> None:
        if not noted:
            forget_metadata(book)
        left, right = book[LEFT], book[RIGHT]
        start = left.max_column + 1
        merges = [merge.bounds for merge in right.merged_cells.ranges]
        for row in right.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = cell.value if not str(cell.value).startswith("=") else None
                    copied = left.cell(cell.row + lower, cell.column + start, value)
                    copied.number_format = copy(cell.number_format)
        for first, top, last, bottom in merges:
            left.merge_cells(None, top + lower, first + start, bottom + lower, last + start)
        for row in left.iter_rows(min_row=1, max_row=9, min_col=start):
            for cell in row:
                if measure and "Đơn vị tính" in str(cell.value):
                    cell.value = f"Đơn vị tính: {measure}"
        del book[RIGHT]

    return tampered(write(path, [LEFT, RIGHT], figures), change)


def typed(read: Submission, code: str) -> dict[CellKey, Decimal | None]:
    table = read.table(code)
    return {key: table.observations[key].value for key in input_cells(concrete(code))}


@pytest.mark.parametrize("noted", [True, False])
@pytest.mark.parametrize("lower", [0, 2])
def test_each_is_read_as_if_it_stood_alone(tmp_path: Path, lower: int, noted: bool) -> None:
    read = read_submission(beside(tmp_path / "a.xlsx", lower=lower, noted=noted))
    assert set(read.forms) == {LEFT, RIGHT}
    for code in (LEFT, RIGHT):
        cells = input_cells(concrete(code))
        assert typed(read, code) == {key: Decimal(at + 1) for at, key in enumerate(cells)}
    assert [note.code for note in read.remarks if note.code in ("figures_outside", "form_twice")] == []


def test_the_measure_over_one_is_not_that_of_the_other(tmp_path: Path) -> None:
    read = read_submission(beside(tmp_path / "a.xlsx", measure="đồng"))
    assert set(typed(read, LEFT).values()) == {
        Decimal(n + 1) for n in range(len(input_cells(concrete(LEFT))))
    }
    money = input_cells(concrete(RIGHT))[0]
    assert read.table(RIGHT).observations[money].value == Decimal("0.000001")
