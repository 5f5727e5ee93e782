from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import mtqg_xl as mx
from mtqg_xl import api
from mtqg_xl.messages import ArgumentProblem, CellProblem, FileProblem, OutputProblem
from tests.cli.conftest import digest
from tests.writing.entering.plain_books import plain_book


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    return plain_book(tmp_path / "a.xlsx", {"Sheet1": {"A1": 1, "A2": 2, "B1": ("=SUM(A1:A2)", 3)}})


def test_values_of_every_kind_are_written_as_they_are(theirs: Path, tmp_path: Path) -> None:
    values = {
        "Sheet1!B3": 12,
        "Sheet1!B4": Decimal("26844.25"),
        "Sheet1!B5": 0.1,
        "Sheet1!B6": "1.234",
        "Sheet1!B7": True,
        "Sheet1!B8": date(2023, 6, 30),
        "Sheet1!A1": None,
    }
    mx.fill(theirs, values, tmp_path / "b.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Sheet1"]
    found = [sheet[f"B{row}"].value for row in range(3, 9)]
    assert found == [12, 26844.25, 0.1, "1.234", True, datetime(2023, 6, 30)]
    assert sheet["A1"].value is None
    assert openpyxl.load_workbook(tmp_path / "b.xlsx", data_only=True)["Sheet1"]["B1"].value == 2


def test_without_a_place_for_the_result_it_tells_what_would_change(theirs: Path, tmp_path: Path) -> None:
    before = digest(theirs)
    filled = mx.fill(theirs, {"Sheet1!A1": 5})
    assert filled.out == ""
    assert json.loads(filled.to_json())["changes"] == [
        {"sheet": "Sheet1", "cell": "A1", "before": "1", "after": "5"}
    ]
    assert [text for text, _ in filled.lines()][:2] == [
        "Sẽ ghi 1 ô (chưa ghi tệp nào).",
        "  Sheet1!A1: 1 → 5",
    ]
    assert list(tmp_path.iterdir()) == [theirs]
    assert digest(theirs) == before


def test_the_mapping_given_is_left_as_it_was(theirs: Path) -> None:
    values = {"Sheet1!A1": 5, "sheet1!a2": "x"}
    mx.fill(theirs, values)
    assert values == {"Sheet1!A1": 5, "sheet1!a2": "x"}


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_values_may_come_from_a_file(theirs: Path, tmp_path: Path, kind: str) -> None:
    data = tmp_path / f"d.{kind}"
    text = (
        "sheet,cell,value\nSheet1,A1,5\n"
        if kind == "csv"
        else '[{"sheet": "Sheet1", "cell": "A1", "value": 5}]'
    )
    data.write_text(text, encoding="utf-8")
    filled = mx.fill(theirs, data, tmp_path / "b.xlsx")
    assert filled.out == str(tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["Sheet1"]["A1"].value == 5
    with pytest.raises(OutputProblem):
        mx.fill(theirs, data, data)


def test_our_own_export_fills_an_empty_template(districts: list[Path], tmp_path: Path) -> None:
    book = mx.open(districts[0])
    data = tmp_path / "d.json"
    data.write_text(book.to_json(), encoding="utf-8")
    blank = tmp_path / "mau.xlsx"
    api.write_template(["KR02"], blank, unit="huyện Bảo Lâm", period="2023-N")
    mx.fill(blank, data, tmp_path / "b.xlsx")
    again = mx.open(tmp_path / "b.xlsx")
    assert again.frame("KR02").equals(book.frame("KR02"))


def test_each_refusal_is_of_its_kind_and_leaves_nothing_behind(theirs: Path, tmp_path: Path) -> None:
    out = tmp_path / "b.xlsx"
    for values, kind in (
        ({"B3": 1}, ArgumentProblem),
        ({"Sheet2!B3": 1}, ArgumentProblem),
        ({"Sheet1!B1": 1}, CellProblem),
        ({"Sheet1!B3": float("nan")}, CellProblem),
        (tmp_path / "không có.csv", FileProblem),
    ):
        with pytest.raises(kind):
            mx.fill(theirs, values, out)
    with pytest.raises(FileProblem):
        mx.fill(tmp_path / "không có.xlsx", {"Sheet1!A1": 1}, out)
    with pytest.raises(OutputProblem):
        mx.fill(theirs, {"Sheet1!A1": 1}, theirs)
    assert list(tmp_path.iterdir()) == [theirs]


def test_formulas_give_way_and_earlier_results_stay_when_asked(theirs: Path, tmp_path: Path) -> None:
    out = tmp_path / "b.xlsx"
    mx.fill(theirs, {"Sheet1!A1": 5}, out)
    mx.fill(theirs, {"Sheet1!B1": 9}, out, over_formulas=True, backup=True)
    assert openpyxl.load_workbook(out)["Sheet1"]["B1"].value == 9
    (kept,) = set(tmp_path.iterdir()) - {theirs, out}
    assert openpyxl.load_workbook(kept)["Sheet1"]["B1"].value == "=SUM(A1:A2)"


def test_the_same_values_give_the_same_bytes(theirs: Path, tmp_path: Path) -> None:
    contents = []
    for name in ("b.xlsx", "c.xlsx"):
        mx.fill(theirs, {"Sheet1!A1": 5, "Sheet1!C9": "x"}, tmp_path / name)
        contents.append((tmp_path / name).read_bytes())
    assert contents[0] == contents[1]
