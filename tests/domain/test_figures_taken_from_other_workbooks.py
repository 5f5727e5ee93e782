from __future__ import annotations

from dataclasses import replace

from mtqg_xl.domain.cells import CellKey, Observation, State

SEEN = Observation(CellKey("F", "a", "1"), State.REPORTED)


def with_formula(formula: str | None) -> Observation:
    return replace(SEEN, formula=formula)


def test_a_figure_of_another_workbook_is_not_computed_by_this_one() -> None:
    linked = (
        "[1]BM16!D13",
        "'[1]BM 16'!$D$13+'[2]BM 16'!$D$13/1000",
        "SUM([2]S!A1,[3]S!A1)",
        r"'C:\số liệu\[b.xlsx]Biểu ''mới'''!D1",
        "IF('[2]a'!$A$1=\"x\",0,1)",
    )
    for formula in linked:
        assert with_formula(formula).is_linked, formula
        assert not with_formula(formula).is_computed, formula


def test_brackets_of_other_meanings_make_no_link() -> None:
    for formula in (
        "A1+B1",
        "Bảng[Cột]+Sheet2!A1",
        "Bảng[Cột]+'S 2'!A1",
        "Bảng[[#Totals],[Cột]]",
        "SUM(S!A1:A3)",
    ):
        assert not with_formula(formula).is_linked, formula
        assert with_formula(formula).is_computed, formula
    assert not with_formula(None).is_linked
