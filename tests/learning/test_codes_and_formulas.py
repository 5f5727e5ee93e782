"""How printed codes and workbook formulas are taken apart."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mtqg_xl.learning.columns.codes import parse_code
from mtqg_xl.learning.formulas.fingerprint import value_of
from mtqg_xl.learning.formulas.meaning import meaning_of, place_of
from mtqg_xl.learning.formulas.parsing import NotUnderstood
from mtqg_xl.learning.rows.numbering import token_of, tree
from mtqg_xl.ooxml import from_a1
from mtqg_xl.rules.expressions import Node, Ref

FIGURES = {"B2": 7, "B3": 11, "B4": 13, "C2": 3, "C3": 5, "D2": 2}


def worked_out(formula: str, subtotals: tuple[str, ...] = ()) -> Fraction | None:
    """What a formula gives on a small sheet of figures."""
    figures = {from_a1(address): Fraction(figure) for address, figure in FIGURES.items()}
    places = {from_a1(address) for address in subtotals}
    node = meaning_of(formula, lambda row, column: (row, column) in places).node

    def leaf(part: Node) -> Fraction | None:
        assert isinstance(part, Ref)
        return figures.get(place_of(part.key))

    return value_of(node, leaf)


@pytest.mark.parametrize(
    ("printed", "key", "formula"),
    [
        ("3=1+2", "3", "1+2"),
        ("3 = 1 + 2", "3", "1+2"),
        ("(3)=(1)+(2)", "3", "1+2"),
        ("[3]=[1]+[2]", "3", "1+2"),
        ("(3=1+2)", "3", "1+2"),
        ("4=3:1×100", "4", "3/1*100"),
        ("4=3/1x100%", "4", "3/1*100"),
        ("(4) = (3)/(1) (%)", "4", "3/1*100"),
        ("7 = 6 × 100 : 5", "7", "6*100/5"),
        ("9=1–2−3", "9", "1-2-3"),
        ("20=(16+17)/(12+13)*100", "20", "(16+17)/(12+13)*100"),
        ("K3=K1+K2", "K3", "K1+K2"),
        ("1.2.1", "1.2.1", ""),
        ("5a", "5a", ""),
    ],
)
def test_codes_as_offices_print_them(printed: str, key: str, formula: str) -> None:
    found = parse_code(printed)
    assert found is not None
    assert (found.key, found.formula) == (key, formula)


def test_a_code_with_two_sums_keeps_both() -> None:
    found = parse_code("1=2+3=4+5+6")
    assert found is not None
    assert (found.formula, found.further) == ("2+3", ("4+5+6",))


def test_a_formula_cut_short_is_known_to_be_unread() -> None:
    found = parse_code("9=1+2+…+8")
    assert found is not None
    assert found.unread
    assert found.formula == ""


@pytest.mark.parametrize("text", ["Hộ nghèo", "2023", "Tổng số", "", "1.000,5", "Quý I"])
def test_what_is_no_code(text: str) -> None:
    assert parse_code(text) is None


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("B2+B3-C2", Fraction(15)),
        ("SUM(B2:B4)", Fraction(31)),
        ("SUM(B2,B3:B4,C2)", Fraction(34)),
        ("+B2", Fraction(7)),
        ("B2/C2*100", Fraction(700, 3)),
        ("B2/C2%", Fraction(700, 3)),
        ("B2*100%/C2", Fraction(7, 3)),
        ("ROUND(B2/C2*100,1)", Fraction(700, 3)),
        ('IF(C2=0,"",B2/C2)', Fraction(7, 3)),
        ("IF(C2>0,B2/C2,0)", Fraction(7, 3)),
        ('IF(OR(COUNT(B2,C2)<2,C2=0),"",B2/C2*100)', Fraction(700, 3)),
        ("IF(ISERROR(B2/C2),0,B2/C2)", Fraction(7, 3)),
        ('IFERROR(B2/C2,"-")', Fraction(7, 3)),
        ("-(B2-B3)*D2", Fraction(8)),
        ("B2-(B3-C3)", Fraction(1)),
        ("SUM(B2:B4)/2", Fraction(31, 2)),
        ("MIN(B2:B4)", Fraction(7)),
        ("PRODUCT(B2,C2)", Fraction(21)),
        ("N(B2)+2*N(B3)", Fraction(29)),
    ],
)
def test_guards_and_roundings_are_taken_off(formula: str, value: Fraction) -> None:
    assert worked_out(formula) == value


def test_subtotals_leave_out_subtotals() -> None:
    assert worked_out("SUBTOTAL(9,B2:B4)", subtotals=("B3",)) == 20
    assert worked_out("SUBTOTAL(109,B2:B4)") == 31


def test_the_digits_of_a_rounding_are_kept() -> None:
    assert meaning_of("IFERROR(ROUND(B2/C2,2),0)", lambda row, column: False).digits == 2
    assert meaning_of("B2/C2", lambda row, column: False).digits is None


@pytest.mark.parametrize(
    "formula",
    [
        "SUMIF(A1:A9,1,B1:B9)",
        "VLOOKUP(A1,B1:C9,2,0)",
        "Sheet2!B2",
        "'Biểu 1'!B2+B3",
        "[1]Sheet1!B2",
        "AVERAGE(B2:B4)",
        "IF(B2>5,B3,B4)",
        'IF(A2="x",B2,0)',
        "B2&C2",
        "B2^2",
        "SUM(B:B)",
        "ten_vung+1",
        "Bang1[Cot]",
        "B2:B4",
        "",
        "SUBTOTAL(1,B2:B4)",
        'COUNTIF(B2:B4,">5")',
    ],
)
def test_what_the_notation_cannot_say_is_not_forced_into_it(formula: str) -> None:
    with pytest.raises(NotUnderstood):
        worked_out(formula)


@pytest.mark.parametrize(
    ("numbers", "parents"),
    [
        (["I", "1", "2", "II", "1"], [None, 0, 0, None, 3]),
        (["1", "1.1", "1.2", "2", "2.1"], [None, 0, 0, None, 3]),
        (["A", "I", "1", "a)", "-", "-", "b)", "B"], [None, 0, 1, 2, 3, 3, 2, None]),
        (["1.", "(a)", "(b)", "2."], [None, 0, 0, None]),
        (["A", "B", "C", "D"], [None, None, None, None]),
        (["I", "II", "III", "IV", "V"], [None, None, None, None, None]),
        (["A", "A.1", "A.2", "B", "B.1"], [None, 0, 0, None, 3]),
        (["1", "1a", "1b", "2"], [None, 0, 0, None]),
        (["", "1", "2"], [None, None, None]),
    ],
)
def test_the_tree_of_a_numbering(numbers: list[str], parents: list[int | None]) -> None:
    assert tree(numbers, [""] * len(numbers)) == parents


def test_an_i_after_h_is_a_letter_and_one_by_itself_is_roman() -> None:
    lettered = [letter for pair in zip("ABCDEFGHI", "1" * 9, strict=True) for letter in pair]
    assert tree(lettered, [""] * 18)[-2:] == [None, 16]
    assert [token_of(number).kind for number in ("I", "IV", "i", "b")] == [
        "roman",
        "roman",
        "small roman",
        "small letter",
    ]
