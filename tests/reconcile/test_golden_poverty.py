from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Verdict
from mtqg_xl.rules import judge, relations_of
from mtqg_xl.rules.evaluate import Outcome
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
