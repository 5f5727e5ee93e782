from collections.abc import Callable

import pytest

from mtqg_xl.ooxml import Sheet
from mtqg_xl.ooxml.formulas import SharedFormula


@pytest.mark.parametrize(
    ("master", "child"),
    [
        ("A1+B2", "B3+C4"),
        ("$A1+A$1+$A$1", "$A3+B$1+$A$1"),
        ("SUM(A1:B2)", "SUM(B3:C4)"),
        ("SUM(A:A,$B:C)", "SUM(B:B,$B:D)"),
        ("SUM(1:1,$2:3)", "SUM(3:3,$2:5)"),
        ('IF(A1="A1",1,0)', 'IF(B3="A1",1,0)'),
        ('"nói ""A1"""&A1', '"nói ""A1"""&B3'),
        ("'Biểu A1'!A1+Sheet1!A1", "'Biểu A1'!B3+Sheet1!B3"),
        ("'D''A1'!A1", "'D''A1'!B3"),
        ("Biểu1!A1", "Biểu1!B3"),
        ("Bie\u0302\u0309u1!A1", "Bie\u0302\u0309u1!B3"),
        ("'T1:T3'!A1", "'T1:T3'!B3"),
        ("[1]Sheet1!A1", "[1]Sheet1!B3"),
        ("LOG10(A1)+ATAN2(A1,B1)", "LOG10(B3)+ATAN2(B3,C3)"),
        ("1.5E3+A1*2E-1", "1.5E3+B3*2E-1"),
        ("Tổng_A1+A1.B2+TAX_2024", "Tổng_A1+A1.B2+TAX_2024"),
        ("SUM(Bảng1[A1],Bảng1[[#This Row],[A1]])", "SUM(Bảng1[A1],Bảng1[[#This Row],[A1]])"),
        ("A1#", "B3#"),
        ("A1%", "B3%"),
        ("#REF!+A1", "#REF!+B3"),
        ("Sheet1!#REF!+A1", "Sheet1!#REF!+B3"),
        ("IFERROR(A1/B1,#N/A)", "IFERROR(B3/C3,#N/A)"),
        ("XFD1+A1048575", "#REF!+#REF!"),
        ("SUM(XFC1:XFD1)", "SUM(#REF!)"),
        ("A1 B2", "B3 C4"),
        ("{1,2;3,4}*A1", "{1,2;3,4}*B3"),
        ("ABC12345678+ZZZ1", "ABC12345678+ZZZ1"),
        ("a1", "B3"),
        ("@A1", "@B3"),
        ("A1\n+B1", "B3\n+C3"),
    ],
)  # fmt: skip
def test_two_rows_down_and_one_column_right(master: str, child: str) -> None:
    assert SharedFormula(master, 1, 1).at(3, 2) == child


def test_a_reference_may_also_move_up_and_left() -> None:
    formula = SharedFormula("C3+$A$1", 5, 5)
    assert formula.at(4, 4) == "B2+$A$1"
    assert formula.at(2, 5) == "#REF!+$A$1"


def test_an_unclosed_quote_or_bracket_does_no_harm() -> None:
    assert SharedFormula('A1&"A1', 1, 1).at(2, 1) == 'A2&"A1'
    assert SharedFormula("[" * 5000 + "A1", 1, 1).at(2, 1).endswith("A2")


def test_cells_that_share_a_formula_each_have_their_own(read_rows: Callable[..., Sheet]) -> None:
    sheet = read_rows("""
        <row r="1"><c r="C1"><f t="shared" ref="C1:C3" si="0">A1*B$1</f><v>2</v></c></row>
        <row r="2"><c r="C2"><f t="shared" si="0"/><v>4</v></c></row>
        <row r="3"><c r="C3"><f t="shared" si="0"/><v>6</v></c></row>""")
    assert [sheet.cells[row, 3].formula for row in (1, 2, 3)] == ["A1*B$1", "A2*B$1", "A3*B$1"]


def test_a_cell_may_come_before_the_one_that_holds_the_shared_text(read_rows: Callable[..., Sheet]) -> None:
    sheet = read_rows("""
        <row r="2"><c r="A2"><f t="shared" si="7"/><v>4</v></c></row>
        <row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="7">B1</f><v>2</v></c></row>""")
    assert sheet.cells[2, 1].formula == "B2"


def test_a_shared_formula_whose_text_is_lost_is_still_a_formula(read_rows: Callable[..., Sheet]) -> None:
    assert (
        read_rows('<row r="1"><c r="A1"><f t="shared" si="3"/><v>4</v></c></row>').cells[1, 1].formula == ""
    )


def test_every_cell_of_an_array_formula_carries_it(read_rows: Callable[..., Sheet]) -> None:
    sheet = read_rows("""
        <row r="1"><c r="A1"><f t="array" ref="A1:B2">D1:E2*2</f><v>1</v></c><c r="B1"><v>2</v></c>
                   <c r="C1"><v>9</v></c></row>
        <row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>""")
    formulas = {cell.address: cell.formula for cell in sheet.cells.values()}
    assert formulas == {**dict.fromkeys(("A1", "B1", "A2", "B2"), "D1:E2*2"), "C1": None}


def test_the_results_of_a_data_table_are_formulas_too(read_rows: Callable[..., Sheet]) -> None:
    sheet = read_rows("""
        <row r="1"><c r="A1"><f t="dataTable" ref="A1:A2" dt2D="0" r1="D1"/><v>1</v></c></row>
        <row r="2"><c r="A2"><v>3</v></c></row>""")
    assert sheet.cells[2, 1].formula == "TABLE(D1,)"
