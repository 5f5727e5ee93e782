from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from mtqg_xl.api import write_template
from mtqg_xl.messages import ArgumentProblem, CellProblem
from tests.writing.entering.plain_books import cell_of, given, plain_book, styled_book, told, value_of


@pytest.mark.parametrize(
    ("text", "stands"),
    [("12,5%", 0.125), ("12,5 %", 0.125), ("12.5%", 0.125), ("-3%", -0.03), ("0,125", 0.125), ("-", "-")],
)
def test_a_percentage_goes_into_a_percent_cell_as_its_share(tmp_path: Path, text: str, stands: Any) -> None:
    book = styled_book(tmp_path / "a.xlsx", {"B3": "0.0%"})
    assert value_of(told(book, f"Sheet1!B3={text}"), "Sheet1!B3") == stands


def test_a_percentage_for_a_plain_cell_may_mean_two_numbers_and_is_asked_about(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "a.xlsx")
    with pytest.raises(ArgumentProblem, match="12,5 hoặc 0,125"):
        told(book, "Sheet1!B3=12,5%")
    assert value_of(told(book, "Sheet1!B3='12,5%"), "Sheet1!B3") == "12,5%"


def test_the_sheet_that_tells_where_forms_stand_is_not_filled(tmp_path: Path) -> None:
    template = write_template(["BM16"], tmp_path / "mau.xlsx", unit="huyện Bảo Lâm", period="2024-6T")
    with pytest.raises(ArgumentProblem, match="không có trang tính “_mtqg”"):
        told(Path(template), "_mtqg!A1=5")


@pytest.mark.parametrize("shown", ["dd/mm/yyyy", "mm-dd-yy", "d mmm yyyy", '"ngày" dd "tháng" mm'])
@pytest.mark.parametrize("text", ["30/6/2023", "30-06-2023", "30.6.2023", "2023-06-30"])
def test_a_day_goes_into_a_date_cell_as_a_day(tmp_path: Path, shown: str, text: str) -> None:
    entered = told(styled_book(tmp_path / "a.xlsx", {"B3": shown}), f"Sheet1!B3={text}")
    assert value_of(entered, "Sheet1!B3") == datetime(2023, 6, 30)
    assert cell_of(entered, "Sheet1!B3").number_format == shown


@pytest.mark.parametrize("text", ["30/6/2023 14:30", "2023-06-30 14:30", "2023-06-30T14:30"])
def test_a_day_with_an_hour_keeps_its_hour(tmp_path: Path, text: str) -> None:
    entered = told(styled_book(tmp_path / "a.xlsx", {"B3": "dd/mm/yyyy hh:mm"}), f"Sheet1!B3={text}")
    assert value_of(entered, "Sheet1!B3") == datetime(2023, 6, 30, 14, 30)


@pytest.mark.parametrize("text", ["31/6/2023", "6/2023", "2023", "hôm nay", "30/6/23"])
def test_what_is_no_day_is_not_made_one(tmp_path: Path, text: str) -> None:
    entered = told(styled_book(tmp_path / "a.xlsx", {"B3": "dd/mm/yyyy"}), f"Sheet1!B3='{text}")
    assert value_of(entered, "Sheet1!B3") == text


def test_in_a_workbook_that_counts_from_1904_a_day_is_the_same_day(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.title = "Sheet1"
    book.active["B3"].number_format = "dd/mm/yyyy"
    book.save(tmp_path / "a.xlsx")
    entered = told(tmp_path / "a.xlsx", "Sheet1!B3=30/6/2023")
    assert value_of(entered, "Sheet1!B3") == datetime(2023, 6, 30)
    assert value_of(given(tmp_path / "a.xlsx", {"Sheet1!B4": date(2023, 6, 30)}), "Sheet1!B4") == datetime(
        2023, 6, 30
    )


@pytest.mark.parametrize("text", ["12", "001", "12,5", "30/6/2023", "đúng", "=1", "1e5"])
def test_a_text_cell_takes_everything_as_text(tmp_path: Path, text: str) -> None:
    entered = told(styled_book(tmp_path / "a.xlsx", {"B3": "@"}), f"Sheet1!B3={text}")
    assert (value_of(entered, "Sheet1!B3"), cell_of(entered, "Sheet1!B3").data_type) == (text, "s")


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("sai", False),
        ("FALSE", False),
        ("0", False),
        ("ĐÚNG", True),
        ("True", True),
        ("1", True),
        ("2", 2),
        ("có", "có"),
    ],
)
def test_a_cell_that_holds_true_or_false_takes_both_in_words(tmp_path: Path, text: str, stands: Any) -> None:
    book = plain_book(tmp_path / "a.xlsx", {"Sheet1": {"B3": stands is not True, "B4": "x"}})
    found = value_of(told(book, f"Sheet1!B3={text}"), "Sheet1!B3")
    assert (found, type(found)) == (stands, type(stands))
    assert value_of(told(book, "Sheet1!B4=sai"), "Sheet1!B4") == "sai"


@pytest.mark.parametrize(
    "value",
    [
        12,
        -3,
        0.1,
        Decimal("26844.25"),
        True,
        False,
        "chữ",
        "  có dấu cách ",
        "hai\ndòng",
        "<&>\"'",
        "𝄞",
        datetime(2023, 6, 30, 14, 30),
    ],
)
def test_a_value_from_a_script_is_read_back_as_given(tmp_path: Path, value: Any) -> None:
    found = value_of(given(plain_book(tmp_path / "a.xlsx"), {"Sheet1!B3": value}), "Sheet1!B3")
    assert found == (float(value) if isinstance(value, Decimal) else value)
    assert isinstance(found, bool) == isinstance(value, bool)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), Decimal("NaN"), 12345678901234567, "x" * 40000]
)
def test_a_value_that_excel_would_not_keep_is_refused(tmp_path: Path, value: Any) -> None:
    with pytest.raises(CellProblem, match="B3"):
        given(plain_book(tmp_path / "a.xlsx"), {"Sheet1!B3": value})


def test_a_number_too_long_for_excel_is_refused_as_text_too(tmp_path: Path) -> None:
    with pytest.raises(CellProblem, match="B3"):
        told(plain_book(tmp_path / "a.xlsx"), "Sheet1!B3=12345678901234567")


def test_the_look_of_a_cell_stays(tmp_path: Path) -> None:
    book = styled_book(tmp_path / "a.xlsx", {"B3": "#,##0.000"}, {"B3": 5})
    assert cell_of(told(book, "Sheet1!B3=12,5"), "Sheet1!B3").number_format == "#,##0.000"
