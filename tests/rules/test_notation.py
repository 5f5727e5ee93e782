from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.rules.expressions import Add, Call, Counted, Divide, Multiply, Name, Negative, Number, Place
from mtqg_xl.rules.notation import Statement, parse_expression, parse_relation


def test_a_printed_sum_is_read() -> None:
    assert parse_relation("3=1+2") == Statement(Name("3"), "=", Add((Name("1"), Name("2"))))


def test_a_printed_rate_is_read() -> None:
    right = Multiply(Divide(Name("3"), Name("1")), Number(Decimal(100)))
    assert parse_relation("4=3/1*100").right == right


def test_a_balance_of_many_terms_is_one_sum() -> None:
    right = parse_relation("9=1-2-3-4+5+6+7+8").right
    assert isinstance(right, Add)
    assert right.terms == (
        Name("1"),
        *(Negative(Name(code)) for code in "234"),
        *(Name(code) for code in "5678"),
    )


def test_products_bind_before_sums() -> None:
    quotient = Multiply(Divide(Name("11"), Name("1")), Number(Decimal(100)))
    other = Multiply(Divide(Name("12"), Name("4")), Number(Decimal(100)))
    assert parse_expression("11/1*100-12/4*100") == Add((quotient, Negative(other)))


def test_parentheses_group() -> None:
    both = Divide(Add((Name("16"), Name("17"))), Add((Name("12"), Name("13"))))
    assert parse_expression("(16+17)/(12+13)*100") == Multiply(both, Number(Decimal(100)))


def test_a_subtracted_group_stays_a_group() -> None:
    assert parse_expression("1-(2+3)") == Add((Name("1"), Negative(Add((Name("2"), Name("3"))))))


@pytest.mark.parametrize("sign", ["=", "<=", ">="])
def test_a_rule_may_be_an_equality_or_a_bound(sign: str) -> None:
    assert parse_relation(f"G3{sign}K3") == Statement(Name("G3"), sign, Name("K3"))


def test_the_hundred_of_a_percentage_is_a_number() -> None:
    assert parse_expression("3/1*100") == Multiply(Divide(Name("3"), Name("1")), Number(Decimal(100)))


def test_a_hundred_elsewhere_may_be_a_code() -> None:
    assert parse_expression("100+1") == Add((Name("100"), Name("1")))


@pytest.mark.parametrize(("text", "value"), [("{20}", "20"), ("{0.5}", "0.5"), ("{0}", "0")])
def test_braces_make_a_number_of_a_code(text: str, value: str) -> None:
    assert parse_expression(text) == Number(Decimal(value))


def test_ranges_and_tags_are_names_until_bound() -> None:
    assert parse_expression("sum(3.1:3.19)") == Call("sum", (Name("3.1:3.19"),))
    assert parse_expression("sum(#U)") == Call("sum", (Name("#U"),))
    assert parse_expression("wsum(2.2:2.20,2.1)") == Call("wsum", (Name("2.2:2.20"), Name("2.1")))
    assert parse_expression("min(1,2)") == Call("min", (Name("1"), Name("2")))


def test_a_fixed_cell_is_named_by_row_and_column() -> None:
    assert parse_expression("[T;3]") == Place(None, "T", "3")
    assert parse_expression("BM16[DA1.1; K3]") == Place("BM16", "DA1.1", "K3")


def test_the_lines_of_a_list_are_counted() -> None:
    assert parse_expression("count(#CT;B)") == Counted("#CT", "B", None)
    assert parse_expression('count(#CT;4="Giao thông")') == Counted("#CT", "4", "Giao thông")
    assert parse_expression('count( #CT ; 4 = "Điện (lưới)" )'.replace(" (lưới)", "")) == Counted(
        "#CT", "4", "Điện"
    )


def test_a_count_may_be_part_of_a_rule() -> None:
    relation = parse_relation("[T;1]=count(#A;B)+count(#C;B)")
    assert relation.right == Add((Counted("#A", "B", None), Counted("#C", "B", None)))


def test_a_cell_of_the_report_before_is_named_by_its_form() -> None:
    assert parse_relation("2=BM02@truoc[.;3]").right == Place("BM02@truoc", ".", "3")
    assert parse_expression("RS01[NK.;3]") == Place("RS01", "NK.", "3")


def test_spaces_between_the_parts_mean_nothing() -> None:
    assert parse_relation(" 3 = 1 + 2 ") == parse_relation("3=1+2")
