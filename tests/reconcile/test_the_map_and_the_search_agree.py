"""What the map of a form calls findable the search finds, and it claims nothing that the map denies.

A slice of ``tests/benchmarks/identify_agrees.py``: some cells of every form, one figure wrong at a time.
"""

from __future__ import annotations

from itertools import islice

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import Form
from mtqg_xl.proving.identifiability import Degree, Level
from mtqg_xl.reconcile import check_submission
from tests.proving.identif_support import submission_of
from tests.reconcile.map_support import cells, forms, grades, name, paper, seeded

#: Cells of each form and kind that are made wrong.
SLICE = 3

every_form = pytest.mark.parametrize("form", forms(), ids=name)


def some(keys: list[CellKey]) -> list[CellKey]:
    """A few of ``keys``, spread over the form."""
    return list(islice(keys, len(keys) // (2 * SLICE), None, max(1, len(keys) // SLICE)))[:SLICE]


def placed(form: Form, degree: Degree) -> list[CellKey]:
    """The typed cells that the map can place to this degree."""
    return [key for key in cells(form) if grades(form)[key].localisable is degree]


@pytest.mark.parametrize("form", [form for form in forms() if cells(form, Level.CORRECTABLE)], ids=name)
def test_an_error_that_can_be_put_right_is_put_right(form: Form) -> None:
    answers = list(seeded(form, some(cells(form, Level.CORRECTABLE))))
    assert answers
    assert [str(answer) for answer in answers if answer.complaint] == []


@pytest.mark.parametrize("form", [form for form in forms() if placed(form, Degree.NO)], ids=name)
def test_nothing_is_certain_where_cells_cannot_be_told_apart(form: Form) -> None:
    answers = list(seeded(form, some(placed(form, Degree.NO))))
    assert [str(answer) for answer in answers if answer.complaint] == []


@pytest.mark.parametrize("form", [form for form in forms() if placed(form, Degree.PERHAPS)], ids=name)
def test_no_wrong_cell_is_ever_certain(form: Form) -> None:
    answers = list(seeded(form, some(placed(form, Degree.PERHAPS))))
    assert [str(answer) for answer in answers if answer.complaint] == []


@pytest.mark.parametrize(("code", "row"), [("BM05", "MK"), ("BM06", "LK")])
def test_a_rule_that_only_warns_tells_two_cells_of_one_sum_apart(code: str, row: str) -> None:
    (form,) = [form for form in forms() if form.code == code]
    answers = list(seeded(form, [CellKey(code, row, "1")]))
    assert [answer.grade.level for answer in answers] == [Level.CORRECTABLE]
    assert [str(answer) for answer in answers if answer.complaint] == []


def test_every_form_is_seeded_and_most_cells_can_be_put_right_somewhere() -> None:
    levels = [grades(form)[key].level for form in forms() for key in cells(form)]
    assert len(forms()) > 35
    assert levels.count(Level.CORRECTABLE) > 2000


@every_form
def test_before_an_error_is_seeded_nothing_is_wrong(form: Form) -> None:
    report = check_submission(submission_of([form], paper(form)))
    assert report.counts[Severity.ERROR] == report.counts[Severity.WARNING] == 0
