"""Cells are painted and noted, and everything is as before when the marks are taken away."""

from __future__ import annotations

import pytest

from tests.macros.calc import HEADS, Book, Calc, finding, table

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("macros in Calc")]
RED, YELLOW, BLUE = 0xFFC7CE, 0xFFEB9C, 0x3366FF
MEMORY = "_mtqg_dau_excel"


def paint(book: Book, *findings: dict[str, str]) -> str:
    return book.run("Paint", table(HEADS, *findings), "")  # type: ignore[no-any-return]


def names(book: Book) -> list[str]:
    return [name for name, _ in book.ask("sheets")]


def test_a_wrong_cell_is_red_with_a_thick_corner_and_a_note(book: Book) -> None:
    assert paint(book, finding("F1", "E9"), finding("F2", "B2", sheet="Biểu 02", severity="warning")) == ""
    look = book.look("Biểu 16", "E9")
    assert look["fill"] == RED
    assert look["lines"]["LeftLine"][0] > 100 < look["lines"]["BottomLine"][0]
    assert look["note"].startswith("[F1] Sai: lẽ ra 26.844\nĐang ghi 26.884")
    assert (look["formula"], look["value"]) == ("26884", 26884)
    assert book.look("Biểu 02", "B2")["fill"] == YELLOW
    assert book.ask("sheets")[-1] == [MEMORY, False]


def test_everything_is_as_before_after_clearing(book: Book) -> None:
    book.ask("paint", sheet="Biểu 16", address="F9", colour=BLUE)
    book.ask("note", sheet="Biểu 16", address="F9", text="Giải trình: số đã đúng")
    book.ask("merge", sheet="Biểu 16", area="B12:D14")
    places = [("Biểu 16", cell) for cell in ("E9", "D9", "E10", "F9", "G9", "B12", "C13", "A15")]
    places += [("Biểu 02", "B2")]
    before = [book.look(*place) for place in places]
    found = [finding(f"F{n}", cell, sheet=sheet) for n, (sheet, cell) in enumerate(places) if cell != "G9"]
    assert paint(book, *found) == ""
    painted = [book.look(*place) for place in places]
    assert sum(a != b for a, b in zip(before, painted, strict=True)) >= len(found) - 1
    assert book.run("Clear") == ""
    assert [book.look(*place) for place in places] == before
    assert MEMORY not in names(book)


def test_pressed_twice_marks_are_replaced_and_not_piled_up(book: Book) -> None:
    before = book.look("Biểu 16", "E9")
    paint(book, finding("F1", "E9"))
    once = book.look("Biểu 16", "E9")
    paint(book, finding("F1", "E9"))
    assert book.look("Biểu 16", "E9") == once
    paint(book, finding("F1", "F9"))
    assert book.look("Biểu 16", "E9") == before
    assert names(book).count(MEMORY) == 1


def test_a_note_of_the_user_is_kept_and_ours_goes_again(book: Book) -> None:
    theirs = "Ghi chú của kế toán\nhai dòng"
    book.ask("note", sheet="Biểu 16", address="E9", text=theirs)
    paint(book, finding("F1", "E9"))
    note = book.look("Biểu 16", "E9")["note"]
    assert note.startswith(f"{theirs}\n[F1] ")
    book.run("Clear")
    assert book.look("Biểu 16", "E9")["note"] == theirs


def test_what_the_user_writes_below_our_note_stays(book: Book) -> None:
    paint(book, finding("F1", "E9"))
    whole = book.look("Biểu 16", "E9")["note"]
    book.ask("note", sheet="Biểu 16", address="E9", text=f"{whole}\nGiải trình: đã đối chiếu")
    book.run("Clear")
    assert book.look("Biểu 16", "E9")["note"] == "Giải trình: đã đối chiếu"


def test_a_fill_changed_by_the_user_meanwhile_stays(book: Book) -> None:
    paint(book, finding("F1", "E9"))
    book.run("Colour", "Biểu 16", "E9")
    book.run("Clear")
    assert book.look("Biểu 16", "E9")["fill"] == BLUE


def test_several_findings_on_a_cell_are_told_in_one_note_under_the_worst_colour(book: Book) -> None:
    paint(
        book,
        finding("F1", "E9", severity="info"),
        finding("F2", "E9"),
        finding("F3", "E9", severity="warning"),
    )
    look = book.look("Biểu 16", "E9")
    assert look["fill"] == RED
    assert [word for word in look["note"].split() if word.startswith("[F")] == ["[F1]", "[F2]", "[F3]"]


def test_information_is_noted_but_not_painted_and_what_follows_is_not_painted_as_the_error(
    book: Book,
) -> None:
    paint(
        book,
        finding("F1", "E9", severity="info"),
        finding("F2", "F9"),
        finding("F2.1", "E10", parent="F2", mark="warning"),
        finding("F2.2", "F10", parent="F2", mark="none"),
    )
    info = book.look("Biểu 16", "E9")
    assert (info["fill"], info["lines"]["LeftLine"][0]) == (None, 0)
    assert info["note"]
    assert book.look("Biểu 16", "F9")["fill"] == RED
    assert book.look("Biểu 16", "E10")["fill"] == YELLOW
    right_as_it_stands = book.look("Biểu 16", "F10")
    assert right_as_it_stands["fill"] is None
    assert right_as_it_stands["note"].startswith("[F2.2]")


