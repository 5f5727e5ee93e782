"""A learnt form is a form like any other: its originals are checked, templates made, districts merged."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import mtqg_xl as mx
from mtqg_xl.api import write_template
from mtqg_xl.api.learning import import_forms
from mtqg_xl.catalogue.sources import FORMS_VARIABLE
from mtqg_xl.domain.cells import CellKey, State
from mtqg_xl.messages import FileProblem
from mtqg_xl.reading import read_submission
from tests.learning import shapes

CODE = "DP01"


@pytest.fixture
def taught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[shapes.Draw], Path]:
    """Learns a form from a workbook and puts it among the user's own; gives the workbook."""

    def teach(draw: shapes.Draw) -> Path:
        book = shapes.saved(tmp_path / f"{draw.__name__}.xlsx", draw)
        folder = tmp_path / "bieu_rieng"
        folder.mkdir()
        import_forms(book, folder / f"{CODE}.yaml")
        monkeypatch.setenv(FORMS_VARIABLE, str(folder))
        return book

    return teach


def changed(book: Path, change: Callable[[Any], None], name: str = "sua.xlsx") -> Path:
    """A copy of the workbook as a person changed it."""
    opened = openpyxl.load_workbook(book)
    change(opened.worksheets[0])
    path = book.with_name(name)
    opened.save(path)
    return path


def value(book: Path, row: str, column: str) -> Decimal | None:
    return read_submission(book).value(CellKey(CODE, row, column))


def refusal(book: Path) -> str:
    with pytest.raises(FileProblem) as caught:
        mx.open(book)
    return str(caught.value)


#: Shapes with errors of their own: figures that do not agree, formulas whose result was never stored, and
#: column codes that are repeated on the next page and look like figures.
FAULTY = (shapes.contradictory, shapes.running_balance, shapes.repeated_headings)


@pytest.mark.parametrize(
    "draw", [draw for draw in shapes.ALL if draw not in FAULTY], ids=lambda draw: draw.__name__
)
def test_the_original_itself_has_no_errors(taught: Callable[[shapes.Draw], Path], draw: shapes.Draw) -> None:
    report = json.loads(mx.check(taught(draw)).to_json())["files"][0]
    assert report["forms"] == [CODE]
    assert report["counts"]["error"] == 0


def test_unit_and_period_are_read_from_the_frame_of_the_original(
    taught: Callable[[shapes.Draw], Path],
) -> None:
    submission = read_submission(taught(shapes.bottom_total))
    assert (str(submission.unit), str(submission.period)) == ("huyện Bảo Lạc", "2023-N")


def test_a_slip_in_an_original_is_named_by_its_cell(taught: Callable[[shapes.Draw], Path]) -> None:
    book = taught(shapes.typed_only)
    report = json.loads(mx.check(changed(book, lambda sheet: sheet.__setitem__("C5", 350))).to_json())
    assert [
        finding["cell"] for finding in report["files"][0]["findings"] if finding["severity"] == "error"
    ] == ["C5"]


def test_the_same_columns_in_another_order_are_bound_by_their_headings(
    taught: Callable[[shapes.Draw], Path],
) -> None:
    book = taught(shapes.hand_made)

    def swap(sheet: Any) -> None:
        for row in range(6, 11):
            for left, right in (("E", "G"), ("F", "H")):
                one, other = sheet[f"{left}{row}"], sheet[f"{right}{row}"]
                one.value, other.value = other.value, one.value

    assert value(book, "1", "1") == value(changed(book, swap), "1", "1") == 100
    assert value(book, "1", "3") == value(changed(book, swap), "1", "3") == 90


def test_rows_and_columns_put_in_by_hand_above_and_beside_do_not_matter(
    taught: Callable[[shapes.Draw], Path],
) -> None:
    book = taught(shapes.three_row_headings)

    def move(sheet: Any) -> None:
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.move_range("A1:K13", rows=2, cols=1)

    # Without the merges the groups have to be told by what stands under them.
    assert value(changed(book, move), "3", "1") == Decimal("4.5")


