"""A formula that computes what the form says is never accused, however it is written."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mtqg_xl.domain.cells import Observation, State
from mtqg_xl.domain.submissions import Table
from mtqg_xl.reading import read_submission
from mtqg_xl.reconcile import check_submission
from tests.libreoffice.office import program
from tests.reconcile.formulas.mutants import REWRITINGS
from tests.reconcile.formulas.reckoning import TEMPLATES, changed, filled, names, reckoned, template
from tests.reconcile.formulas.told import altered, at, faults, with_formulas


@pytest.mark.parametrize("name", names())
def test_our_templates_have_no_fault(name: str) -> None:
    assert faults(template(name)) == []


@pytest.mark.parametrize("name", ["KR02", "BM11", "RS02", "NTM01_2021", "PL02", "bo_ba-chuong-trinh"])
def test_our_templates_filled_in_have_no_fault(name: str) -> None:
    assert faults(filled(template(name), seed=3)) == []


@pytest.mark.parametrize("manner", REWRITINGS)
@pytest.mark.parametrize("name", ["KR02", "BM11", "PL01", "RS02", "RS08"])
def test_the_same_formula_may_be_written_otherwise(name: str, manner: str) -> None:
    submission = filled(template(name), seed=3)
    rewrite = REWRITINGS[manner]
    rewritten = changed(
        submission, lambda seen: replace(seen, formula=rewrite(seen.formula)) if seen.formula else seen
    )
    others = sum(a != b for a, b in zip(submission.observations(), rewritten.observations(), strict=True))
    assert others > 0
    assert faults(reckoned(rewritten) if manner == "rounded" else rewritten) == []


@pytest.mark.parametrize(
    ("cell", "formula"),
    [
        ("C12", "C13+C14+C15"),
        ("C12", "+C13+C14+C15"),
        ("C12", "SUM(C13,C14:C15)"),
        ("C12", "SUM((C13,C14),C15)"),
        ("C12", "SUM(C13:C14)+C15"),
        ("C12", "SUBTOTAL(9,C13:C15)"),
        ("C12", "SUM('KR02'!$C$13:$C$15)"),
        ("C12", "N(C13)+N(C14)+N(C15)"),
        ("C12", "SUMPRODUCT(C13:C15)"),
        ("C12", "IF(SUM(C13:C15)=0,0,SUM(C13:C15))"),
        ("E12", "SUM(E13:E15)"),  # the rows of a total column add up as well
        ("E12", "SUM(C13:D15)"),
        ("E12", "SUM(C12:E15)-SUM(C12:D12)-SUM(C13:D15)-E12+E12"),
        ("R12", "C12+D12+L12"),
        ("R12", "SUM(C13:D15,L13:L15)"),
        ("I12", "F12/C12%"),
        ("I12", "F12*100/C12"),
        ("I12", "100*(F12/C12)"),
        ("I12", "ROUND(F12/C12*100,1)"),
        ("I12", "IF(C12=0,0,F12/C12*100)"),
        ("I12", 'IF(ISERROR(F12/C12*100),"",F12/C12*100)'),
        ("I12", "SUM(F13:F15)/SUM(C13:C15)*100"),
        ("K12", "(F12+G12)/(C12+D12)*100"),
    ],
)
def test_offices_write_their_formulas_in_many_ways(cell: str, formula: str) -> None:
    blank = template("KR02")
    submission = altered(blank, cell, lambda seen: replace(seen, formula=formula))
    told = [fault for fault in faults(submission) if fault.kind != "circular"]
    assert told == []


@pytest.mark.parametrize(
    "formula",
    [
        "VLOOKUP(A12,Z1:AA9,2,0)",
        "SUMIF(A13:A15,1,C13:C15)",
        "INDEX(C13:C15,2)",
        "tong_von",
        "[1]Sheet1!C12",
        "'Tính toán'!C12",
        "Z5",
        "SUM(Z13:Z15)",
        "C13:C15",
        "IF(C13>5,C14,C15)",
        "AVERAGE(C13:C15)",
        "C13^2",
        "",
        "TABLE(A1,B1)",
        "C13&C14",
        "MAX(C13:C15)",
    ],
)
def test_a_formula_that_is_not_understood_is_not_accused(formula: str) -> None:
    submission = filled(template("KR02"), seed=3)
    assert faults(altered(submission, "C12", lambda seen: replace(seen, formula=formula))) == []


def test_headings_blank_rows_and_texts_in_a_range_do_no_harm() -> None:
    submission = filled(template("BM11"), seed=3)
    # Between the two tables of the form stand blank rows, a title and a code row.
    wide = with_formulas(submission, {"D11": "SUM(D12:D14)"})
    assert at(wide, "D11").value == at(submission, "D11").value
    assert faults(wide) == []


def test_an_input_cell_may_be_reckoned_as_its_unit_likes() -> None:
    submission = filled(template("KR02"), seed=3)
    value = at(submission, "C13").value
    reckoned_by_hand = altered(submission, "C13", lambda seen: replace(seen, formula=f"{value}+0"))
    assert faults(reckoned_by_hand) == []
    from_elsewhere = altered(submission, "C13", lambda seen: replace(seen, formula="'Dự toán'!F9"))
    assert faults(from_elsewhere) == []


def in_percent(seen: Observation) -> Observation:
    """A rate whose cell is formatted as a percentage."""
    return replace(seen, formula="F12/C12", note="percent_format")


def test_a_rate_shown_as_a_percentage_is_not_multiplied_by_a_hundred() -> None:
    submission = filled(template("KR02"), seed=3)
    assert faults(altered(submission, "I12", in_percent)) == []


def test_a_rate_still_blank_may_be_shown_as_a_percentage() -> None:
    bare = altered(template("KR02"), "I12", lambda seen: replace(seen, formula="F12/C12"))
    assert faults(bare) == []


def test_a_sheet_in_another_measure_keeps_its_formulas() -> None:
    blank = template("KR02")
    submission = filled(blank, seed=3)
    (table,) = submission.tables
    money = blank.tables[0].form.measure
    dong = replace(money, code="dong", label="đồng", scale=Decimal(1))
    other = Table(
        table.form, table.sheet, table.observations, table.rows, table.columns, (dong,), table.bound
    )
    assert faults(replace(submission, tables=(other,))) == []


def test_a_workbook_without_kept_results_has_no_stale_ones() -> None:
    submission = filled(template("KR02"), seed=3)
    bare = changed(
        submission,
        lambda seen: (
            replace(seen, state=State.BLANK, value=None, decimals=0, raw="") if seen.formula else seen
        ),
    )
    assert faults(bare) == []


def test_a_workbook_that_keeps_only_what_it_shows_is_not_stale() -> None:
    submission = filled(template("KR02"), seed=3)

    def as_displayed(seen: Observation) -> Observation:
        if seen.formula is None or seen.value is None or "/" not in seen.formula:
            return seen
        return replace(seen, value=round(seen.value, 1), decimals=1)

    assert faults(changed(submission, as_displayed)) == []


def test_results_of_fifteen_digits_are_not_stale() -> None:
    submission = filled(template("KR02"), seed=3)

    def fewer_digits(seen: Observation) -> Observation:
        if seen.formula is None or seen.value is None:
            return seen
        return replace(seen, value=Decimal(f"{seen.value:.14e}"))

    assert faults(changed(submission, fewer_digits)) == []


def test_a_whole_check_of_a_template_filled_in_says_nothing_of_formulas() -> None:
    submission = reckoned(filled(template("PL02"), seed=3))
    assert [f.rule for f in check_submission(submission).findings if "formula" in f.rule] == []


@pytest.mark.libreoffice
@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
def test_a_copy_saved_by_libreoffice_has_no_fault(tmp_path: Path) -> None:
    books = [TEMPLATES / "KR02.xlsx", TEMPLATES / "BM16.xlsx", TEMPLATES / "bo_ra-soat-ho-ngheo.xlsx"]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program(), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), *books]
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=180)
    for book in books:
        submission = read_submission(tmp_path / book.name)
        assert sum(seen.formula is not None for seen in submission.observations()) > 40
        assert faults(submission) == []
