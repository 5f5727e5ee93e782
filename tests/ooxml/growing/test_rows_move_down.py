from __future__ import annotations

from collections.abc import Callable

import pytest

from mtqg_xl.messages import CellProblem

Grow = Callable[..., str]


def test_rows_and_cells_below_get_new_numbers_and_all_else_stays(grow_rows: Grow) -> None:
    above = '<row r="4"><c r="A4"><v>4</v></c></row>'
    below = '<row r=\'5\' spans="1:2" ht="20"><c t="s" r="A5"  s="7"><v>5</v></c><c r="B5"/></row >'
    moved = '<row r=\'8\' spans="1:2" ht="20"><c t="s" r="A8"  s="7"><v>5</v></c><c r="B8"/></row >'
    assert grow_rows(above + below) == above + moved


def test_nothing_changes_above_the_new_rows(grow_rows: Grow) -> None:
    rows = '<row r="3"><c r="A3"><v>1</v></c></row>'
    assert grow_rows(rows) == rows


def test_new_rows_look_like_the_row_above(grow_rows: Grow) -> None:
    model = (
        '<row r="4" spans="1:9" s="3" customFormat="1" ht="31.5" customHeight="1" hidden="1">'
        '<c r="A4" s="5" t="s"><v>0</v></c><c r="B4"><f>A4</f><v>1</v></c><c r="D4" s="0"/></row>'
    )
    below = '<row r="5"><c r="A5"/></row>'
    new = "".join(
        f'<row r="{row}" s="3" customFormat="1" ht="31.5" customHeight="1">'
        f'<c r="A{row}" s="5"/><c r="B{row}"/><c r="D{row}"/></row>'
        for row in (5, 6, 7)
    )
    assert grow_rows(model + below) == model + new + '<row r="8"><c r="A8"/></row>'


def test_new_rows_may_look_like_another_row(grow_rows: Grow) -> None:
    above, model = '<row r="4" ht="40"/>', '<row r="{0}"><c r="C{0}" s="2">{1}</c></row>'
    new = '<row r="5"><c r="C5" s="2"/></row>'
    grown = grow_rows(above + model.format(9, "<v>1</v>"), count=1, like=9)
    assert grown == above + new + model.format(10, "<v>1</v>")


def test_new_rows_go_to_the_end_when_nothing_is_below(grow_rows: Grow) -> None:
    model = '<row r="4"><c r="A4" s="1"><v>1</v></c></row>'
    assert grow_rows(model, count=1) == model + '<row r="5"><c r="A5" s="1"/></row>'


def test_there_is_no_model_above_the_first_row(grow_rows: Grow) -> None:
    assert grow_rows('<row r="1" ht="9"><c r="A1" s="1"/></row>', before=1) == (
        '<row r="4" ht="9"><c r="A4" s="1"/></row>'
    )


@pytest.mark.parametrize(("below", "level"), [(2, 1), (1, 1), (0, 0)])
def test_new_rows_belong_to_a_group_that_goes_on_below(grow_rows: Grow, below: int, level: int) -> None:
    rows = f'<row r="4" outlineLevel="1"/><row r="5" outlineLevel="{below}"/>'
    new = grow_rows(rows, count=1).replace("<row", "\n<row").splitlines()[2]
    assert new == (
        f'<row r="5" outlineLevel="{level}"></row>' if level else f'<row r="6" outlineLevel="{below}"/>'
    )


def test_rows_and_cells_without_numbers_are_where_they_are_counted_to_be(grow_rows: Grow) -> None:
    rows = '<row r="3"><c/></row><row><c s="1"><v>4</v></c></row><row><c><v>5</v></c></row><row/>'
    assert grow_rows(rows, count=1) == (
        '<row r="3"><c/></row><row><c s="1"><v>4</v></c></row><row r="5"><c r="A5" s="1"/></row>'
        '<row r="6"><c><v>5</v></c></row><row r="7"/>'
    )


def test_a_row_without_a_number_stands_where_its_cells_say(grow_rows: Grow) -> None:
    assert grow_rows('<row><c r="B6"/><c/></row>') == '<row r="9"><c r="B9"/><c/></row>'
    above = '<row><c r="B3"/></row><row><c/></row>'
    assert grow_rows(above) == above


def test_hints_alone_are_not_worth_new_rows(grow_rows: Grow) -> None:
    rows = '<row r="4" spans="1:2" x14ac:dyDescent="0.25"><c r="A4"/></row>'
    assert grow_rows(rows) == rows


def test_rows_out_of_order_keep_their_order(grow_rows: Grow) -> None:
    rows = '<row r="9"><c r="A9"/></row><row r="2"><c r="A2"/></row><row><c/></row>'
    assert (
        grow_rows(rows) == '<row r="12"><c r="A12"/></row><row r="2"><c r="A2"/></row><row r="3"><c/></row>'
    )


def test_comments_and_cdata_are_no_cells(grow_rows: Grow) -> None:
    rows = (
        '<!-- <row r="9"><c r="A9"/></row> --><row r="5"><c r="A5"><v><![CDATA[<c r="A7"/>]]></v></c></row>'
    )
    assert grow_rows(rows) == rows.replace('<row r="5"><c r="A5">', '<row r="8"><c r="A8">')


def test_blank_rows_at_the_very_bottom_fall_off(grow_rows: Grow) -> None:
    last = '<row r="1048573"><c r="A1048573"><v>1</v></c></row>'
    blank = '<row r="1048575" ht="20"><c r="A1048575" s="3"/></row>'
    assert grow_rows(last + blank) == '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'


@pytest.mark.parametrize("content", ["<v>1</v>", "<f>A1</f>", "<is><t>chữ</t></is>"])
def test_what_would_fall_off_the_sheet_is_never_lost(grow_rows: Grow, content: str) -> None:
    with pytest.raises(CellProblem) as refused:
        grow_rows(f'<row r="1048574"><c r="A1048574">{content}</c></row>')
    assert refused.value.code == "cell.grow_full"


@pytest.mark.parametrize(
    ("before", "count", "like"), [(0, 1, 1), (1048577, 1, 1), (5, 0, 1), (5, -1, 1), (5, 1, 1048577)]
)
def test_rows_that_do_not_exist_are_refused(grow_rows: Grow, before: int, count: int, like: int) -> None:
    with pytest.raises(CellProblem) as refused:
        grow_rows('<row r="4"/>', before=before, count=count, like=like)
    assert refused.value.code == "cell.grow_row"


def test_a_sheet_without_cells_grows(grow_rows: Grow) -> None:
    assert grow_rows("") == ""
