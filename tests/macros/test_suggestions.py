"""What is proposed for the selected cell is typed in after a question, and can be taken back."""

from __future__ import annotations

import pytest

from tests.macros.calc import HEADS, OFFER_HEADS, Book, Calc, finding, table

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("macros in Calc")]
YES, NO, CANCEL = "6", "7", "2"


def offer(n: int, cell: str, proposed: str, **more: str) -> dict[str, str]:
    made = {
        "id": "F1",
        "n": str(n),
        "sheet": "Biểu 16",
        "cell": cell,
        "current": "26884",
        "proposed": proposed,
    }
    return made | {"kind": "number", "label": f"{cell}: sửa thành {proposed}"} | more


def check(book: Book, *offers: dict[str, str]) -> None:
    book.run("Paint", table(HEADS, finding("F1", "E9")), table(OFFER_HEADS, *offers))
    book.ask("select", sheet="Biểu 16", address="E9")


def asked(calc: Calc, book: Book, answers: str) -> tuple[str, str]:
    """What was said at the end, and what was asked."""
    said = book.run("Suggested", answers)
    return said, calc.run("Probe.Said")


def test_a_number_is_put_as_a_number_and_its_mark_goes(calc: Calc, book: Book) -> None:
    check(book, offer(1, "E9", "26844.5"))
    said, question = asked(calc, book, YES)
    assert said == ""
    assert "Biểu 16!E9" in question
    assert "26844.5" in question
    look = book.look("Biểu 16", "E9")
    assert (look["value"], look["fill"], look["note"]) == (26844.5, None, "")
    assert book.ask("cells", sheet="Biểu 16", area="E9")[0][0][2] == "VALUE"


def test_it_can_be_taken_back(calc: Calc, book: Book) -> None:
    check(book, offer(1, "E9", "1"))
    asked(calc, book, YES)
    assert book.run("Undone") == "Hoàn tác sửa theo gợi ý|MtqgSuggest.UndoLast"
    assert book.look("Biểu 16", "E9")["value"] == 26884


def test_answering_no_shows_the_next_one_and_cancel_ends(calc: Calc, book: Book) -> None:
    check(book, offer(1, "E9", "1"), offer(2, "E9", "2"))
    said, question = asked(calc, book, NO + YES)
    assert book.look("Biểu 16", "E9")["value"] == 2
    assert question.count("␞") == 2
    check(book, offer(1, "E9", "5"), offer(2, "E9", "6"))
    asked(calc, book, CANCEL)
    assert book.look("Biểu 16", "E9")["value"] == 2
    said, _ = asked(calc, book, NO + NO)
    assert "Không còn gợi ý" in said


def test_cells_that_belong_together_are_changed_together_or_not_at_all(calc: Calc, book: Book) -> None:
    check(book, offer(1, "E9", "1"), offer(1, "F9", "2", current="5"))
    _, question = asked(calc, book, YES)
    assert "Cùng sửa với" in question
    assert [book.look("Biểu 16", cell)["value"] for cell in ("E9", "F9")] == [1, 2]
    book.run("Undone")
    assert [book.look("Biểu 16", cell)["value"] for cell in ("E9", "F9")] == [26884, 5]
    check(book, offer(1, "E9", "1"), offer(1, "E10", "2"))
    said, _ = asked(calc, book, YES)
    assert "công thức" in said
    assert book.look("Biểu 16", "E9")["value"] == 26884


def test_a_formula_is_not_typed_over_by_a_number(calc: Calc, book: Book) -> None:
    check(book, offer(1, "E10", "3"))
    book.ask("select", sheet="Biểu 16", address="E10")
    said, _ = asked(calc, book, YES)
    assert "E10" in said
    assert book.look("Biểu 16", "E10")["formula"] == "=E9*2"


def test_a_formula_is_put_where_one_is_proposed(calc: Calc, book: Book) -> None:
    check(book, offer(1, "E9", "=F9*3", kind="formula"))
    assert asked(calc, book, YES)[0] == ""
    assert book.look("Biểu 16", "E9")["value"] == 15
    book.run("Undone")
    assert book.look("Biểu 16", "E9")["formula"] == "26884"


def test_a_text_never_becomes_a_formula(calc: Calc, book: Book) -> None:
    check(book, offer(1, "E9", "=1+1", kind="text"))
    assert asked(calc, book, YES)[0] == ""
    assert book.ask("cells", sheet="Biểu 16", area="E9")[0][0][::2] == ["=1+1", "TEXT"]


def test_something_that_is_no_decimal_is_refused(calc: Calc, book: Book) -> None:
    check(book, offer(1, "E9", "1e5"))
    assert "15 chữ số" in asked(calc, book, YES)[0]
    assert book.look("Biểu 16", "E9")["value"] == 26884


def test_a_figure_changed_since_the_check_is_told_in_the_question(calc: Calc, book: Book) -> None:
    check(book, offer(1, "E9", "1"))
    assert "đã thay đổi" not in asked(calc, book, CANCEL)[1]
    book.put("Biểu 16", E9=7)
    assert "đã thay đổi" in asked(calc, book, CANCEL)[1]


def test_a_locked_cell_is_refused_with_a_word(calc: Calc, book: Book) -> None:
    check(book, offer(1, "E9", "1"))
    book.ask("protect", sheet="Biểu 16")
    assert "đang khoá" in asked(calc, book, YES)[0]
    assert book.look("Biểu 16", "E9")["value"] == 26884


def test_without_a_check_or_a_proposal_it_says_so(calc: Calc, book: Book) -> None:
    book.ask("select", sheet="Biểu 16", address="E9")
    assert "chưa được kiểm tra" in asked(calc, book, "")[0]
    check(book, offer(1, "E9", "1"))
    book.ask("select", sheet="Biểu 16", address="A1")
    assert "Biểu 16!A1" in asked(calc, book, "")[0]


def test_a_cell_formatted_as_text_gets_a_number(calc: Calc, book: Book) -> None:
    book.ask("format", sheet="Biểu 16", address="E9", code="@")
    book.ask("type_text", sheet="Biểu 16", address="E9", text="26884")
    check(book, offer(1, "E9", "26844"))
    asked(calc, book, YES)
    assert book.ask("cells", sheet="Biểu 16", area="E9")[0][0][2] == "VALUE"
    book.run("Undone")
    assert book.ask("cells", sheet="Biểu 16", area="E9")[0][0][::2] == ["26884", "TEXT"]


@pytest.mark.parametrize("code", ["DD/MM/YYYY", "#,##0.00 [$₫-42A]"])
def test_a_figure_shown_as_a_day_or_as_money_comes_back_as_it_was(calc: Calc, book: Book, code: str) -> None:
    book.put("Biểu 16", E9=45000.123456)
    book.ask("format", sheet="Biểu 16", address="E9", code=code)
    check(book, offer(1, "E9", "5.6", current="45000.123456"))
    assert "đã thay đổi" not in asked(calc, book, YES)[1]
    assert book.look("Biểu 16", "E9")["value"] == 5.6
    book.run("Undone")
    assert book.look("Biểu 16", "E9")["value"] == 45000.123456


def test_what_was_typed_earlier_into_another_workbook_stays(calc: Calc, book: Book) -> None:
    check(book, offer(1, "E9", "1"))
    asked(calc, book, YES)
    other = calc.book("Biểu 16")
    other.put("Biểu 16", E9=26884)
    check(other, offer(1, "E9", "2"))
    asked(calc, other, YES)
    book.run("Undone")
    values = [one.look("Biểu 16", "E9")["value"] for one in (book, other)]
    other.close()
    assert values == [1, 26884]
