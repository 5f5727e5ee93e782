"""What formulas give, reckoned as Excel does, or not told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.rules.intervals import Interval
from mtqg_xl.rules.sheet_formulas import Area, parse_sheet_formula
from mtqg_xl.rules.sheet_values import CannotTell, Content, content_of, stored

#: A1 to A6: two figures, a blank, a text, a blank made by a formula, a figure from binary reckoning.
COLUMN: list[Content] = [
    stored(Decimal(10)),
    stored(Decimal("2.5")),
    None,
    "chưa giải ngân",
    "",
    stored(Decimal("0.30000000000000004")),
]


def cells(area: Area) -> list[Content]:
    return COLUMN[area.top - 1 : area.bottom]


def shown(text: str) -> Content:
    formula = parse_sheet_formula(text)
    assert formula is not None
    return content_of(formula, cells)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("A1+A2*2", "15"),
        ("A1/A2*100", "400"),
        ("-A1-A2", "-12.5"),
        ("A1+A3", "10"),
        ("SUM(A1:A5)", "12.5"),
        ("SUM(A1,(A2,A3))", "12.5"),
        ("SUM(A1+A2,1)", "13.5"),
        ("COUNT(A1:A6)", "3"),
        ("COUNTA(A1:A6)", "5"),
        ('COUNTIF(A1:A6,"Chưa Giải Ngân")', "1"),
        ("MIN(A1:A3)", "2.5"),
        ("N(A4)+1", "1"),
        ("ROUND(A1/3,0)", "3"),
        ("ROUND(-A1/3,2)", "-3.33"),
        ("ROUNDDOWN(A2,0)", "2"),
        ("ROUNDUP(A1/3,1)", "3.4"),
        ("TRUNC(-A2)", "-2"),
        ("INT(-A2)", "-3"),
        ("ROUND(A1*1234,-3)", "12000"),
        ('IF(COUNT(A1:A2)=0,"",SUM(A1:A2))', "12.5"),
        ('IF(OR(COUNT(A1,A2)<2,A2=0),"",A1/A2*100)', "400"),
        ('IFERROR(A1/A2,"")', "4"),
        ('IF(A3="",1,2)', "1"),
        ('IF(A5="",1,2)', "1"),
        ("IF(A3=0,1,2)", "1"),
        ("IF(A4=0,1,2)", "2"),
        ("IF(AND(A1>A2,NOT(ISBLANK(A1))),1,2)", "1"),
        ("A6*10", "3"),
    ],
)
def test_figures_are_reckoned_as_excel_reckons(text: str, figure: str) -> None:
    found = shown(text)
    assert isinstance(found, Interval)
    assert found.low <= Decimal(figure) <= found.high
    assert found.high - found.low <= Decimal("1e-11") * abs(Decimal(figure))


def test_where_a_hair_decides_both_roundings_are_possible() -> None:
    found = shown("ROUND(A2,0)")
    assert isinstance(found, Interval)
    assert (found.low, found.high) == (2, 3)


@pytest.mark.parametrize(
    "text", ['IF(COUNT(A3:A5)=0,"",SUM(A3:A5))', 'IF(OR(COUNT(A1,A3)<2,A3=0),"",A1/A3)', 'IF(A1=10,"",1)']
)
def test_a_guard_leaves_a_blank(text: str) -> None:
    assert shown(text) == ""


@pytest.mark.parametrize(
    "text",
    ["A4+1", "A5+1", "A1/A3", "A1:A2+1", "A1&A2", "VLOOKUP(A1,A1:A6,1,0)", "SUBTOTAL(9,A1:A3)", "A6=0.3"],
)
def test_what_cannot_be_known_is_not_told(text: str) -> None:
    with pytest.raises(CannotTell):
        shown(text)


def test_whole_figures_are_added_exactly() -> None:
    alike: list[Content] = [stored(Decimal(123456789)) for _ in range(6)]
    formula = parse_sheet_formula("SUM(A1:A6)")
    assert formula is not None
    found = content_of(formula, lambda area: alike)
    assert found == Interval.point(Decimal(740740734))
