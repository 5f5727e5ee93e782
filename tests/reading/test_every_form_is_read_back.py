"""Every layout of every form, for each of its levels: what is typed in is read, cell for cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from mtqg_xl.domain.binding import UNNAMED
from mtqg_xl.domain.submissions import ReportingUnit, Submission
from mtqg_xl.domain.units import fold
from mtqg_xl.reading import read_submission
from tests.support.books import forget_metadata
from tests.support.everyform import Case, Filled, chance_filling, one_case_a_level, one_case_each
from tests.support.typing_in import misread, typed_into

pytestmark = pytest.mark.thorough

every_layout = pytest.mark.parametrize("case", one_case_each(), ids=lambda case: case.name)


@dataclass(frozen=True)
class Read:
    """A template filled in and read: as it was saved, and without its hidden sheet."""

    case: Case
    filled: Filled
    whole: Submission
    bare: Submission


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(case, marks=pytest.mark.xdist_group(case.name), id=case.name)
        for case in one_case_a_level()
    ],
)
def read(request: pytest.FixtureRequest) -> Read:
    case = request.param
    filled = chance_filling(case.form, 1)
    book = typed_into(case, filled)
    with TemporaryDirectory() as folder:
        whole, bare = Path(folder) / "a.xlsx", Path(folder) / "b.xlsx"
        book.save(whole)
        forget_metadata(book)
        book.save(bare)
        return Read(case, filled, read_submission(whole), read_submission(bare))


def test_what_is_typed_into_a_template_is_read_cell_for_cell(read: Read) -> None:
    case = read.case
    (table,) = read.whole.tables
    assert table.form.code == case.definition.code
    assert misread(table, read.filled, case.form) == {}
    assert read.whole.remarks == ()
    assert (read.whole.unit, read.whole.period) == (case.unit, case.period)


def test_without_the_hidden_sheet_the_same_is_read_by_what_is_printed(read: Read) -> None:
    case = read.case
    (table,) = read.bare.tables
    assert table.form.code == case.definition.code
    assert read.bare.period == case.period
    assert read.bare.unit is not None
    assert (fold(read.bare.unit.name), read.bare.unit.level) == (fold(case.unit.name), case.unit.level)
    # A unit that no register knows is called as the sheet prints it; its rows bear its name.
    named = {
        row.key: row.key if case.unit.code else row.key.replace(case.unit.name, read.bare.unit.name)
        for row in case.form.rows
    }
    assert misread(table, moved(read.filled, named)) == {}
    assert {row.key for row in table.form.rows} == set(named.values())
    assert read.bare.remarks == ()


@every_layout
def test_a_template_for_nobody_belongs_to_the_unit_whose_name_is_written_on_it(
    case: Case, tmp_path: Path
) -> None:
    nobody = Case(case.definition, ReportingUnit(UNNAMED, None, case.unit.level), case.period)
    filled = chance_filling(nobody.form, 2)
    book = typed_into(nobody, filled)
    book[case.definition.code]["A2"] = case.unit.name
    book.save(tmp_path / "a.xlsx")
    submission = read_submission(tmp_path / "a.xlsx")
    (table,) = submission.tables
    named = {row.key: row.key.replace(UNNAMED, case.unit.code or case.unit.name) for row in nobody.form.rows}
    assert misread(table, moved(filled, named)) == {}
    assert (submission.unit, submission.remarks) == (case.unit, ())


def moved(filled: Filled, rows: Mapping[str, str]) -> Filled:
    """The same figures and texts in rows of other names."""
    figures = {key._replace(row=rows[key.row]): value for key, value in filled.figures.items()}
    texts = {key._replace(row=rows[key.row]): value for key, value in filled.texts.items()}
    return Filled(figures, texts)


def insert_above_and_in_front(book: Any) -> None:
    """A blank row above everything, a blank column in front, and another name for the sheet."""
    sheet = book.worksheets[0]
    sheet.insert_rows(1)
    sheet.insert_cols(1)
    sheet.title = "Trang 1"


@every_layout
def test_a_table_moved_down_and_to_the_right_is_still_read(case: Case, tmp_path: Path) -> None:
    filled = chance_filling(case.form, 3)
    book = typed_into(case, filled)
    insert_above_and_in_front(book)
    for change in (lambda book: None, forget_metadata):
        change(book)
        book.save(tmp_path / "a.xlsx")
        (table,) = read_submission(tmp_path / "a.xlsx").tables
        assert misread(table, filled, case.form) == {}
