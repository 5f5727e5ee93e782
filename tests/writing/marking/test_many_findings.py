"""Ten thousand findings in one file: told all, by rule, and in time."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import openpyxl
import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import FileReport, Severity
from mtqg_xl.ooxml import to_a1
from mtqg_xl.writing.marking import MarkedBook, marked_book
from tests.writing.marking.marked import LIST, book_of, finding, lines_of, notes, report

ROWS, COLUMNS = 500, 20
SECONDS = 5


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[MarkedBook, FileReport, float]:
    path = tmp_path_factory.mktemp("nhiều") / "biểu.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Biểu"
    for row in range(ROWS):
        book.active.append([row * COLUMNS + column for column in range(COLUMNS)])
    book.save(path)
    findings = [
        finding(
            to_a1(row, column),
            rule=f"BM.{column}",
            severity=Severity.WARNING if column % 3 else Severity.ERROR,
            key=CellKey("BM", str(row), str(column)),
            expected=Decimal(row),
        )
        for row in range(1, ROWS + 1)
        for column in range(1, COLUMNS + 1)
    ]
    told = report(*findings)
    start = process_time()
    made = marked_book(path, [told])
    return made, told, process_time() - start


def test_nothing_is_lost(many: tuple[MarkedBook, FileReport, float]) -> None:
    made, told, _ = many
    lines = lines_of(made.content)
    assert len(lines) == made.cells == len(notes(made.content, "Biểu")) == ROWS * COLUMNS
    assert {line["Mã"] for line in lines} == {one.id for one in told.findings}


def test_they_are_put_together_by_rule(many: tuple[MarkedBook, FileReport, float]) -> None:
    made, _, _ = many
    cells = book_of(made.content).sheet(LIST).cells
    groups = [cell.text for cell in cells.values() if cell.text.startswith("Quy tắc ")]
    assert len(groups) == COLUMNS
    assert groups[0] == "Quy tắc BM.1: 500 phát hiện (0 lỗi, 500 cảnh báo, 0 lưu ý)"


def test_each_note_names_the_line_of_its_finding(many: tuple[MarkedBook, FileReport, float]) -> None:
    made, _, _ = many
    said = notes(made.content, "Biểu")
    for line in lines_of(made.content)[::997]:
        cell = line["Ô"].partition("!")[2]
        assert f"{line['Mã']} – " in said[cell]
        assert f"Xem dòng {line['line']}," in said[cell]


@pytest.mark.speed
def test_it_takes_seconds(many: tuple[MarkedBook, FileReport, float]) -> None:
    assert many[2] < SECONDS
