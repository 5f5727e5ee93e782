from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.ooxml import to_a1
from mtqg_xl.reading import read_submission
from mtqg_xl.rules import computed_values
from mtqg_xl.writing.entering import enter
from mtqg_xl.writing.entering.own_values import own_values
from tests.support.books import address, concrete, forget_metadata, tampered, write
from tests.support.everyform import chance_filling, one_case_each
from tests.writing.entering.own_forms_filled import case as case_of
from tests.writing.entering.own_forms_filled import (
    entries_of,
    filled_template,
    saved,
    template,
    wrong_results,
)

CASES = one_case_each()
NTM, DTTS = ("NTM", "DTTS")
FIGURES = {
    CellKey("KR02", NTM, "1"): Decimal(1000),
    CellKey("KR02", NTM, "2"): Decimal(500),
    CellKey("KR02", NTM, "4"): Decimal(250),
    CellKey("KR02", DTTS, "1"): Decimal(40),
    CellKey("KR02", DTTS, "4"): Decimal(10),
}


def cell(row: str, column: str) -> str:
    return address("KR02", row, column)


def own_of(path: Path, change: Any = None) -> dict[str, Decimal | None]:
    """Our own values in the workbook by address, after somebody changed it."""
    book = tampered(path, change) if change else path
    return {
        to_a1(row, column): value for (_, row, column), value in own_values(read_submission(book)).items()
    }


@pytest.mark.parametrize("at", range(len(CASES)), ids=[f"{case.name}-{at}" for at, case in enumerate(CASES)])
def test_every_formula_of_a_filled_template_stands_over_its_value(tmp_path: Path, at: int) -> None:
    filled = chance_filling(CASES[at].form, 3 + at, blank=(0.0, 0.2, 0.6)[at % 3])
    path = filled_template(tmp_path, CASES[at], filled)
    assert wrong_results(path, CASES[at].form, filled) == {}


@pytest.mark.parametrize("code", ["KR02", "BM16", "PL04"])
def test_values_follow_when_figures_are_changed_again(tmp_path: Path, code: str) -> None:
    case = case_of(code)
    first = filled_template(tmp_path, case, chance_filling(case.form, 1))
    second = chance_filling(case.form, 2)
    path = saved(enter(first, entries_of(second)), tmp_path / "lại.xlsx")
    assert wrong_results(path, case.form, second) == {}


def test_every_formula_of_the_form_is_known(tmp_path: Path) -> None:
    form = concrete("KR02")
    path = write(tmp_path / "a.xlsx", ["KR02"], FIGURES)
    wanted = {address("KR02", *key[1:]): value for key, (_, value) in computed_values(form, FIGURES).items()}
    assert own_of(path) == wanted
    assert wanted[cell("T", "1")] == 1040
    formulas = [
        1 for row in form.rows for column in form.columns if form.kind_of(row, column) is CellKind.FORMULA
    ]
    assert len(wanted) == len(formulas)


def test_a_workbook_without_the_hidden_sheet_is_computed_too(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", ["KR02"], FIGURES)
    assert own_of(path, forget_metadata) == own_of(path)


@pytest.mark.parametrize(
    "formula",
    [
        "=C13*2",
        "=SUM(C13:D13)+1",
        "=SUM(C13:D13)",
        '=IF(COUNT(C13:D13)=0,"",SUM(C13:C13))',
        '=IF(COUNT(C13:D13)=0,"", SUM(C13:D13))',
    ],
)
def test_a_formula_somebody_altered_is_not_taken_for_ours(tmp_path: Path, formula: str) -> None:
    path = write(tmp_path / "a.xlsx", ["KR02"], FIGURES)
    place = cell(NTM, "3")
    found = own_of(path, lambda book: book["KR02"].__setitem__(place, formula))
    assert place == "E13"
    assert place not in found


def test_what_reads_a_formula_of_somebody_else_is_not_vouched_for(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", ["KR02"], FIGURES)
    untouched = own_of(path)
    found = own_of(path, lambda book: book["KR02"].__setitem__(cell(NTM, "3"), "=C13*2"))
    reading = {cell(NTM, column) for column in ("3", "9", "15", "16", "18")}
    assert not reading & found.keys()
    assert found[cell(NTM, "7")] == 25
    assert found[cell(DTTS, "3")] == 40
    assert {place: untouched[place] for place in found} == found


def test_a_formula_typed_into_an_input_cell_taints_what_reads_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", ["KR02"], FIGURES)
    found = own_of(path, lambda book: book["KR02"].__setitem__(cell(NTM, "1"), "=500+500"))
    assert not {cell(NTM, "3"), cell("T", "1"), cell("T", "3"), cell(NTM, "7")} & found.keys()
    assert found[cell(DTTS, "3")] == 40


@pytest.mark.parametrize("words", ["chưa giải ngân", "x", "-", "1000", "1.000,5", "không rõ"])
def test_words_in_a_figure_leave_the_sums_over_it_to_others(tmp_path: Path, words: str) -> None:
    path = write(tmp_path / "a.xlsx", ["KR02"], FIGURES)
    found = own_of(path, lambda book: book["KR02"].__setitem__(cell(NTM, "1"), words))
    assert not {cell(NTM, "3"), cell("T", "1"), cell("T", "3"), cell(NTM, "7")} & found.keys()
    assert found[cell(DTTS, "3")] == 40


def test_a_sheet_in_another_measure_is_left_to_others(tmp_path: Path) -> None:
    def relabel(book: Any) -> None:
        for line in book["KR02"].iter_rows(max_row=8):
            for place in line:
                if isinstance(place.value, str) and place.value.startswith("Đơn vị tính"):
                    place.value = "Đơn vị tính: đồng"

    assert own_of(write(tmp_path / "a.xlsx", ["KR02"], FIGURES), relabel) == {}


def test_stale_values_of_formulas_are_not_read_for_figures(tmp_path: Path) -> None:
    """A program that computes nothing left the old results under the formulas."""
    case = case_of("KR02")
    first, second = chance_filling(case.form, 4), chance_filling(case.form, 5)
    stale = tampered(filled_template(tmp_path, case, first), lambda book: None)
    path = saved(enter(stale, entries_of(second)), tmp_path / "b.xlsx")
    assert wrong_results(path, case.form, second) == {}


def test_an_empty_template_is_left_with_blank_results(tmp_path: Path) -> None:
    case = case_of("KR02")
    assert set(own_of(template(tmp_path, case)).values()) == {None}
