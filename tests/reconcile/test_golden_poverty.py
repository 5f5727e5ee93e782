from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Verdict
from mtqg_xl.rules import judge, relations_of
from mtqg_xl.rules.judging import Outcome
from tests.reconcile.golden import context, holds
from tests.support.samples import figures_of, real, report, value

NAME = "cao_bang_2023-N"


@pytest.mark.parametrize(("column", "printed"), [("8", "4.23"), ("10", "105.75")])
def test_the_fall_of_poverty_and_its_share_of_the_plan_hold(column: str, printed: str) -> None:
    assert value(real(NAME), "PL01", "T", column) == Decimal(printed)
    form = real(NAME).table("PL01").form
    target = CellKey("PL01", "T", column)
    (relation,) = [r for r in relations_of(form) if r.target == target and r.rule.id == f"PL01.{column}"]
    assert judge(relation, figures_of(real(NAME))).outcome is Outcome.HOLDS


def test_nothing_about_poverty_is_called_wrong() -> None:
    wrong = [item for item in report(NAME).findings if item.key and item.key.form == "PL01"]
    assert {item.verdict for item in wrong} <= {Verdict.FORMULA, Verdict.MISSING}


def test_the_mean_of_poor_districts_is_not_made_from_district_rates() -> None:
    assert value(real(NAME), "PL01", "HN", "8") == Decimal("5.65")
    targets = {
        r.rule.id for r in relations_of(real(NAME).table("PL01").form) if r.target and r.target.column == "8"
    }
    assert targets == {"PL01.8"}


def test_the_three_districts_below_their_target_are_kept_in_words() -> None:
    table = real(NAME).table("PL01")
    missed = [
        table.form.row_by_key[seen.key.row].label
        for seen in table.observations.values()
        if seen.key.column == "19" and seen.raw == "Không đạt"
    ]
    assert missed == ["huyện Bảo Lạc", "huyện Hà Quảng", "huyện Trùng Khánh"]


def test_the_districts_that_missed_their_target_are_counted() -> None:
    assert value(real(NAME), "PL01", "T", "21") == 3
    assert holds(NAME, "PL01.21", CellKey("PL01", "T", "21"))


@pytest.mark.parametrize(
    ("row", "column", "printed"), [("1", "5", "4.23"), ("1", "6", "105.75"), ("3", "5", "4.21")]
)
def test_the_indicators_of_the_programme_repeat_the_fall(row: str, column: str, printed: str) -> None:
    assert context(NAME).figures.stated(CellKey("BM01", row, column)) == Decimal(printed)


@pytest.mark.parametrize(
    ("rule", "target"),
    [
        ("BM01.1.muc_giam", CellKey("BM01", "1", "5")),
        ("BM02.A8.3", CellKey("BM02", "A8", "3")),
        ("X6.BM01.1.1.5.PL01", CellKey("BM01", "1.1", "5")),
        ("X5.BM02.A3.3", CellKey("BM02", "A3", "3")),
        ("X5.BM02.A8.1", CellKey("BM02", "A8", "1")),
    ],
)
def test_the_fall_of_poverty_is_the_same_wherever_it_stands(rule: str, target: CellKey) -> None:
    assert holds(NAME, rule, target)


@pytest.mark.parametrize(
    ("row", "start", "end", "fall", "share"),
    [("1", "24.86", "16.88", "7.98", "121"), ("3.1", "36.28", "25", "11.28", "170.9")],
)
def test_the_falls_of_kon_ray_in_2022_hold_as_printed(
    row: str, start: str, end: str, fall: str, share: str
) -> None:
    assert Decimal(start) - Decimal(end) == Decimal(fall)
    printed = [
        context("kon_ray_2022-N").figures.stated(CellKey("BM01", at, column))
        for at, column in ((f"{row}.a", "5"), (f"{row}.b", "5"), (row, "5"), (row, "6"))
    ]
    assert printed == [Decimal(start), Decimal(end), Decimal(fall), Decimal(share)]
    assert holds("kon_ray_2022-N", f"BM01.{row}.muc_giam", CellKey("BM01", row, "5"))
    assert holds("kon_ray_2022-N", "BM01.6.1", CellKey("BM01", row, "6"))


def test_aims_told_as_bounds_are_kept_as_their_bound() -> None:
    aims = {"1": "4", "8.2": "240", "9.2": "34", "10.2.1": "26.3", "11.1": "5600", "13.2": "85"}
    for row, aim in aims.items():
        assert context("cao_bang_2024-KH").figures.stated(CellKey("BM01", row, "3")) == Decimal(aim)


def test_an_aim_of_about_five_thousand_six_hundred_houses_is_met_by_the_plan() -> None:
    assert value(real("cao_bang_2024-KH"), "BM11", "T", "1") == 5623
    assert holds("cao_bang_2024-KH", "X5.BM01.11.1.muc_tieu", None)
