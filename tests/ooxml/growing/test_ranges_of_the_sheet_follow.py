"""Everything in a sheet that says a range of its cells, one by one.

"{5>8}" is a 5 before three rows are put before row 5, and must be an 8 afterwards; every other byte stays.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mtqg_xl.messages import CellProblem
from tests.ooxml.growing.growth import after, before, grow_parts

Around = Callable[..., str]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("a merge below moves", '<mergeCell ref="B{5>8}:C{6>9}"/>'),
        ("a merge run through grows", '<mergeCell ref="B3:C{6>9}"/>'),
        ("a merge above stays", '<mergeCell ref="B3:C4"/>'),
        ("a merge of whole columns stays", '<mergeCell ref="B1:C1048576"/>'),
        ("a link", '<hyperlink r:id="rId1" ref="B{5>8}"/>'),
        ("a filter", '<autoFilter ref="A4:F{20>23}"/>'),
        (
            "a sorting",
            '<sortState ref="A{5>8}:F{20>23}"><sortCondition ref="C{5>8}:C{20>23}"/></sortState>',
        ),
        ("a protected range", '<protectedRange sqref="A1:A{9>12} C{5>8}" name="n"/>'),
        ("an ignored error", '<ignoredError sqref="A4:B4 C{9>12}" numberStoredAsText="1"/>'),
        (
            "scenarios",
            '<scenarios sqref="A{5>8}"><scenario name="s"><inputCells r="B{9>12}" val="1"/></scenario>'
            "</scenarios>",
        ),
        ("a watched cell", '<cellWatch r="A{5>8}"/>'),
        ("a smart tag", '<cellSmartTags r="A{5>8}"/>'),
        ("a part shown on the web", '<webPublishItem sourceRef="A1:B{9>12}"/>'),
        (
            "page breaks",
            '<rowBreaks><brk id="3" max="16383" man="1"/><brk id="{4>7}" max="16383"/><brk id="{9>12}"/>'
            "</rowBreaks>",
        ),
        (
            "page breaks between columns",
            '<colBreaks><brk id="3" max="1048575" man="1"/><brk id="5" min="2" max="{30>33}"/></colBreaks>',
        ),
        (
            "validation",
            '<dataValidation type="list" sqref="B4:B{9>12} D{5>8}">'
            "<formula1>$F${5>8}:$F${9>12}</formula1></dataValidation>",
        ),
        (
            "validation of the newer kind",
            '<extLst><ext><x14:dataValidations><x14:dataValidation type="list"><x14:formula1>'
            "<xm:f>'Phụ lục'!$A$5:$A$9</xm:f></x14:formula1><x14:formula2>"
            "<xm:f>'Biểu 16'!$A${5>8}</xm:f></x14:formula2><xm:sqref>B{5>8}:B{9>12} C1</xm:sqref>"
            "</x14:dataValidation></x14:dataValidations></ext></extLst>",
        ),
        (
            "conditional formats",
            '<conditionalFormatting sqref="A{5>8}:A{9>12}"><cfRule type="expression">'
            '<formula>A{5>8}&gt;$B${5>8}</formula></cfRule><cfRule type="dataBar"><dataBar>'
            '<cfvo type="formula" val="$C${5>8}"/><cfvo type="num" val="5"/></dataBar></cfRule>'
            "</conditionalFormatting>",
        ),
        (
            "conditional formats of the newer kind",
            "<extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting>"
            '<x14:cfRule type="dataBar"><x14:cfvo type="formula"><xm:f>$C${5>8}</xm:f></x14:cfvo>'
            "</x14:cfRule><xm:sqref>A1:A{9>12}</xm:sqref></x14:conditionalFormatting>"
            "</x14:conditionalFormattings></ext></extLst>",
        ),
        (
            "sparklines",
            "<extLst><ext><x14:sparklineGroups><x14:sparklineGroup>"
            "<xm:f>'Biểu 16'!$A$1:$A${9>12}</xm:f><x14:sparklines><x14:sparkline>"
            "<xm:f>'Biểu 16'!B{5>8}:F{5>8}</xm:f><xm:sqref>G{5>8}</xm:sqref></x14:sparkline>"
            "</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>",
        ),
        (
            "ignored errors of the newer kind",
            "<extLst><ext><x14:ignoredErrors><x14:ignoredError><xm:sqref>A{5>8}</xm:sqref>"
            "</x14:ignoredError></x14:ignoredErrors></ext></extLst>",
        ),
        (
            "an extension inside an ordinary rule",
            '<conditionalFormatting sqref="A{5>8}"><cfRule><extLst><ext><x14:id>{A5}</x14:id></ext>'
            "</extLst></cfRule></conditionalFormatting><extLst><ext><xm:sqref>A{5>8}</xm:sqref></ext>"
            "</extLst>",
        ),
        (
            "controls and what they are linked to",
            '<control><controlPr linkedCell="$B${5>8}" listFillRange="\'Biểu 16\'!$C${5>8}:$C${9>12}">'
            '<anchor moveWithCells="1" sizeWithCells="1"><from><xdr:row>{4>7}</xdr:row></from><to>'
            "<xdr:row>{9>12}</xdr:row></to></anchor></controlPr></control>",
        ),
        (
            "an embedded object that only moves",
            '<objectPr><anchor moveWithCells="1"><from><xdr:row>3</xdr:row></from><to>'
            "<xdr:row>9</xdr:row></to></anchor></objectPr>",
        ),
        (
            "an embedded object that does not move",
            "<objectPr><anchor><from><xdr:row>7</xdr:row></from><to><xdr:row>9</xdr:row></to></anchor>"
            "</objectPr>",
        ),
        (
            "what is consolidated",
            '<dataRefs><dataRef ref="A{5>8}:B{9>12}" sheet="Biểu 16"/>'
            '<dataRef ref="A5:B9" sheet="Phụ lục"/><dataRef ref="A5:B9" sheet="Biểu 16" r:id="rId9"/>'
            "</dataRefs>",
        ),
        (
            "a view of one user",
            '<customSheetView topLeftCell="A{9>12}">'
            '<selection activeCell="A{5>8}" sqref="A{5>8}:B{6>9}"/><rowBreaks><brk id="{9>12}"/>'
            '</rowBreaks><autoFilter ref="A1:B{9>12}"/></customSheetView>',
        ),
        ("a list partly lost", '<dataValidation sqref="#REF! A{5>8}"/>'),
        (
            "an extension within an extension",
            "<extLst><ext><x14:extLst><ext><xm:sqref>A{5>8}</xm:sqref></ext></x14:extLst></ext></extLst>",
        ),
        ("what is lost already", '<hyperlink ref="#REF!"/>'),
    ],
)
def test_after_the_cells(around: Around, kind: str, text: str) -> None:
    assert around(before(text)) == after(text), kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("the dimension", '<dimension ref="A1:F{20>23}"/>'),
        (
            "a selection",
            '<sheetView><selection activeCell="B{5>8}" sqref="B{5>8}:C{9>12} D1"/></sheetView>',
        ),
        (
            "a selection at the very bottom",
            '<sheetView topLeftCell="A{1048570>1048573}"><selection activeCell="A1048576" sqref="A1048576"/>'
            "</sheetView>",
        ),
        ("the first row seen", '<sheetView topLeftCell="B{9>12}"/>'),
        ("the very top", '<sheetView topLeftCell="A1"/>'),
        (
            "frozen rows above",
            '<sheetView><pane ySplit="3" topLeftCell="A4" state="frozen"/></sheetView>',
        ),
        (
            "rows right below frozen ones",
            '<sheetView><pane ySplit="4" topLeftCell="A5" state="frozen"/></sheetView>',
        ),
        (
            "frozen rows run through",
            '<sheetView><pane ySplit="{6>9}" topLeftCell="A{7>10}" state="frozen"/></sheetView>',
        ),
        (
            "frozen and scrolled",
            '<sheetView><pane xSplit="2" ySplit="3" topLeftCell="C{20>23}" state="frozen"/></sheetView>',
        ),
        (
            "frozen rows of a scrolled window",
            '<sheetView topLeftCell="A{5>8}"><pane ySplit="2" topLeftCell="A{7>10}" state="frozen"/>'
            "</sheetView>",
        ),
        (
            "only columns frozen",
            '<sheetView><pane xSplit="2" topLeftCell="C1" state="frozen"/></sheetView>',
        ),
        ("a window split", '<sheetView><pane ySplit="2000" topLeftCell="A{9>12}"/></sheetView>'),
    ],
)
def test_before_the_cells(around: Around, kind: str, text: str) -> None:
    assert around(before(text), head=True) == after(text), kind


@pytest.mark.parametrize(
    ("reach", "style", "becomes"),
    [
        ("A1:B4", 's="1"', "A1:B7"),
        ("B4", 's="1"', "B4:B7"),
        ("A1:B4", "", "A1:B4"),
        ("A1:B9", 's="1"', "A1:B12"),
        ("A1:B5", 's="1"', "A1:B8"),
    ],
)
def test_the_dimension_reaches_new_cells_at_the_end(
    make_parts: Callable[..., dict[str, str]], reach: str, style: str, becomes: str
) -> None:
    parts = make_parts(f'<row r="4"><c r="B4" {style}/></row>', before=f'<dimension ref="{reach}"/>')
    name = "xl/worksheets/sheet1.xml"
    grown = grow_parts(parts, "Biểu 1", 5, 3).get(name, parts[name])
    assert f'<dimension ref="{becomes}"/>' in grown


def test_rows_before_the_first_are_seen_but_frozen_titles_stay_frozen(
    make_parts: Callable[..., dict[str, str]],
) -> None:
    view = '<sheetView topLeftCell="A1"><pane ySplit="{}" topLeftCell="A{}" state="frozen"/></sheetView>'
    parts = make_parts(before=view.format(2, 3))
    assert view.format(5, 6) in grow_parts(parts, "Biểu 1", 1, 3)["xl/worksheets/sheet1.xml"]


def test_a_merge_that_would_fall_off_the_sheet_is_refused(around: Around) -> None:
    with pytest.raises(CellProblem) as refused:
        around('<mergeCell ref="A1048575:B1048576"/>')
    assert refused.value.code == "cell.grow_off_sheet"


def test_what_is_no_range_is_refused_and_not_guessed(around: Around) -> None:
    with pytest.raises(CellProblem) as refused:
        around('<mergeCell ref="R1C1"/>')
    assert refused.value.code == "cell.grow_unknown"


def test_a_list_of_ranges_loses_only_those_that_fall_off(around: Around) -> None:
    assert around('<dataValidation sqref="A5 A1048576 B9"/>') == '<dataValidation sqref="A8 B12"/>'
