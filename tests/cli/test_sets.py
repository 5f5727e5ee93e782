"""Sets of forms: one workbook, its forms tied together by formulas."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl.catalogue import form_sets
from mtqg_xl.domain.binding import METADATA_SHEET
from mtqg_xl.domain.forms import CellKind
from tests.cli.conftest import Run
from tests.cli.sentences import assert_refused
from tests.support.everyform import open_cells
from tests.support.sets import TiedSet, fullest_sets, tied_sets

SETS = tied_sets()
every_set = pytest.mark.parametrize("tied", SETS, ids=lambda tied: tied.title)


def test_every_set_is_tried_for_every_kind_of_period() -> None:
    tried = {(tied.name, tied.period.kind) for tied in SETS}
    assert tried == {(name, kind) for name, found in form_sets().items() for kind in found.periods}
    assert fullest_sets()


@every_set
def test_a_set_has_a_sheet_for_every_form_filed_by_that_level(tied: TiedSet) -> None:
    book = openpyxl.load_workbook(BytesIO(tied.template), read_only=True)
    assert book.sheetnames == [*tied.forms, METADATA_SHEET]


@pytest.mark.parametrize("tied", fullest_sets(), ids=lambda tied: tied.title)
def test_exactly_the_cells_that_repeat_another_form_are_formulas_to_it(tied: TiedSet) -> None:
    book = openpyxl.load_workbook(BytesIO(tied.template))
    for code, form in tied.forms.items():
        for row, column, kind in open_cells(form):
            key = form.key(row, column)
            cell = book[code][tied.plans[code].address(key)]
            if kind is not CellKind.INPUT:
                assert "!" not in str(cell.value or "")
            elif key in tied.ties:
                others = {part.form for part in tied.ties[key].cells} - {code}
                assert cell.data_type == "f"
                assert all(f"'{other}'!" in cell.value for other in others)
                assert cell.protection.locked
            else:
                assert cell.data_type != "f"


def test_the_first_set_ties_forms_together(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "bộ.xlsx"
    answer = run(
        *("template", "--set", "giam-ngheo-2021-2025", "--unit", "tỉnh Cao Bằng"),
        *("--period", "2023-N", "-o", out),
    )
    assert (answer.code, answer.out, answer.err) == (0, "", f"Đã ghi {out}\n")
    book = openpyxl.load_workbook(out)
    assert len(book.sheetnames) == 16 + 1
    tied = [
        cell.value
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "f" and "!" in cell.value
    ]
    assert len(tied) > 100


def test_a_set_that_is_not_known_is_refused_with_those_known(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    answer = run("template", "--set", "khong-co", "-o", out)
    assert_refused(answer, "khong-co", *form_sets())
    assert not out.exists()


def test_a_set_nobody_files_then_is_refused(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    answer = run("template", "--set", "giam-ngheo-2021-2025", "--period", "2015-N", "-o", out)
    assert_refused(answer, "giam-ngheo-2021-2025", "2015")
    assert not out.exists()


def test_a_set_may_be_named_in_capitals_and_have_further_forms(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    answer = run("template", "KR02", "--set", "GIAI-NGAN-THANG", "--period", "2023-T06", "-o", out)
    assert answer.code == 0
    assert openpyxl.load_workbook(out, read_only=True).sheetnames == ["PL05", "KR02", METADATA_SHEET]


def test_without_forms_or_a_set_something_is_missing(run: Run, tmp_path: Path) -> None:
    assert_refused(run("template", "-o", tmp_path / "a.xlsx"), "MÃ_BIỂU")
