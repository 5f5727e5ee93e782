from __future__ import annotations

from collections.abc import Callable

import pytest

from mtqg_xl.messages import CellProblem

Grow = Callable[..., str]


def row(number: int, formula: str, value: int = 0) -> str:
    return f'<row r="{number}"><c r="A{number}">{formula}<v>{value}</v></c></row>'


def test_a_formula_and_its_attributes(grow_rows: Grow) -> None:
    assert grow_rows(row(9, '<f ca="1" xml:space="preserve">SUM(A1:A8) &amp; "x&lt;"</f>')) == (
        row(12, '<f ca="1" xml:space="preserve">SUM(A1:A11) &amp; "x&lt;"</f>')
    )


def test_a_formula_that_stays_keeps_its_bytes(grow_rows: Grow) -> None:
    same = (
        row(3, "<f>IF(A1&gt;1,'Phụ lục'!A9,&quot;a&quot;)</f>") + row(4, "<f/>") + row(2, "<f>A1\r\n+B1</f>")
    )
    assert grow_rows(same) == same


def test_on_another_sheet_only_what_looks_at_the_grown_one(grow_rows: Grow) -> None:
    rows = row(5, "<f>A9+'Biểu 16'!A9</f>") + row(6, "<f>A9</f>")
    assert grow_rows(rows, first=False) == row(5, "<f>A9+'Biểu 16'!A12</f>") + row(6, "<f>A9</f>")


def test_a_shared_formula_moved_whole_stays_shared(grow_rows: Grow) -> None:
    rows = row(6, '<f t="shared" ref="A6:A7" si="0">B6*$C$2</f>') + row(7, '<f t="shared" si="0"/>')
    assert grow_rows(rows) == (
        row(9, '<f t="shared" ref="A9:A10" si="0">B9*$C$2</f>') + row(10, '<f t="shared" si="0"/>')
    )


def test_a_shared_formula_above_that_looks_below_stays_shared(grow_rows: Grow) -> None:
    rows = row(1, '<f t="shared" ref="A1:A2" si="0">B9+B$9</f>') + row(2, '<f t="shared" si="0"/>')
    assert grow_rows(rows) == (
        row(1, '<f t="shared" ref="A1:A2" si="0">B12+B$12</f>') + row(2, '<f t="shared" si="0"/>')
    )


def test_a_shared_formula_torn_apart_is_written_out(grow_rows: Grow) -> None:
    master = row(4, '<f t="shared" ref="A4:A6" si="0">B4</f>')
    shares = row(5, '<f t="shared" si="0"/>') + row(6, '<f t="shared" si="0" ca="1"></f>')
    assert grow_rows(master + shares) == (
        row(4, "<f>B4</f>") + row(8, "<f>B8</f>") + row(9, '<f ca="1">B9</f>')
    )


def test_a_shared_formula_whose_references_move_unevenly_is_written_out(grow_rows: Grow) -> None:
    rows = row(6, '<f t="shared" ref="A6:A7" si="0">B4</f>') + row(7, '<f t="shared" si="0"/>')
    assert grow_rows(rows) == row(9, "<f>B4</f>") + row(10, "<f>B8</f>")


def test_a_formula_shared_on_another_sheet(grow_rows: Grow) -> None:
    group = '<f t="shared" ref="A6:A7" si="0">{}</f>'
    child = row(7, '<f t="shared" si="0"/>')
    assert grow_rows(row(6, group.format("'Biểu 16'!B6+B6")) + child, first=False) == (
        row(6, group.format("'Biểu 16'!B9+B6")) + child
    )
    assert grow_rows(row(6, group.format("'Biểu 16'!B4")) + child, first=False) == (
        row(6, "<f>'Biểu 16'!B4</f>") + row(7, "<f>'Biểu 16'!B8</f>")
    )


def test_a_share_with_a_text_of_its_own_keeps_it(grow_rows: Grow) -> None:
    rows = row(6, '<f t="shared" ref="A6:A7" si="0">B6</f>') + row(
        7, '<f t="shared" si="0">\'Biểu 16\'!B9</f>'
    )
    assert grow_rows(rows, first=False) == row(6, "<f>B6</f>") + row(7, "<f>'Biểu 16'!B12</f>")


def test_one_number_used_for_two_groups(grow_rows: Grow) -> None:
    rows = (
        row(1, '<f t="shared" ref="A1:A2" si="0">B9</f>')
        + row(2, '<f t="shared" si="0"/>')
        + row(6, '<f t="shared" ref="A6:A7" si="0">B4</f>')
        + row(7, '<f t="shared" si="0"/>')
    )
    assert grow_rows(rows) == (
        row(1, '<f t="shared" ref="A1:A2" si="0">B12</f>')
        + row(2, '<f t="shared" si="0"/>')
        + row(9, "<f>B4</f>")
        + row(10, "<f>B8</f>")
    )


def test_a_share_that_comes_before_its_master_is_written_out(grow_rows: Grow) -> None:
    rows = row(6, '<f t="shared" si="0"/>') + row(7, '<f t="shared" ref="A6:A7" si="0">B7</f>')
    assert grow_rows(rows) == row(9, "<f>B9</f>") + row(10, "<f>B10</f>")


def test_an_array_formula_moves_with_its_reach(grow_rows: Grow) -> None:
    assert grow_rows(row(6, '<f t="array" ref="A6:A7">B1:B2*C6</f>')) == (
        row(9, '<f t="array" ref="A9:A10">B1:B2*C9</f>')
    )


def test_an_array_over_one_row_is_not_torn(grow_rows: Grow) -> None:
    assert grow_rows(row(5, '<f t="array" ref="A5:C5">SUM(B1:B9)</f>')) == (
        row(8, '<f t="array" ref="A8:C8">SUM(B1:B12)</f>')
    )


def test_a_data_table_moves_with_its_inputs(grow_rows: Grow) -> None:
    table = '<f t="dataTable" ref="A{}:A{}" dt2D="1" r1="B{}" r2="B2"/>'
    assert grow_rows(row(6, table.format(6, 8, 5))) == row(9, table.format(9, 11, 8))
    other = '<f t="dataTable" ref="A1:A3" r1="B2" r2="B{}"/>'
    assert grow_rows(row(1, other.format(5))) == row(1, other.format(8))


@pytest.mark.parametrize(("kind", "code"), [("array", "array"), ("dataTable", "data_table")])
def test_no_row_goes_into_an_array_or_a_data_table(grow_rows: Grow, kind: str, code: str) -> None:
    with pytest.raises(CellProblem) as refused:
        grow_rows(row(4, f'<f t="{kind}" ref="A4:A5">B1:B2</f>'))
    assert refused.value.code == f"cell.grow_{code}"
