"""A folder checked at once: units by forms, how many files of each verdict, and who has sent nothing."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from mtqg_xl import api
from mtqg_xl.api import CheckReport
from tests.api.conftest import KON_RAY, SAMPLES
from tests.cli.conftest import UNITS, write_district


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    """Two districts of one province, a unit of another, its errors explained in part, and a broken file."""
    folder = tmp_path_factory.mktemp("gui")
    for at in (1, 5):
        write_district(folder / f"{at}.xlsx", UNITS[at])
    book = openpyxl.load_workbook(KON_RAY)
    book["KR02"]["Q15"].comment = Comment("Giải trình: đúng", "x")
    book.save(folder / "kon_ray.xlsx")
    (folder / "hong.xlsx").write_bytes(b"")
    return api.check(folder, jobs=1)


def test_the_register_of_units_tells_who_has_sent_nothing(report: CheckReport) -> None:
    (awaited,) = report.awaited
    assert (awaited.unit, awaited.received, awaited.expected) == ("tỉnh Cao Bằng", 2, 10)
    assert set(report.missing) == {*UNITS} - {UNITS[1], UNITS[5]}


def test_one_report_of_a_unit_awaits_no_others() -> None:
    assert api.check(KON_RAY).missing == ()
    assert api.check([KON_RAY, SAMPLES / "real" / "cao_bang_2023-N.xlsx"], jobs=1).missing == ()


def test_the_text_has_a_line_for_each_unit_and_a_column_for_each_form(report: CheckReport) -> None:
    text = report.to_text()
    table = text[text.index("Tổng hợp theo đơn vị và biểu") :].splitlines()
    head = table[1].split()
    assert head == ["Đơn", "vị", "Lỗi", "Cảnh", "báo", "Giải", "trình", "Kết", "luận", "KR02", "NTM01"]
    lines = {line.split("  ")[1].strip(): line.split() for line in table[2:6]}
    assert lines["huyện Kon Rẫy"][3:] == ["2", "0", "1", "Có", "lỗi", "2/0/1", "✓"]
    assert lines["hong.xlsx"][1:] == ["–", "–", "–", "Không", "đọc", "được", "–", "–"]
    assert lines["huyện Bảo Lâm"][-1] == "–"
    assert "tỉnh Cao Bằng, năm 2023: đã nhận 2/10 đơn vị; chưa nhận (8): " in text
    assert table[-1].startswith("Đã kiểm tra 4 tệp: ")


def test_a_wide_table_goes_on_below_and_loses_no_form() -> None:
    text = api.check(SAMPLES / "real", jobs=1).to_text()
    table = text[text.index("Tổng hợp theo đơn vị và biểu") :].splitlines()
    assert max(map(len, table[:-2])) <= 116
    heads = " ".join(line for line in table if line.startswith("  Đơn vị"))
    known = {form for file in api.check(SAMPLES / "real", jobs=1).files for form in file.forms}
    assert known <= set(heads.split())


def test_nobody_is_missing_when_all_have_sent() -> None:
    report = api.check(SAMPLES / "synthetic" / "2024-KH", jobs=1)
    assert report.missing == ()
    assert "đã nhận đủ 10/10 đơn vị" in report.to_text()


def test_the_page_has_them_too(report: CheckReport) -> None:
    page = report.to_html()
    assert re.search(r"Có lỗi</span>: 1 tệp", page)
    assert "Đơn vị chưa gửi (8)" in page
    assert page.count("⊘ chưa nhận") == 8
    assert ", 1 đã giải trình" in page


def test_the_minutes_have_them_too(report: CheckReport) -> None:
    with zipfile.ZipFile(io.BytesIO(report.to_docx())) as package:
        text = re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode("utf-8"))
    assert "Chưa nhận báo cáo của 8 đơn vị: " in text
    assert "Đã giải trình: 1 chỗ" in text
    assert "2/0/1" in text


def test_an_answer_in_one_of_two_files_of_a_unit_is_no_stray_answer_in_the_other(tmp_path: Path) -> None:
    """The forms of one unit, each in a file of its own."""
    shutil.copy(KON_RAY, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(KON_RAY)
    book["KR02"]["Q15"].comment = Comment("Giải trình: đúng", "x")
    del book["NTM01"]
    book.save(tmp_path / "b.xlsx")
    (tmp_path / "a.xlsx").unlink()
    other = openpyxl.load_workbook(KON_RAY)
    del other["KR02"]
    other.save(tmp_path / "c.xlsx")
    files = api.check(tmp_path, jobs=1).files
    assert [file.counts["explained"] for file in files] == [1, 0]
    assert not [one for file in files for one in file.findings if one.rule == "GT"]
