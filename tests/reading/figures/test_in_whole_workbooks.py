from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.reading import read_submission
from mtqg_xl.reading.doubts import settle_doubts
from tests.support.books import address, tampered, write

FORM, ROW = "KR02", "NTM"


def read(
    tmp_path: Path, cells: Mapping[tuple[str, str], object], **book_says: Any
) -> tuple[Mapping[CellKey, Observation], list[Remark]]:
    """A template with these contents put into cells by row and column, read, doubts settled."""

    def overwrite(book: Any) -> None:
        for name, value in book_says.items():
            setattr(book, name, value)
        for (row, column), content in cells.items():
            book[FORM][address(FORM, row, column)].value = content

    submission = read_submission(tampered(write(tmp_path / "a.xlsx", [FORM]), overwrite))
    tables, remarks = settle_doubts(submission.tables, submission.remarks, submission.period)
    return tables[0].observations, remarks


def told(remarks: list[Remark], row: str, column: str) -> list[str]:
    return [remark.code for remark in remarks if remark.key == CellKey(FORM, row, column)]


@pytest.mark.parametrize(("total", "value"), [(26844, 24314), ("2554.314", Decimal("24.314"))])
def test_the_sum_of_the_line_decides(tmp_path: Path, total: object, value: Decimal) -> None:
    figures = {(ROW, "1"): "24.314", (ROW, "2"): 2530, (ROW, "3"): float(str(total))}
    seen, remarks = read(tmp_path, figures)
    assert seen[CellKey(FORM, ROW, "1")].value == value
    assert told(remarks, ROW, "1") == ["text_number_settled"]


def test_the_total_row_decides_a_column_of_texts(tmp_path: Path) -> None:
    figures = {("NTM", "1"): "24.314", ("DTTS", "1"): "36.255", ("GNBV", "1"): "2.000", ("T", "1"): 62569}
    seen, remarks = read(tmp_path, figures)
    assert [seen[CellKey(FORM, row, "1")].value for row in ("NTM", "DTTS", "GNBV")] == [24314, 36255, 2000]
    assert {code for row in ("NTM", "DTTS", "GNBV") for code in told(remarks, row, "1")} == {
        "text_number_settled"
    }


def test_a_unit_in_the_cell_is_converted_and_told(tmp_path: Path) -> None:
    seen, remarks = read(tmp_path, {(ROW, "1"): "49.848.000.000 đồng"})
    assert seen[CellKey(FORM, ROW, "1")].value == 49848
    assert told(remarks, ROW, "1") == ["measure_in_cell"]


@pytest.mark.parametrize(
    "says", [{}, {"epoch": CALENDAR_MAC_1904}, {"iso_dates": True}], ids=["1900", "1904", "iso"]
)
def test_a_day_is_the_same_day_in_every_kind_of_workbook(tmp_path: Path, says: dict[str, Any]) -> None:
    _, remarks = read(tmp_path, {(ROW, "1"): date(2023, 10, 5)}, **says)
    (remark,) = [one for one in remarks if one.key == CellKey(FORM, ROW, "1")]
    assert (remark.code, remark.values["shown"], remark.values["typed"]) == (
        "date",
        "05/10/2023",
        "“5/10”, “10/5”",
    )


@pytest.mark.parametrize("says", [{}, {"epoch": CALENDAR_MAC_1904}], ids=["1900", "1904"])
def test_a_day_in_a_text_column_reads_as_shown(tmp_path: Path, says: dict[str, Any]) -> None:
    def overwrite(book: Any) -> None:
        for name, value in says.items():
            setattr(book, name, value)
        book["BM03"][address("BM03", "A.4", "13")].value = date(2023, 10, 5)

    submission = read_submission(tampered(write(tmp_path / "a.xlsx", ["BM03"]), overwrite))
    seen = submission.observation(CellKey("BM03", "A.4", "13"))
    assert seen is not None
    assert seen.raw == "05/10/2023"
