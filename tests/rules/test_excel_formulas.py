from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from mtqg_xl.catalogue.schema import RowText
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form
from mtqg_xl.ooxml import to_a1
from mtqg_xl.rules import excel_formula
from tests.support.toy import the_relation, toy


def formula(form: Form, rule: str) -> str:
    """The formula of a rule on a sheet whose first figure stands in C5."""
    rows, columns = list(form.row_by_key), list(form.column_by_key)

    def position(key: CellKey) -> tuple[str, int, int]:
        return "", rows.index(key.row) + 5, columns.index(key.column) + 3

    return excel_formula(the_relation(form, rule), position, to_a1)


def across(*columns: str) -> Form:
    return toy(columns)


def down(rows: Sequence[str | RowText]) -> Form:
    return toy(["1"], rows)


def test_a_sum_skips_blanks_and_stays_blank_without_parts() -> None:
    assert formula(across("1", "2", "3=1+2"), "3") == '=IF(COUNT(C5:D5)=0,"",SUM(C5:D5))'


def test_cells_apart_are_listed_apart() -> None:
    assert formula(across("1", "2", "3", "4=1+3"), "4") == '=IF(COUNT(C5,E5)=0,"",SUM(C5,E5))'


def test_a_rate_stays_blank_without_its_parts_or_over_zero() -> None:
    form = across("1", "2", "3=2/1*100 phan_tram")
    assert formula(form, "3") == '=IF(OR(COUNT(D5,C5)<2,C5=0),"",D5/C5*100)'


def test_a_divisor_that_is_computed_is_looked_at_only_when_its_parts_are_there() -> None:
    # A blank made by a formula is a text: D5-"" would be an error, and OR looks at all its parts.
    form = across("1", "2", "3", "4=3/(1-2)*100 phan_tram")
    assert formula(form, "4") == '=IF(COUNT(E5,C5:D5)<3,"",IF((C5-D5)=0,"",E5/(C5-D5)*100))'


def test_a_difference_needs_both_parts() -> None:
    assert formula(across("1", "2", "3=1-2"), "3") == '=IF(COUNT(C5:D5)<2,"",C5-D5)'


def test_a_rate_of_sums_is_a_quotient_of_sums() -> None:
    form = across("12", "13", "16", "17", "20=(16+17)/(12+13)*100 phan_tram")
    assert formula(form, "20").endswith("SUM(E5:F5)/SUM(C5:D5)*100)")
    assert "SUM(C5:D5)=0" in formula(form, "20")


def test_a_column_of_rows_is_drawn_as_one_range() -> None:
    form = down(["t=sum(a:c)", "a", "b", "c"])
    assert formula(form, "t") == '=IF(COUNT(C6:C8)=0,"",SUM(C6:C8))'


def test_a_mean_divides_the_sum() -> None:
    form = down(["T", "m=sum(a:b)/T", "a", "b"])
    body = formula(form, "m")
    assert body.endswith("SUM(C7:C8)/C5)")
    assert "C5=0" in body


def test_weights_multiply_cells_that_may_be_blank() -> None:
    rows = ["t=wsum(a:b)", RowText(key="a", weight=Decimal(18)), RowText(key="b", weight=Decimal(1))]
    assert formula(down(rows), "t") == '=IF(COUNT(C6:C7)=0,"",18*N(C6)+N(C7))'


def test_the_rest_is_a_difference_of_sums() -> None:
    rows = ["r=sum(a:c)-sum(#ngheo)", "a", RowText(key="b", tags=("ngheo",)), "c"]
    body = formula(down(rows), "r")
    assert body.endswith("SUM(C6:C8)-SUM(C7))")


@pytest.mark.parametrize(
    ("formula_text", "body"),
    [
        ("(sum(a:b)-c)/d*100", "(SUM(C6:C7)-C8)/C9*100)"),
        ("d-(sum(a:b)-c)", "C9-(SUM(C6:C7)-C8))"),
        ("(a-b)/(c-d)", "(C6-C7)/(C8-C9)))"),
    ],
)
def test_a_group_keeps_its_parentheses(formula_text: str, body: str) -> None:
    form = down([f"t={formula_text}", "a", "b", "c", "d"])
    assert formula(form, "t").endswith(body)
