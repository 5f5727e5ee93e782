from dataclasses import replace
from pathlib import Path

import pytest

from mtqg_xl.consolidation import combine, intake_of
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.reading import read_submission
from mtqg_xl.reconcile import check_submission
from mtqg_xl.writing import SheetPlan, consolidated_book, plan_sheet
from tests.support.books import address, concrete, write
from tests.writing.conftest import book_of, written

DANGEROUS = ["=1+1", '=HYPERLINK("http://x.vn")', "+84 206", "-12", "@SUM(A1)", "{=1}", "http://x.vn/a"]


def text_cells(plan: SheetPlan) -> list[CellKey]:
    keys = [plan.form.key(row, column) for row in plan.form.rows for column in plan.form.columns]
    return [key for key in keys if plan.kind(key) is CellKind.TEXT]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_looks_like_a_formula_is_written_as_text(plans: list[SheetPlan], text: str) -> None:
    plan = next(plan for plan in plans if plan.form.code == "BM03")
    key = text_cells(plan)[0]
    cell = book_of(written([plan], texts={key: text}))[plan.sheet][plan.address(key)]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_words_in_a_figure_cell_are_written_as_words(plans: list[SheetPlan]) -> None:
    plan = next(plan for plan in plans if plan.form.code == "BM16")
    key = CellKey("BM16", "DA2", "G4")
    book = book_of(written([plan], texts={key: "chưa giải ngân"}))
    assert book[plan.sheet][plan.address(key)].value == "chưa giải ngân"


def test_a_remark_that_looks_like_a_formula_is_text_in_the_consolidated_workbook_too(tmp_path: Path) -> None:
    key = CellKey("BM03", "A.1", "13")
    district = read_submission(write(tmp_path / "huyen.xlsx", ["BM03"], texts={key: "=1+1"}))
    merged = combine([intake_of(district, check_submission(district))], "tỉnh Cao Bằng", "2023-N")
    book = book_of(consolidated_book(merged, tmp_path / "tinh.xlsx"))
    cell = book["BM03"][address("BM03", "A.1", "13")]
    assert (cell.value, cell.data_type) == ("huyện Bảo Lâm: =1+1", "s")
    lines = [cell for line in book["Nguồn gốc"].iter_rows() for cell in line if cell.value == "=1+1"]
    assert [cell.data_type for cell in lines] == ["s"]


@pytest.mark.parametrize("text", ["=1+1", "{=1}"])
def test_a_heading_learned_from_a_strangers_workbook_is_never_a_formula(text: str) -> None:
    form = concrete("BM16")
    columns = tuple(
        replace(column, title=text, headings=(text, *column.headings[1:])) for column in form.columns
    )
    plan = plan_sheet(replace(form, columns=columns))
    cells = [cell for line in book_of(written([plan]))[plan.sheet].iter_rows() for cell in line]
    shown = [cell for cell in cells if cell.value == text]
    assert any(cell.coordinate in merged for cell in shown for merged in cell.parent.merged_cells.ranges)
    assert {cell.data_type for cell in shown} == {"s"}
