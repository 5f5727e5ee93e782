import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.messages import ArgumentProblem, FileProblem
from mtqg_xl.writing.entering import CellPlace, Entry, FormPlace, enter, read_entries
from tests.writing.entering.plain_books import cell_of, plain_book, value_of


def table(path: Path, text: str, encoding: str = "utf-8") -> list[Entry]:
    """The entries of a file with this content."""
    path.write_bytes(text.encode(encoding))
    return read_entries(path)[0]


def lines(path: Path, content: Any) -> list[Entry]:
    """The entries of a JSON file with this content; a text is written as it is."""
    return table(path, content if isinstance(content, str) else json.dumps(content))


def said(entries: list[Entry]) -> list[tuple[Any, Any, str]]:
    return [(entry.place, entry.value, entry.sort) for entry in entries]


B3, B4 = CellPlace("Biểu 1", "B3"), CellPlace("Biểu 1", "B4")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_columns_may_be_parted_in_three_ways(tmp_path: Path, mark: str, encoding: str, end: str) -> None:
    text = end.join(
        mark.join(line)
        for line in (("sheet", "cell", "value"), ("Biểu 1", "B3", "12"), ("Biểu 1", "$b$4", "x"))
    )
    assert said(table(tmp_path / "a.csv", text, encoding)) == [(B3, "12", ""), (B4, "x", "")]


def test_a_value_may_hold_the_mark_in_quotes_and_lines(tmp_path: Path) -> None:
    text = 'sheet,cell,value\nBiểu 1,B3,"12,5"\nBiểu 1,B4,"một\nhai ""ba"""\n'
    assert said(table(tmp_path / "a.csv", text)) == [(B3, "12,5", ""), (B4, 'một\nhai "ba"', "")]


@pytest.mark.parametrize(
    "head",
    [
        "Trang tính;Ô;Giá trị",
        "trang;ô;số liệu",
        "TRANG;Ô;GIÁ TRỊ",
        "Sheet;Cell;Value",
        " trang tính ; ô ; giá trị ",
    ],
)
def test_columns_carry_vietnamese_or_english_names(tmp_path: Path, head: str) -> None:
    assert said(table(tmp_path / "a.csv", f"{head}\nBiểu 1;B3;12\n")) == [(B3, "12", "")]


@pytest.mark.parametrize(
    "head",
    [
        "form,row,column,value,unit",
        "Mã biểu,Dòng,Cột,Giá trị,Đơn vị tính",
        "biểu,dòng,cột,số liệu,đơn vị tính",
    ],
)
def test_a_cell_may_be_named_by_the_keys_of_a_form(tmp_path: Path, head: str) -> None:
    (entry,) = table(tmp_path / "a.csv", f"{head}\nBM16,DA1.1,K3,26844,dong\n")
    assert entry.place == FormPlace("BM16", "DA1.1", "K3", "dong")


def test_the_keys_of_a_form_go_before_the_address(tmp_path: Path) -> None:
    head = "sheet,cell,form,row,column,value"
    entries = table(tmp_path / "a.csv", f"{head}\nBiểu 1,B3,BM16,DA1.1,K3,1\nBiểu 1,B4,,,,2\n")
    assert [entry.place for entry in entries] == [FormPlace("BM16", "DA1.1", "K3"), B4]


def test_a_line_without_a_value_says_nothing(tmp_path: Path) -> None:
    text = "sheet,cell,value\nBiểu 1,B3,\nBiểu 1,B4,   \n,,\n\nBiểu 1,B3,5\n"
    assert said(table(tmp_path / "a.csv", text)) == [(B3, "5", "")]


def test_an_empty_text_in_json_says_nothing_and_null_empties_the_cell(tmp_path: Path) -> None:
    content = [{"sheet": "Biểu 1", "cell": "B3", "value": value} for value in ("", None)]
    assert said(lines(tmp_path / "a.json", content)) == [(B3, None, "")]
    book = plain_book(tmp_path / "a.xlsx", {"Biểu 1": {"B3": 5, "B4": 6}})
    entered = enter(book, read_entries(tmp_path / "a.json")[0])
    assert (value_of(entered, "Biểu 1!B3"), value_of(entered, "Biểu 1!B4")) == (None, 6)


