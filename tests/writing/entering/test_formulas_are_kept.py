from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.messages import CellProblem
from mtqg_xl.writing.entering import CellPlace, Entered, Entry, FormPlace, enter
from tests.support.books import address, tampered, write
from tests.writing.entering.own_forms_filled import asks_for_recalculation, stored_value
from tests.writing.entering.plain_books import cell_of, given, plain_book, told, value_of

INPUTS = {"DA1.1 K1": "20000", "DA1.1 K2": "6844"}
SUM = address("BM16", "DA1.1", "K3")


@dataclass(frozen=True)
class Named:
    """A cell of a form and what is given for it."""

    keys: str
    value: Any

    @property
    def entry(self) -> Entry:
        row, column = self.keys.split()
        return Entry(FormPlace("BM16", row, column), self.value, source=self.keys)


def capital(path: Path) -> Path:
    """A workbook whose formula of 1 + 2 gives 26844."""
    figures = {CellKey("BM16", *keys.split()): Decimal(text) for keys, text in INPUTS.items()}
    return write(path, ["BM16"], figures)


def put(path: Path, *cells: tuple[str, Any], **options: Any) -> Entered:
    return enter(path, [Named(*cell).entry for cell in cells], **options)


def test_a_formula_that_is_named_by_its_cell_is_refused(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "a.xlsx", {"Sheet1": {"A1": 1, "A2": ("=A1+1", 2)}})
    for value in ("5", "", "chữ"):
        with pytest.raises(CellProblem, match=r"A2.*Sheet1.*công thức"):
            told(book, "Sheet1!A1=2", f"Sheet1!A2={value}")


def test_a_formula_that_is_named_by_a_form_is_kept_and_told(tmp_path: Path) -> None:
    entered = put(capital(tmp_path / "a.xlsx"), ("DA1.1 K3", Decimal(26844)), ("DA1.1 K1", Decimal(20000)))
    (kept,) = entered.kept
    assert (kept.sheet, kept.cell, kept.given, kept.result, kept.differs) == (
        "BM16",
        SUM,
        26844,
        "26844",
        False,
    )
    assert entered.written == ()
    assert cell_of(entered, f"BM16!{SUM}").data_type == "f"


def test_a_formula_that_gives_another_figure_is_told(tmp_path: Path) -> None:
    (kept,) = put(capital(tmp_path / "a.xlsx"), ("DA1.1 K3", Decimal(26884))).kept
    assert (kept.given, kept.result, kept.differs) == (26884, "26844", True)


def test_what_a_kept_formula_gives_is_told_after_the_change(tmp_path: Path) -> None:
    (kept,) = put(
        capital(tmp_path / "a.xlsx"), ("DA1.1 K3", Decimal(26884)), ("DA1.1 K2", Decimal(6884))
    ).kept
    assert (kept.result, kept.differs) == ("26884", False)


@pytest.mark.parametrize(("given_for", "differs"), [("64.1", False), ("64", True), ("64.1000001", True)])
def test_noise_of_the_machine_is_no_difference(tmp_path: Path, given_for: str, differs: bool) -> None:
    cells = [("DA1.1 K1", Decimal("64.05")), ("DA1.1 K2", Decimal("0.05")), ("DA1.1 K3", Decimal(given_for))]
    (kept,) = put(capital(tmp_path / "a.xlsx"), *cells).kept
    assert kept.differs is differs


def test_a_figure_for_a_formula_that_is_blank_differs_and_nothing_for_it_does_not(tmp_path: Path) -> None:
    book = write(tmp_path / "a.xlsx")
    (figure,) = put(book, ("DA1.1 K3", Decimal(5))).kept
    (nothing,) = put(book, ("DA1.1 K3", None)).kept
    assert (figure.result, figure.differs, nothing.differs) == ("", True, False)


def test_over_formulas_a_value_takes_the_place_of_a_formula(tmp_path: Path) -> None:
    entered = put(capital(tmp_path / "a.xlsx"), ("DA1.1 K3", Decimal(26884)), over_formulas=True)
    assert (entered.kept, value_of(entered, f"BM16!{SUM}")) == ((), 26884)
    (written,) = entered.written
    assert written.before.startswith("=IF(COUNT(")
    total = address("BM16", "DA1.1", "K7")
    assert stored_value(entered.content, f"BM16!{total}") == "26884"
    plain = plain_book(tmp_path / "b.xlsx", {"Sheet1": {"A1": 1, "A2": ("=A1+1", 2), "A3": ("=A2*2", 4)}})
    after = told(plain, "Sheet1!A2=7", over_formulas=True)
    assert [value_of(after, f"Sheet1!A{row}") for row in (1, 2, 3)] == [1, 7, "=A2*2"]
    assert stored_value(after.content, "Sheet1!A3") == "14"


