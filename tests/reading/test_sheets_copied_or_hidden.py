from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.messages import FileProblem
from mtqg_xl.reading import read_submission
from tests.support.books import forget_metadata, tampered, typed_figures, write

CELL = CellKey("BM11", "XM", "12")


def copy(book: Any) -> None:
    book.copy_worksheet(book["BM11"])


def copy_without_metadata(book: Any) -> None:
    copy(book)
    forget_metadata(book)


@pytest.mark.parametrize("change", [copy, copy_without_metadata])
def test_a_form_standing_on_two_sheets_is_told_not_read_twice(
    tmp_path: Path, change: Callable[[Any], None]
) -> None:
    path = tampered(write(tmp_path / "a.xlsx", ["BM11"], figures={CELL: Decimal(10)}), change)
    try:
        submission = read_submission(path)
    except FileProblem:
        return
    assert Counter(submission.forms) == {"BM11": 1}
    assert submission.remarks


def test_an_old_copy_does_not_overrule_the_sheet_of_the_template(tmp_path: Path) -> None:
    def keep_old_copy(book: Any) -> None:
        old = book.copy_worksheet(book["BM11"])
        for line in old.iter_rows():
            for place in line:
                if place.value == 10:
                    place.value = 99

    path = tampered(write(tmp_path / "a.xlsx", ["BM11"], figures={CELL: Decimal(10)}), keep_old_copy)
    assert typed_figures(read_submission(path)) == {CELL: "10"}


def test_a_sheet_people_hid_is_still_part_of_the_report(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book.create_sheet("Bìa", 0)
        book["BM11"].sheet_state = "hidden"

    path = tampered(write(tmp_path / "a.xlsx", ["BM11"], figures={CELL: Decimal(10)}), hide)
    assert typed_figures(read_submission(path)) == {CELL: "10"}
