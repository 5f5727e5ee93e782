"""From one wrong cell to the next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.macros.calc import HEADS, ROOT, Book, Calc, finding, table

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("macros in Calc")]


TEMPLATES = ROOT / "workbook_templates"


def walk(book: Book, forward: bool = True) -> str:
    return book.run("Walk", forward, "")  # type: ignore[no-any-return]


@pytest.fixture
def marked(book: Book) -> Book:
    """Errors in E9, B12 and on the second sheet, told in no order; F9 only informs."""
    found = [
        finding("F3", "B2", sheet="Biểu 02", severity="warning"),
        finding("F2", "B12"),
        finding("F1", "E9"),
    ]
    found += [finding("F4", "F9", severity="info"), finding("F1.1", "E10", parent="F1")]
    book.run("Paint", table(HEADS, *found), "")
    book.ask("select", sheet="Biểu 16", address="A1")
    return book


def test_the_walk_goes_by_sheets_and_cells_and_round(marked: Book) -> None:
    seen = []
    for _ in range(4):
        assert walk(marked) == ""
        seen.append(marked.ask("selected"))
    assert seen == ["Biểu 16.E9", "Biểu 16.B12", "Biểu 02.B2", "Biểu 16.E9"]


def test_it_goes_back_the_same_way(marked: Book) -> None:
    seen = []
    for _ in range(4):
        walk(marked, forward=False)
        seen.append(marked.ask("selected"))
    assert seen == ["Biểu 02.B2", "Biểu 16.B12", "Biểu 16.E9", "Biểu 02.B2"]


def test_it_starts_from_wherever_the_user_is(marked: Book) -> None:
    marked.ask("select", sheet="Biểu 16", address="A10")
    walk(marked)
    assert marked.ask("selected") == "Biểu 16.B12"
    marked.ask("select", sheet="Biểu 16", address="A10")
    walk(marked, forward=False)
    assert marked.ask("selected") == "Biểu 16.E9"


def test_hidden_sheets_are_passed_by(marked: Book) -> None:
    marked.ask("show", sheet="Biểu 02", visible=False)
    walk(marked, forward=False)
    assert marked.ask("selected") == "Biểu 16.B12"


def test_when_all_errors_are_on_hidden_sheets_it_says_so(book: Book) -> None:
    book.run("Paint", table(HEADS, finding("F1", "B2", sheet="Biểu 02")), "")
    book.ask("show", sheet="Biểu 02", visible=False)
    assert "1 lỗi" in walk(book)


def test_a_cell_in_a_hidden_row_is_told_and_the_row_stays_hidden(marked: Book) -> None:
    marked.ask("hide_row", sheet="Biểu 16", row=9)
    told = walk(marked)
    assert "Biểu 16!E9" in told
    assert "[F1]" in told


def test_without_marks_it_says_that_there_is_nothing(book: Book) -> None:
    assert "Kiểm tra" in walk(book)


def test_where_nothing_could_be_painted_it_walks_from_the_last_check(book: Book) -> None:
    book.ask("select", sheet="Biểu 16", address="A1")
    assert book.run("Walk", True, table(HEADS, finding("F2", "B2", sheet="Biểu 02"))) == ""
    assert book.ask("selected") == "Biểu 02.B2"


def test_it_follows_a_renamed_sheet(marked: Book) -> None:
    marked.ask("rename", sheet="Biểu 02", name="Tên khác")
    walk(marked, forward=False)
    assert marked.ask("selected") == "Tên khác.B2"


def test_what_was_found_in_another_workbook_is_not_walked_through_here(calc: Calc, tmp_path: Path) -> None:
    here = calc.opened(Path(shutil.copy(TEMPLATES / "KR02.xlsx", tmp_path)))
    here.ask("select", sheet="KR02", address="A1")
    told = here.run("WalkElsewhere", table(HEADS, finding("F1", "E13", sheet="KR02")))
    assert "Không có ô lỗi" in told
    assert here.ask("selected") == "KR02.A1"
    here.close()
