"""What a form could print in addition."""

from __future__ import annotations

from functools import cache

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.proving.identifiability import (
    Level,
    Remedy,
    RemedyKind,
    advice,
    identifiability,
    neighbours,
)
from tests.proving.identif_support import cases, in_period
from tests.support.toy import cell, toy

ROWS = ("t=a+b", "a", "b")
every_form = pytest.mark.parametrize("form", cases(), ids=lambda form: form.code)


@cache
def advised(form: Form) -> tuple[Remedy, ...]:
    return advice(form)


def test_a_form_whose_figures_all_give_themselves_away_needs_nothing() -> None:
    assert advice(toy(["1", "2", "3=1+2"], ROWS)) == ()


def test_beside_a_total_column_alone_a_total_row_is_what_helps() -> None:
    form = toy(["1", "2", "3=1+2"], ["a", "b"])
    (remedy,) = advice(form)
    assert remedy.kind is RemedyKind.TOTAL_ROW
    assert remedy.rows == ("a", "b")
    assert set(remedy.corrected) == {cell("1", "a"), cell("2", "a"), cell("1", "b"), cell("2", "b")}
    assert remedy.text == (
        "Nếu biểu có thêm dòng cộng của các dòng a, b thì thêm 4 ô ghi sai sẽ chỉ đúng được ô "
        "và tính lại được số đúng."
    )


def test_beside_a_part_the_rest_of_the_whole_is_what_helps() -> None:
    form = toy(["1", "2"], ROWS, rules=["2<=1"])
    best = advice(form)[0]
    assert (best.kind, best.columns) == (RemedyKind.REST_COLUMN, ("1", "2"))
    assert set(best.corrected) == set(identifiability(form))


def test_what_is_told_to_help_helps_once_it_is_printed() -> None:
    before = toy(["1", "2"], ROWS, rules=["2<=1"])
    after = toy(["1", "2", "3=1-2"], ROWS, rules=["2<=1"])
    promised = advice(before)[0].corrected
    grades = identifiability(after)
    assert promised
    assert all(grades[key].level is Level.CORRECTABLE for key in promised)


@every_form
def test_every_remedy_told_is_of_use(form: Form) -> None:
    grades = identifiability(form)
    told: set[CellKey] = set()
    for remedy in advised(form):
        assert remedy.improved
        assert set(remedy.corrected) <= set(remedy.improved) <= set(grades)
        assert remedy.size > 0
        assert all(grades[key].level is not Level.CORRECTABLE for key in remedy.corrected)
        assert remedy.text.startswith("Nếu ")
        assert not told & set(remedy.corrected)
        told |= set(remedy.corrected)


def test_another_form_is_advised_when_it_holds_what_this_one_leaves_open() -> None:
    period = Period.parse("2023-6T")
    (form, other) = in_period(("BM11", "BM16"), period)
    joined = list(neighbours([form], [form, other], period.day))
    assert [found.code for found, _ in joined] == [other.code]
