from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mtqg_xl.domain.cells import Observation, State
from tests.support.books import seen_in, with_cell

MONEY = ("XM", "12")


def read_as(
    tmp_path: Path, content: object, number_format: str | None = None
) -> tuple[Observation, list[str]]:
    submission = with_cell(tmp_path / "a.xlsx", *MONEY, content, number_format=number_format)
    return seen_in(submission, "BM11", *MONEY), [remark.code for remark in submission.remarks]


@pytest.mark.parametrize(
    ("text", "value", "remark"),
    [
        ("9.835,440", "9835.440", "text_number"),
        ("3.206.178,594", "3206178.594", "text_number"),
        (" 434 ", "434", "text_number"),
        ("10,8", "10.8", "text_number"),
        ("208,560", "208.560", "doubtful_text_number"),
        ("26.884", "26884", "doubtful_text_number"),
    ],
)
def test_a_figure_typed_as_text_is_read_and_told(tmp_path: Path, text: str, value: str, remark: str) -> None:
    seen, remarks = read_as(tmp_path, text)
    assert seen.value == Decimal(value)
    assert seen.raw.strip() == text.strip()
    assert remarks == [remark]


@pytest.mark.parametrize(
    "text", ["chưa giải ngân", "Chưa giải ngân", "CHƯA TRIỂN KHAI THỰC HIỆN", "chưa  thực hiện"]
)
def test_not_yet_disbursed_is_a_reported_zero(tmp_path: Path, text: str) -> None:
    seen, remarks = read_as(tmp_path, text)
    assert (seen.state, seen.value) == (State.ZERO_REPORTED, 0)
    assert remarks == []


def test_not_yet_disbursed_is_understood_in_the_old_encoding(tmp_path: Path) -> None:
    seen, _ = read_as(tmp_path, "ch\u01a3a giải ngân")
    assert seen.state is State.ZERO_REPORTED


@pytest.mark.parametrize("text", ["không phát sinh", "Không phát sinh", "-", "–", "x"])
def test_not_arising_is_no_zero(tmp_path: Path, text: str) -> None:
    seen, remarks = read_as(tmp_path, text)
    assert (seen.state, seen.value) == (State.NOT_APPLICABLE, None)
    assert remarks == []


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_text_is_a_blank(tmp_path: Path, text: str) -> None:
    seen, remarks = read_as(tmp_path, text)
    assert (seen.state, seen.value) == (State.BLANK, None)
    assert remarks == []


def test_a_zero_is_a_reported_figure(tmp_path: Path) -> None:
    seen, remarks = read_as(tmp_path, 0)
    assert (seen.state, seen.value) == (State.REPORTED, 0)
    assert remarks == []


@pytest.mark.parametrize("text", ["16/18", "khoảng 5.600", "mười triệu", "2016-2020", "1.234.56"])
def test_what_is_not_a_figure_is_not_read_and_told(tmp_path: Path, text: str) -> None:
    seen, remarks = read_as(tmp_path, text)
    assert (seen.state, seen.value, seen.raw) == (State.UNREAD, None, text)
    assert remarks == ["not_a_figure"]


def test_a_date_is_no_figure(tmp_path: Path) -> None:
    seen, remarks = read_as(tmp_path, date(2023, 6, 30))
    assert (seen.state, seen.value) == (State.UNREAD, None)
    assert remarks == ["date"]


def test_a_number_shown_as_a_date_is_no_figure(tmp_path: Path) -> None:
    seen, remarks = read_as(tmp_path, 45107, "dd/mm/yyyy")
    assert (seen.state, remarks) == (State.UNREAD, ["date"])


@pytest.mark.parametrize(
    "number_format", ["#,##0", "0.00", "General", '#,##0 "đồng"', "#,##0.000;[Red]-#,##0.000"]
)
def test_a_number_is_a_number_in_any_number_format(tmp_path: Path, number_format: str) -> None:
    seen, remarks = read_as(tmp_path, 45107, number_format)
    assert (seen.value, remarks) == (45107, [])


@pytest.mark.parametrize("error", ["#REF!", "#VALUE!", "#DIV/0!", "#N/A"])
def test_an_error_value_is_not_read_and_told(tmp_path: Path, error: str) -> None:
    seen, remarks = read_as(tmp_path, error)
    assert (seen.state, seen.value) == (State.UNREAD, None)
    assert remarks == ["error_value"]


def test_true_is_no_figure(tmp_path: Path) -> None:
    seen, remarks = read_as(tmp_path, True)
    assert (seen.state, remarks) == (State.UNREAD, ["not_a_figure"])


def test_a_formula_typed_over_an_input_without_a_result_is_told(tmp_path: Path) -> None:
    seen, remarks = read_as(tmp_path, "=8285+1550.44")
    assert (seen.state, seen.value) == (State.UNREAD, None)
    assert remarks == ["no_result"]


def test_binary_noise_of_a_number_is_not_hidden(tmp_path: Path) -> None:
    seen, _ = read_as(tmp_path, 0.1)
    assert seen.value == Decimal("0.1")
    assert seen.decimals == 1
