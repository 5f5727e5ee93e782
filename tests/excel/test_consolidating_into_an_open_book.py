"""The workbooks of a folder become sheets of an open workbook."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import mtqg_xl as mx
from mtqg_xl import excel
from mtqg_xl.api.live import LiveBookProblem
from mtqg_xl.excel import consolidating
from mtqg_xl.ooxml import to_a1
from tests.excel.conftest import SAMPLES, Opener

pytestmark = pytest.mark.xdist_group("xlwings")
#: The plan of a year: the smallest of the made-up sets.
SET = SAMPLES / "synthetic" / "2024-KH"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two districts are enough for sums."""
    place = tmp_path_factory.mktemp("báo cáo huyện & xã")
    for name in ("hoa_an_gia_lap.xlsx", "ha_lang_gia_lap.xlsx"):
        shutil.copy(SET / name, place / name)
    return place


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch, made: tuple[Any, Path]) -> None:
    """The total is not made anew for tests that are about what becomes of it."""
    total, path = made
    monkeypatch.setattr(consolidating, "total_of", lambda *given: shutil.copy(path, given[-1]) and total)


@pytest.fixture(scope="module")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    path = tmp_path_factory.mktemp("made") / "tong_hop.xlsx"
    total = mx.consolidate([folder], "tỉnh Cao Bằng", "2024-KH")
    total.save(path)
    return total, path


def figures(book: Any, sheet: str) -> list[list[Any]]:
    lines: list[list[Any]] = book.sheets[sheet].used_range.options(ndim=2).value
    return lines


def test_the_total_comes_into_the_book_with_formulas_and_origins(
    open_book: Opener, folder: Path, tmp_path: Path
) -> None:
    book = open_book(None)
    own = book.sheets[0].name
    total = excel.consolidate(folder, book, period="2024-KH", unit="tỉnh Cao Bằng")
    names = [sheet.name for sheet in book.sheets]
    form = next(iter(total.merged.forms))
    assert names[0] == own
    assert {form, "_mtqg", "Nguồn gốc"} <= set(names)
    assert book.sheets.active.name == own
    assert not book.sheets["_mtqg"].visible
    formulas = [text for line in book.sheets[form].used_range.formula for text in line]
    live = [str(text) for text in formulas if str(text).startswith("=")]
    assert len(live) > 5
    assert not [text for text in live if "[" in text], "no links to the file that is gone"
    # Saved and read again it is a total like any other: every figure can be traced.
    out = tmp_path / "tổng hợp.xlsx"
    book.save(out)
    key = next(one for one, given in total.merged.contributions.items() if len(given) == 2)
    binding = mx.open(out).table(key.form)
    row, column = binding.place(key)
    traced = mx.trace(out, f"{key.form}!{to_a1(row, column)}").traced
    assert {origin.unit for origin in traced.origins} == {
        given.unit for given in total.merged.contributions[key]
    }


@pytest.mark.usefixtures("at_once")
def test_a_second_time_replaces_the_first(in_openpyxl: Opener, folder: Path) -> None:
    book = in_openpyxl(None)
    own = book.sheets[0].name
    total = excel.consolidate(folder, book, period="2024-KH", unit="tỉnh Cao Bằng")
    names = [sheet.name for sheet in book.sheets]
    form = next(iter(total.merged.forms))
    before = figures(book, form)
    book.sheets[own].delete()
    excel.consolidate(folder, book, period="2024-KH", unit="tỉnh Cao Bằng")
    assert [sheet.name for sheet in book.sheets] == names[1:]
    assert figures(book, form) == before


@pytest.mark.usefixtures("at_once")
def test_sheets_of_somebody_are_not_replaced(in_openpyxl: Opener, folder: Path) -> None:
    book = in_openpyxl(None)
    # Excel knows both ways of writing for one name.
    for name in ("Nguồn gốc", "NGUỒN GỐC"):
        own = book.sheets.add(name, after=book.sheets[0])
        own["A1"].value = "của tôi"
        names = [sheet.name for sheet in book.sheets]
        with pytest.raises(LiveBookProblem, match="“Nguồn gốc”"):
            excel.consolidate(folder, book, period="2024-KH", unit="tỉnh Cao Bằng")
        assert [sheet.name for sheet in book.sheets] == names
        assert own["A1"].value == "của tôi"
        own.delete()


@pytest.mark.usefixtures("at_once")
def test_a_report_of_one_unit_is_not_taken_for_a_total(in_openpyxl: Opener, folder: Path) -> None:
    book = in_openpyxl(SET / "hoa_an_gia_lap.xlsx")
    names = [sheet.name for sheet in book.sheets]
    with pytest.raises(LiveBookProblem):
        excel.consolidate(folder, book, period="2024-KH", unit="tỉnh Cao Bằng")
    assert [sheet.name for sheet in book.sheets] == names


def test_references_between_sheets_stay_inside_the_book(in_openpyxl: Opener, tmp_path: Path) -> None:
    """A sheet copied alone points into the file it came from; these formulas are brought home."""
    from openpyxl import Workbook

    made = Workbook()
    made.active.title = "Một"
    made.active["A1"] = 5
    other = made.create_sheet("Hai 'x'")
    other["A1"], other["B1"] = "='Một'!A1*2", f"chữ [{consolidating._FILE}]"
    other["A2"] = "=A1+1"
    path = tmp_path / consolidating._FILE
    made.save(path)
    source, into = in_openpyxl(path), in_openpyxl(None)
    consolidating._take_over(source, into)
    assert into.sheets["Hai 'x'"]["A1"].formula == "='Một'!A1*2"
    assert into.sheets["Hai 'x'"]["A2"].formula == "=A1+1"
    assert into.sheets["Hai 'x'"]["B1"].value == f"chữ [{consolidating._FILE}]"
    assert into.sheets["Một"]["A1"].value == 5
    source.close()
    only = Workbook()
    only.active.title = "Một ô"
    only.save(path)
    consolidating._take_over(in_openpyxl(path), into)
    assert "Một ô" in [sheet.name for sheet in into.sheets]
