"""One workbook with a sheet a district: every district is checked, exported and consolidated by itself."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import mtqg_xl as mx
from mtqg_xl.messages import ArgumentProblem
from tests.cli.conftest import UNITS, write_district
from tests.support.books import address, forget_metadata

SHEETS = {"huyện Bảo Lâm": "Bảo Lâm", "huyện Bảo Lạc": "Bảo Lạc", "huyện Hạ Lang": "Hạ Lang"}
PLANS = {"huyện Bảo Lâm": 100, "huyện Bảo Lạc": 20, "huyện Hạ Lang": 3}


def of_a_province(path: Path, *, tabs_only: bool = False) -> Path:
    """The sheet of one district copied for others, with a cover sheet; no metadata."""
    write_district(path, UNITS[1])
    book: Any = openpyxl.load_workbook(path)
    forget_metadata(book)
    first = book["KR02"]
    plan = address("KR02", "NTM", "1")
    for unit, name in SHEETS.items():
        sheet = book.copy_worksheet(first)
        sheet.title = name
        sheet["A2"] = "TỈNH CAO BẰNG" if tabs_only else unit.upper()
        sheet[plan] = PLANS[unit]
    del book["KR02"]
    book.create_sheet("Bìa", 0)["A1"] = "BÁO CÁO"
    book.save(path)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return of_a_province(tmp_path / "ca_tinh.xlsx")


def test_every_unit_is_checked_by_itself(book: Path) -> None:
    report = mx.check(book)
    assert [file.unit for file in report.files] == list(SHEETS)
    assert {file.path for file in report.files} == {str(book)}
    assert len({file.sha256 for file in report.files}) == 1
    assert all(finding.sheet in ("", SHEETS[file.unit]) for file in report.files for finding in file.findings)


def test_tabs_tell_the_units_under_the_letterhead_of_the_province(tmp_path: Path) -> None:
    report = mx.check(of_a_province(tmp_path / "a.xlsx", tabs_only=True))
    assert [file.unit for file in report.files] == list(SHEETS)


def test_every_unit_is_consolidated_and_traced_to_its_own_sheet(book: Path, tmp_path: Path) -> None:
    total = mx.consolidate([book])
    assert total.merged.unit.name == "tỉnh Cao Bằng"
    parts = total.trace("KR02", "NTM", "1")
    assert {part.unit: (part.value, part.sheet) for part in parts} == {
        unit: (Decimal(PLANS[unit]), SHEETS[unit]) for unit in SHEETS
    }
    assert total.frame("KR02").loc["NTM", "1"] == 123
    assert [receipt.unit for receipt in total.merged.received] == list(SHEETS)
    out = tmp_path / "tinh.xlsx"
    total.save(out)
    plan = address("KR02", "NTM", "1", unit="tỉnh Cao Bằng")
    origins = mx.trace(out, f"KR02!{plan}").traced.origins
    assert [(origin.unit, origin.sheet) for origin in origins] == list(SHEETS.items())


def test_a_file_of_one_of_the_units_sent_again_is_told_as_sent_twice(book: Path, tmp_path: Path) -> None:
    again = write_district(tmp_path / "z_bao_lac.xlsx", UNITS[2])
    total = mx.consolidate([book, again])
    (twice,) = total.merged.duplicates
    assert twice.unit == "huyện Bảo Lạc"
    assert {twice.kept, *twice.dropped} == {str(book), str(again)}
    assert len(total.trace("KR02", "NTM", "1")) == 3


def test_one_unit_must_be_named_to_open_it(book: Path) -> None:
    with pytest.raises(ArgumentProblem, match="huyện Bảo Lâm, huyện Bảo Lạc, huyện Hạ Lang"):
        mx.open(book)
    with pytest.raises(ArgumentProblem, match="không có số liệu của huyện Hà Quảng"):
        mx.open(book, unit="huyện Hà Quảng")


@pytest.mark.parametrize("name", ["huyện Bảo Lạc", "Bảo Lạc", "HUYEN BAO LAC", "043"])
def test_a_unit_is_named_by_name_or_code(book: Path, name: str) -> None:
    opened = mx.open(book, unit=name)
    assert opened.frame("KR02").loc["NTM", "1"] == PLANS["huyện Bảo Lạc"]


def test_the_report_before_may_hold_several_units_too(book: Path, tmp_path: Path) -> None:
    now = write_district(tmp_path / "nay.xlsx", UNITS[2], period="2024-6T")
    (report,) = mx.check(now, previous=book).files
    assert not any("kỳ trước" in item.reason for item in report.unchecked if item.rule == "X9, X10")


def test_a_copy_of_a_template_sheet_for_another_unit_is_read_as_that_units(tmp_path: Path) -> None:
    path = write_district(tmp_path / "a.xlsx", UNITS[1])
    book: Any = openpyxl.load_workbook(path)
    copy = book.copy_worksheet(book["KR02"])
    copy["A2"], copy[address("KR02", "NTM", "1")] = "HUYỆN BẢO LẠC", 20
    book.save(path)
    report = mx.check(path)
    assert [(file.unit, file.forms) for file in report.files] == [
        ("huyện Bảo Lâm", ("KR02",)),
        ("huyện Bảo Lạc", ("KR02",)),
    ]
    assert mx.open(path, unit="Bảo Lạc").frame("KR02").loc["NTM", "1"] == 20


def test_a_sheet_of_nobody_is_told(book: Path) -> None:
    workbook: Any = openpyxl.load_workbook(book)
    spare = workbook.copy_worksheet(workbook["Bảo Lâm"])
    spare.title, spare["A2"] = "Sheet9", None
    workbook.save(book)
    report = mx.check(book)
    assert [file.unit for file in report.files] == list(SHEETS)
    assert all(any("Sheet9" in finding.message for finding in file.findings) for file in report.files)


def test_a_unit_whose_sheet_cannot_be_read_is_told(book: Path) -> None:
    altered: Any = openpyxl.load_workbook(book)
    sheet = altered["Hạ Lang"]
    head = next(row for row in range(1, 20) if sheet.cell(row, 1).value in ("TT", "STT"))
    for merge in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merge))
    for row in sheet.iter_rows(min_row=head, min_col=3):
        for cell in row:
            cell.value = None if isinstance(cell.value, str) else cell.value
    altered.save(book)
    report = mx.check(book)
    assert [file.unit for file in report.files] == ["huyện Bảo Lâm", "huyện Bảo Lạc"]
    (told,) = (one for one in report.findings if one.rule == "DOC.unit_refused")
    assert "huyện Hạ Lang" in told.message
    assert not report.ok
