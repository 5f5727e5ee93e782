"""A report saved by another program says what it said as .xlsx."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reading import read_submission
from tests.opening.conftest import REPORTS, SAMPLES
from tests.opening.seeing import computed, observed
from tests.support.xlsb import copy_as_xlsb

ANNEXES = {f"BM{number:02}" for number in range(1, 17)}


@cache
def original(name: str) -> Submission:
    return read_submission(SAMPLES / f"{name}.xlsx")


def test_the_reports_hold_all_annex_forms() -> None:
    codes = {table.form.code for name in REPORTS for table in original(name).tables}
    assert codes >= ANNEXES


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("ending", ["xls", "ods", "html"])
def test_saved_by_libreoffice_a_report_says_the_same(saved_by_office: Path, name: str, ending: str) -> None:
    read = read_submission(saved_by_office / f"{name}.{ending}")
    expected = original(name)
    assert (read.unit, read.period) == (expected.unit, expected.period)
    assert observed(read) == observed(expected)
    assert [remark.code for remark in read.remarks] == [remark.code for remark in expected.remarks]
    if ending != "html":
        assert computed(read) == computed(expected)


@pytest.mark.parametrize("name", REPORTS)
def test_as_a_binary_workbook_a_report_says_the_same(tmp_path: Path, name: str) -> None:
    read = read_submission(copy_as_xlsb(SAMPLES / f"{name}.xlsx", tmp_path / f"{name}.xlsb"))
    expected = original(name)
    assert (read.unit, read.period) == (expected.unit, expected.period)
    assert observed(read) == observed(expected)
    assert computed(read).keys() == computed(expected).keys()
