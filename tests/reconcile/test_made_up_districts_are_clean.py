from __future__ import annotations

import pytest

from mtqg_xl.reconcile import check_submission
from tests.support.samples import synthetic, synthetic_places

YEAR, PLAN = "2023-N", "2024-KH"
CASES = [(period, place) for period in (YEAR, PLAN) for place in synthetic_places(period)]


#: The published plan for housing is no multiple of the norm; this district carries the rest.
OFF_THE_NORM = (PLAN, "thach_an")


@pytest.mark.parametrize(("period", "place"), [case for case in CASES if case != OFF_THE_NORM])
def test_a_consistent_file_gives_no_finding(period: str, place: str) -> None:
    checked = check_submission(synthetic(period, place))
    assert checked.findings == ()
    assert checked.verdict == "valid"


def test_money_off_the_norm_is_only_a_warning() -> None:
    checked = check_submission(synthetic(*OFF_THE_NORM))
    assert [(finding.rule, finding.severity) for finding in checked.findings] == [("BM11.X11", "warning")]
    assert checked.findings[0].difference == 13
    assert checked.verdict == "warnings"


def test_there_are_ten_districts_in_each_period() -> None:
    assert len(CASES) == 20
