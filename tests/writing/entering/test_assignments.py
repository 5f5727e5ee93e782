import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from mtqg_xl.messages import ArgumentProblem, CellProblem
from mtqg_xl.writing.entering import CellPlace, from_assignments, from_mapping
from tests.writing.entering.plain_books import cell_of, given, plain_book, told, value_of

Shape = Literal["NFC", "NFD"]


@pytest.mark.parametrize(
    ("text", "sheet", "cell", "value"),
    [
        ("Sheet1!B3=12", "Sheet1", "B3", "12"),
        ("Biểu 16!B3=12", "Biểu 16", "B3", "12"),
        ("'Biểu 16'!B3=12", "Biểu 16", "B3", "12"),
        ("'Biểu ''16'''!B3=12", "Biểu '16'", "B3", "12"),
        ("'Đạt!'!B3=12", "Đạt!", "B3", "12"),
        ("'a!b=c'!B3=12", "a!b=c", "B3", "12"),
        ("'x!A1=1'!B3=12", "x!A1=1", "B3", "12"),
        ("a=b!B3=12", "a=b", "B3", "12"),
        ("Sheet1!$B$3=12", "Sheet1", "B3", "12"),
        ("Sheet1!b3=12", "Sheet1", "B3", "12"),
        ("Sheet1!XFD1048576=12", "Sheet1", "XFD1048576", "12"),
        ("  Sheet1!B3 = 12 ", "Sheet1", "B3", "12"),
        ("Sheet1!B3==A1+1", "Sheet1", "B3", "=A1+1"),
        ("Sheet1!B3=a=b!C4=5", "Sheet1", "B3", "a=b!C4=5"),
        ("Sheet1!B3=dòng 1\ndòng 2", "Sheet1", "B3", "dòng 1\ndòng 2"),
    ],
)
def test_an_assignment_names_sheet_cell_and_value(text: str, sheet: str, cell: str, value: str) -> None:
    (entry,) = from_assignments([text])
    assert (entry.place, entry.value, entry.sort) == (CellPlace(sheet, cell), value, "")


@pytest.mark.parametrize("text", ["Sheet1!B3=", "Sheet1!B3 =  "])
def test_nothing_after_the_equals_sign_empties_the_cell(tmp_path: Path, text: str) -> None:
    book = plain_book(tmp_path / "a.xlsx", {"Sheet1": {"B3": 12, "B4": 13}})
    entered = told(book, text)
    assert (value_of(entered, "Sheet1!B3"), value_of(entered, "Sheet1!B4")) == (None, 13)
    (written,) = entered.written
    assert (written.before, written.after) == ("12", None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "B3=12",
        "Sheet1!=12",
        "!B3=12",
        "Sheet1!B3",
        "Sheet1!3B=12",
        "Sheet1!B3:B4=12",
        "'Biểu 16!B3=12",
        "''!B3=1",
    ],
)
def test_what_is_no_assignment_is_refused(text: str) -> None:
    with pytest.raises(ArgumentProblem) as refused:
        from_assignments([text])
    assert f"“{text}”" in str(refused.value)


@pytest.mark.parametrize("address", ["B0", "XFE1", "A1048577", "ZZZ9"])
def test_a_cell_that_no_sheet_has_is_refused(tmp_path: Path, address: str) -> None:
    book = plain_book(tmp_path / "a.xlsx")
    with pytest.raises((ArgumentProblem, CellProblem), match=address):
        told(book, f"Sheet1!{address}=1")


@pytest.mark.parametrize("key", ["B3", "Sheet1!", "Sheet1!B3=12", "'a'b'!B3", ""])
def test_a_key_that_is_no_place_is_refused(key: str) -> None:
    with pytest.raises(ArgumentProblem):
        from_mapping({key: 1})


