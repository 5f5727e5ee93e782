"""Values that are given: two engines agree, and both gave what Excel had stored before the change."""

from __future__ import annotations

from typing import Any

import pytest

from mtqg_xl.recalculation import CellError, Recalculation, recalculate
from tests.recalculation.books import at, saved_by_excel, written

INPUTS = {"A1": 10, "A2": 20, "A3": 2.5, "A4": "Đạt", "A5": "đạt", "A6": True, "B1": "30"}


def after(formula: str, stored: Any, **changes: Any) -> Recalculation:
    """One formula over the inputs, Excel's value of before stored under it, then some inputs changed."""
    before = saved_by_excel({"Biểu": {**INPUTS, "F1": (f"={formula}", stored)}})
    changed = saved_by_excel({"Biểu": {**INPUTS, **changes, "F1": (f"={formula}", stored)}})
    return recalculate(before, changed, {at(cell) for cell in changes})


@pytest.mark.parametrize(
    ("formula", "stored", "changes", "wanted"),
    [
        ("SUM(A1:A3)", 32.5, {"A1": 11}, 33.5),
        ("A1/A2", 0.5, {"A2": 0}, CellError("#DIV/0!")),
        ('IFERROR(A1/A2,"")', 0.5, {"A2": 0}, ""),
        ('IF(A1>A2,"vượt","")', "", {"A1": 21}, "vượt"),
        ("A1=A2", False, {"A1": 20}, True),
        ("ROUND(A1/A3*100,1)", 400, {"A1": 11}, 440.0),
        ('COUNTIF(A4:A5,"ĐẠT")', 2, {"A5": "Không đạt"}, 1.0),
        ('COUNTIF(A4,"Đạt")', 1, {"A4": "Không đạt"}, 0.0),
        ("COUNTIF(A1:B1,30)", 1, {"A1": 30}, 2.0),
        ('VLOOKUP("đạt",A4:A5,1,FALSE)', "Đạt", {"A4": "Không"}, "đạt"),
        ("SUMPRODUCT((A1:A3>5)*A1:A3)", 30, {"A3": 6}, 36.0),
        ('A4&" "&A1&"%"', "Đạt 10%", {"A1": 12.5}, "Đạt 12.5%"),
        ("A1*10%", 1, {"A1": 25}, 2.5),
        ("A1:A3*2", 20, {"A1": 7}, 14.0),
        ("{SUM(IF(A1:A3>5,A1:A3,0))}", 30, {"A3": 6}, 36.0),
    ],
)
def test_the_new_value_is_given(formula: str, stored: Any, changes: dict[str, Any], wanted: Any) -> None:
    if formula.startswith("{"):
        formula = formula[1:-1]
        before, changed = (
            saved_by_excel({"Biểu": {**INPUTS, **more, "F1": ("{=" + formula + "}", stored)}})
            for more in ({}, changes)
        )
        found = recalculate(before, changed, {at(cell) for cell in changes})
    else:
        found = after(formula, stored, **changes)
    assert found.withheld == {}
    assert found.values == {at("F1"): wanted}
    assert found.complete


def test_a_value_that_stays_is_not_given_again() -> None:
    found = after("MAX(A1:A3)", 20, A1=11)
    assert found.values == {}
    assert found.complete
    assert found.confirmed == 1


def test_formulas_that_do_not_depend_on_the_change_are_left_alone() -> None:
    found = after("SUM(A2:A3)", 999, A1=11)
    assert (found.values, found.withheld, found.unaffected) == ({}, {}, 1)


def test_sums_through_sheets_names_and_tables_need_no_engine_that_knows_them() -> None:
    sheets = {"Tổng": {}, "Xã A": {"B2": 5}, "Xã B": {"B2": 7}}
    names = {"Hệ_số": "=2", "Cột": "='Xã A'!$B$1:$B$9"}

    def book(first: float) -> bytes:
        cells = {"A1": ("=SUM('Xã A:Xã B'!B2)", 12), "A2": ("=A1*Hệ_số", 24), "A3": ("=SUM(Cột)", 5)}
        return saved_by_excel({**sheets, "Tổng": cells, "Xã A": {"B2": first}}, names)

    found = recalculate(book(5), book(6), {at("B2", "Xã A")})
    assert found.withheld == {}
    assert found.values == {at("A1", "Tổng"): 13.0, at("A2", "Tổng"): 26.0, at("A3", "Tổng"): 6.0}


def test_a_workbook_never_computed_gets_all_its_values() -> None:
    data = written(
        {"Biểu": {"A1": 3, "B1": ("=A1*2", 0), "B2": ("=SUM(A1:B1)", 0), "B3": ('=IF(B2>8,"x","")', 0)}}
    )
    found = recalculate(None, data, None)
    assert found.values == {at("B1"): 6.0, at("B2"): 9.0, at("B3"): "x"}


def test_stored_values_of_a_program_that_computes_nothing_are_not_believed() -> None:
    def book(first: float) -> bytes:
        return written({"Biểu": {"A1": first, "A2": 5, "B1": ("=A2*2", 0), "C1": ("=A1+B1", 0)}})

    found = recalculate(book(1), book(2), {at("A1")})
    assert found.values == {at("C1"): 12.0}


def test_a_value_withheld_earlier_is_computed_as_soon_as_it_is_needed() -> None:
    def book(first: float) -> bytes:
        return saved_by_excel({"Biểu": {"A1": first, "A2": 5, "B1": ("=A2*2", ""), "C1": ("=A1+B1", 11)}})

    found = recalculate(book(1), book(2), {at("A1")})
    assert found.values == {at("C1"): 12.0}
    assert found.unaffected == 1


def test_a_sheet_added_with_the_change_disturbs_nothing() -> None:
    def book(first: float, *more: str) -> bytes:
        cells = {"A1": first, "B1": ("=A1*2", 2)}
        return saved_by_excel({**{name: {"A1": "Phát hiện"} for name in more}, "Biểu": cells})

    assert recalculate(book(1), book(2, "Kết quả"), {at("A1")}).values == {at("B1"): 4.0}


def test_a_formula_written_with_the_change_gets_its_value() -> None:
    before = saved_by_excel({"Biểu": {"A1": 3, "C1": ("=B1+1", 1)}})
    changed = saved_by_excel({"Biểu": {"A1": 3, "B1": ("=A1*2", ""), "C1": ("=B1+1", 1)}})
    assert recalculate(before, changed, {at("B1")}).values == {at("B1"): 6.0, at("C1"): 7.0}
