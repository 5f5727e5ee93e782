import csv
import io
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import pytest

from mtqg_xl.domain.cells import CellKey
from tests.cli import shapes
from tests.cli.conftest import Run, write_district
from tests.cli.sentences import assert_refused
from tests.support.books import concrete, input_cells

COLUMNS = ["form", "row", "column", "value", "unit", "state", "sheet", "cell", "raw"]
DANGEROUS = "=HYPERLINK(1)"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A district that typed a figure, a zero in words, a dangerous remark, and left the rest blank."""
    key = CellKey("BM03", "A.1", "2")
    texts = {CellKey("BM03", "A.1", "11"): "chưa giải ngân", CellKey("BM03", "A.1", "13"): DANGEROUS}
    figures = {key: Decimal(7), CellKey("BM03", "A.1", "7"): Decimal("-12.5")}
    return write_district(tmp_path / "a.xlsx", figures=figures, texts=texts, forms=["BM03"])


@pytest.fixture
def cells(run: Run, filled: Path) -> dict[tuple[str, str], dict[str, Any]]:
    answer = run("export", filled, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.data.keys() == {"unit", "period", "cells"}
    assert (answer.data["unit"], answer.data["period"]) == ("huyện Bảo Lâm", "2023-N")
    assert shapes.fractions(answer.data) == []
    return {(cell["row"], cell["column"]): cell for cell in answer.data["cells"]}


Cells = dict[tuple[str, str], dict[str, Any]]


def test_every_cell_has_every_key_and_figures_are_strings(cells: Cells) -> None:
    for cell in cells.values():
        assert cell.keys() == shapes.CELL
        assert cell["column"] == "13" or shapes.is_figure(cell["value"])


def test_a_figure_is_reported_with_its_unit_and_its_place(cells: Cells) -> None:
    seven = cells["A.1", "2"]
    assert (seven["value"], seven["unit"], seven["state"]) == ("7", "cong_trinh", "reported")
    assert (seven["sheet"], seven["cell"], seven["raw"], seven["formula"]) == ("BM03", "D13", "7", None)
    assert cells["A.1", "7"]["unit"] == "trieu_dong"


def test_words_for_nothing_spent_are_a_reported_zero(cells: Cells) -> None:
    zero = cells["A.1", "11"]
    assert (zero["value"], zero["state"], zero["raw"]) == ("0", "zero_reported", "chưa giải ngân")


def test_what_does_not_apply_and_what_cannot_be_read_have_states_of_their_own(
    run: Run, tmp_path: Path
) -> None:
    texts = {CellKey("BM03", "A.1", "7"): "không phát sinh", CellKey("BM03", "A.2", "7"): "khoảng mười"}
    path = write_district(tmp_path / "b.xlsx", figures={}, texts=texts, forms=["BM03"])
    listed = {(c["row"], c["column"]): c for c in run("export", path, "--format", "json").data["cells"]}
    for row, state in (("A.1", "not_applicable"), ("A.2", "unread")):
        cell = listed[row, "7"]
        assert (cell["state"], cell["value"]) == (state, None)
        assert cell["raw"] == texts[CellKey("BM03", row, "7")]


def test_every_blank_input_cell_is_listed_and_no_blank_total(cells: Cells) -> None:
    form = concrete("BM03")
    inputs = {(key.row, key.column) for key in input_cells(form)}
    assert inputs <= cells.keys()
    blank = {place for place, cell in cells.items() if cell["state"] == "blank"}
    assert blank == inputs - {("A.1", "2"), ("A.1", "7"), ("A.1", "11")}
    assert all(cells[place]["value"] is None for place in blank)


def test_a_total_is_listed_with_its_formula(cells: Cells) -> None:
    total = cells["A.1", "1"]
    assert (total["value"], total["formula"]) == ("7", 'IF(COUNT(D13:E13)=0,"",SUM(D13:E13))')


def test_csv_has_the_columns_of_the_contract_and_the_same_cells(run: Run, filled: Path, cells: Cells) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", filled, "--format", "csv").out)))
    assert list(rows[0]) == COLUMNS
    assert [(row["row"], row["column"], row["state"]) for row in rows] == [
        (*place, cell["state"]) for place, cell in cells.items()
    ]


def test_csv_never_starts_a_text_as_a_formula_and_leaves_negative_figures_alone(
    run: Run, filled: Path
) -> None:
    rows = {
        (row["row"], row["column"]): row for row in csv.DictReader(io.StringIO(run("export", filled).out))
    }
    assert rows["A.1", "13"]["raw"] == rows["A.1", "13"]["value"] == "'" + DANGEROUS
    assert rows["A.1", "7"]["value"] == "-12.5"


@pytest.mark.parametrize("text", ["+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "=1+1"])
def test_no_cell_of_the_csv_begins_like_a_formula(run: Run, tmp_path: Path, text: str) -> None:
    book = write_district(
        tmp_path / "a.xlsx", figures={}, texts={CellKey("BM03", "A.1", "13"): text}, forms=["BM03"]
    )
    for line in csv.reader(io.StringIO(run("export", book).out)):
        assert not [value for value in line if value.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("shape", ["json", "csv"])
def test_the_file_written_is_what_the_screen_would_show(
    run: Run, filled: Path, tmp_path: Path, shape: str
) -> None:
    out = tmp_path / f"bang.{shape}"
    shown = run("export", filled, "--format", shape).out
    answer = run("export", filled, "--format", shape, "-o", out)
    assert (answer.code, answer.out, answer.err) == (0, "", f"Đã ghi {out}\n")
    assert out.read_text(encoding="utf-8").strip() == shown.strip()
    assert shape == "csv" or json.loads(out.read_text(encoding="utf-8"))


def test_without_the_library_for_it_parquet_is_refused_in_words(
    run: Run, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = run("export", filled, "--format", "parquet", "-o", tmp_path / "bang.parquet")
    assert_refused(answer, "Parquet", "csv")
    assert not (tmp_path / "bang.parquet").exists()


def test_parquet_holds_the_same_cells(run: Run, filled: Path, tmp_path: Path, cells: Cells) -> None:
    pytest.importorskip("pyarrow")
    out = tmp_path / "bang.parquet"
    assert run("export", filled, "--format", "parquet", "-o", out).code == 0
    frame = pandas.read_parquet(out)
    assert [*zip(frame["row"], frame["column"], strict=True)] == list(cells)