@pytest.mark.parametrize("text", ["0.1", "26844.123456789", "1e3", "12", "-0.5"])
def test_numbers_in_json_stay_exact(tmp_path: Path, text: str) -> None:
    (entry,) = lines(tmp_path / "a.json", f'[{{"sheet": "Biểu 1", "cell": "B3", "value": {text}}}]')
    assert entry.value == Decimal(text)
    assert isinstance(entry.value, int | Decimal)


@pytest.mark.parametrize("value", [True, False])
def test_true_and_false_in_json_are_themselves(tmp_path: Path, value: bool) -> None:
    (entry,) = lines(tmp_path / "a.json", [{"sheet": "Biểu 1", "cell": "B3", "value": value}])
    assert entry.value is value


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        (("number", "số", "Số"), "number"),
        (("text", "chữ", "CHỮ"), "text"),
        (("date", "ngày"), "date"),
        (("bool", "đúng sai", "Đúng  sai"), "bool"),
        (("formula", "công thức", "Công thức"), "formula"),
        (("",), ""),
    ],
)
def test_the_sort_of_a_value_is_told_in_both_languages(
    tmp_path: Path, words: tuple[str, ...], sort: str
) -> None:
    for head in ("type", "loại", "Loại"):
        for word in words:
            (entry,) = table(tmp_path / "a.csv", f"sheet,cell,value,{head}\nBiểu 1,B3,1,{word}\n")
            assert entry.sort == sort


@pytest.mark.parametrize(
    ("sort", "value", "stands", "kind"),
    [
        ("chữ", "001", "001", "s"),
        ("chữ", "12,5", "12,5", "s"),
        ("số", "001", 1, "n"),
        ("công thức", "=1+2", "=1+2", "f"),
        ("công thức", "1+2", "=1+2", "f"),
        ("đúng sai", "đúng", True, "b"),
        ("chữ", "=1+2", "=1+2", "s"),
        ("chữ", "'x", "'x", "s"),
    ],
)
def test_a_value_is_written_as_the_sort_told(
    tmp_path: Path, sort: str, value: str, stands: Any, kind: str
) -> None:
    entries = table(tmp_path / "a.csv", f'sheet,cell,value,type\nBiểu 1,B3,"{value}",{sort}\n')
    entered = enter(plain_book(tmp_path / "a.xlsx", {"Biểu 1": {"A1": 1}}), entries)
    cell = cell_of(entered, "Biểu 1!B3")
    assert (cell.value, cell.data_type) == (stands, kind)


def test_a_day_told_to_be_one_is_written_as_a_day_into_a_plain_cell(tmp_path: Path) -> None:
    entries = table(tmp_path / "a.csv", "sheet,cell,value,type\nBiểu 1,B3,30/6/2023,ngày\n")
    entered = enter(plain_book(tmp_path / "a.xlsx", {"Biểu 1": {"A1": 1}}), entries)
    assert cell_of(entered, "Biểu 1!B3").is_date


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16"])
def test_another_encoding_is_refused_and_the_remedy_told(tmp_path: Path, encoding: str) -> None:
    text = "sheet,cell,value\nBieu,B3,đôi\n".replace("đôi", "đo")
    with pytest.raises(ArgumentProblem, match="UTF-8"):
        table(tmp_path / "a.csv", text, encoding)


def test_a_line_without_a_place_is_refused_by_its_number(tmp_path: Path) -> None:
    for head, line in (
        ("sheet,value", "Biểu 1,5"),
        ("form,row,value", "BM16,DA1,5"),
        ("sheet,cell,value", "Biểu 1,,5"),
    ):
        with pytest.raises(ArgumentProblem, match=r"dòng số liệu 1 của “.*a\.csv”"):
            table(tmp_path / "a.csv", f"{head}\n{line}\n")


