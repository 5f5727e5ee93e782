"""The check of an open workbook finds what the check of its file finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import mtqg_xl as mx
from mtqg_xl import excel
from mtqg_xl.messages import FileProblem
from tests.excel.conftest import REAL, SAMPLES, WRONG, Opener

pytestmark = pytest.mark.xdist_group("xlwings")
FEW = [WRONG, REAL / "kon_ray_2022-N.xlsx", SAMPLES / "synthetic" / "2024-KH" / "hoa_an_gia_lap.xlsx"]


def told(report: Any) -> list[Any]:
    """All of a report that does not name the file."""
    return [(one.unit, one.period, one.forms, one.findings, one.unchecked) for one in report.files]


@pytest.mark.thorough
def test_a_book_built_anew_from_its_cells_gives_the_findings_of_its_file(in_openpyxl: Opener) -> None:
    samples = sorted(REAL.glob("*.xlsx"))
    assert len(samples) > 7
    for path in samples:
        assert told(excel.check(in_openpyxl(path))) == told(mx.check(path)), path.name


@pytest.mark.libreoffice
def test_a_copy_saved_by_the_program_gives_the_findings_of_its_file(in_office: Opener) -> None:
    for path in FEW:
        assert told(excel.check(in_office(path))) == told(mx.check(path)), path.name


@pytest.mark.thorough
@pytest.mark.libreoffice
def test_a_program_that_refuses_to_save_a_copy_is_read_cell_by_cell(in_office: Opener) -> None:
    book = in_office(WRONG)

    class Refusing:
        def SaveCopyAs(self, path: str) -> None:  # noqa: N802 - Excel's name
            raise OSError("forbidden by policy")

    book.impl.document.api = Refusing()
    assert told(excel.check(book)) == told(mx.check(WRONG))


def test_what_is_typed_and_not_saved_is_checked(open_book: Opener) -> None:
    book = open_book(WRONG)
    book.sheets["KR02"].api.Unprotect()
    before = {finding.cell for finding in excel.check(book).findings if finding.severity == "error"}
    book.sheets["KR02"]["E13"].value = 26844
    book.sheets["KR02"]["L14"].value = 4079
    book.sheets["KR02"]["Q15"].value = 20.31
    after = {finding.cell for finding in excel.check(book).findings if finding.severity == "error"}
    assert before == {"E13", "L14", "Q15"}
    assert not after & before


@pytest.mark.libreoffice
def test_totals_follow_as_figures_are_typed(in_office: Opener, tmp_path: Path) -> None:
    mx.api.write_template(["KR02"], tmp_path / "mau.xlsx", unit="huyện Kon Rẫy", period="2023-6T")
    book = in_office(tmp_path / "mau.xlsx")
    sheet = book.sheets["KR02"]
    assert str(sheet["E13"].formula).startswith("=")
    sheet["C13:D15"].value = [[10, 1], [20, 2], [30, 3]]
    assert [cell.value for cell in sheet["E13:E15"]] == [11, 22, 33]
    assert sheet["E12"].value == 66
    report = excel.check(book)
    assert not [finding for finding in report.findings if finding.severity == "error"]
    sheet["C13"].value = 11
    assert sheet["E12"].value == 67


def test_the_report_before_may_be_open_or_a_file(in_openpyxl: Opener) -> None:
    now, before = WRONG, REAL / "kon_ray_2022-N.xlsx"
    wanted = told(mx.check(now, before))
    book = in_openpyxl(now)
    assert told(excel.check(book, before)) == wanted
    assert told(excel.check(book, in_openpyxl(before))) == wanted


def test_name_and_folder_of_the_open_book_tell_whose_it_is(in_openpyxl: Opener, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    folder = tmp_path / "Huyện Bảo Lâm & 50% “nháp”!"
    folder.mkdir()
    nobody = load_workbook(WRONG)
    for name in ("_mtqg",):
        if name in nobody.sheetnames:
            del nobody[name]
    for sheet in nobody.worksheets:
        for line in sheet.iter_rows(max_row=7):
            for cell in line:
                if isinstance(cell.value, str) and ("huyện" in cell.value.lower() or "2023" in cell.value):
                    cell.value = None
    path = folder / "bao cao 6T 2023 huyen Bao Lam.xlsx"
    nobody.save(path)
    found, wanted = excel.check(in_openpyxl(path)), mx.check(path)
    assert told(found) == told(wanted)
    assert found.files[0].path == str(path)


def test_a_book_without_a_form_is_refused_by_its_name(open_book: Opener) -> None:
    book = open_book(None)
    book.sheets[0]["A1"].value = "Chào"
    with pytest.raises(FileProblem, match="Book1"):
        excel.check(book)


def test_what_is_no_open_book_is_refused_in_words() -> None:
    from mtqg_xl.api.live import LiveBookProblem

    with pytest.raises(LiveBookProblem, match="xlwings"):
        excel.check(str(WRONG))  # type: ignore[arg-type]


def test_values_of_every_kind_reach_the_check(in_openpyxl: Opener, tmp_path: Path) -> None:
    """A day, a truth value, an error, a text like a formula, a result that is text: all are carried over."""
    from datetime import datetime

    from openpyxl import load_workbook

    from mtqg_xl.excel.rebuilding import rebuild

    book = in_openpyxl(None)
    sheet = book.sheets[0]
    sheet["A1"].value = [[datetime(2024, 3, 5), True, "=chữ", "#N/A", 0.1 + 0.2, None, "x"]]
    sheet["A2"].number_format = "@"
    sheet["A2"].value = "=1+1"
    sheet["B2"].formula = '="a"&"b"'
    sheet["B3:C4"].merge()
    sheet["B3"].value = 7
    sheet["D5"].number_format = "0.00%"
    document = book.impl.document
    document.cached.update({("Sheet", 2, 2): "ab", ("Sheet", 4, 5): datetime(2024, 1, 2)})
    sheet["E4"].formula = "=DATE(2024,1,2)"
    book.sheets.add("Ẩn", after=sheet).visible = False
    document.book.defined_names["ten"] = __import__("openpyxl").workbook.defined_name.DefinedName(
        "ten", attr_text="Sheet!$A$1"
    )
    document.cached["Sheet", 1, 3] = "kết quả"
    rebuild(book, tmp_path / "made.xlsx")
    made, results = (
        load_workbook(tmp_path / "made.xlsx"),
        load_workbook(tmp_path / "made.xlsx", data_only=True),
    )
    one = made["Sheet"]
    assert one["A1"].value == datetime(2024, 3, 5)
    assert one["A1"].is_date
    assert one["B1"].value is True
    assert one["C1"].value == "=chữ"
    assert one["E1"].value == pytest.approx(0.3)
    assert one["A2"].value == "=1+1"
    assert one["A2"].data_type == "s"
    assert one["B2"].value == '="a"&"b"'
    assert results["Sheet"]["B2"].value == "ab"
    assert results["Sheet"]["E4"].value == 45293
    assert [str(merge) for merge in one.merged_cells.ranges] == ["B3:C4"]
    assert one["D5"].number_format == "0.00%"
    assert made["Ẩn"].sheet_state == "hidden"
    assert made.defined_names["ten"].attr_text == "Sheet!$A$1"
