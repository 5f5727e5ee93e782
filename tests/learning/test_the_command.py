"""``form import`` as a person calls it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from mtqg_xl.cli import main
from tests.cli.sentences import assert_one_clear_sentence
from tests.learning import shapes


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """Exit code, and what was said on stderr."""
    code = main(["form", "import", *map(str, arguments)])
    captured = capsys.readouterr()
    assert captured.out == ""
    return code, captured.err


def test_it_says_what_it_wrote_and_what_is_to_be_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = shapes.saved(tmp_path / "that.xlsx", shapes.contradictory)
    out = tmp_path / "dp01.yaml"
    code, said = told(capsys, book, "-o", out)
    assert code == 0
    assert f"Đã học biểu DP01 từ trang “contradictory”: 6 cột, 5 dòng, 3 công thức; ghi vào {out}" in said
    assert "ghi trong tệp ở các dòng “# HỎI:”" in said
    assert "  - Mã cột in là “3=1+2” nhưng ô E6" in said
    assert out.read_text(encoding="utf-8").count("# HỎI: ") == said.count("\n  - ")


def test_quiet_keeps_the_questions_to_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = shapes.saved(tmp_path / "that.xlsx", shapes.contradictory)
    _, said = told(capsys, book, "-o", tmp_path / "dp01.yaml", "--quiet")
    assert len(said.splitlines()) == 2


def test_answers_already_given_are_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = shapes.saved(tmp_path / "that.xlsx", shapes.guarded)
    out = tmp_path / "dp01.yaml"
    out.write_text("đã trả lời", encoding="utf-8")
    code, said = told(capsys, book, "-o", out)
    assert code == 2
    assert_one_clear_sentence(said)
    assert out.read_text(encoding="utf-8") == "đã trả lời"
    assert told(capsys, book, "-o", out, "--overwrite")[0] == 0
    assert out.read_text(encoding="utf-8").startswith("# Biểu học từ tệp")


def test_several_forms_go_into_a_folder_or_one_sheet_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = shapes.saved(tmp_path / "that.xlsx", shapes.guarded, shapes.typed_only)
    code, said = told(capsys, book, "-o", tmp_path / "dp01.yaml")
    assert code == 2
    assert_one_clear_sentence(said)
    assert "guarded, typed_only" in said
    assert told(capsys, book, "-o", tmp_path / "dp01.yaml", "--sheet", "typed_only")[0] == 0
    assert told(capsys, book, "-o", tmp_path / "bieu")[0] == 0
    assert sorted(file.name for file in (tmp_path / "bieu").iterdir()) == ["B11.yaml", "B9.yaml"]


def test_the_workbook_itself_is_never_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = shapes.saved(tmp_path / "that.xlsx", shapes.guarded)
    before = book.read_bytes()
    told(capsys, book, "-o", tmp_path / "dp01.yaml")
    assert book.read_bytes() == before


@pytest.mark.parametrize("rows", [[], [["Thư mời họp"], ["Kính gửi các phòng"]], [[1, 2], [3, 4]]])
def test_a_workbook_without_a_table_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[list[object]]
) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "thu.xlsx")
    code, said = told(capsys, tmp_path / "thu.xlsx", "-o", tmp_path / "dp01.yaml")
    assert code == 2
    assert_one_clear_sentence(said)
    assert not (tmp_path / "dp01.yaml").exists()


def test_a_sheet_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = shapes.saved(tmp_path / "that.xlsx", shapes.guarded)
    code, said = told(capsys, book, "-o", tmp_path / "dp01.yaml", "--sheet", "Biểu 7")
    assert code == 2
    assert "Biểu 7" in said
    assert "guarded" in said


def test_a_file_name_that_makes_no_code_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = shapes.saved(tmp_path / "that.xlsx", shapes.guarded)
    code, said = told(capsys, book, "-o", tmp_path / "---.yaml")
    assert code == 2
    assert_one_clear_sentence(said)


def test_the_code_of_a_known_form_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = shapes.saved(tmp_path / "that.xlsx", shapes.guarded)
    _, said = told(capsys, book, "-o", tmp_path / "KR02.yaml")
    assert "đã có sẵn một biểu mang mã KR02" in said


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "import", "--help"]) == 0
    assert "mtqg-xl form import bieu_cua_tinh.xlsx" in capsys.readouterr().out
