"""Formulas told for the first of many cells: right for each of them, or refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.growing import Insertion
from mtqg_xl.ooxml.growing.formulas import Formulas

Around = Callable[..., str]


def rule(cells: str, formula: str) -> str:
    rule = f"<cfRule><formula>{formula}</formula></cfRule>"
    return f'<conditionalFormatting sqref="{cells}">{rule}</conditionalFormatting>'


@pytest.mark.parametrize(
    ("cells", "formula", "cells_after", "formula_after"),
    [
        ("A5:A9", "A5=$B5", "A8:A12", "A8=$B8"),
        ("A2:A9", "A2=B$9", "A2:A12", "A2=B$12"),
        ("A2:A9", "A2&lt;A1", "A2:A12", "A2&lt;A1"),
        ("A6:A9", "A6&lt;A5", "A9:A12", "A9&lt;A8"),
        ("A2:A3", "A2=A9", "A2:A3", "A2=A12"),
        ("A9:C9", "A9=SUM(A1:A8)", "A12:C12", "A12=SUM(A1:A11)"),
        ("A9:C9", "A9=A1", "A12:C12", "A12=A1"),
        ("#REF!", "A5=B5", "#REF!", "A5=B5"),
        ("#REF! A5", "A5=B5", "#REF! A8", "A8=B8"),
        ("A5:A6 B9", "A5=B5", "A8:A9 B12", "A8=B8"),
        ("A2:A4", "A2=A3+A6", "A2:A4", "A2=A3+A9"),
        ("A1:A9", "A1048576=1", "A1:A12", "A1048576=1"),
        ("A5:A1048576", "A5=A6", "A8:A1048576", "A8=A9"),
        ("A1:A1048576", "A1=A2", "A1:A1048576", "A1=A2"),
        ("A2:A9", "'Phụ lục'!A9=A2", "A2:A12", "'Phụ lục'!A9=A2"),
        ("A2:A9", "#REF!=A2", "A2:A12", "#REF!=A2"),
    ],
)
def test_on_the_sheet_itself(
    around: Around, cells: str, formula: str, cells_after: str, formula_after: str
) -> None:
    assert around(rule(cells, formula)) == rule(cells_after, formula_after)


@pytest.mark.parametrize(
    ("cells", "formula", "after"),
    [
        ("B6:B9", "'Biểu 16'!$A$9=B6", "'Biểu 16'!$A$12=B6"),
        ("B6:B9", "'Biểu 16'!A6=B6", "'Biểu 16'!A9=B6"),
        ("B1:B4", "'Biểu 16'!A1=B1", "'Biểu 16'!A1=B1"),
        ("B2", "'Biểu 16'!A9=B2", "'Biểu 16'!A12=B2"),
        ("B4:B9", "'Biểu 16'!A5=B4", "'Biểu 16'!A8=B4"),
    ],
)
def test_on_another_sheet(around: Around, cells: str, formula: str, after: str) -> None:
    assert around(rule(cells, formula), first=False) == rule(cells, after)


@pytest.mark.parametrize(
    ("cells", "formula"),
    [
        ("A5:A9", "A5=A4"),
        ("A7:A9", "A7=A3"),
        ("B7 A3", "B7=B6"),
        ("A2:A1048576", "A2=A9"),
    ],
)
def test_a_rule_that_no_one_formula_can_say_any_more_is_refused(
    around: Around, cells: str, formula: str
) -> None:
    with pytest.raises(CellProblem) as refused:
        around(rule(cells, formula))
    assert refused.value.code == "cell.grow_rule"


@given(st.integers(1, 30), st.integers(0, 12), st.integers(1, 40), st.integers(1, 45), st.integers(1, 9))
def test_each_cell_looks_where_it_looked(first: int, more: int, row: int, before: int, count: int) -> None:
    insertion = Insertion("S", before, count, ("S",))
    try:
        after = Formulas(insertion).rule(f"B{row}", True, ((first, first + more),), "")
    except CellProblem:
        return
    new = int(after.removeprefix("B"))
    assert new == insertion.row(row)
    if new - row == insertion.row(first) - first:
        # Excel keeps the distance to what the first cell looks at.
        return
    distance = new - insertion.row(first)
    for cell in range(first, first + more + 1):
        assert insertion.row(cell) + distance == insertion.row(cell - first + row)
