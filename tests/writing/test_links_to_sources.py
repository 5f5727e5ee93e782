from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from mtqg_xl.consolidation import combine, intake_of
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reading import read_submission
from mtqg_xl.reconcile import check_submission
from mtqg_xl.writing import consolidated_book
from tests.support.books import write
from tests.writing.conftest import book_of

NAMES = ["bao_lam.xlsx", "Biểu số 16 (nộp lại).xlsx", "a & b 'c'.xlsx", "đạt 50%.xlsx", "biểu #16.xlsx"]


def province_from(source: Path, out: Path) -> Any:
    """The consolidated workbook of one district."""
    district = read_submission(source)
    merged = combine([intake_of(district, check_submission(district))], "tỉnh Cao Bằng", "2023-N")
    return book_of(consolidated_book(merged, out))


@pytest.mark.parametrize("name", NAMES)
def test_a_link_leads_to_the_file_and_cell_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    source = write(tmp_path / name, ["KR02"], {CellKey("KR02", "NTM", "1"): Decimal("12.5")})
    book = province_from(source, tmp_path / "tinh.xlsx")
    received = [cell.hyperlink for cell in book["Tình hình nộp"]["C"] if cell.hyperlink]
    assert [(unquote(link.target), link.location) for link in received] == [(name, None)]
    cells = {cell.value: cell.hyperlink for cell in book["Nguồn gốc"]["J"] if cell.hyperlink}
    assert (unquote(cells["C13"].target), cells["C13"].location) == (name, "'KR02'!C13")


def test_a_figure_links_back_to_its_place_in_the_consolidated_workbook(tmp_path: Path) -> None:
    source = write(tmp_path / "a.xlsx", ["KR02"], {CellKey("KR02", "NTM", "1"): Decimal("12.5")})
    book = province_from(source, tmp_path / "tinh.xlsx")
    places = {cell.value: cell.hyperlink for cell in book["Nguồn gốc"]["B"] if cell.hyperlink}
    assert places["C13"].location == "'KR02'!C13"
    assert book["KR02"]["C13"].value == 12.5


def test_a_file_beside_or_above_is_named_as_seen_from_the_result(tmp_path: Path) -> None:
    (tmp_path / "ra").mkdir()
    source = write(tmp_path / "a.xlsx", ["KR02"], {CellKey("KR02", "NTM", "1"): Decimal("1")})
    book = province_from(source, tmp_path / "ra" / "tinh.xlsx")
    assert "../a.xlsx" in {cell.value for cell in book["Nguồn gốc"]["H"]}


def test_the_names_of_files_are_seen_whole_up_to_a_limit(tmp_path: Path) -> None:
    for name, width in (("a.xlsx", 40), ("b" * 50 + ".xlsx", 57), ("c" * 120 + ".xlsx", 70)):
        source = write(tmp_path / name, ["KR02"], {CellKey("KR02", "NTM", "1"): Decimal("1")})
        book = province_from(source, tmp_path / "tinh.xlsx")
        assert round(book["Nguồn gốc"].column_dimensions["H"].width) in (width, width + 1)
