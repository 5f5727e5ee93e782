from __future__ import annotations

import pytest

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.growing import Insertion, shifted

TABS = ("Biểu 16", "Trang2", "T3", "T4", "D'A", "Phụ lục")


def three_rows(formula: str, of: str = "Biểu 16") -> str:
    """The formula after three rows were put before row 5 of "Biểu 16"."""
    return shifted(formula, of, Insertion("Biểu 16", 5, 3, TABS))


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("A4+A5+A6", "A4+A8+A9"),
        ("$A$5+A$5+$A5", "$A$8+A$8+$A8"),
        ("SUM(A1:A4)", "SUM(A1:A4)"),
        ("SUM(A1:A5)", "SUM(A1:A8)"),
        ("SUM(A4:A5)", "SUM(A4:A8)"),
        ("SUM(A5:A9)", "SUM(A8:A12)"),
        ("SUM(A9:A1)", "SUM(A12:A1)"),
        ("SUM(A1 : A9)", "SUM(A1 : A12)"),
        ("SUM(A:A,$B:C)", "SUM(A:A,$B:C)"),
        ("SUM(A1:A1048576)", "SUM(A1:A1048576)"),
        ("SUM(A2:A1048576)", "SUM(A2:A1048576)"),
        ("SUM(A5:A1048576)", "SUM(A8:A1048576)"),
        ("SUM(5:9,$1:4,1:5)", "SUM(8:12,$1:4,1:8)"),
        ("SUM(1:1048576)", "SUM(1:1048576)"),
        ("A1048576", "#REF!"),
        ("SUM(A1048574:B1048576)", "SUM(#REF!)"),
        ("SUM(A1:INDEX(A:A,9),A9:INDEX(A:A,9))", "SUM(A1:INDEX(A:A,9),A12:INDEX(A:A,9))"),
        ("A1:A9 5:5", "A1:A12 8:8"),
        ("A5#+A5%", "A8#+A8%"),
        ("@A5", "@A8"),
        ("a5", "a8"),
        ("{1,5;9,12}*A5", "{1,5;9,12}*A8"),
        ("1.5E5+A5*2E-5", "1.5E5+A8*2E-5"),
        ('IF(A5="A5","nói ""A5""",A9)', 'IF(A8="A5","nói ""A5""",A12)'),
        ('INDIRECT("A5")', 'INDIRECT("A5")'),
        ("LOG10(A5)+ATAN2(A5,B5)", "LOG10(A8)+ATAN2(A8,B8)"),
        ("Tổng_A5+A5.B6+TAX_2024+_A5", "Tổng_A5+A5.B6+TAX_2024+_A5"),
        ("SUM(Bảng1[A5],Bảng1[[#This Row],[A5]])", "SUM(Bảng1[A5],Bảng1[[#This Row],[A5]])"),
        ("ABC12345678+ZZZ5+XFE5+A0+A1048577", "ABC12345678+ZZZ5+XFE5+A0+A1048577"),
        ("#REF!+A5", "#REF!+A8"),
        ("#REF!A5", "#REF!A5"),
        ("IFERROR(A5/B5,#N/A)", "IFERROR(A8/B8,#N/A)"),
        ("'Biểu 16'!A5", "'Biểu 16'!A8"),
        ("'BIỂU 16'!A5", "'BIỂU 16'!A8"),
        ("'Biểu 16'!A1:'Biểu 16'!A9", "'Biểu 16'!A1:'Biểu 16'!A12"),
        ("A9:'Biểu 16'!A9", "A12:'Biểu 16'!A12"),
        ("'Biểu 16'!A1048576", "'Biểu 16'!#REF!"),
        ("Trang2!A5+A5", "Trang2!A5+A8"),
        ("Trang2!A5:A9+A5", "Trang2!A5:A9+A8"),
        ("'D''A'!A5+A5", "'D''A'!A5+A8"),
        ("'Không có'!A5", "'Không có'!A5"),
        ("!A5", "!A5"),
        ("[1]Trang2!A5+'[1]Biểu 16'!A5", "[1]Trang2!A5+'[1]Biểu 16'!A5"),
        ("'C:\\thư mục\\[a.xlsx]Biểu 16'!A5", "'C:\\thư mục\\[a.xlsx]Biểu 16'!A5"),
        ("[1]!Tên+[2]!A5", "[1]!Tên+[2]!A5"),
        ("'[0]Biểu 16'!A5", "'[0]Biểu 16'!A8"),
        ("'Biểu 16'!#REF!+A5", "'Biểu 16'!#REF!+A8"),
        ("SUM(Trang2:T4!A5)", "SUM(Trang2:T4!A5)"),
        ("SUM('Biểu 16:Biểu 16'!A5)", "SUM('Biểu 16:Biểu 16'!A8)"),
        ("SUM('Biểu 16:T4'!A1:B4)", "SUM('Biểu 16:T4'!A1:B4)"),
        ("SUM('Trang2':'D''A'!A5)", "SUM('Trang2':'D''A'!A5)"),
        ("SUM(Một:Hai!A5)", "SUM(Một:Hai!A5)"),
        ("A5\n+\tB5", "A8\n+\tB8"),
        ('A5&"A5', 'A8&"A5'),
        ("[" * 500 + "A5", "[" * 500 + "A8"),
    ],
)  # fmt: skip
def test_three_rows_before_the_fifth(written: str, becomes: str) -> None:
    assert three_rows(written) == becomes


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("A5+SUM(A1:A9)", "A5+SUM(A1:A9)"),
        ("'Biểu 16'!A5+A5", "'Biểu 16'!A8+A5"),
        ("'Biểu 16'!A1:A9", "'Biểu 16'!A1:A12"),
        ("A9:'Biểu 16'!A9", "A9:'Biểu 16'!A12"),
        ("'Biểu 16'!$5:$9+5:9", "'Biểu 16'!$8:$12+5:9"),
        ("VLOOKUP(A5,'Biểu 16'!$A$5:$F$20,5,0)", "VLOOKUP(A5,'Biểu 16'!$A$8:$F$23,5,0)"),
    ],
)
def test_a_formula_of_another_sheet_follows_only_what_it_looks_at(written: str, becomes: str) -> None:
    assert three_rows(written, of="Trang2") == becomes


