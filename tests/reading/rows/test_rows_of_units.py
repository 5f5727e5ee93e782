"""Rows of units on whole sheets: two for each unit, names with slips, names nobody knows, page breaks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reading import read_submission
from tests.support.books import concrete, forget_metadata, input_cells, tampered, typed_figures, write

PROVINCE, PERIOD, FORM = "tỉnh Cao Bằng", "2023-N", "RS02"


def read(tmp_path: Path, change: Callable[[Any], None]) -> tuple[Submission, dict[CellKey, str]]:
    """The form of a province after ``change`` to its sheet, and what had been typed in it."""
    cells = input_cells(concrete(FORM, PROVINCE, PERIOD))
    figures = {key: Decimal(n) for n, key in enumerate(cells, start=1001)}
    path = write(tmp_path / "a.xlsx", [FORM], figures, unit=PROVINCE, period=PERIOD)

    def changed(book: Any) -> None:
        forget_metadata(book)
        change(book[FORM])

    return read_submission(tampered(path, changed)), {key: str(value) for key, value in figures.items()}


def rows_called(sheet: Any, name: str) -> list[int]:
    return [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == name]


def told(submission: Submission, code: str) -> list[str]:
    return [remark.raw for remark in submission.remarks if remark.code == code]


def without(figures: dict[CellKey, str], *rows: str) -> dict[CellKey, str]:
    return {key: text for key, text in figures.items() if key.row not in rows}


def test_of_the_two_rows_of_a_unit_the_one_left_is_known_by_what_it_counts(tmp_path: Path) -> None:
    submission, figures = read(tmp_path, lambda s: s.delete_rows(rows_called(s, "huyện Bảo Lâm")[0]))
    assert typed_figures(submission) == without(figures, "H-042")


def test_nothing_is_read_of_one_row_for_two_that_does_not_say_what_it_counts(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        first, second = rows_called(sheet, "huyện Bảo Lâm")
        sheet.cell(second, 3).value = None
        sheet.delete_rows(first)

    submission, figures = read(tmp_path, change)
    assert typed_figures(submission) == without(figures, "H-042", "NK-042")
    assert told(submission, "row_unknown") == ["huyện Bảo Lâm"]


def test_a_name_with_slips_is_that_of_the_unit_that_lacks_a_row(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for row in rows_called(sheet, "huyện Hạ Lang"):
            sheet.cell(row, 2).value = "huyn Hạ Lng"

    submission, figures = read(tmp_path, change)
    assert typed_figures(submission) == figures


def test_a_name_that_is_none_of_the_units_below_is_told_and_not_read(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for row in rows_called(sheet, "huyện Hạ Lang"):
            sheet.cell(row, 2).value = "Ban Dân tộc tỉnh"

    submission, figures = read(tmp_path, change)
    assert typed_figures(submission) == without(figures, "H-048", "NK-048")
    assert told(submission, "row_unknown") == ["Ban Dân tộc tỉnh"] * 2


def test_the_total_may_be_called_otherwise(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for row in rows_called(sheet, "TỔNG CỘNG"):
            sheet.cell(row, 2).value = "Toàn tỉnh"

    submission, _ = read(tmp_path, change)
    assert not submission.remarks


def test_headings_copied_in_the_middle_for_printing_are_no_rows(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        codes = next(row for row in range(1, 30) if sheet.cell(row, 1).value == "A")
        first = next(row for row in range(1, codes) if sheet.cell(row, 1).value == "STT")
        at = rows_called(sheet, "huyện Hà Quảng")[0]
        merges = [m for m in sheet.merged_cells.ranges if first <= m.min_row and m.max_row < codes]
        sheet.insert_rows(at, codes - first + 1)
        for row in range(first, codes + 1):
            for column in range(1, sheet.max_column + 1):
                sheet.cell(at + row - first, column).value = sheet.cell(row, column).value
        for merge in merges:
            down = at - first
            sheet.merge_cells(None, merge.min_row + down, merge.min_col, merge.max_row + down, merge.max_col)

    submission, figures = read(tmp_path, change)
    assert typed_figures(submission) == figures
    assert not told(submission, "row_unknown")


def test_units_below_a_row_that_was_moved_between_them_are_still_read(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        at = rows_called(sheet, "huyện Hạ Lang")[0]
        total = rows_called(sheet, "TỔNG CỘNG")[1]
        cells = [sheet.cell(total, column).value for column in range(1, sheet.max_column + 1)]
        sheet.insert_rows(at)
        for column, value in enumerate(cells, start=1):
            sheet.cell(at, column).value = value
        sheet.delete_rows(total)

    submission, figures = read(tmp_path, change)
    assert typed_figures(submission) == figures