def test_a_sort_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentProblem, match=r"“tiền”.*dòng số liệu 2"):
        table(tmp_path / "a.csv", "sheet,cell,value,type\nBiểu 1,B3,1,số\nBiểu 1,B4,1,tiền\n")


def test_a_line_with_more_columns_than_the_heading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentProblem, match="nhiều cột hơn"):
        table(tmp_path / "a.csv", "sheet,cell,value\nBiểu 1,B3,12,5\n")


@pytest.mark.parametrize(
    "content",
    [
        *("", "{", "[1, 2]", "12", '"x"', "null", '{"a": []}', '{"cells": 5}', "[[]]", "[" * 100_000),
        '[{"sheet": "a", "cell": "A1", "value": [1]}]',
        '[{"sheet": "a", "cell": "A1", "value": {}}]',
        '[{"sheet": "a", "cell": "A1", "value": NaN}]',
        '[{"sheet": "a", "cell": "A1", "value": Infinity}]',
    ],
)
def test_json_that_says_no_cells_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(ArgumentProblem, match=r"a\.json"):
        lines(tmp_path / "a.json", content)


def test_csv_that_is_broken_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentProblem, match=r"a\.csv"):
        table(tmp_path / "a.csv", 'sheet,cell,value\nBiểu 1,B3,"12\n')


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path / "không có.csv", tmp_path):
        with pytest.raises(FileProblem):
            read_entries(place)


def test_an_empty_file_tells_nothing(tmp_path: Path) -> None:
    assert table(tmp_path / "a.csv", "") == []
    assert table(tmp_path / "b.csv", "sheet,cell,value\n") == []
    assert lines(tmp_path / "a.json", []) == []


def test_a_whole_number_far_beyond_sense_is_refused_and_not_puzzled_over(tmp_path: Path) -> None:
    with pytest.raises(ArgumentProblem):
        lines(tmp_path / "a.json", f'[{{"sheet": "a", "cell": "A1", "value": {"9" * 5000}}}]')


def test_an_entry_says_where_it_was_read(tmp_path: Path) -> None:
    entries = table(tmp_path / "số liệu.csv", "sheet,cell,value\nBiểu 1,B3,1\n\nBiểu 1,B4,1.234\n")
    book = plain_book(tmp_path / "a.xlsx", {"Biểu 1": {"A1": 1}})
    with pytest.raises(ArgumentProblem, match=r"dòng số liệu 2 của “.*số liệu\.csv”.*--decimal"):
        enter(book, entries)


@pytest.mark.parametrize("head", ["sheet,cell", "sheet,cell,amount", "Trang;Ô;Giá trị (triệu đồng)"])
def test_a_table_without_a_column_of_values_is_refused(tmp_path: Path, head: str) -> None:
    """Otherwise it would be taken to say nothing, and the filling to have succeeded."""
    line = ";".join(["Biểu 1", "B3", "12"][: len(head.replace(";", ",").split(","))])
    with pytest.raises(ArgumentProblem, match=r"a\.csv"):
        table(tmp_path / "a.csv", f"{head}\n{line if ';' in head else line.replace(';', ',')}\n")


def test_a_line_of_json_without_a_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentProblem, match=r"a\.json"):
        lines(tmp_path / "a.json", [{"sheet": "Biểu 1", "cell": "B3", "amount": 5}])


@pytest.mark.parametrize("head", ["sheet,cell,value,Giá trị", "sheet,trang,cell,value"])
def test_two_columns_that_mean_the_same_are_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(ArgumentProblem, match=r"a\.csv"):
        table(tmp_path / "a.csv", f"{head}\nBiểu 1,B3,12,13\n")


def test_a_line_that_breaks_off_does_not_empty_its_cell(tmp_path: Path) -> None:
    assert said(table(tmp_path / "a.csv", "sheet,cell,value\nBiểu 1,B3\nBiểu 1,B4,5\n")) == [(B4, "5", "")]


def test_a_line_that_breaks_off_after_its_value_is_whole(tmp_path: Path) -> None:
    assert said(table(tmp_path / "a.csv", "sheet,cell,value,type\nBiểu 1,B4,5\n")) == [(B4, "5", "")]
