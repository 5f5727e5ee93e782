"""Ten thousand findings in a few seconds."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from mtqg_xl.reports.minutes import minutes
from tests.reports.minutes.paper import DAY, multiplied

SECONDS = 5.0


@pytest.mark.speed
@pytest.mark.parametrize("files", [1, 34])
def test_ten_thousand_findings_take_seconds(files: int) -> None:
    reports = [replace(multiplied(10_000 // files), path=f"{at}.xlsx") for at in range(files)]
    start = time.perf_counter()
    minutes(reports, day=DAY)
    assert time.perf_counter() - start < SECONDS


@pytest.mark.speed
def test_a_row_for_each_of_three_hundred_errors_takes_seconds() -> None:
    file = multiplied(300)
    start = time.perf_counter()
    minutes([file], day=DAY)
    assert time.perf_counter() - start < SECONDS