def test_a_text_with_an_equals_sign_stays_text(tmp_path: Path) -> None:
    entered = told(plain_book(tmp_path / "a.xlsx"), "Sheet1!B3==1+1", 'Sheet1!B4==HYPERLINK("http://x.vn")')
    assert (cell_of(entered, "Sheet1!B3").value, cell_of(entered, "Sheet1!B3").data_type) == ("=1+1", "s")
    assert cell_of(entered, "Sheet1!B4").data_type == "s"


@pytest.mark.parametrize(("text", "stands"), [("'001", "001"), ("'12", "12"), ("'=1", "=1"), ("''x", "'x")])
def test_an_apostrophe_in_front_makes_a_text_of_it(tmp_path: Path, text: str, stands: str) -> None:
    entered = told(plain_book(tmp_path / "a.xlsx"), f"Sheet1!B3={text}")
    assert (cell_of(entered, "Sheet1!B3").value, cell_of(entered, "Sheet1!B3").data_type) == (stands, "s")


def test_a_text_from_a_script_is_written_as_it_is(tmp_path: Path) -> None:
    texts = {
        "Sheet1!B3": "12",
        "Sheet1!B4": "'12",
        "Sheet1!B5": " a ",
        "Sheet1!B6": "1.234",
        "Sheet1!B7": "=1",
    }
    entered = given(plain_book(tmp_path / "a.xlsx"), texts)
    assert {place: value_of(entered, place) for place in texts} == texts


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("wanted", ["NFC", "NFD"])
@pytest.mark.parametrize("shape", [str, str.upper, str.lower])
def test_a_sheet_is_found_however_its_letters_are_coded(
    tmp_path: Path, form: Shape, wanted: Shape, shape: type
) -> None:
    name = unicodedata.normalize(form, "Biểu Tổng hợp")
    book = plain_book(tmp_path / "a.xlsx", {name: {"A1": 1}})
    asked = shape(unicodedata.normalize(wanted, "Biểu Tổng hợp"))
    assert value_of(told(book, f"{asked}!B3=12"), f"{name}!B3") == 12


def test_of_two_sheets_the_one_named_exactly_is_taken(tmp_path: Path) -> None:
    names = [unicodedata.normalize("NFC", "Biểu 1"), unicodedata.normalize("NFD", "Biểu 1")]
    book = plain_book(tmp_path / "a.xlsx", {name: {"A1": 1} for name in names})
    entered = told(book, *(f"{name}!B3={at}" for at, name in enumerate(names)))
    assert [value_of(entered, f"{name}!B3") for name in names] == [0, 1]
    with pytest.raises(ArgumentProblem, match="BIỂU 1"):
        told(book, "BIỂU 1!B3=1")


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "a.xlsx", {"Một": {"A1": 1}, "Hai": {"A1": 1}})
    with pytest.raises(ArgumentProblem, match=r"“Ba”.*Một, Hai"):
        told(book, "Ba!B3=1")


def test_a_cell_told_twice_alike_is_told_once(tmp_path: Path) -> None:
    entered = told(plain_book(tmp_path / "a.xlsx"), "Sheet1!B3=12", "sheet1!$B$3=12,0")
    assert [written.cell for written in entered.written] == ["B3"]


@pytest.mark.parametrize("second", ["Sheet1!B3=13", "'Sheet1'!$b$3=", "Sheet1!B3='12"])
def test_a_cell_told_twice_differently_is_refused(tmp_path: Path, second: str) -> None:
    with pytest.raises(ArgumentProblem, match="B3"):
        told(plain_book(tmp_path / "a.xlsx"), "Sheet1!B3=12", second)


def test_what_stands_there_already_is_not_written(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "a.xlsx", {"Sheet1": {"A1": 12, "A2": "x", "A3": True}})
    entered = told(book, "Sheet1!A1=12,0", "Sheet1!A2=x", "Sheet1!A3=đúng", "Sheet1!A4=")
    assert (entered.written, entered.unchanged) == ((), 4)
