"""Twenty workbooks with a slip sown into each: a repair called certain mends it and harms nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from mtqg_xl.api.repairing import Repairs, fix
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, FileReport, Severity
from mtqg_xl.reading import read_submission
from mtqg_xl.writing import BookIdentity, Filling, write_book
from tests.benchmarks.lib.culprits.errors import sow
from tests.benchmarks.lib.culprits.groups import Group, groups
from tests.benchmarks.lib.culprits.sheets import Cells, Mode, sheet_of
from tests.cli.conftest import digest
from tests.support.books import reporting_unit

SEED = 7
#: Forms with rates, with lists, two-way and one-way; each sown twice.
FORMS = ("BM07", "BM11", "BM14", "BM16/2016", "BM16/2022", "KR01", "KR02", "RS03", "RS04", "RS09")
CASES = [(name, number) for name in FORMS for number in (1, 3)]


@cache
def group(name: str) -> Group:
    return next(one for one in groups() if one.name == name)


def sown(path: Path, name: str, number: int) -> Cells:
    """A workbook at ``path`` with one slip in it; returns its cells as they were before."""
    sheet = sheet_of(group(name), Mode.TYPED, number)
    cells = sheet.with_changes(sow(sheet, SEED)[0].changes)
    figures = {key: seen.value for key, seen in cells.items() if seen.value is not None}
    texts = {key: seen.raw for key, seen in cells.items() if seen.value is None and seen.raw}
    period = group(name).period
    assert period is not None
    identity = BookIdentity(reporting_unit("huyện Bảo Lâm", str(period)), period)
    plans = list(group(name).plans.values())
    path.write_bytes(write_book(plans, identity, Filling(figures, texts, keep_formulas=False)))
    return sheet.clean


def grave(report: FileReport) -> set[CellKey | None]:
    return {one.key for one in report.findings if one.severity is not Severity.INFO}


@pytest.mark.parametrize(("name", "number"), CASES)
def test_a_repair_called_certain_makes_its_finding_vanish_and_no_new_one_appear(
    tmp_path: Path, name: str, number: int
) -> None:
    source = tmp_path / "a.xlsx"
    clean = sown(source, name, number)
    before = digest(source)
    report = Repairs.of(source).report
    sure = [one for one in report.findings if one.confidence is Confidence.CERTAIN and one.suspects]
    fixed = fix(source, tmp_path / "b.xlsx", certain=True)
    assert digest(source) == before
    if not sure:
        assert fixed.mended is None
        return
    assert grave(fixed.left) == grave(report) - {one.key for one in sure}
    submission = read_submission(tmp_path / "b.xlsx")
    for one in sure:
        assert one.key is not None
        assert submission.value(one.key) == clean[one.key].value


def test_most_of_these_slips_are_called_certain(tmp_path: Path) -> None:
    """The test above would say nothing of workbooks in which nothing is certain."""
    mended = 0
    for name, number in CASES:
        sown(tmp_path / "a.xlsx", name, number)
        report = Repairs.of(tmp_path / "a.xlsx").report
        mended += any(one.confidence is Confidence.CERTAIN and one.suspects for one in report.findings)
    assert mended >= len(CASES) * 0.6
