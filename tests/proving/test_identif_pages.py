"""Grades told in few lines."""

from __future__ import annotations

import pytest

from mtqg_xl.domain.forms import Form
from mtqg_xl.proving.identifiability import grade_lines, identifiability
from tests.proving.identif_support import cases
from tests.support.toy import toy

ROWS = ("t=a+b", "a", "b")


def test_columns_of_the_same_fate_are_told_together() -> None:
    form = toy(["1", "2", "3", "4=1+2+3", "5"], ROWS)
    found, unsure = grade_lines(form, identifiability(form))
    assert (found.columns, unsure.columns) == (("1", "2", "3"), ("5",))
    assert found.text == (
        "Cột 1–3 (mọi dòng nhập): ghi sai một ô thì phát hiện được, chỉ đúng ô sai và tính lại được số đúng."
    )
    assert "không phân biệt được với ô khác cùng cột" in unsure.text


def test_rows_are_told_apart_where_their_fates_differ() -> None:
    form = toy(["1"], ["t=a+b", "a", "b", "c"])
    assert [(line.rows, line.level.name) for line in grade_lines(form, identifiability(form))] == [
        (("a", "b"), "SEEN"),
        (("c",), "UNSEEN"),
    ]


@pytest.mark.parametrize("form", cases(), ids=lambda form: form.code)
def test_every_input_cell_of_every_form_is_told_once(form: Form) -> None:
    grades = identifiability(form)
    lines = grade_lines(form, grades)
    assert sum(line.cells for line in lines) == len(grades)
    assert all(line.text.startswith("Cột ") and line.text.endswith(".") for line in lines)
