"""Cells that repeat another form by formula, in files saved by programs that compute nothing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl.domain.cells import State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.reading import read_submission
from tests.support.sets import TiedSet, fullest_sets
from tests.support.typing_in import type_in

every_tied_set = pytest.mark.parametrize("tied", fullest_sets(), ids=lambda tied: tied.title)


@every_tied_set
def test_what_the_formulas_would_show_is_read(tied: TiedSet, tmp_path: Path) -> None:
    filled = tied.filled(1, blank=0.3)
    book = openpyxl.load_workbook(BytesIO(tied.template))
    for plan in tied.plans.values():
        type_in(book, plan, filled)
    book.save(tmp_path / "a.xlsx")
    submission = read_submission(tmp_path / "a.xlsx")
    assert submission.forms == tuple(tied.forms)
    assert submission.remarks == ()
    wanted = tied.expected(filled)
    different = {}
    for key in tied.ties:
        seen = submission.observation(key)
        assert seen is not None
        assert seen.formula
        assert seen.state is (State.BLANK if wanted[key] is None else State.REPORTED)
        if seen.value != wanted[key]:
            different[key] = (wanted[key], seen.value)
    assert different == {}
    assert any(wanted[key] is not None for key in tied.ties)


@every_tied_set
def test_a_formula_of_another_persons_without_a_result_stays_unread(tied: TiedSet, tmp_path: Path) -> None:
    plan = next(iter(tied.plans.values()))
    own = next(
        plan.form.key(row, column)
        for row in plan.form.rows
        for column in plan.form.columns
        if plan.form.kind_of(row, column) is CellKind.INPUT
        and plan.form.key(row, column) not in tied.ties
        and plan.form.key(row, column) not in tied.presets
    )
    book = openpyxl.load_workbook(BytesIO(tied.template))
    book[plan.sheet][plan.address(own)] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    seen = read_submission(tmp_path / "a.xlsx").observation(own)
    assert seen is not None
    assert (seen.state, seen.note) == (State.UNREAD, "no_result")
