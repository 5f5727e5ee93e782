"""Formulas of a workbook read back: exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.rules.sheet_formulas import (
    Area,
    Constant,
    Function,
    Minus,
    Pair,
    Slot,
    Words,
    cell_address,
    parse_sheet_formula,
)


def read(text: str) -> tuple[object, tuple[Area, ...]]:
    formula = parse_sheet_formula(text)
    assert formula is not None
    return formula.body, formula.areas


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("=E9", Area("", 9, 5, 9, 5)),
        ("$E$9", Area("", 9, 5, 9, 5)),
        ("e9:d3", Area("", 3, 4, 9, 5)),
        ("BM11!K3", Area("BM11", 3, 11, 3, 11)),
        ("'Biểu 1'!$A$1:B2", Area("Biểu 1", 1, 1, 2, 2)),
        ("'Xã ''Bản''!'!A1", Area("Xã 'Bản'!", 1, 1, 1, 1)),
        ("A:B", Area("", 1, 1, 1_048_576, 2)),
        ("2:3", Area("", 2, 1, 3, 16_384)),
    ],
)
def test_a_reference_is_read_whatever_way_it_is_written(text: str, area: Area) -> None:
    assert read(text) == (Slot(0), (area,))


def test_a_list_of_ranges_keeps_its_order() -> None:
    body, areas = read("SUM(E10:E12, E15,'BM05'!D13)")
    assert body == Function("SUM", (Slot(0), Slot(1), Slot(2)))
    assert [area.top for area in areas] == [10, 15, 13]


def test_signs_bind_as_in_excel() -> None:
    one, two, three = Slot(0), Slot(1), Slot(2)
    assert read("A1+B1*C1")[0] == Pair("+", one, Pair("*", two, three))
    assert read("A1-B1-C1")[0] == Pair("-", Pair("-", one, two), three)
    assert read("A1/B1*C1")[0] == Pair("*", Pair("/", one, two), three)
    assert read("-A1+B1")[0] == Pair("+", Minus(one), two)
    assert read("A1/B1%")[0] == Pair("/", one, Pair("/", two, Constant(Decimal(100))))
    assert read("A1+B1=C1")[0] == Pair("=", Pair("+", one, two), three)
    assert read('A1&"x"="y"')[0] == Pair("=", Pair("&", one, Words("x")), Words("y"))


def test_a_text_that_looks_like_a_reference_stays_a_text() -> None:
    body, areas = read('COUNTIF(F15:F36,"A1 ""hai"" B2")')
    assert body == Function("COUNTIF", (Slot(0), Words('A1 "hai" B2')))
    assert len(areas) == 1


def test_a_function_with_digits_is_no_reference() -> None:
    assert read("LOG10(A1)") == (Function("LOG10", (Slot(0),)), (Area("", 1, 1, 1, 1),))


def test_an_argument_left_out_is_an_empty_text() -> None:
    assert read("IF(A1,,2)")[0] == Function("IF", (Slot(0), Words(""), Constant(Decimal(2))))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A1^2",
        "[1]Sheet1!A1",
        "'[b.xlsx]S'!A1",
        "SUM(#REF!)",
        "SUM(A1 B2)",
        "BM16_du_lieu+1",
        "A1:B2:C3",
        "Sheet1!A1:Sheet1!B2",
        "'T1:T3'!A1",
        "{1,2}",
        "SUM(A1:A3",
        "SUM(A1:A3))",
        "A1+",
        "1,2",
        "XFE1",
        "A1048577",
        "A1#",
        "@A1:A3",
        "Bảng[Cột]",
        "TABLE(A1,B2)x",
        "1.2.3",
        "(" * 300 + "A1" + ")" * 300,
    ],
)
def test_what_is_not_understood_to_the_last_sign_is_not_read(text: str) -> None:
    assert parse_sheet_formula(text) is None


def test_a_formula_moves_with_all_its_references() -> None:
    formula = parse_sheet_formula("SUM(E10:E12)/'BM05'!D13")
    assert formula is not None
    assert formula.moved(1, -1) == parse_sheet_formula("SUM(D11:D13)/'BM05'!C14")


def test_addresses_are_written_as_excel_does() -> None:
    assert [cell_address(3, column) for column in (1, 26, 27, 702, 703)] == ["A3", "Z3", "AA3", "ZZ3", "AAA3"]
