"""A finding explained instead of corrected: it counts as explained everywhere, and stays so."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from mtqg_xl import api
from mtqg_xl.cli import main
from mtqg_xl.domain.findings import FileReport, FileVerdict
from mtqg_xl.ooxml import Package
from mtqg_xl.ooxml.archive import rewrite
from mtqg_xl.ooxml.growing import insert_rows
from mtqg_xl.reconcile.explained import UNUSED
from tests.api.conftest import KON_RAY
from tests.cli.conftest import write_district

#: The cells that the three errors of the sample are about.
CELLS = {"F1": "E13", "F2": "L14", "F3": "Q15"}


def noted(path: Path, **texts: str) -> Path:
    """A copy of the sample with notes on cells of its sheet KR02."""
    book = openpyxl.load_workbook(KON_RAY)
    for cell, text in texts.items():
        book["KR02"][cell].comment = Comment(text, "Chị Lan")
    book.save(path)
    return path


def answered(path: Path, out: Path, **texts: str) -> Path:
    """A marked copy in whose list the lines of these findings have been answered."""
    api.mark(path, out, api.check(path))
    book = openpyxl.load_workbook(out)
    rows = list(book["Kiểm tra"].iter_rows())
    head = next(row for row in rows if row[1].value == "Mã")
    column = next(cell.column for cell in head if cell.value == "Giải trình")
    for row in rows:
        if row[1].value in texts:
            cell = book["Kiểm tra"].cell(row[1].row, column)
            cell.value = texts[row[1].value]
            cell.data_type = "s"
    book.save(out)
    return out


def checked(path: Path) -> FileReport:
    return api.check(path).files[0]


def told(report: FileReport) -> dict[str, str]:
    """What was answered, by rule."""
    return {one.rule: one.explanation for one in report.findings if one.explanation is not None}


@pytest.fixture(scope="module")
def all_answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with every error answered: two in the list, one in a note."""
    folder = tmp_path_factory.mktemp("gt")
    own = noted(folder / "goc.xlsx", Q15="Giải trình: tính trên số giải ngân")
    return answered(own, folder / "kon_ray.xlsx", F1="Theo chứng từ", F2="=CMD() theo <b>quyết định</b> 12")


def test_a_note_and_a_line_of_the_list_make_findings_explained(all_answered: Path) -> None:
    before, after = checked(KON_RAY), checked(all_answered)
    assert before.counts["error"] == 3
    assert (after.counts["error"], after.counts["explained"]) == (0, 3)
    assert after.verdict is FileVerdict.WARNINGS
    assert [one.id for one in after.findings] == [one.id for one in before.findings]
    assert told(after) == {
        "KR02.3": "Theo chứng từ",
        "KR02.14": "=CMD() theo <b>quyết định</b> 12",
        "KR02.15": "tính trên số giải ngân",
    }


def test_one_error_without_an_answer_keeps_the_file_wrong(tmp_path: Path) -> None:
    report = checked(noted(tmp_path / "a.xlsx", Q15="Giải trình: đúng", L14="Giải trình: đúng"))
    assert report.counts["error"] == 1
    assert report.verdict is FileVerdict.INVALID


def test_the_command_says_so_by_its_exit_code_and_in_every_shape(
    all_answered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(all_answered)]) == 0
    shown = capsys.readouterr().out
    assert "3 đã giải trình" in shown
    assert "Đã giải trình: Theo chứng từ" in shown
    for shape in ("json", "html", "docx", "xlsx"):
        assert main(["check", str(all_answered), "--format", shape, "-o", str(tmp_path / f"kq.{shape}")]) == 0
    capsys.readouterr()
    page = (tmp_path / "kq.html").read_text(encoding="utf-8")
    assert "3 đã giải trình" in page
    assert set(re.findall(r'id="(F\d+)" data-s="x"', page)) == CELLS.keys()
    assert "<b>quyết định" not in page
    with zipfile.ZipFile(tmp_path / "kq.docx") as package:
        text = re.sub(r"<[^>]+>", " ", package.read("word/document.xml").decode("utf-8"))
    assert "Đã giải trình (3)" in text
    assert "tính trên số giải ngân" in text
    assert "phải sửa" not in text
    sheet = openpyxl.load_workbook(tmp_path / "kq.xlsx")["Kiểm tra"]
    lines = {row[1].value: [cell.value for cell in row] for row in sheet.iter_rows()}
    for number in CELLS:
        assert lines[number][2] == "✎ Đã giải trình (lỗi)"
        assert lines[number][-1]
    assert lines["F3"][-1] == "Theo ghi chú ở ô: tính trên số giải ngân"


