"""A report saved by another program says what it said as .xlsx."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from mtqg_xl.domain.submissions import Submission
from mtqg_xl.ooxml import Workbook, exact
from mtqg_xl.opening import open_book
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


@pytest.mark.libreoffice
def test_as_plain_text_no_figure_of_a_report_is_read_as_another(saved_by_office: Path) -> None:
    name = REPORTS[0]
    book = Workbook.open(SAMPLES / f"{name}.xlsx")
    compared = 0
    for info in book.sheets:
        text = open_book(saved_by_office / f"{name}-{info.name}.csv")
        shown = text.sheet(text.sheets[0].name)
        for place, cell in book.sheet(info.name).cells.items():
            if cell.kind != "number":
                continue
            seen = shown.cells[place]
            assert seen.kind == "number", (info.name, cell.address, seen.text)
            figure = Decimal(seen.text)
            assert abs(figure - exact(cell.text)) <= Decimal(1).scaleb(int(figure.as_tuple().exponent))
            compared += 1
    assert compared > 500