@pytest.mark.parametrize(
    "written",
    [
        "SUM('Biểu 16:T4'!A5)",
        "SUM('Biểu 16':'T4'!A5)",
        "SUM('Biểu 16':T4!A5)",
        "SUM('T4:Biểu 16'!A1:A9)",
        "SUM('Biểu 16:T3'!5:5)",
    ],
)
def test_a_run_of_sheets_that_would_fall_apart_is_refused(written: str) -> None:
    with pytest.raises(CellProblem) as refused:
        three_rows(written, of="Phụ lục")
    assert refused.value.code == "cell.grow_three_d"


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("A1:A1048576+1:1048576", "A1:A1048576+1:1048576"),
        ("A1048576:A1", "A1048576:A1"),
        ("A1:A9+A1+1:1", "A4:A12+A4+4:4"),
    ],
)
def test_before_the_first_row(written: str, becomes: str) -> None:
    assert shifted(written, "T3", Insertion("T3", 1, 3, TABS)) == becomes


def test_names_of_sheets_without_quotes_are_understood() -> None:
    insertion = Insertion("Biểu1", 5, 3, ("Biểu1", "T3"))
    assert shifted("Biểu1!A5+T3!A5+Biểu!A5", "T3", insertion) == "Biểu1!A8+T3!A5+Biểu!A5"


def test_a_sheet_that_looks_like_a_cell_is_no_cell() -> None:
    insertion = Insertion("S", 5, 3, ("S", "T5", "T6"))
    assert shifted("'T5'!A1+T5!A1+SUM(T5:T6!A9)+T5", "S", insertion) == "'T5'!A1+T5!A1+SUM(T5:T6!A9)+T8"
