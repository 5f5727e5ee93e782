from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reading import read_submission
from tests.support.books import address, concrete, input_cells, tampered, typed_figures, write


def row_number(code: str, row: str) -> int:
    first = concrete(code).columns[0].key
    return int("".join(filter(str.isdigit, address(code, row, first))))


def delete(code: str, row: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[code].delete_rows(row_number(code, row))

    return change


def filled(tmp_path: Path, code: str) -> tuple[Path, dict[CellKey, str]]:
    figures = {key: Decimal(n) for n, key in enumerate(input_cells(concrete(code)), start=1001)}
    return write(tmp_path / "a.xlsx", [code], figures), {key: str(v) for key, v in figures.items()}


@pytest.mark.parametrize(
    ("code", "row"), [("BM16", "DA2"), ("KR02", "DTTS"), ("BM11", "XM"), ("NTM01", "3.7")]
)
def test_a_lost_row_is_told_and_the_others_are_read(tmp_path: Path, code: str, row: str) -> None:
    path, figures = filled(tmp_path, code)
    submission = read_submission(tampered(path, delete(code, row)))
    (remark,) = submission.remarks
    assert remark.code == "row_missing"
    assert remark.values["label"] == concrete(code).row_by_key[row].label
    assert typed_figures(submission) == {key: text for key, text in figures.items() if key.row != row}


@pytest.mark.parametrize("row", ["A.1", "A.3", "B.4"])
def test_a_lost_row_is_not_read_from_another_row_of_the_same_name(tmp_path: Path, row: str) -> None:
    path, figures = filled(tmp_path, "BM03")
    submission = read_submission(tampered(path, delete("BM03", row)))
    assert typed_figures(submission) == {key: text for key, text in figures.items() if key.row != row}
    assert [remark.code for remark in submission.remarks] == ["row_missing"]


def test_a_row_that_is_not_of_the_form_is_told_and_not_counted(tmp_path: Path) -> None:
    def add(book: Any) -> None:
        sheet = book["BM16"]
        at = row_number("BM16", "DA5")
        sheet.insert_rows(at)
        sheet.cell(at, 1).value = "4.4"
        sheet.cell(at, 2).value = "Tiểu dự án của huyện"
        sheet.cell(at, 3).value = 500

    path, figures = filled(tmp_path, "BM16")
    submission = read_submission(tampered(path, add))
    (remark,) = submission.remarks
    assert remark.code == "row_unknown"
    assert remark.values["label"] == "Tiểu dự án của huyện"
    assert typed_figures(submission) == figures


def test_a_row_added_below_the_last_one_is_told_too(tmp_path: Path) -> None:
    def add(book: Any) -> None:
        sheet = book["BM16"]
        at = row_number("BM16", "DA7.2") + 1
        sheet.cell(at, 1).value = "7.3"
        sheet.cell(at, 2).value = "Tiểu dự án của huyện"
        sheet.cell(at, 3).value = 500

    path, _ = filled(tmp_path, "BM16")
    submission = read_submission(tampered(path, add))
    assert [remark.code for remark in submission.remarks] == ["row_unknown"]


def test_a_row_whose_number_was_mended_by_hand_is_still_known_by_its_name(tmp_path: Path) -> None:
    def renumber(book: Any) -> None:
        book["BM16"].cell(row_number("BM16", "DA2"), 1).value = "2)"

    path, figures = filled(tmp_path, "BM16")
    assert typed_figures(read_submission(tampered(path, renumber))) == figures
