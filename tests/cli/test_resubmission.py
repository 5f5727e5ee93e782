from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from shutil import copyfile
from typing import Any

from mtqg_xl.domain.cells import CellKey
from tests.cli import shapes
from tests.cli.conftest import FILED, UNITS, Run, write_district
from tests.support.books import tampered

FIGURE = CellKey("KR02", "NTM", "1")
#: Where the template of this form puts the figure, in a district's workbook and in the province's.
PLACE = "KR02!C13"


def sent(path: Path, figure: int, filed: datetime = FILED) -> Path:
    return write_district(path, UNITS[1], {FIGURE: Decimal(figure)}, filed=filed)


def consolidated(run: Run, *files: Path) -> tuple[list[dict[str, Any]], str]:
    """The duplicates reported, and the figure that counts."""
    out = files[0].parent / "tinh.xlsx"
    answer = run("consolidate", *files, "-o", out, "--json", "--jobs", 1)
    assert answer.code == 0
    value: str = run("trace", out, PLACE, "--json").data["cell"]["value"]
    return answer.data["duplicates"], value


def test_the_file_saved_last_counts_and_the_rule_is_told(run: Run, tmp_path: Path) -> None:
    late = sent(tmp_path / "a_moi.xlsx", 200, FILED + timedelta(days=1))
    early = sent(tmp_path / "b_cu.xlsx", 100)
    ((double,), value) = consolidated(run, early, late)
    assert value == "200"
    assert double.keys() == shapes.DUPLICATE
    assert (double["unit"], double["forms"]) == ("huyện Bảo Lâm", ["KR02"])
    assert (double["kept"], double["dropped"]) == (str(late), [str(early)])
    assert double["rule"] == "Lấy tệp lưu sau cùng."


def test_saved_at_the_same_time_the_last_name_counts(run: Run, tmp_path: Path) -> None:
    first, last = sent(tmp_path / "a.xlsx", 100), sent(tmp_path / "b.xlsx", 200)
    ((double,), value) = consolidated(run, last, first)
    assert value == "200"
    assert (double["kept"], double["dropped"]) == (str(last), [str(first)])
    assert "tên xếp sau cùng" in double["rule"]


def test_copies_of_one_file_are_one_submission(run: Run, tmp_path: Path) -> None:
    first = sent(tmp_path / "a.xlsx", 100)
    copy = tmp_path / "b.xlsx"
    copyfile(first, copy)
    ((double,), value) = consolidated(run, first, copy)
    assert value == "100"
    assert double["rule"] == "Các tệp giống hệt nhau."


def test_a_file_corrected_in_another_program_counts_over_the_one_before(run: Run, tmp_path: Path) -> None:
    def correct(book: Any) -> None:
        book["KR02"]["C13"] = 321

    first = sent(tmp_path / "a.xlsx", 100)
    corrected = tampered(first, correct)
    ((double,), value) = consolidated(run, first, corrected)
    assert value == "321"
    assert double["kept"] == str(corrected)


def test_another_form_of_the_same_unit_is_no_resubmission(run: Run, tmp_path: Path) -> None:
    capital = sent(tmp_path / "a.xlsx", 100)
    works = write_district(
        tmp_path / "b.xlsx", UNITS[1], {CellKey("BM03", "A.1", "2"): Decimal(3)}, forms=["BM03"]
    )
    doubles, value = consolidated(run, capital, works)
    assert (doubles, value) == ([], "100")


def test_a_resubmission_is_told_at_the_terminal_too(run: Run, tmp_path: Path) -> None:
    files = [sent(tmp_path / "a.xlsx", 100), sent(tmp_path / "b.xlsx", 200, FILED + timedelta(hours=1))]
    said = run("consolidate", *files, "-o", tmp_path / "tinh.xlsx", "--jobs", 1).out
    assert f"huyện Bảo Lâm nộp nhiều tệp cho KR02: dùng {files[1]}, không dùng {files[0]}." in said
