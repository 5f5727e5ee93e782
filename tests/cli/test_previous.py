"""The report before: plans that changed, cumulative figures that shrank, last year told otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import mtqg_xl as mx
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.writing import plan_sheet
from tests.cli.conftest import UNITS, Run, write_district
from tests.cli.sentences import assert_refused
from tests.support.books import concrete

UNIT = UNITS[1]
Typed = Mapping[tuple[str, str], int]


def report(path: Path, form: str, period: str, typed: Typed, unit: str = UNIT) -> Path:
    """A workbook of one form with these figures."""
    figures = {CellKey(form, row, column): Decimal(value) for (row, column), value in typed.items()}
    return write_district(path, unit, figures, forms=[form], period=period)


def across(answer: Any) -> dict[str, tuple[str, str, str]]:
    """The findings of rules across periods: rule, and row, column and severity.

    What only follows, such as a total that shrank with its part, is folded under them.
    """
    (file,) = answer.data["files"]
    found = [finding for finding in file["findings"] if finding["rule"].startswith(("X9", "X10"))]
    told = {finding["rule"]: (finding["row"], finding["column"], finding["severity"]) for finding in found}
    assert len(told) == len(found)
    return told


HALF: Typed = {("DA2", "K4"): 500, ("DA2", "G4"): 300, ("DA5", "K4"): 80, ("DA5", "G4"): 10}


@pytest.fixture
def half(tmp_path: Path) -> Path:
    return report(tmp_path / "6t.xlsx", "BM16", "2023-6T", HALF)


def test_a_report_that_goes_on_from_the_one_before_has_no_finding(
    run: Run, half: Path, tmp_path: Path
) -> None:
    year = report(tmp_path / "n.xlsx", "BM16", "2023-N", {**HALF, ("DA2", "G4"): 450, ("DA5", "G4"): 10})
    answer = run("check", year, "--previous", half, "--format", "json")
    assert answer.code == 0
    assert across(answer) == {}


def test_a_cumulative_figure_that_shrank_and_a_plan_that_changed_are_found(
    run: Run, half: Path, tmp_path: Path
) -> None:
    year = report(tmp_path / "n.xlsx", "BM16", "2023-N", {**HALF, ("DA2", "G4"): 299, ("DA5", "K4"): 81})
    answer = run("check", year, "--previous", half, "--format", "json")
    assert across(answer) == {
        "X10.BM16.G4": ("DA2", "G4", "warning"),
        "X9.BM16.K4": ("DA5", "K4", "warning"),
    }
    assert answer.code == 0


def test_without_the_report_before_nothing_is_compared(run: Run, half: Path, tmp_path: Path) -> None:
    year = report(tmp_path / "n.xlsx", "BM16", "2023-N", {**HALF, ("DA2", "G4"): 299})
    assert across(run("check", year, "--format", "json")) == {}


def test_a_finding_names_both_figures_and_a_cell_of_the_report_at_hand(
    run: Run, half: Path, tmp_path: Path
) -> None:
    year = report(tmp_path / "n.xlsx", "BM16", "2023-N", {**HALF, ("DA2", "G4"): 299})
    (finding,) = run("check", year, "--previous", half, "--format", "json").data["files"][0]["findings"]
    place = plan_sheet(concrete("BM16", UNIT, "2023-N")).address(CellKey("BM16", "DA2", "G4"))
    assert (finding["sheet"], finding["cell"], finding["stated"]) == ("BM16", place, "299")
    assert "299" in finding["message"]
    assert "300" in finding["message"]
    assert "@truoc" not in str(finding)
    for suspect in finding["suspects"]:
        assert (suspect["sheet"], suspect["form"]) == ("BM16", "BM16")


def test_last_years_figures_told_otherwise_are_found(run: Run, tmp_path: Path) -> None:
    key = next(
        row.key
        for row in concrete("BM02", UNIT, "2023-N").rows
        if concrete("BM02", UNIT, "2023-N").kind_of(row, concrete("BM02").column_by_key["2"]) == "input"
        and concrete("BM02", UNIT, "2022-N").kind_of(
            concrete("BM02", UNIT, "2022-N").row_by_key[row.key], concrete("BM02").column_by_key["3"]
        )
        == "input"
    )
    before = report(tmp_path / "2022.xlsx", "BM02", "2022-N", {(key, "3"): 40})
    same = report(tmp_path / "2023.xlsx", "BM02", "2023-N", {(key, "2"): 40})
    other = report(tmp_path / "2023b.xlsx", "BM02", "2023-N", {(key, "2"): 41})
    assert across(run("check", same, "--previous", before, "--format", "json")) == {}
    found = across(run("check", other, "--previous", before, "--format", "json"))
    assert found == {"X9.BM02.cung_ky": (key, "2", "warning")}


def test_the_report_of_another_unit_is_refused(run: Run, half: Path, tmp_path: Path) -> None:
    year = report(tmp_path / "n.xlsx", "BM16", "2023-N", HALF, unit=UNITS[5])
    assert_refused(run("check", year, "--previous", half), UNIT, "6 tháng đầu năm 2023")


@pytest.mark.parametrize("period", ["2023-6T", "2023-N", "2024-6T"])
def test_a_report_that_is_not_earlier_is_refused(run: Run, half: Path, tmp_path: Path, period: str) -> None:
    later = report(tmp_path / "n.xlsx", "BM16", period, HALF)
    assert_refused(run("check", half, "--previous", later), UNIT)


def test_a_report_without_a_period_is_refused(run: Run, half: Path, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(half)
    del book["_mtqg"]
    for line in book["BM16"].iter_rows(max_row=7):
        for cell in line:
            if str(cell.value).startswith("Kỳ báo cáo"):
                cell.value = "Kỳ báo cáo: …"
    book.save(tmp_path / "khong_ky.xlsx")
    year = report(tmp_path / "n.xlsx", "BM16", "2023-N", HALF)
    assert_refused(run("check", year, "--previous", tmp_path / "khong_ky.xlsx"))


def test_of_several_files_those_of_the_same_unit_are_compared(run: Run, half: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nam"
    folder.mkdir()
    report(folder / "1.xlsx", "BM16", "2023-N", {**HALF, ("DA2", "G4"): 299})
    report(folder / "2.xlsx", "BM16", "2023-N", {**HALF, ("DA2", "G4"): 299}, unit=UNITS[5])
    files = run("check", folder, "--previous", half, "--format", "json").data["files"]
    found = {file["unit"]: [finding["rule"] for finding in file["findings"]] for file in files}
    assert found == {UNITS[1]: ["X10.BM16.G4"], UNITS[5]: []}


def test_an_opened_book_is_not_compared_with_another_units_report(half: Path, tmp_path: Path) -> None:
    year = report(tmp_path / "n.xlsx", "BM16", "2023-N", {**HALF, ("DA2", "G4"): 299}, unit=UNITS[5])
    with pytest.raises(ArgumentProblem):
        mx.check(mx.open(year), previous=half)


def test_an_opened_book_is_compared_with_its_own_report_before(half: Path, tmp_path: Path) -> None:
    year = report(tmp_path / "n.xlsx", "BM16", "2023-N", {**HALF, ("DA2", "G4"): 299})
    assert "X10.BM16.G4" in [finding.rule for finding in mx.check(mx.open(year), previous=half).findings]
