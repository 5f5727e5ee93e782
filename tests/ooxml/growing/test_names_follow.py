from __future__ import annotations

from collections.abc import Callable

import pytest

from mtqg_xl.messages import CellProblem
from tests.ooxml.growing.growth import SHEETS, after, before, grow_parts

Parts = Callable[..., dict[str, str]]


def grown_name(make_parts: Parts, name: str) -> str:
    parts = make_parts(sheets=SHEETS, names=name)
    grown = grow_parts(parts, "Biểu 16", 5, 3).get("xl/workbook.xml", parts["xl/workbook.xml"])
    start = grown.index("<definedNames>") + len("<definedNames>")
    return grown[start : grown.index("</definedNames>")]


PRINT_AREA, TITLES = '_xlnm.Print_Area" localSheetId="0', '_xlnm.Print_Titles" localSheetId="0'
FILTER = '_xlnm._FilterDatabase" localSheetId="0" hidden="1'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (PRINT_AREA, "'Biểu 16'!$A$1:$F${20>23}"),
        (TITLES, "'Biểu 16'!$A:$B,'Biểu 16'!$3:${6>9}"),
        (FILTER, "'Biểu 16'!$A${5>8}:$F${9>12}"),
        ("Tổng", "SUM('Biểu 16'!$A${5>8}:$A${9>12})&amp;\"A5\""),
        ("Khác_trang", "'Phụ lục'!$A$5"),
        ("Ô_trên", "'Biểu 16'!A1048576"),
        ("Nửa_cố_định", "'Biểu 16'!$A${5>8}:$A9"),
        ("Trang_nào_cũng_được", "!$A$5"),
        ('Của_trang" localSheetId="0', "$A${5>8}"),
        ('Của_trang" localSheetId="1', "$A$5"),
        ("Hỏng", "'Biểu 16'!#REF!"),
        ("Ngoài_tệp", "'[1]Biểu 16'!$A$5"),
    ],
)
def test_a_name_stands_for_the_same_cells(make_parts: Parts, name: str, text: str) -> None:
    written = f'<definedName name="{name}">{text}</definedName>'
    assert grown_name(make_parts, before(written)) == after(written)


def test_a_name_of_cells_on_no_sheet_is_refused_when_it_would_move(make_parts: Parts) -> None:
    with pytest.raises(CellProblem) as refused:
        grown_name(make_parts, '<definedName name="Lạ">$A$5</definedName>')
    assert refused.value.code == "cell.grow_name"
    kept = '<definedName name="Lạ">$A$4+1</definedName>'
    assert grown_name(make_parts, kept) == kept
