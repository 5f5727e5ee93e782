from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from pathlib import Path
from shutil import copyfile

import openpyxl
import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.messages import use_language
from tests.cli import shapes
from tests.cli.conftest import Run, digest
from tests.cli.sentences import UNUSABLE, assert_refused
from tests.support.books import address, write
from tests.writing.entering.plain_books import Sheets, plain_book

RESULT = {"out", "changes", "kept", "unchanged", "updated", "withheld"}
CHANGE = {"sheet", "cell", "before", "after"}
KEPT = {"sheet", "cell", "given", "result", "differs"}
WITHHELD = {"sheet", "cell", "reason"}


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A workbook of somebody's own."""
    sheets: Sheets = {"Biểu 1": {"A1": "x", "A2": 2, "A3": 3, "B1": ("=SUM(A2:A3)", 5)}, "Sở's": {"A1": 1}}
    return plain_book(tmp_path / "của họ.xlsx", sheets)


def value(path: Path, sheet: str, cell: str) -> object:
    book = openpyxl.load_workbook(path)
    return book[sheet][cell].value


def test_cells_are_filled_and_it_is_said_in_one_line_each(run: Run, theirs: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    before = digest(theirs)
    answer = run("fill", theirs, "--set", "'Biểu 1'!A2=12,5", "--set", "'Sở''s'!$B$3=chữ", "-o", out)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [f"Đã ghi 2 ô vào “{out}”.", "Đã tính lại kết quả của 1 công thức."]
    assert (value(out, "Biểu 1", "A2"), value(out, "Sở's", "B3")) == (12.5, "chữ")
    assert openpyxl.load_workbook(out, data_only=True)["Biểu 1"]["B1"].value == 15.5
    assert digest(theirs) == before


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_cells_are_filled_from_a_file_and_from_the_line_together(
    run: Run, theirs: Path, tmp_path: Path, ending: str
) -> None:
    data = tmp_path / f"số liệu.{ending}"
    if ending == "csv":
        data.write_text("Trang;Ô;Giá trị\nBiểu 1;A2;1.234\nBiểu 1;A3;12,5\n", encoding="utf-8-sig")
    else:
        lines = [
            {"sheet": "Biểu 1", "cell": cell, "value": text} for cell, text in (("A2", 1234), ("A3", 12.5))
        ]
        data.write_text(json.dumps(lines), encoding="utf-8")
    out = tmp_path / "ra.xlsx"
    assert run("fill", theirs, "--data", data, "--set", "Biểu 1!A4=7", "-o", out, "--quiet").code == 0
    assert [value(out, "Biểu 1", cell) for cell in ("A2", "A3", "A4")] == [1234, 12.5, 7]


REFUSALS = {
    "no assignment": (["--set", "A2=5"], "“A2=5”"),
    "no cell": (["--set", "Biểu 1!2=5"], "“Biểu 1!2=5”"),
    "no such sheet": (["--set", "Biểu 2!A2=5"], "“Biểu 2”"),
    "no such address": (["--set", "Biểu 1!XFE1=5"], "XFE1"),
    "two readings": (["--set", "Biểu 1!A2=1.234"], "--decimal"),
    "both manners": (["--set", "Biểu 1!A2=12,5", "--set", "Biểu 1!A3=0.5"], "--decimal"),
    "a formula": (["--set", "Biểu 1!B1=5"], "công thức"),
    "given twice": (["--set", "Biểu 1!A2=5", "--set", "Biểu 1!$A$2=6"], "A2"),
    "nothing to fill": ([], "--set"),
    "no such data": (["--data", "không có.csv"], "không có.csv"),
    "unknown mark": (["--set", "Biểu 1!A2=5", "--decimal", ";"], "“;”"),
    "too long a number": (["--set", "Biểu 1!A2=12345678901234567"], "A2"),
    "too long a text": (["--set", "Biểu 1!A2=" + "x" * 40000], "A2"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_done_is_refused_in_a_sentence_and_nothing_written(
    run: Run, theirs: Path, tmp_path: Path, case: str
) -> None:
    arguments, mentioned = REFUSALS[case]
    before = (sorted(tmp_path.iterdir()), digest(theirs))
    assert_refused(run("fill", theirs, *arguments, "-o", tmp_path / "ra.xlsx"), mentioned)
    assert (sorted(tmp_path.iterdir()), digest(theirs)) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mã.csv", "sheet,cell,value\nBiểu 1,A2,đôi".encode("utf-16")),
        ("thừa.csv", "sheet,cell,value\nBiểu 1,A2,12,5\n".encode()),
        ("thiếu.csv", "sheet,value\nBiểu 1,12\n".encode()),
        ("loại.csv", "sheet,cell,value,type\nBiểu 1,A2,1,tiền\n".encode()),
        ("hỏng.json", b"[{"),
        ("số.json", b"12"),
        ("biểu.csv", b"form,row,column,value\nBM16,DA1,K1,5\n"),
    ],
)
def test_data_that_cannot_be_used_is_refused_in_a_sentence(
    run: Run, theirs: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    before = sorted(tmp_path.iterdir())
    assert_refused(run("fill", theirs, "--data", tmp_path / name, "-o", tmp_path / "ra.xlsx"))
    assert sorted(tmp_path.iterdir()) == before


def test_the_mark_of_decimals_may_be_stated(run: Run, theirs: Path, tmp_path: Path) -> None:
    found = []
    for mark in (",", "."):
        out = tmp_path / "ra.xlsx"
        assert run("fill", theirs, "--set", "Biểu 1!A2=1.234", "--decimal", mark, "-o", out).code == 0
        found.append(value(out, "Biểu 1", "A2"))
    assert found == [1234, 1.234]


def test_a_dry_run_lists_every_change_and_writes_nothing(run: Run, theirs: Path, tmp_path: Path) -> None:
    before = (sorted(tmp_path.iterdir()), digest(theirs), theirs.stat().st_mtime_ns)
    sets = [
        "--set",
        "Biểu 1!A2=12,5",
        "--set",
        "Biểu 1!A3=",
        "--set",
        "Biểu 1!C3=mới",
        "--set",
        "Biểu 1!A1=x",
    ]
    for more in ([], ["-o", tmp_path / "ra.xlsx"], ["--quiet"]):
        answer = run("fill", theirs, *sets, "--dry-run", *more)
        assert answer.code == 0
        assert answer.out.splitlines()[:4] == [
            "Sẽ ghi 3 ô (chưa ghi tệp nào).",
            "  Biểu 1!A2: 2 → 12.5",
            "  Biểu 1!A3: 3 → (trống)",
            "  Biểu 1!C3: (trống) → mới",
        ]
        assert "1 ô đã có đúng giá trị này" in answer.out
    assert (sorted(tmp_path.iterdir()), digest(theirs), theirs.stat().st_mtime_ns) == before


def test_a_dry_run_refuses_what_the_run_would_refuse(run: Run, theirs: Path) -> None:
    assert_refused(run("fill", theirs, "--set", "Biểu 1!B1=5", "--dry-run"), "công thức")


def test_without_a_place_for_the_result_it_is_asked_for(run: Run, theirs: Path) -> None:
    assert_refused(run("fill", theirs, "--set", "Biểu 1!A2=5"), "-o", "--dry-run")


@pytest.mark.parametrize("dry", [True, False])
def test_the_json_holds_every_key(run: Run, book: Path, tmp_path: Path, dry: bool) -> None:
    data = tmp_path / "a.csv"
    data.write_text("form,row,column,value\nKR02,NTM,1,5.5\nKR02,NTM,3,7\nKR02,NTM,10,0\n", encoding="utf-8")
    out = tmp_path / "ra.xlsx"
    answer = run("fill", book, "--data", data, "--json", *(["--dry-run"] if dry else ["-o", out]))
    assert (answer.code, answer.err) == (0, "")
    found = answer.data
    assert found.keys() == RESULT
    assert found["out"] == ("" if dry else str(out))
    assert [change.keys() for change in found["changes"]] == [CHANGE, CHANGE]
    assert found["changes"][0] == {"sheet": "KR02", "cell": "C13", "before": "1010.25", "after": "5.5"}
    (kept,) = found["kept"]
    assert kept.keys() == KEPT
    assert (kept["cell"], kept["given"], kept["result"], kept["differs"]) == ("E13", "7", "5.5", True)
    assert (found["unchanged"], found["withheld"]) == (0, [])
    assert found["updated"] > 0
    assert shapes.fractions(found) == []


def test_the_json_names_what_only_excel_can_compute(run: Run, tmp_path: Path) -> None:
    book = plain_book(tmp_path / "a.xlsx", {"S": {"A1": 1, "B1": ("=A1*[1]T!A1", 2)}})
    (item,) = run("fill", book, "--set", "S!A1=2", "--dry-run", "--json").data["withheld"]
    assert item.keys() == WITHHELD
    assert (item["sheet"], item["cell"]) == ("S", "B1")
    said = run("fill", book, "--set", "S!A1=2", "-o", tmp_path / "b.xlsx").out
    assert "S!B1: Công thức lấy số liệu từ tệp khác." in said


def test_a_stated_figure_that_the_formula_contradicts_is_shown(run: Run, tmp_path: Path) -> None:
    figures = {CellKey("BM16", "DA1.1", "K1"): Decimal(20000), CellKey("BM16", "DA1.1", "K2"): Decimal(6844)}
    data = tmp_path / "a.csv"
    data.write_text("form,row,column,value\nBM16,DA1.1,K3,26884\n", encoding="utf-8")
    answer = run(
        "fill", write(tmp_path / "a.xlsx", ["BM16"], figures), "--data", data, "-o", tmp_path / "b.xlsx"
    )
    assert answer.code == 0
    assert (
        f"  BM16!{address('BM16', 'DA1.1', 'K3')}: nêu 26884, công thức cho 26844" in answer.out.splitlines()
    )


def test_over_formulas_takes_the_place_of_a_formula_only_when_said(
    run: Run, theirs: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ra.xlsx"
    assert run("fill", theirs, "--set", "Biểu 1!B1=9", "--over-formulas", "-o", out).code == 0
    assert value(out, "Biểu 1", "B1") == 9


def test_a_result_never_lands_on_an_input(run: Run, theirs: Path, tmp_path: Path) -> None:
    data = tmp_path / "a.csv"
    data.write_text("sheet,cell,value\nBiểu 1,A2,5\n", encoding="utf-8")
    before = [digest(path) for path in (theirs, data)]
    assert_refused(run("fill", theirs, "--set", "Biểu 1!A2=5", "-o", theirs), theirs.name)
    assert_refused(run("fill", theirs, "--data", data, "-o", data), data.name)
    link = tmp_path / "lối.xlsx"
    link.symlink_to(theirs)
    assert_refused(run("fill", theirs, "--set", "Biểu 1!A2=5", "-o", link))
    assert [digest(path) for path in (theirs, data)] == before


def test_an_earlier_result_is_kept_when_asked(run: Run, theirs: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    for number in ("5", "6", "7"):
        more = ["--backup"] if number != "5" else []
        assert run("fill", theirs, "--set", f"Biểu 1!A2={number}", "-o", out, *more).code == 0
    kept = {value(path, "Biểu 1", "A2") for path in tmp_path.glob("ra (bản trước*).xlsx")}
    assert (value(out, "Biểu 1", "A2"), kept) == (7, {5, 6})


@pytest.mark.parametrize(
    ("book", "out"), [("a.xlsm", "ra.xlsx"), ("a.xlsx", "ra.xlsm"), ("a.xlsx", "ra.csv")]
)
def test_an_ending_that_excel_would_not_open_is_refused(
    run: Run, theirs: Path, tmp_path: Path, book: str, out: str
) -> None:
    copyfile(theirs, tmp_path / book)
    assert_refused(run("fill", tmp_path / book, "--set", "Biểu 1!A2=5", "-o", tmp_path / out), out)
    assert not (tmp_path / out).exists()


def test_a_signature_that_no_longer_holds_is_told(run: Run, theirs: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(theirs, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    said = run("fill", theirs, "--set", "Biểu 1!A2=5", "-o", tmp_path / "ra.xlsx").out
    assert "chữ ký số" in said
    unsaid = run("fill", theirs, "--set", "Biểu 1!A2=2", "-o", tmp_path / "ra.xlsx").out
    assert "chữ ký số" not in unsaid


def test_a_file_that_is_no_workbook_is_refused(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.xlsx"
    broken.write_bytes(b"x")
    for path in (broken, tmp_path / "không có.xlsx"):
        answer = run("fill", path, "--set", "S!A1=5", "-o", tmp_path / "ra.xlsx")
        assert_refused(answer, path.name)
    assert not (tmp_path / "ra.xlsx").exists()


def test_in_english_everything_is_said_in_english(run: Run, theirs: Path) -> None:
    try:
        answer = run("--lang", "en", "fill", theirs, "--set", "Biểu 1!A2=5", "--dry-run")
        refused = run("--lang", "en", "fill", theirs, "--set", "Biểu 1!B1=5", "--dry-run")
    finally:
        use_language("vi")
    assert answer.out.startswith("1 cells would be written")
    assert refused.code == UNUSABLE
    assert "formula" in refused.err
