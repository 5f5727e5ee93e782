"""What other programs and people do to a template without touching its figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.numerals import plain
from mtqg_xl.reading import read_submission
from tests.support.books import concrete, forget_metadata, input_cells, tampered, typed_figures, write

CODES = ("BM03", "BM11", "BM16", "KR02", "NTM01", "PL01")


def distinct_figures() -> dict[CellKey, Decimal]:
    """Another figure in every input cell, so that a moved one is noticed."""
    cells = [key for code in CODES for key in input_cells(concrete(code))]
    return {key: Decimal(n) for n, key in enumerate(cells, start=1001)}


FIGURES = distinct_figures()
EXPECTED = {key: plain(value) for key, value in FIGURES.items()}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("mau") / "a.xlsx", CODES, FIGURES)


def insert_rows(book: Any) -> None:
    for code in CODES:
        book[code].insert_rows(3)


def insert_row_inside(book: Any) -> None:
    for code in CODES:
        sheet = book[code]
        last = next(n for n in range(sheet.max_row, 0, -1) if sheet.cell(n, 3).value is not None)
        sheet.insert_rows(last)


def insert_column(book: Any) -> None:
    for code in CODES:
        book[code].insert_cols(6)


def insert_column_in_front(book: Any) -> None:
    for code in CODES:
        book[code].insert_cols(1)


def reorder(book: Any) -> None:
    for at, code in enumerate(CODES):
        book.move_sheet(code, offset=len(CODES) - 2 * at)


def rename(book: Any) -> None:
    for code in CODES:
        book[code].title = f"Trang {code[::-1]}"


def add_notes(book: Any) -> None:
    book.create_sheet("Ghi chú", 0)["A1"] = "Số liệu chốt ngày 31/12"


def both(*changes: Callable[[Any], None]) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        for one in changes:
            one(book)

    change.__name__ = "_and_".join(one.__name__ for one in changes)
    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda book: None,
        forget_metadata,
        insert_rows,
        insert_row_inside,
        insert_column,
        insert_column_in_front,
        reorder,
        rename,
        add_notes,
        both(forget_metadata, insert_rows),
        both(forget_metadata, insert_column),
        both(forget_metadata, reorder, rename),
        both(insert_rows, rename),
    ],
    ids=lambda change: change.__name__.replace("<lambda>", "save_again"),
)
def test_every_figure_is_still_read_into_its_own_cell(filled: Path, change: Callable[[Any], None]) -> None:
    submission = read_submission(tampered(filled, change))
    assert typed_figures(submission) == EXPECTED
    assert submission.unit is not None
    assert submission.unit.code == "042"
    assert str(submission.period) == "2023-N"
    # Programs that insert rows leave merges where they were: what they cover now is told, and read.
    assert {remark.code for remark in submission.remarks} <= {"covered_values"}


def test_formulas_without_stored_results_are_blank_not_unread(filled: Path) -> None:
    submission = read_submission(tampered(filled, lambda book: None))
    computed = [seen for seen in submission.observations() if seen.formula is not None]
    assert computed
    assert {str(seen.state) for seen in computed} == {"blank"}
