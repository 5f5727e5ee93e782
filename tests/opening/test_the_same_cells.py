"""A small workbook, cell by cell, as LibreOffice saves it in each format."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.ooxml import Workbook
from mtqg_xl.opening import Book, open_book
from tests.opening.conftest import FEATURES
from tests.opening.features import FIRST, HIDDEN, SECOND
from tests.opening.seeing import cells_of, fonts_of, formulas_of

pytestmark = [pytest.mark.libreoffice, pytest.mark.thorough]
WITH_FORMULAS = ("xls", "ods", "fods")
#: A page has no hidden sheets, and no formulas unless Excel saved it.
ALL = (*WITH_FORMULAS, "html")


@pytest.fixture
def original(saved_by_office: Path) -> Workbook:
    return Workbook.open(saved_by_office / f"{FEATURES}.xlsx")


def saved(folder: Path, ending: str) -> Book:
    return open_book(folder / f"{FEATURES}.{ending}")


@pytest.mark.parametrize("ending", WITH_FORMULAS)
def test_values_and_what_their_formats_mean_are_kept(
    saved_by_office: Path, original: Workbook, ending: str
) -> None:
    book = saved(saved_by_office, ending)
    assert book.format == ("ods" if ending == "fods" else ending)
    for name in (FIRST, SECOND, HIDDEN):
        assert cells_of(book, name) == cells_of(original, name)


def test_a_page_keeps_what_it_shows(saved_by_office: Path, original: Workbook) -> None:
    book = saved(saved_by_office, "html")
    assert book.format == "html"
    shown, expected = cells_of(book, FIRST), cells_of(original, FIRST)
    # It shows truth values and errors as words, and blanks in a row as one.
    for address in ("D2", "D3", "D4"):
        shown.pop(address), expected.pop(address)
    assert shown == expected


@pytest.mark.parametrize("ending", WITH_FORMULAS)
def test_formulas_have_the_same_texts(saved_by_office: Path, original: Workbook, ending: str) -> None:
    book = saved(saved_by_office, ending)
    assert book.keeps_formulas
    texts = formulas_of(book, FIRST)
    # LibreOffice makes a function of a truth value that was typed in.
    assert texts.pop("D2", "TRUE") in ("TRUE", "TRUE()")
    assert texts == formulas_of(original, FIRST)


@pytest.mark.parametrize("ending", ALL)
def test_merges_are_kept(saved_by_office: Path, original: Workbook, ending: str) -> None:
    sheet = saved(saved_by_office, ending).sheet(FIRST)
    assert sorted(sheet.merges) == sorted(original.sheet(FIRST).merges)


@pytest.mark.parametrize("ending", WITH_FORMULAS)
def test_hidden_rows_columns_and_sheets_are_known(saved_by_office: Path, ending: str) -> None:
    book = saved(saved_by_office, ending)
    assert book.sheet(SECOND).hidden_rows == {10}
    assert book.sheet(SECOND).hidden_columns == {5}
    assert [info.state for info in book.sheets] == ["visible", "visible", "hidden"]


@pytest.mark.parametrize("ending", ALL)
def test_the_font_of_an_old_text_is_known(saved_by_office: Path, ending: str) -> None:
    fonts = fonts_of(saved(saved_by_office, ending), FIRST)
    assert fonts["A1"] == ".VnTime"
    assert fonts["F2"] == "Times New Roman"


@pytest.mark.parametrize("ending", WITH_FORMULAS)
def test_a_raised_mark_is_known_as_raised(saved_by_office: Path, ending: str) -> None:
    sheet = saved(saved_by_office, ending).sheet(FIRST)
    assert [run.text for run in sheet.runs[5, 4] if run.raised] == ["(1)"]
    assert "".join(run.text for run in sheet.runs[5, 4]) == "Vốn ĐTPT(1) năm"


@pytest.mark.parametrize("ending", WITH_FORMULAS)
def test_the_day_of_saving_is_told(saved_by_office: Path, ending: str) -> None:
    assert (saved(saved_by_office, ending).modified or "").startswith("20")