def test_the_answer_is_there_after_any_number_of_checks(all_answered: Path, tmp_path: Path) -> None:
    first = checked(all_answered)
    path = all_answered
    for round_ in range(3):
        out = tmp_path / f"{round_}.xlsx"
        api.mark(path, out, api.check(path))
        path = out
    assert told(checked(path)) == told(first)


def test_it_is_found_by_its_place_in_the_form_after_rows_were_inserted(
    all_answered: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "chen.xlsx"
    package = Package.open(all_answered)
    moved.write_bytes(rewrite(package.data, insert_rows(package, "KR02", 3, 2).parts))
    report = checked(moved)
    assert told(report) == told(checked(all_answered))
    assert next(one for one in report.findings if one.rule == "KR02.3").cell == "E15"


def test_a_reply_typed_in_a_conversation_or_without_marks_counts(tmp_path: Path) -> None:
    conversation = (
        "[Threaded comment]\n\nYour version of Excel…\n\nComment:\n    Giải trình: đúng theo quyết định"
    )
    report = checked(noted(tmp_path / "a.xlsx", E13=conversation, L14="GIAI TRINH : dung roi"))
    assert told(report) == {"KR02.3": "đúng theo quyết định", "KR02.14": "dung roi"}


def test_a_note_about_something_else_explains_nothing(tmp_path: Path) -> None:
    report = checked(
        noted(tmp_path / "a.xlsx", E13="Chị Lan nhập", L14="Chờ giải trình", Q15="Giải trình:  ")
    )
    assert told(report) == {}
    assert report.counts["error"] == 3


def test_an_answer_to_a_finding_that_is_gone_is_told(all_answered: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(all_answered)
    book["KR02"]["E13"] = 26844
    book.save(tmp_path / "sua.xlsx")
    report = checked(tmp_path / "sua.xlsx")
    (remark,) = (one for one in report.findings if one.rule == UNUSED)
    assert remark.severity == "info"
    assert remark.cell == "E13"
    assert "“Theo chứng từ”" in remark.message
    assert "không còn ứng với phát hiện nào" in remark.message
    assert remark.message in api.check(tmp_path / "sua.xlsx").to_text()


def test_an_answer_to_one_wrong_figure_does_not_excuse_another(all_answered: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(all_answered)
    book["KR02"]["E13"] = 26984
    other = tmp_path / "khac.xlsx"
    book.save(other)
    report = checked(other)
    (found,) = (one for one in report.findings if one.rule == "KR02.3")
    assert (found.cell, found.is_explained) == ("E13", False)
    assert report.verdict is FileVerdict.INVALID
    (remark,) = (one for one in report.findings if one.rule == UNUSED)
    assert "“Theo chứng từ”" in remark.message
    assert "26.884" in remark.message
    # It waits below the list, and counts again when the figure is as it was.
    out = tmp_path / "hai.xlsx"
    api.mark(other, out, api.check(other))
    assert "KR02.3" not in told(checked(out))
    book = openpyxl.load_workbook(out)
    book["KR02"]["E13"] = 26884
    book.save(tmp_path / "ba.xlsx")
    assert told(checked(tmp_path / "ba.xlsx"))["KR02.3"] == "Theo chứng từ"


def test_an_answer_of_before_that_tells_no_figure_still_counts(all_answered: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(all_answered)
    for row in book["Kiểm tra"].iter_rows(max_col=1):
        if str(row[0].value).startswith("["):
            row[0].value = json.dumps(json.loads(row[0].value)[:5])
    book["KR02"]["E13"] = 26984
    book.save(tmp_path / "cu.xlsx")
    assert told(checked(tmp_path / "cu.xlsx"))["KR02.3"] == "Theo chứng từ"


def test_an_answer_in_a_list_of_the_rules_in_vba_counts_though_they_know_no_unit(tmp_path: Path) -> None:
    out = answered(KON_RAY, tmp_path / "a.xlsx", F1="Theo chứng từ")
    book = openpyxl.load_workbook(out)
    for row in book["Kiểm tra"].iter_rows():
        if row[1].value == "F1":
            row[0].value = json.dumps(["", *json.loads(row[0].value)[1:]])
    book.save(out)
    assert told(checked(out)) == {"KR02.3": "Theo chứng từ"}


def test_a_note_tells_no_figure_and_counts_for_any(tmp_path: Path) -> None:
    path = noted(tmp_path / "a.xlsx", E13="Giải trình: theo chứng từ")
    book = openpyxl.load_workbook(path)
    book["KR02"]["E13"] = 26984
    book.save(path)
    assert told(checked(path)) == {"KR02.3": "theo chứng từ"}


def test_what_was_explained_is_not_repaired_as_certain(all_answered: Path, tmp_path: Path) -> None:
    fixed = api.fix(all_answered, tmp_path / "a.xlsx", certain=True)
    assert fixed.mended is None
    assert api.fix(all_answered, tmp_path / "b.xlsx", accept=["F1"]).mended is not None


def test_notes_that_cannot_be_read_keep_no_figure_back(tmp_path: Path) -> None:
    good = noted(tmp_path / "a.xlsx", Q15="Giải trình: đúng")
    content = io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            new.writestr(
                name, b"<comments" if "comment" in name and name.endswith(".xml") else old.read(name)
            )
    (tmp_path / "b.xlsx").write_bytes(content.getvalue())
    assert checked(tmp_path / "b.xlsx").counts["error"] == 3


# ---- the province ----


@pytest.fixture(scope="module")
def province(all_answered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The consolidated workbook of one unit that has answered everything."""
    out = tmp_path_factory.mktemp("tinh") / "kon_tum.xlsx"
    api.consolidate([all_answered], "tỉnh Kon Tum", "2023-6T").save(out)
    return out


def test_the_answers_of_units_travel_into_the_consolidated_workbook(province: Path) -> None:
    sheet = openpyxl.load_workbook(province)["Giải trình của đơn vị"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [line[1] for line in lines] == ["huyện Kon Rẫy"] * 3
    assert {line[9] for line in lines} == set(told(checked_by(province)).values())
    assert sheet["M5"].hyperlink is not None


def checked_by(province: Path) -> FileReport:
    """The report of the unit whose answers these are."""
    sheet = openpyxl.load_workbook(province)["Giải trình của đơn vị"]
    return checked(province.parent / sheet["K5"].value)


def test_the_same_finding_in_the_whole_is_explained_only_by_just_its_difference(
    province: Path, tmp_path: Path
) -> None:
    """The typed total of the whole is off by what the unit explained, then by something else too."""
    for extra, explained in ((0, True), (7, False)):
        book = openpyxl.load_workbook(province)
        sheet = next(one for one in book.worksheets if one.title.startswith("KR02"))
        sheet["E13"] = 26884 + extra
        book.save(tmp_path / "a.xlsx")
        found = [
            one for one in checked(tmp_path / "a.xlsx").findings if one.rule == "KR02.3" and one.cell == "E13"
        ]
        assert found, "the finding shows again"
        assert [one.is_explained for one in found] == [explained]


def test_a_consolidation_without_answers_has_no_such_sheet(tmp_path: Path) -> None:
    book = write_district(tmp_path / "a.xlsx")
    api.consolidate([book], "tỉnh Cao Bằng").save(tmp_path / "b.xlsx")
    assert "Giải trình của đơn vị" not in openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames


def test_the_file_checked_is_only_read(all_answered: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a.xlsx"
    shutil.copy(all_answered, copy)
    api.check(copy)
    assert copy.read_bytes() == all_answered.read_bytes()
