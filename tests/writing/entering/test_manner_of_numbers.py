from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from mtqg_xl.domain.numerals import format_vietnamese, plain
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.writing.entering import CellPlace, Entry
from mtqg_xl.writing.entering.meaning import Reader
from tests.support.properties import amounts, thorough
from tests.writing.entering.plain_books import plain_book, told


def understood(*texts: str, **options: Any) -> list[Any]:
    """What these texts mean when they come together, each for a cell of no special format."""
    entries = [Entry(CellPlace("S", f"A{at}"), text, source=text) for at, text in enumerate(texts, start=1)]
    reader = Reader.of(entries, **options)
    return [reader.value(entry, None, "General") for entry in entries]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("-12", "-12"),
        ("0", "0"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1 234 567", "1234567"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1\u202f234", "1234"),
        ("0.500", "0.5"),
        ("0,500", "0.5"),
        ("1.5e3", "1500"),
        ("+7", "7"),
        ("1234.567", "1234.567"),
        ("1234,567", "1234.567"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_a_number_that_can_be_read_in_one_way_is_read_so(text: str, number: str) -> None:
    assert understood(text) == [Decimal(number)]
    assert isinstance(understood(text)[0], Decimal)


@pytest.mark.parametrize("text", ["1.234", "1,234", "-12.345", "123,456"])
def test_a_number_that_can_be_read_in_two_ways_is_asked_about(text: str) -> None:
    with pytest.raises(ArgumentProblem) as refused:
        understood(text)
    assert f"“{text}”" in str(refused.value)
    assert "--decimal" in str(refused.value)


@pytest.mark.parametrize(
    ("beside", "dot", "comma"),
    [
        ("12,5", "1234", "1.234"),
        ("0,5", "1234", "1.234"),
        ("1.234.567", "1234", "1.234"),
        ("0.5", "1.234", "1234"),
        ("1,234.5", "1.234", "1234"),
        ("12.5", "1.234", "1234"),
    ],
)
def test_numbers_beside_it_tell_how_it_is_meant(beside: str, dot: str, comma: str) -> None:
    assert understood("1.234", beside)[0] == Decimal(dot)
    assert understood(beside, "1,234")[1] == Decimal(comma)


@pytest.mark.parametrize(("manner", "number"), [("vietnamese", "1234"), ("plain", "1.234")])
def test_what_was_stated_goes_before_what_shows(manner: str, number: str) -> None:
    assert understood("1.234", manner=manner) == [Decimal(number)]


def test_numbers_in_both_manners_are_refused_with_one_of_each() -> None:
    with pytest.raises(ArgumentProblem, match=r"“12,5” và “0\.5”.*--decimal"):
        understood("12,5", "0.5")


def test_in_a_stated_manner_a_number_of_the_other_is_no_number() -> None:
    assert understood("12.5", "12,5", manner="vietnamese") == ["12.5", Decimal("12.5")]
    assert understood("12,5", "12.5", manner="plain") == ["12,5", Decimal("12.5")]


@pytest.mark.parametrize(
    "text",
    [
        "001",
        "0123",
        "+0912",
        "-",
        "12a",
        "1.2.3",
        "1.23.456",
        "1,2,3",
        "12 5",
        "30/6/2023",
        "NaN",
        "inf",
        "1_000",
        "đúng",
    ],
)
def test_what_is_no_number_stays_text(text: str) -> None:
    assert understood(text) == [text]


def test_a_code_stated_to_be_a_number_is_one(tmp_path: Path) -> None:
    entry = Entry(CellPlace("S", "A1"), "001", "number")
    assert Reader(None).value(entry, None, "General") == 1


@pytest.mark.parametrize(
    ("sort", "text"),
    [("number", "chưa giải ngân"), ("number", "12 a"), ("date", "31/2/2023"), ("date", "12"), ("bool", "có")],
)
def test_a_value_not_of_the_sort_stated_is_refused(sort: Any, text: str) -> None:
    with pytest.raises(ArgumentProblem, match=f"“{text}” ở đây"):
        Reader(None).value(Entry(CellPlace("S", "A1"), text, sort, "đây"), None, "General")


def test_texts_say_nothing_about_how_numbers_are_written() -> None:
    entries = [Entry(CellPlace("S", "A1"), "12,5", "text"), Entry(CellPlace("S", "A2"), "0.5")]
    assert Reader.of(entries).manner == "plain"


def test_a_refused_number_leaves_everything_unwritten(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "a.xlsx")
    before = book.read_bytes()
    with pytest.raises(ArgumentProblem):
        told(book, "Sheet1!B3=12", "Sheet1!B4=1.234")
    assert book.read_bytes() == before
    assert list(tmp_path.iterdir()) == [book]


@thorough
@for_all(st.lists(amounts(), min_size=1, max_size=6))
def test_numbers_written_in_one_manner_and_named_so_are_read_exactly(figures: list[Decimal]) -> None:
    written = [format_vietnamese(figure) for figure in figures]
    assert understood(*written, manner="vietnamese") == figures
    assert understood(*(plain(figure) for figure in figures), manner="plain") == figures


@thorough
@for_all(st.lists(amounts(), min_size=1, max_size=6))
def test_unnamed_they_are_read_exactly_or_asked_about(figures: list[Decimal]) -> None:
    for show in (format_vietnamese, plain):
        try:
            found = understood(*map(show, figures))
        except ArgumentProblem:
            continue
        assert found == figures
