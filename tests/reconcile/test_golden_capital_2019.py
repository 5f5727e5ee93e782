"""Money of Cao Bằng in the first half of 2019: the printed table, and the projects of the stage before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Verdict
from mtqg_xl.reconcile import check_submission
from mtqg_xl.rules import Figures
from tests.support.samples import figures_of, real, report

NAME = "cao_bang_2019-6T"
#: What the other recurrent money leaves for subproject 4 of 30a, of which the report tells no plan.
GAP = Decimal(3790)


@cache
def figures() -> Figures:
    return figures_of(real(NAME))


def amount(form: str, row: str, column: str) -> Decimal | None:
    return figures().value(CellKey(form, row, column))


@pytest.mark.parametrize(
    ("row", "printed"),
    [("T", "1221944 960275 261669"), ("GNBV", "799744 646475 153269"), ("NTM", "422200 313800 108400")],
)
def test_a_line_of_the_printed_table_is_the_sum_of_its_kinds_of_capital(row: str, printed: str) -> None:
    whole, invested, recurrent = map(Decimal, printed.split())
    assert [amount("NV01", row, column) for column in "123"] == [whole, invested, recurrent]
    assert invested + recurrent == whole


def test_the_programmes_30a_and_135_are_the_investment_of_poverty_reduction() -> None:
    parts = (amount("NV01", "GNBV.30a", "2"), amount("NV01", "GNBV.135", "2"))
    assert parts == (462056, 184419)
    assert sum(part or 0 for part in parts) == amount("NV01", "GNBV", "2")


def test_a_dash_line_of_the_table_has_investment_only() -> None:
    form = real(NAME).table("NV01").form
    assert form.row_by_key["GNBV.30a"].columns == ("2",)


def test_the_programme_of_the_stage_before_has_its_own_projects() -> None:
    rows = real(NAME).table("BM16").form.row_by_key
    assert "30a" in rows["DA1"].label
    assert "135" in rows["DA2"].label
    assert "DA6" not in rows


def test_what_is_carried_over_adds_up() -> None:
    assert amount("BM16", "DA1", "K2") == Decimal("12250.3")
    assert amount("BM16", "DA2", "K2") == Decimal("46423.2")
    assert amount("BM16", "T", "K2") == Decimal("58673.5")


def test_everything_about_money_holds_but_the_plan_of_one_subproject() -> None:
    wrong = [finding for finding in report(NAME).findings if finding.verdict is Verdict.WRONG]
    assert [finding.key for finding in wrong] == [CellKey("BM16", "T", "K4")]
    assert wrong[0].difference == GAP
    assert report(NAME).counts["warning"] == 0


def test_the_blank_cell_of_that_subproject_is_named() -> None:
    (gap,) = [finding for finding in report(NAME).findings if finding.verdict is Verdict.WRONG]
    blank = real(NAME).observation(CellKey("BM16", "DA1.4", "K4"))
    assert blank is not None
    assert blank.cell in gap.message


def test_with_that_plan_nothing_of_the_report_is_wrong() -> None:
    key = CellKey("BM16", "DA1.4", "K4")
    tables = tuple(
        replace(table, observations=dict(table.observations) | {key: table.observations[key].with_value(GAP)})
        if table.form.code == key.form
        else table
        for table in real(NAME).tables
    )
    mended = check_submission(replace(real(NAME), tables=tables))
    assert mended.verdict == "valid"
    assert [finding for finding in mended.findings if finding.verdict is Verdict.WRONG] == []