def test_marks_follow_renamed_sheets_and_inserted_rows(book: Book) -> None:
    before = book.look("Biểu 16", "E9")
    paint(book, finding("F1", "E9"))
    book.ask("insert_row", sheet="Biểu 16", row=3)
    book.ask("rename", sheet="Biểu 16", name="Bi'ểu! 16 mới")
    assert book.look("Bi'ểu! 16 mới", "E10")["fill"] == RED
    assert book.run("Clear") == ""
    assert book.look("Bi'ểu! 16 mới", "E10") == before


def test_a_sheet_that_is_gone_is_told(book: Book) -> None:
    told = paint(book, finding("F1", "E9", sheet="Biểu 99"), finding("F2", "E9"))
    assert "Biểu 99" in told
    assert book.look("Biểu 16", "E9")["fill"] == RED


def test_texts_of_a_file_never_become_formulas_or_places(book: Book) -> None:
    hostile = '=HYPERLINK("http://x","y")'
    paint(
        book,
        finding(hostile, "E9", title=hostile, message=hostile, todo="{0}"),
        finding("F2", "Tên_vùng", title="=1+1"),
        finding("F3", "A1:Z99"),
    )
    assert hostile in book.look("Biểu 16", "E9")["note"]
    for row in book.ask("cells", sheet=MEMORY, area="A1:L8"):
        for column, (text, formula, kind) in enumerate(row):
            assert column == 1 or kind != "FORMULA", (text, formula)
    book.run("Clear")
    assert book.look("Biểu 16", "E9")["note"] == ""


def test_very_long_texts_are_cut_and_cleared_whole(book: Book) -> None:
    theirs = "x" * 10_000
    book.ask("note", sheet="Biểu 16", address="E9", text=theirs)
    paint(book, finding("F1", "E9", message="đ" * 32_000, todo="y" * 32_000, title="t"))
    assert len(book.look("Biểu 16", "E9")["note"]) < 12_000
    book.run("Clear")
    assert book.look("Biểu 16", "E9")["note"] == theirs


def test_a_protected_sheet_is_left_alone_and_told(book: Book) -> None:
    before = book.look("Biểu 16", "E9")
    book.ask("protect", sheet="Biểu 16")
    told = paint(book, finding("F1", "E9"), finding("F2", "B2", sheet="Biểu 02"))
    assert "“Biểu 16”" in told
    assert "Biểu 02" not in told
    assert book.look("Biểu 16", "E9") == before
    assert book.look("Biểu 02", "B2")["fill"] == RED


def test_a_sheet_locked_without_a_password_is_painted_and_locked_again(book: Book) -> None:
    before = book.look("Biểu 16", "E9")
    book.ask("protect", sheet="Biểu 16", password="")
    assert paint(book, finding("F1", "E9")) == ""
    assert book.look("Biểu 16", "E9")["fill"] == RED
    assert book.ask("is_protected", sheet="Biểu 16")
    assert book.run("Clear") == ""
    assert book.look("Biểu 16", "E9") == before
    assert book.ask("is_protected", sheet="Biểu 16")


def test_marks_on_a_sheet_protected_meanwhile_wait_until_it_is_open_again(book: Book) -> None:
    before = book.look("Biểu 16", "E9")
    paint(book, finding("F1", "E9"))
    book.ask("protect", sheet="Biểu 16")
    assert "“Biểu 16”" in book.run("Clear")
    book.ask("unprotect", sheet="Biểu 16")
    assert book.run("Clear") == ""
    assert book.look("Biểu 16", "E9") == before


def test_a_workbook_of_locked_structure_is_not_painted(book: Book) -> None:
    before = book.look("Biểu 16", "E9")
    book.ask("protect", sheet="")
    assert "khoá cấu trúc" in paint(book, finding("F1", "E9"))
    assert book.look("Biểu 16", "E9") == before


def test_a_cell_with_a_discussion_keeps_it_and_is_told(calc: Calc, book: Book) -> None:
    calc.told("Probe.Plan", "", "E9", False)
    told = paint(book, finding("F1", "E9"))
    calc.told("Probe.Plan", "", "", False)
    assert "thảo luận" in told
    assert book.look("Biểu 16", "E9")["note"] == ""
    assert book.look("Biểu 16", "E9")["fill"] == RED


def test_the_sheet_in_front_stays_in_front(book: Book) -> None:
    book.ask("select", sheet="Biểu 02", address="C3")
    paint(book, finding("F1", "E9"))
    assert book.ask("selected") == "Biểu 02.C3"
    book.run("Clear")
    assert book.ask("selected") == "Biểu 02.C3"
