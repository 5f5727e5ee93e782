import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.messages import ArgumentProblem, MtqgError
from mtqg_xl.ooxml import to_a1
from mtqg_xl.reading import read_submission
from mtqg_xl.writing.entering import CellPlace, Entered, Entry, FormPlace, enter
from tests.support.books import tampered
from tests.support.everyform import Case, Filled, chance_filling, one_case_each
from tests.support.lists import lists_of
from tests.support.typing_in import misread
from tests.writing.entering.own_forms_filled import case, entries_of, saved, template, wrong_results
from tests.writing.entering.test_exports_come_back import with_longer_lists

pytestmark = pytest.mark.thorough

LISTS = [found for found in one_case_each() if found.definition.has_lists]
every_list = pytest.mark.parametrize("at", range(len(LISTS)), ids=[found.name for found in LISTS])
CLOSING = "(chèn thêm dòng phía trên dòng này)"


def grown_from(folder: Path, short: Case, more: int) -> tuple[Case, Filled, Path]:
    """The template of ``short`` after a filling with more lines than it offers was put in."""
    longer = with_longer_lists(short, more)
    filled = chance_filling(longer.form, 11, blank=0.05)
    return longer, filled, saved(enter(template(folder, short), entries_of(filled)), folder / "dài.xlsx")


@every_list
def test_more_lines_than_the_template_offers_make_its_lists_longer(tmp_path: Path, at: int) -> None:
    longer, filled, path = grown_from(tmp_path, LISTS[at], 4)
    table = read_submission(path).table(longer.form.code)
    assert lists_of(table.form) == lists_of(longer.form)
    assert {
        key: pair for key, pair in misread(table, filled, longer.form).items() if is_typed(longer, key)
    } == {}


@every_list
def test_sums_counts_and_lines_take_the_new_lines_in(tmp_path: Path, at: int) -> None:
    longer, filled, path = grown_from(tmp_path, LISTS[at], 4)
    assert wrong_results(path, longer.form, filled) == {}


def is_typed(longer: Case, key: CellKey) -> bool:
    form = longer.form
    return form.kind_of(form.row_by_key[key.row], form.column_by_key[key.column]) is not CellKind.FORMULA


def line(number: int, column: str, value: Any, name: str = "DM", form: str = "BM05") -> Entry:
    return Entry(FormPlace(form, f"{name}-{number}", column), value, "text" if isinstance(value, str) else "")


def rows_of(entered: Entered, sheet: str, column: str) -> Iterator[tuple[int, Any]]:
    book = openpyxl.load_workbook(BytesIO(entered.content))
    for place in book[sheet][column]:
        if place.value is not None:
            yield place.row, place.value


def test_the_numbering_goes_on_in_the_new_lines(tmp_path: Path) -> None:
    blank = template(tmp_path, case("PL04"))
    entered = enter(blank, [line(13, "11", Decimal(5), "CT1", "PL04")])
    found = read_submission(saved(entered, tmp_path / "b.xlsx")).table("PL04")
    numbered = dict(rows_of(entered, "PL04", "A"))
    assert [str(numbered[found.rows[f"CT1-{n}"]]) for n in range(1, 14)] == [str(n) for n in range(1, 14)]
    assert list(rows_of(entered, "PL04", "A")).count((found.rows["CT1-13"] + 1, CLOSING)) == 1


def test_a_list_grows_by_as_many_lines_as_are_named_and_the_others_stay(tmp_path: Path) -> None:
    wanted = case("PL04")
    before = lists_of(wanted.form)
    entries = [
        line(before["KC1"] + 2, "11", Decimal(5), "KC1", "PL04"),
        line(before["DT2"] + 1, "11", Decimal(6), "DT2", "PL04"),
    ]
    entered = enter(template(tmp_path, wanted), entries)
    after = lists_of(read_submission(saved(entered, tmp_path / "b.xlsx")).table("PL04").form)
    assert after == {**before, "KC1": before["KC1"] + 2, "DT2": before["DT2"] + 1}


def test_every_formula_of_the_line_above_stands_in_the_new_lines_too(tmp_path: Path) -> None:
    entered = enter(template(tmp_path, case("PL04")), [line(12, "11", Decimal(5), "CT1", "PL04")])
    found = read_submission(saved(entered, tmp_path / "b.xlsx")).table("PL04")
    formulas = dict(rows_of(entered, "PL04", "K"))
    last = found.rows["CT1-10"]
    for step in (1, 2):
        assert formulas[last + step] == re.sub(rf"(?<=[LN]){last}", str(last + step), formulas[last])
    assert f"L{last + 2}" in formulas[last + 2]


def test_a_list_that_is_long_enough_stays_as_it_is(tmp_path: Path) -> None:
    entered = enter(template(tmp_path, case("PL04")), [line(10, "11", Decimal(5), "CT1", "PL04")])
    after = read_submission(saved(entered, tmp_path / "b.xlsx")).table("PL04")
    assert lists_of(after.form) == lists_of(case("PL04").form)


def test_a_list_whose_closing_line_is_gone_is_refused_in_one_sentence(tmp_path: Path) -> None:
    blank = template(tmp_path, case("BM05"))

    def without_end(book: Any) -> None:
        for place in [place for row in book["BM05"].iter_rows() for place in row if place.value == CLOSING]:
            book["BM05"].delete_rows(place.row)

    book = tampered(blank, without_end)
    before = book.read_bytes()
    with pytest.raises(ArgumentProblem, match=r"DM.*BM05.*dòng"):
        enter(book, [line(40, "1", "Mô hình")])
    assert book.read_bytes() == before


def test_a_line_number_beyond_all_sense_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MtqgError):
        enter(template(tmp_path, case("BM05")), [line(5_000_000, "1", "Mô hình")])


def test_the_order_of_the_lines_does_not_matter(tmp_path: Path) -> None:
    longer = with_longer_lists(case("BM05"), 2)
    entries = entries_of(chance_filling(longer.form, 2))
    blank = template(tmp_path, case("BM05"))
    assert enter(blank, entries).content == enter(blank, entries[::-1]).content


def test_a_cell_named_by_its_address_is_not_mistaken_when_a_list_above_it_grows(tmp_path: Path) -> None:
    blank = template(tmp_path, case("PL04"))
    before = read_submission(blank).table("PL04").place(CellKey("PL04", "KC1-1", "11"))
    assert before is not None
    by_address = Entry(CellPlace("PL04", to_a1(*before)), 77, source="đây")
    with pytest.raises(ArgumentProblem, match=to_a1(*before)):
        enter(blank, [line(13, "11", Decimal(5), "CT1", "PL04"), by_address])
    # By itself, and beside a list that need not grow, the cell is the one that it names.
    path = saved(enter(blank, [line(10, "11", Decimal(5), "CT1", "PL04"), by_address]), tmp_path / "b.xlsx")
    seen = read_submission(path).observation(CellKey("PL04", "KC1-1", "11"))
    assert seen is not None
    assert seen.value == 77


def test_a_cell_above_a_list_that_grows_may_be_named_by_its_address(tmp_path: Path) -> None:
    by_address = Entry(CellPlace("PL04", "A1"), "SỞ TÀI CHÍNH", "text")
    entered = enter(template(tmp_path, case("PL04")), [line(13, "11", Decimal(5), "CT1", "PL04"), by_address])
    assert next(rows_of(entered, "PL04", "A")) == (1, "SỞ TÀI CHÍNH")
