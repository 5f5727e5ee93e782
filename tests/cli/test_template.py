from pathlib import Path

import openpyxl
import pytest

from mtqg_xl.domain.binding import METADATA_SHEET
from tests.cli.conftest import Run


def sheets(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    names = [name for name in book.sheetnames if name != METADATA_SHEET]
    book.close()
    return names


def test_a_template_has_one_sheet_a_form_in_the_order_asked_for(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "mẫu.xlsx"
    answer = run("template", "KR02", "bm03", "KR02", "--period", "2023-N", "-o", out)
    assert (answer.code, answer.out, answer.err) == (0, "", f"Đã ghi {out}\n")
    assert sheets(out) == ["KR02", "BM03"]


def test_a_template_is_known_again_when_it_comes_back(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "mẫu.xlsx"
    run("template", "KR02", "--unit", "huyện bảo lâm", "--period", "2023-6t", "-o", out)
    (file,) = run("check", out, "--format", "json").data["files"]
    assert (file["unit"], file["period"], file["forms"]) == ("huyện Bảo Lâm", "2023-6T", ["KR02"])
    assert file["counts"]["error"] == 0


@pytest.mark.parametrize("unit", ["04", "tỉnh Cao Bằng", "Tỉnh  Cao bằng"])
def test_a_unit_may_be_given_by_name_or_code(run: Run, tmp_path: Path, unit: str) -> None:
    out = tmp_path / "mẫu.xlsx"
    assert run("template", "KR02", "--unit", unit, "--period", "2023-N", "-o", out).code == 0
    assert run("check", out, "--format", "json").data["files"][0]["unit"] == "tỉnh Cao Bằng"


def test_without_a_unit_a_dotted_line_is_left_for_it(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "mẫu.xlsx"
    run("template", "KR02", "--period", "2023-N", "-o", out)
    book = openpyxl.load_workbook(out)
    assert set(book["KR02"]["A2"].value) == {"…"}
    book.close()


def test_the_same_request_writes_the_same_bytes(run: Run, tmp_path: Path) -> None:
    made = []
    for name in ("a.xlsx", "b.xlsx"):
        run("template", "BM11", "--unit", "042", "--period", "2024-T06", "-o", tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
