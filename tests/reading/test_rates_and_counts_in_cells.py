from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mtqg_xl.domain.cells import State
from tests.support.books import seen_in, with_cell


@pytest.mark.parametrize(
    ("stored", "number_format", "value", "decimals"),
    [
        (0.75, "0%", "75", 0),
        (0.7452, "0.00%", "74.52", 2),
        (1.0575, "0.00%", "105.75", 2),
        (75, "0", "75", 0),
        (74.52, "0.00", "74.52", 2),
    ],
)
def test_a_rate_formatted_as_percent_is_a_hundred_times_what_is_stored(
    tmp_path: Path, stored: float, number_format: str, value: str, decimals: int
) -> None:
    submission = with_cell(tmp_path / "a.xlsx", "XM", "20", stored, number_format=number_format)
    seen = seen_in(submission, "BM11", "XM", "20")
    assert (seen.value, seen.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize("text", ["74,52%", "74,52 %", "74,52"])
def test_a_rate_typed_as_text_is_read_in_percent(tmp_path: Path, text: str) -> None:
    submission = with_cell(tmp_path / "a.xlsx", "XM", "20", text)
    assert seen_in(submission, "BM11", "XM", "20").value == Decimal("74.52")


def test_money_formatted_as_percent_is_not_multiplied(tmp_path: Path) -> None:
    submission = with_cell(tmp_path / "a.xlsx", "XM", "12", 0.75, number_format="0%")
    assert seen_in(submission, "BM11", "XM", "12").value == Decimal("0.75")


def test_a_count_with_decimals_typed_as_text_is_not_read(tmp_path: Path) -> None:
    submission = with_cell(tmp_path / "a.xlsx", "XM", "5", "207,5")
    seen = seen_in(submission, "BM11", "XM", "5")
    assert (seen.state, seen.value) == (State.UNREAD, None)
    assert [remark.code for remark in submission.remarks] == ["doubtful_count"]


def test_a_leading_zero_of_a_count_is_style(tmp_path: Path) -> None:
    submission = with_cell(tmp_path / "a.xlsx", "SC", "6", "04")
    assert seen_in(submission, "BM11", "SC", "6").value == 4


def test_a_text_column_keeps_what_is_written(tmp_path: Path) -> None:
    submission = with_cell(tmp_path / "a.xlsx", "A.4", "13", "Trạm Y tế xã Yên Thổ", form="BM03")
    seen = seen_in(submission, "BM03", "A.4", "13")
    assert (seen.state, seen.value, seen.raw) == (State.REPORTED, None, "Trạm Y tế xã Yên Thổ")


def test_a_figure_in_a_cell_the_form_does_not_use_is_told_and_not_counted(tmp_path: Path) -> None:
    submission = with_cell(tmp_path / "a.xlsx", "2", "1", 177, form="NTM01")
    (remark,) = submission.remarks
    assert (remark.code, remark.raw) == ("closed_cell", "177")
    assert submission.observation(remark.key) is None if remark.key else False