def test_formulas_of_anybody_get_the_values_they_now_have(tmp_path: Path) -> None:
    book = plain_book(
        tmp_path / "a.xlsx",
        {
            "S": {"A1": 1, "A2": 2, "B1": ("=SUM(A1:A2)", 3), "B2": ("=B1*2", 6), "B3": ("=5*2", 10)},
            "T": {"A1": ("=S!B2/4", 1.5)},
        },
    )
    entered = told(book, "S!A1=11")
    values = [stored_value(entered.content, place) for place in ("S!B1", "S!B2", "S!B3", "T!A1")]
    assert values == ["13", "26", "10", "6.5"]
    assert (entered.cached.updated, dict(entered.cached.withheld)) == (3, {})
    assert not asks_for_recalculation(entered.content)


def test_a_value_that_nobody_can_vouch_for_is_taken_away_and_asked_of_excel(tmp_path: Path) -> None:
    sheets = {"S": {"A1": 1, "B1": ("=A1*[1]Sheet1!$A$1", 7), "B2": ("=B1+1", 8), "B3": ("=A1+1", 2)}}
    entered = told(plain_book(tmp_path / "a.xlsx", sheets), "S!A1=2")
    assert set(entered.cached.withheld) == {("S", 1, 2), ("S", 2, 2)}
    assert all(reason.endswith(".") for reason in entered.cached.withheld.values())
    assert [stored_value(entered.content, f"S!B{row}") for row in (1, 2, 3)] == [None, None, "3"]
    assert asks_for_recalculation(entered.content)


def test_a_figure_given_for_a_formula_of_unknown_result_is_not_told_to_differ(tmp_path: Path) -> None:
    def from_elsewhere(book: Any) -> None:
        book["BM16"][SUM] = f"={address('BM16', 'DA1.1', 'K1')}+NOW()"

    book = tampered(capital(tmp_path / "a.xlsx"), from_elsewhere)
    entered = put(book, ("DA1.1 K3", Decimal(5)), ("DA1.1 K1", Decimal(7)))
    assert entered.cached.withheld
    (kept,) = entered.kept
    assert (kept.result, kept.differs) == ("", False)


def test_a_formula_may_be_put_in_and_gets_its_value(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "a.xlsx", {"S": {"A1": 2, "A2": 3}})
    entered = enter(book, [Entry(place, text, "formula") for place, text in _formulas()])
    assert [value_of(entered, f"S!B{row}") for row in (1, 2)] == ["=SUM(A1:A2)", "=B1*2"]
    assert [stored_value(entered.content, f"S!B{row}") for row in (1, 2)] in (["5", "10"], [None, None])
    assert all(item.is_formula for item in entered.written)
    if stored_value(entered.content, "S!B1") is None:
        assert asks_for_recalculation(entered.content)


def _formulas() -> list[tuple[Any, str]]:
    return [(CellPlace("S", "B1"), "=SUM(A1:A2)"), (CellPlace("S", "B2"), "B1*2")]


def test_words_put_into_a_figure_leave_no_wrong_sum_behind(tmp_path: Path) -> None:
    """Excel counts words as nothing; a reported zero would make the difference in a rate or an average."""
    entered = put(capital(tmp_path / "a.xlsx"), ("DA1.1 K2", "chưa giải ngân"))
    assert value_of(entered, f"BM16!{address('BM16', 'DA1.1', 'K2')}") == "chưa giải ngân"
    place = f"BM16!{SUM}"
    found = stored_value(entered.content, place)
    assert found == "20000" or (found is None and asks_for_recalculation(entered.content))


def test_words_alone_give_a_blank_sum_as_in_excel(tmp_path: Path) -> None:
    """``COUNT`` sees no figure, so Excel shows nothing where our rules would say zero."""
    entered = put(write(tmp_path / "a.xlsx"), ("DA1.1 K1", "chưa giải ngân"), ("DA1.1 K2", "chưa giải ngân"))
    found = stored_value(entered.content, f"BM16!{SUM}")
    assert found == "" or (found is None and asks_for_recalculation(entered.content))
    assert found != "0"


def test_a_script_may_clear_a_cell_that_formulas_read(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "a.xlsx", {"S": {"A1": 1, "A2": 2, "B1": ("=SUM(A1:A2)", 3)}})
    assert stored_value(given(book, {"S!A1": None}).content, "S!B1") == "2"