def test_a_column_that_lost_its_heading_is_never_guessed(taught: Callable[[shapes.Draw], Path]) -> None:
    book = taught(shapes.bottom_total)
    submission = read_submission(changed(book, lambda sheet: sheet.__setitem__("D7", "Nguồn A")))
    left_out = [seen for seen in submission.observations() if seen.state is State.UNREAD]
    assert len({seen.key.column for seen in left_out}) == 1
    assert "column_missing" in {remark.code for remark in submission.remarks}


def test_of_two_columns_with_one_heading_neither_is_guessed(taught: Callable[[shapes.Draw], Path]) -> None:
    book = taught(shapes.bottom_total)
    submission = read_submission(changed(book, lambda sheet: sheet.__setitem__("D7", "Địa phương")))
    left_out = {seen.key.column for seen in submission.observations() if seen.state is State.UNREAD}
    assert len(left_out) == 2
    assert {"column_missing", "ask_column_alone"} <= {remark.code for remark in submission.remarks}


def test_a_strange_column_with_figures_is_told(taught: Callable[[shapes.Draw], Path]) -> None:
    book = taught(shapes.bottom_total)

    def add(sheet: Any) -> None:
        sheet["H6"] = "Vốn khác"
        sheet["H9"] = 5

    remarks = read_submission(changed(book, add)).remarks
    assert [remark.cell for remark in remarks if remark.code == "column_unknown"] == ["H9"]


def test_other_rows_under_the_same_headings_are_refused(taught: Callable[[shapes.Draw], Path]) -> None:
    book = taught(shapes.bottom_total)

    def rename(sheet: Any) -> None:
        for row in range(8, 14):
            sheet[f"B{row}"] = f"Nội dung khác {row}"

    assert "không nhận ra các dòng" in refusal(changed(book, rename))


def test_a_row_that_was_lost_is_told_and_not_taken_for_zero(taught: Callable[[shapes.Draw], Path]) -> None:
    book = taught(shapes.typed_only)
    lost = changed(book, lambda sheet: sheet.delete_rows(10))
    remarks = [remark.raw for remark in read_submission(lost).remarks if remark.code == "row_missing"]
    assert remarks == ["Tiểu dự án 2"]
    assert value(lost, "2.2", "2") is None


def test_units_of_an_original_are_its_rows(taught: Callable[[shapes.Draw], Path]) -> None:
    book = taught(shapes.units_in_rows)
    more = changed(book, lambda sheet: sheet.__setitem__("B9", "Huyện Thạch An"))
    form = read_submission(more).table(CODE).form
    assert [row.label for row in form.rows][1:] == [
        "huyện Bảo Lâm",
        "huyện Bảo Lạc",
        "huyện Hà Quảng",
        "huyện Thạch An",
    ]


def test_a_template_of_a_learnt_form_is_read_back(
    taught: Callable[[shapes.Draw], Path], tmp_path: Path
) -> None:
    taught(shapes.bottom_total)
    made = tmp_path / "mau.xlsx"
    write_template([CODE], made, unit="huyện Bảo Lạc", period="2024-N")
    filled = changed(made, lambda sheet: sheet.__setitem__("D11", 7), "dien.xlsx")
    submission = read_submission(filled)
    assert (submission.forms, str(submission.period)) == ((CODE,), "2024-N")
    assert [seen.value for seen in submission.observations() if seen.cell == "D11"] == [7]


def test_originals_of_several_districts_are_merged(taught: Callable[[shapes.Draw], Path]) -> None:
    one = taught(shapes.bottom_total)
    other = changed(one, lambda sheet: sheet.__setitem__("A1", "UBND HUYỆN BẢO LÂM"), "bao_lam.xlsx")
    total = mx.consolidate([one, other], unit="tỉnh Cao Bằng")
    figures = total.merged.figures
    assert figures[CellKey(CODE, "I.1", "2")] == 1800
    assert {"thành phố Cao Bằng", "huyện Thạch An"} <= set(total.missing)
