from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey, State
from mtqg_xl.messages import FileProblem
from mtqg_xl.reading import read_submission
from tests.support.books import concrete, forget_metadata, tampered, write

CODE_ROW = 12


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    figures = {CellKey("BM16", "DA2", "K4"): Decimal(8285), CellKey("KR02", "NTM", "1"): Decimal(24314)}
    return write(tmp_path_factory.mktemp("mau") / "a.xlsx", ["BM16", "KR02"], figures)


def code_cell(book: Any, sheet: str, code: str) -> Any:
    for line in book[sheet].iter_rows(min_row=8, max_row=16):
        for place in line:
            if place.value == code:
                return place
    raise AssertionError(code)


def lose(code: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        code_cell(book, "BM16", code).value = None

    return change


def double(code: str, over: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        code_cell(book, "BM16", over).value = code

    return change


def with_metadata(change: Callable[[Any], None], forget: bool) -> Callable[[Any], None]:
    def changes(book: Any) -> None:
        change(book)
        if forget:
            forget_metadata(book)

    return changes


@pytest.mark.parametrize("forget", [False, True], ids=["metadata_stale", "metadata_gone"])
def test_a_column_that_lost_its_code_is_known_by_its_headings(filled: Path, forget: bool) -> None:
    submission = read_submission(tampered(filled, with_metadata(lose("K4"), forget)))
    assert submission.forms == ("BM16", "KR02")
    assert submission.value(CellKey("BM16", "DA2", "K4")) == 8285
    assert submission.questions == ()


@pytest.mark.parametrize("forget", [False, True], ids=["metadata_stale", "metadata_gone"])
def test_a_column_under_the_code_of_another_is_asked_about(filled: Path, forget: bool) -> None:
    submission = read_submission(tampered(filled, with_metadata(double("K4", "K5"), forget)))
    assert submission.value(CellKey("BM16", "DA2", "K4")) == 8285
    seen = submission.observation(CellKey("BM16", "DA2", "K5"))
    assert seen is not None
    assert seen.state is State.UNREAD
    (question,) = submission.questions
    assert question.answers[0][0] == "K5"
    assert [remark.code for remark in submission.remarks] == ["ask_column_alone"]


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Danh sách", "Họ tên"])
    book.save(tmp_path / "khac.xlsx")
    with pytest.raises(FileProblem) as refusal:
        read_submission(tmp_path / "khac.xlsx")
    assert refusal.value.code == "file.no_known_form"


def test_a_table_whose_rows_were_wiped_out_is_refused_with_the_reason(tmp_path: Path) -> None:
    def wipe(book: Any) -> None:
        sheet = book["BM16"]
        for row in range(CODE_ROW + 1, CODE_ROW + 1 + len(concrete("BM16").rows)):
            sheet.cell(row, 2).value = None

    with pytest.raises(FileProblem, match="không nhận ra các dòng"):
        read_submission(tampered(write(tmp_path / "a.xlsx"), wipe))


def test_a_table_without_a_period_is_refused_with_the_reason(tmp_path: Path) -> None:
    def no_period(book: Any) -> None:
        forget_metadata(book)
        for line in book["BM16"].iter_rows(max_row=7):
            for place in line:
                if isinstance(place.value, str) and "2023" in place.value:
                    place.value = "Kỳ báo cáo: ……"

    with pytest.raises(FileProblem, match="kỳ báo cáo"):
        read_submission(tampered(write(tmp_path / "a.xlsx"), no_period))


def test_codes_and_headings_that_contradict_each_other_are_asked_about(filled: Path) -> None:
    def swap(book: Any) -> None:
        one, other = code_cell(book, "BM16", "K4"), code_cell(book, "BM16", "K5")
        one.value, other.value = other.value, one.value

    submission = read_submission(tampered(filled, swap))
    for code in ("K4", "K5"):
        seen = submission.observation(CellKey("BM16", "DA2", code))
        assert seen is not None
        assert seen.state is State.UNREAD
    assert {key for question in submission.questions for key, _ in question.answers} == {"K4", "K5"}


def test_the_code_row_of_the_form_is_where_these_tests_expect_it() -> None:
    from mtqg_xl.writing import plan_sheet

    assert plan_sheet(concrete("BM16")).code_row == CODE_ROW
