"""The rules in VBA say what the core says of the same rules: the same sheets, cells and rules."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from mtqg_xl.lite import judge_lite
from mtqg_xl.reading import read_all
from mtqg_xl.rules.judging import Outcome
from tests.macros.calc import ROOT, python_with_uno
from tests.macros.lite.lite_calc import LiteCalc
from tests.macros.lite.slips import REAL, slipped

pytestmark = pytest.mark.thorough

SEEDS = range(6)


@pytest.fixture(scope="module")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiteCalc]:
    python = python_with_uno()
    if python is None:
        pytest.skip("libreoffice not installed")
    running = LiteCalc(python, tmp_path_factory.mktemp("profile"))
    yield running
    running.stop()


def core(path: Path) -> set[tuple[str, str, str, bool]]:
    """Sheet, cell, rule of everything that the core finds, and whether it is more than rounding."""
    return {
        (one.sheet, one.cell, one.rule, one.outcome is Outcome.FAILS)
        for submission in read_all(str(path), None, {})
        for one in judge_lite(submission)
    }


def vba(calc: LiteCalc, path: Path) -> set[tuple[str, str, str, bool]]:
    return {
        (sheet, cell, rule, severity != "info") for sheet, cell, rule, severity in calc.checked(path).places
    }


def test_samples_and_slips_give_the_same_cells_and_rules(calc: LiteCalc, tmp_path: Path) -> None:
    books = [REAL / "kon_ray_2023-6T.xlsx", REAL / "kon_ray_2023-KH.xlsx", REAL / "cao_bang_2019-N.xlsx"]
    books += [slipped(seed, tmp_path) for seed in SEEDS]
    found = 0
    for book in books:
        expected = core(book)
        assert vba(calc, book) == expected, book.name
        found += len(expected)
    assert found > len(books)


def test_a_wrong_total_is_told_with_what_it_should_be(calc: LiteCalc) -> None:
    answer = calc.checked(REAL / "kon_ray_2023-6T.xlsx")
    assert answer.code == 1
    assert answer.figure("KR02", "E13", "KR02.3") == (Decimal(26884), Decimal(26844))
    told = next(one for one in answer.found if one.cell == "E13" and one.rule == "KR02.3")
    assert told.title == "Không khớp: lẽ ra 26.844"
    assert "26.884" in told.message


def test_the_rules_that_were_not_run_are_named(calc: LiteCalc) -> None:
    answer = calc.checked(REAL / "kon_ray_2023-6T.xlsx")
    assert {one.sheet for one in answer.left_out} == {"KR02", "NTM01"}
    assert any("KR02.11" in one.message for one in answer.left_out)
    assert all(one.message.startswith(f"{one.title}: ") for one in answer.left_out)
    assert "Trích dẫn" in answer.limits  # a sheet without a form is named, not passed over


def test_a_template_nobody_filled_in_is_clean(calc: LiteCalc) -> None:
    answer = calc.checked(ROOT / "workbook_templates" / "KR02.xlsx")
    assert (answer.code, answer.found) == (0, ())


def test_a_row_that_says_something_else_leaves_its_sheet_unchecked(calc: LiteCalc) -> None:
    book = calc.opened(REAL / "kon_ray_2023-6T.xlsx")
    book.put("KR02", B13="Nội dung khác")
    answer = calc.answer(book)
    book.close()
    assert "KR02" in answer.limits
    assert not any(one.sheet == "KR02" for one in answer.found)


def test_without_what_the_template_recorded_codes_and_labels_are_enough(calc: LiteCalc) -> None:
    path = REAL / "kon_ray_2023-KH.xlsx"
    recorded = {one for one in calc.checked(path).places if one[0] == "KR01"}
    book = calc.opened(path)
    book.put("_mtqg", A1="x")
    answer = calc.answer(book)
    book.close()
    assert recorded
    assert {one for one in answer.places if one[0] == "KR01"} == recorded
