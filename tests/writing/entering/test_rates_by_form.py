from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.reading import read_submission
from mtqg_xl.writing.entering import CellPlace, Entry, FormPlace, enter
from tests.support.books import address, seen_in, tampered, write
from tests.writing.entering.own_forms_filled import saved
from tests.writing.entering.plain_books import value_of

RATE = ("XM", "20")
MONEY = ("XM", "12")


def book_with(path: Path, number_format: str) -> Path:
    def shown(book: Any) -> None:
        book["BM11"][address("BM11", *RATE)].number_format = number_format

    return tampered(write(path, ["BM11"]), shown)


@pytest.mark.parametrize("value", [Decimal("74.52"), "74,52", "74,52%", "74.52 %"])
@pytest.mark.parametrize(("number_format", "stands"), [("0.00%", 0.7452), ("0.00", 74.52)])
def test_a_rate_named_by_its_form_is_in_percent(
    tmp_path: Path, value: Any, number_format: str, stands: float
) -> None:
    book = book_with(tmp_path / "a.xlsx", number_format)
    entered = enter(book, [Entry(FormPlace("BM11", *RATE), value)], over_formulas=True)
    found = seen_in(read_submission(saved(entered, tmp_path / "b.xlsx")), "BM11", *RATE)
    assert found.value == Decimal("74.52")
    assert not isinstance(value, Decimal) or value_of(entered, f"BM11!{address('BM11', *RATE)}") == stands


@pytest.mark.parametrize(
    ("measure", "value", "stands"),
    [
        ("", "12.5", "12.5"),
        ("trieu_dong", "12.5", "12.5"),
        ("dong", "12500000", "12.5"),
        ("nghin_dong", "12500", "12.5"),
        ("ty_dong", "0.5", "500"),
    ],
)
def test_money_may_be_given_in_any_measure_of_money(
    tmp_path: Path, measure: str, value: str, stands: str
) -> None:
    entered = enter(write(tmp_path / "a.xlsx", ["BM11"]), [Entry(FormPlace("BM11", *MONEY, measure), value)])
    assert [item.after for item in entered.written] == [Decimal(stands)]


@pytest.mark.parametrize("measure", ["ho", "phan_tram", "lượng vàng"])
def test_money_in_a_measure_of_something_else_is_refused(tmp_path: Path, measure: str) -> None:
    with pytest.raises(ArgumentProblem, match=f"“{measure}” ở đây.*triệu đồng"):
        enter(
            write(tmp_path / "a.xlsx", ["BM11"]),
            [Entry(FormPlace("BM11", *MONEY, measure), Decimal(1), source="đây")],
        )


def test_a_float_from_a_script_is_converted_exactly(tmp_path: Path) -> None:
    entered = enter(
        write(tmp_path / "a.xlsx", ["BM11"]), [Entry(FormPlace("BM11", *MONEY, "nghin_dong"), 0.1)]
    )
    assert [item.after for item in entered.written] == [Decimal("0.0001")]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (FormPlace("BM16", "DA1.1", "K1"), "BM16.*BM11"),
        (FormPlace("BM11", "không", "12"), "không.*12"),
        (FormPlace("BM11", "XM", "99"), "XM.*99"),
        (FormPlace("BM99", "XM", "1"), "BM99.*BM11"),
    ],
)
def test_a_place_that_the_workbook_does_not_have_is_refused(
    tmp_path: Path, place: FormPlace, said: str
) -> None:
    with pytest.raises(ArgumentProblem, match=said):
        enter(write(tmp_path / "a.xlsx", ["BM11"]), [Entry(place, Decimal(1), source="đây")])


def test_a_cell_that_the_form_does_not_use_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentProblem, match="không có ô"):
        enter(write(tmp_path / "a.xlsx", ["NTM01"]), [Entry(FormPlace("NTM01", "2", "1"), Decimal(1))])


def test_the_same_cell_by_its_form_and_by_its_address_is_one_cell(tmp_path: Path) -> None:
    by_form = Entry(FormPlace("BM11", *MONEY), Decimal(5))
    by_cell = CellPlace("BM11", address("BM11", *MONEY))
    book = write(tmp_path / "a.xlsx", ["BM11"])
    assert len(enter(book, [by_form, Entry(by_cell, 5)]).written) == 1
    with pytest.raises(ArgumentProblem, match=by_cell.cell):
        enter(book, [by_form, Entry(by_cell, 6)])


def test_a_form_is_found_where_it_stands_and_not_where_the_template_had_it(tmp_path: Path) -> None:
    def moved(book: Any) -> None:
        book["BM11"].insert_rows(1, 3)
        book["BM11"].title = "Nhà ở"

    book = tampered(write(tmp_path / "a.xlsx", ["BM11"], {CellKey("BM11", *MONEY): Decimal(7)}), moved)
    (written,) = enter(book, [Entry(FormPlace("BM11", *MONEY), Decimal(8))]).written
    assert (written.sheet, written.before) == ("Nhà ở", "7")
