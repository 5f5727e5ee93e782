"""Cells that belong to a feature are refused by name, and nothing is written then."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml import Workbook
from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.patching import Patch
from tests.ooxml.features.builders import data, package, texts
from tests.ooxml.features.oracle import contents
from tests.ooxml.features.readings import seen_by_openpyxl
from tests.ooxml.features.specimen import SHEET, Specimen

Make = Callable[[], Specimen]


def _opened(book: Specimen) -> Patch:
    return Patch(Package(Path("biểu.xlsx"), book.data))


def _formulas(content: bytes) -> dict[str, str | None]:
    cells = Workbook(Package(Path("biểu.xlsx"), content)).sheet(SHEET).cells.values()
    return {cell.address: cell.formula for cell in cells}


@pytest.mark.parametrize(
    ("make", "cell", "code"),
    [
        (texts.figures_hidden_under_a_merge, "E3", "merged"),
        (texts.dynamic_arrays, "H2", "array"),
        (texts.dynamic_arrays, "H4", "array"),
        (texts.shared_formulas_arrays_and_data_tables, "D5", "array"),
        (texts.shared_formulas_arrays_and_data_tables, "D6", "array"),
        (texts.shared_formulas_arrays_and_data_tables, "D8", "data_table"),
        (data.table, "I2", "table_header"),
        (data.pivot_table_with_cache, "I5", "pivot"),
    ],
)
def test_a_cell_held_by_a_feature_is_refused_even_over_formulas(make: Make, cell: str, code: str) -> None:
    patch = _opened(make())
    patch.set(SHEET, "B3", 1)
    patch.set(SHEET, cell, 5, over_formula=True)
    assert [problem.code for problem in patch.problems()] == [f"cell.{code}"]
    with pytest.raises(CellProblem) as refused:
        patch.to_bytes()
    assert refused.value.code == f"cell.{code}"
    assert cell in str(refused.value)


@pytest.mark.parametrize("make", [texts.dynamic_arrays, data.table])
def test_a_formula_is_kept_unless_the_user_says_otherwise(make: Make) -> None:
    patch = _opened(make())
    patch.set(SHEET, "C3", 5)
    assert [problem.code for problem in patch.problems()] == ["cell.formula"]


def test_the_shown_corner_of_merged_cells_takes_a_value_and_the_hidden_ones_keep_theirs() -> None:
    book = texts.figures_hidden_under_a_merge()
    patch = _opened(book)
    patch.set(SHEET, "D3", 55)
    cells = Workbook(Package(Path("biểu.xlsx"), patch.to_bytes())).sheet(SHEET).cells
    assert [cells[3, column].text for column in (4, 5, 6)] == ["55", "6", "7"]


def test_a_date_written_where_days_count_from_1904_reads_as_that_date() -> None:
    book = texts.dates_from_1904()
    patch = _opened(book)
    patch.set(SHEET, "D3", date(2024, 2, 29))
    assert seen_by_openpyxl(patch.to_bytes(), SHEET, ["D3"]) == {"D3": datetime(2024, 2, 29)}


def test_the_first_of_a_shared_formula_may_go_and_the_others_stay_what_they_were() -> None:
    book = texts.shared_formulas_arrays_and_data_tables()
    patch = _opened(book)
    patch.set(SHEET, "D2", 9, over_formula=True)
    before, after = _formulas(book.data), _formulas(patch.to_bytes())
    assert after.pop("D2") is None
    assert before.pop("D2") == "ROW(A1)"
    assert after == before


def test_the_order_of_calculation_goes_with_the_first_formula_and_nothing_else_goes() -> None:
    book = package.order_of_calculation()
    patch = _opened(book)
    patch.set(SHEET, "C3", 5, over_formula=True)
    old, new = contents(book.data), contents(patch.to_bytes())
    assert old.keys() - new.keys() == {"xl/calcChain.xml"}
    changed = {name for name in new if new[name] != old[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    assert all(b"calcChain" not in content for content in new.values())
