from __future__ import annotations

from decimal import Decimal

from mtqg_xl.catalogue.schema import RowText
from mtqg_xl.domain.cells import State
from mtqg_xl.domain.forms import CellKind
from tests.support.toy import cell, computed, toy, typed

FORM = toy(
    ["1", "2", "3=1+2", "4=3/1*100 phan_tram"],
    [
        RowText(key="T", label="CỘNG", sum="sum(a:c)"),
        RowText(key="a", number="1", label="Một"),
        RowText(key="b", number="2", label="Hai", tags=("ngheo",)),
        RowText(key="c", number="3", label="Ba", columns=("1",), tags=("ngheo",)),
        RowText(key="h", label="Đầu mục", kind="heading"),
    ],
)


def kind(row: str, column: str) -> CellKind:
    return FORM.kind_of(FORM.row_by_key[row], FORM.column_by_key[column])


def test_a_cell_is_computed_where_its_row_or_column_is() -> None:
    assert kind("T", "1") is CellKind.FORMULA
    assert kind("a", "3") is CellKind.FORMULA
    assert kind("a", "1") is CellKind.INPUT


def test_a_cell_outside_the_columns_of_its_row_is_closed() -> None:
    assert kind("c", "1") is CellKind.INPUT
    assert kind("c", "2") is CellKind.CLOSED


def test_nothing_can_be_filled_in_a_heading() -> None:
    assert {kind("h", column) for column in FORM.column_by_key} == {CellKind.CLOSED}


def test_a_column_says_its_own_measure() -> None:
    row = FORM.row_by_key["a"]
    assert FORM.measure_of(row, FORM.column_by_key["4"]).code == "phan_tram"
    assert FORM.measure_of(row, FORM.column_by_key["1"]).code == "trieu_dong"


def test_rows_are_selected_by_key_range_tag_and_star() -> None:
    assert FORM.row_range("a:c") == ("a", "b", "c")
    assert FORM.row_range("#ngheo") == ("b", "c")
    assert FORM.row_range("*") == ("T", "a", "b", "c", "h")
    assert FORM.row_range("z") == ()
    assert FORM.select_rows(("a", "#ngheo")) == {"a", "b", "c"}


def test_a_changed_figure_counts_as_typed() -> None:
    changed = computed(cell("1"), "12").with_value(Decimal("12.50"))
    assert not changed.is_computed
    assert changed.state is State.REPORTED
    assert changed.decimals == 2
    assert changed.cell == typed(cell("1"), "1").cell
