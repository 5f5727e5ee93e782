from decimal import Decimal
from pathlib import Path

import pandas
import pytest

import mtqg_xl as mx
from mtqg_xl.messages import ArgumentProblem, FileProblem
from tests.api.conftest import CLEAN, KON_RAY


def test_an_opened_book_tells_unit_period_and_forms() -> None:
    book = mx.open(KON_RAY)
    assert book.unit is not None
    assert (book.unit.name, str(book.period)) == ("huyện Kon Rẫy", "2023-6T")
    assert book.forms == ("KR02", "NTM01")


def test_a_form_is_a_table_of_rows_by_printed_column_codes() -> None:
    frame = mx.open(CLEAN).frame("BM16")
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns[:4]) == ["label", "K1", "K2", "K3"]
    assert frame.index.name == "row"
    assert {"T", "DA1.1", "DA5"} <= set(frame.index)


def test_figures_in_the_table_are_exact_and_blank_cells_are_none() -> None:
    frame = mx.open(KON_RAY).frame("KR02")
    assert frame.loc["NTM", "3"] == Decimal(26884)
    assert isinstance(frame.loc["T", "9"], Decimal)
    assert frame.loc["T", "9"] == Decimal("9.17")
    assert frame.loc["GNBV", "1"] is None


def test_words_for_nothing_spent_are_zero_in_the_table() -> None:
    assert mx.open(KON_RAY).frame("KR02").loc["NTM", "6"] == 0


def test_totals_in_the_table_are_those_of_the_file() -> None:
    frame = mx.open(CLEAN).frame("KR02")
    assert frame.loc["T", "1"] == sum(frame.loc[["NTM", "DTTS", "GNBV"], "1"])


def test_without_a_code_the_table_is_long_with_the_columns_of_the_export() -> None:
    frame = mx.open(KON_RAY).frame()
    assert list(frame.columns) == [
        *("form", "row", "column", "value", "unit", "state", "sheet", "cell", "raw", "formula")
    ]
    assert set(frame["state"]) == {"reported", "zero_reported", "blank"}


def test_a_form_that_the_book_does_not_hold_is_refused_by_name() -> None:
    with pytest.raises(ArgumentProblem, match="“BM16”"):
        mx.open(KON_RAY).frame("BM16")


def test_a_path_may_be_text_or_a_path() -> None:
    assert mx.open(str(KON_RAY)).sha256 == mx.open(KON_RAY).sha256


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="không có"):
        mx.open(tmp_path / "không có.xlsx")
