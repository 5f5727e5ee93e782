from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.forms import CellKind
from mtqg_xl.reading.figures.days import iso_moment, moment_of, shown
from tests.reading.figures.looking import Looks, look
from tests.support.properties import thorough

DAYS = Looks("dd/mm/yyyy")


def day_shown(number: int) -> str:
    """The day of a number in a workbook that counts from 1900."""
    moment = moment_of(Decimal(number), False)
    assert moment is not None
    return shown(moment)


@pytest.mark.parametrize(
    ("stored", "day", "typed"),
    [
        ("45204", "05/10/2023", "“5/10”, “10/5”"),
        ("45107", "30/06/2023", "“30/6”"),
        ("45047", "01/05/2023", "“1/5”, “5/1”, “5/2023”"),
        ("45051", "05/05/2023", "“5/5”"),
        ("45107.5", "30/06/2023 12:00", "“12:00”"),
    ],
)
def test_a_day_is_no_figure_and_what_was_typed_is_told_in_either_order(
    stored: str, day: str, typed: str
) -> None:
    seen = look(stored, kind="number", looks=DAYS)
    assert (seen.state, seen.value, seen.code) == ("unread", None, "date")
    assert seen.remark is not None
    assert (seen.remark.values["shown"], seen.remark.values["typed"]) == (day, typed)


def test_a_workbook_that_counts_from_1904_shows_other_days() -> None:
    seen = look("45204", kind="number", looks=Looks("dd/mm/yyyy", date1904=True))
    assert seen.remark is not None
    assert seen.remark.values["shown"] == day_shown(45204 + 1462)


def test_the_figure_that_a_wrong_format_hides_is_told_as_well() -> None:
    seen = look("45107", kind="number", looks=DAYS)
    assert seen.remark is not None
    assert seen.remark.values["number"] == "45.107"


@pytest.mark.parametrize("content", ["2023-06-30", "2023-06-30T00:00:00", "2023-06-30T00:00:00Z"])
def test_a_day_that_the_file_writes_as_text_is_a_day(content: str) -> None:
    seen = look(content)
    assert (seen.state, seen.code) == ("unread", "date")
    assert seen.remark is not None
    assert seen.remark.values["shown"] == "30/06/2023"


def test_a_number_outside_the_calendar_in_a_day_format_is_not_read_either() -> None:
    assert look("99999999", kind="number", looks=DAYS)[:3] == ("unread", None, "date")
    assert look("-3", kind="number", looks=DAYS)[:3] == ("unread", None, "date")


def test_a_day_in_a_column_of_texts_reads_as_it_is_shown() -> None:
    seen = look("45107", kind="number", looks=DAYS, cell_kind=CellKind.TEXT)
    assert (seen.state, seen.observation.raw, seen.code) == ("reported", "30/06/2023", None)


def test_a_plain_number_in_a_column_of_texts_is_kept() -> None:
    seen = look("2023", kind="number", cell_kind=CellKind.TEXT)
    assert (seen.state, seen.observation.raw) == ("reported", "2023")


def test_the_day_that_never_was_does_not_move_the_first_weeks() -> None:
    assert day_shown(1) == "01/01/1900"
    assert day_shown(59) == "28/02/1900"
    assert day_shown(61) == "01/03/1900"


@thorough
@given(st.dates(date(1904, 1, 2), date(2100, 12, 31)), st.booleans())
def test_a_day_comes_back_whatever_the_workbook_counts_from(day: date, from_1904: bool) -> None:
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    found = moment_of(Decimal((day - start) // timedelta(days=1)), from_1904)
    assert found is not None
    assert found.date() == day


@pytest.mark.parametrize("text", ["2023-13-01", "30/6/2023", "2023", "x"])
def test_only_days_written_by_programs_are_taken_for_days(text: str) -> None:
    assert iso_moment(text) is None
