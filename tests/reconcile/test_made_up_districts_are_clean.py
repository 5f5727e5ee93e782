from __future__ import annotations

import pytest

from mtqg_xl.reconcile import check_submission
from tests.support.samples import synthetic, synthetic_places

YEAR, PLAN = "2023-N", "2024-KH"
CASES = [(period, place) for period in (YEAR, PLAN) for place in synthetic_places(period)]


@pytest.mark.parametrize(("period", "place"), CASES)
def test_a_consistent_file_gives_no_finding(period: str, place: str) -> None:
    checked = check_submission(synthetic(period, place))
    assert checked.findings == ()
    assert checked.verdict == "valid"


def test_there_are_ten_districts_in_each_period() -> None:
    assert len(CASES) == 20
