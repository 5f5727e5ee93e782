"""A table over two pages says its column codes again; the headings stand over the first page only."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from mtqg_xl.domain.numerals import plain
from mtqg_xl.reading import read_submission
from tests.support.books import concrete, input_cells, tampered, typed_figures, write
from tests.support.by_hand import insert_rows

FORM = "BM08"
FIGURES = {key: Decimal(n) for n, key in enumerate(input_cells(concrete(FORM)), start=1001)}


def exchange_headings_and_say_codes_again(book: Any) -> None:
    sheet = book[FORM]
    codes = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == "E1")
    plan, done = sheet.cell(codes - 2, 3), sheet.cell(codes - 2, 4)
    plan.value, done.value = done.value, plan.value
    for cell in sheet[codes + 3]:
        if isinstance(cell.value, int):
            cell.value = str(cell.value)
    sheet.cell(codes + 3, 4).value = "chưa thực hiện"  # like a heading, right above codes
    insert_rows(sheet, codes + 4, 1)
    for cell in list(sheet[codes]):
        if cell.value is not None:
            sheet.cell(codes + 4, cell.column).value = cell.value


def test_codes_said_again_do_not_overrule_the_headings_of_the_table(tmp_path: Path) -> None:
    """Codes and headings contradict each other: no figure may be read by the codes alone."""
    book = tampered(write(tmp_path / "a.xlsx", [FORM], FIGURES), exchange_headings_and_say_codes_again)

    submission = read_submission(book)

    read = typed_figures(submission)
    assert {key: value for key, value in read.items() if value != plain(FIGURES[key])} == {}
    unread = FIGURES.keys() - read.keys()
    assert {key.column for key in unread} == {"E1", "E2"}
    assert {question.kind for question in submission.questions} == {"column"}
