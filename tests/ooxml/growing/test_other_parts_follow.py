"""Parts beside the sheets that say ranges of its cells.

"{5>8}" is a 5 before three rows are put before row 5, and must be an 8 afterwards; every other byte stays.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.growing import Loose, insert_rows
from tests.ooxml.growing.growth import SECOND, SHEETS, after, before, grow_parts, linked

Parts = Callable[..., dict[str, str]]


@pytest.fixture
def follows(make_parts: Parts) -> Callable[..., None]:
    """Check what becomes of a part that the first sheet, or another part, points to."""

    def check(kind: str, text: str, *, at: str = "xl/worksheets/sheet1.xml") -> None:
        parts = linked(make_parts(sheets=SHEETS), at, kind, "xl/part.xml", before(text))
        grown = grow_parts(parts, "Biểu 16", 5, 3)
        assert grown.get("xl/part.xml", before(text)) == after(text)
        assert set(grown) <= {"xl/part.xml"}

    return check


BOOK = "xl/workbook.xml"


def test_a_table_run_through_grows(follows: Callable[..., None]) -> None:
    follows(
        "table",
        '<table ref="A3:C{9>12}" totalsRowCount="1"><autoFilter ref="A3:C{8>11}"/>'
        '<sortState ref="A4:C{8>11}"><sortCondition ref="B4:B{8>11}"/></sortState>'
        '<tableColumns count="1"><tableColumn id="1" name="A5">'
        "<calculatedColumnFormula>Bảng1[[#This Row],[A5]]*$F${5>8}</calculatedColumnFormula>"
        "<totalsRowFormula>SUM(A4:A{8>11})</totalsRowFormula></tableColumn></tableColumns></table>",
    )


def test_a_table_below_moves_and_one_above_stays(follows: Callable[..., None]) -> None:
    follows("table", '<table ref="A{5>8}:C{9>12}"><autoFilter ref="A{5>8}:C{9>12}"/></table>')
    follows("table", '<table ref="A1:C4"/>')


def test_a_table_of_another_sheet_stays_but_not_what_it_looks_at(follows: Callable[..., None]) -> None:
    follows(
        "table",
        "<table ref=\"A5:C9\"><totalsRowFormula>A5+'Biểu 16'!A{5>8}</totalsRowFormula></table>",
        at=SECOND,
    )


def test_notes_and_talks(follows: Callable[..., None]) -> None:
    notes = '<comments><comment ref="A{5>8}"><text>A5</text></comment><comment ref="A4"/></comments>'
    follows("comments", notes)
    follows("comments", before(notes), at=SECOND)
    follows("threadedComment", '<ThreadedComments><threadedComment ref="A{5>8}"/></ThreadedComments>')


def test_boxes_of_notes_move_with_their_cells(follows: Callable[..., None]) -> None:
    follows(
        "vmlDrawing",
        '<xml><v:shape><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        "<x:Anchor>1, 15, {4>7}, 2, 3, 31, {8>11}, 1</x:Anchor><x:Row>{4>7}</x:Row><x:Column>0</x:Column>"
        '</x:ClientData><br></v:shape><x:ClientData ObjectType="Note"><x:Anchor>1, 15, 2, 2, 3, 31, 6, 1'
        "</x:Anchor><x:Row>3</x:Row></x:ClientData></xml>",
    )


def test_old_controls_move_as_they_say_and_keep_their_links(follows: Callable[..., None]) -> None:
    box = '<x:ClientData ObjectType="Drop">{}<x:Anchor>1, 0, {}, 5, 2, 0, {}, 5</x:Anchor>'
    rest = (
        "<x:FmlaLink>$A${5>8}</x:FmlaLink><x:FmlaRange>'Biểu 16'!$B$1:$B${9>12}</x:FmlaRange></x:ClientData>"
    )
    follows("vmlDrawing", "<xml>" + box.format("", "3", "{9>12}") + rest + "</xml>")
    follows("vmlDrawing", "<xml>" + box.format("<x:SizeWithCells/>", "3", "9") + rest + "</xml>")
    follows("vmlDrawing", "<xml>" + box.format("<x:SizeWithCells/>", "{4>7}", "{9>12}") + rest + "</xml>")
    follows("vmlDrawing", "<xml>" + box.format("<x:MoveWithCells/>", "5", "9") + rest + "</xml>")
    moves = "<x:MoveWithCells>False</x:MoveWithCells>"
    follows("vmlDrawing", "<xml>" + box.format(moves, "3", "{9>12}") + rest + "</xml>")


def test_links_of_controls(follows: Callable[..., None]) -> None:
    follows("ctrlProp", '<formControlPr fmlaLink="$A${5>8}" fmlaRange="\'Biểu 16\'!$B$1:$B${9>12}"/>')
    follows("ctrlProp", '<formControlPr fmlaLink="$A$5" fmlaRange="\'Biểu 16\'!$B$1:$B${9>12}"/>', at=SECOND)


def _anchor(tag: str, first: str, last: str) -> str:
    name = tag.split()[0]
    corner = "<xdr:{0}><xdr:col>5</xdr:col><xdr:row>{1}</xdr:row></xdr:{0}>"
    end = corner.format("to", last) if last else ""
    return f"<xdr:{tag}>{corner.format('from', first)}{end}<xdr:sp/></xdr:{name}>"


@pytest.mark.parametrize(
    ("tag", "first", "last"),
    [
        ("twoCellAnchor", "{4>7}", "{9>12}"),
        ("twoCellAnchor", "3", "{9>12}"),
        ("twoCellAnchor", "1", "3"),
        ('twoCellAnchor editAs="twoCell"', "3", "{4>7}"),
        ('twoCellAnchor editAs="oneCell"', "3", "9"),
        ('twoCellAnchor editAs="oneCell"', "{5>8}", "{9>12}"),
        ('twoCellAnchor editAs="absolute"', "5", "9"),
        ("oneCellAnchor", "{4>7}", ""),
        ("oneCellAnchor", "3", ""),
    ],
)
def test_pictures_and_charts_stand_where_they_stood(
    follows: Callable[..., None], tag: str, first: str, last: str
) -> None:
    follows("drawing", f"<xdr:wsDr>{_anchor(tag, first, last)}</xdr:wsDr>")
    other = before(f"<xdr:wsDr>{_anchor(tag, first, last)}</xdr:wsDr>")
    follows("drawing", other, at=SECOND)


def test_texts_of_shapes_that_come_from_cells(follows: Callable[..., None]) -> None:
    shape = "<xdr:sp textlink=\"'Biểu 16'!$A${5>8}\"/>"
    picture_of_cells = "<a14:cameraTool cellRange=\"'Biểu 16'!$A$1:$B${9>12}\"/>"
    shapes = f"<xdr:wsDr>{shape}{picture_of_cells}</xdr:wsDr>"
    follows("drawing", shapes)
    follows("drawing", shapes, at=SECOND)


@pytest.mark.parametrize("at", ["xl/worksheets/sheet1.xml", SECOND])
@pytest.mark.parametrize("kind", ["chart", "chartEx"])
def test_charts_of_all_sheets(make_parts: Parts, at: str, kind: str) -> None:
    chart = (
        "<c:chart><c:f>'Biểu 16'!$A${5>8}:$A${9>12}</c:f><c:v>A5</c:v>"
        "<c:f>('Biểu 16'!$A$1,'Biểu 16'!$A${6>9})</c:f>"
        "<cx:f dir=\"row\">_xlchart.v1.5</cx:f><c15:sqref>'Biểu 16'!$A$1:$A${9>12}</c15:sqref>"
        "<c:f>'Phụ lục'!$A$5</c:f><c:f>[1]Trang!$A$5</c:f></c:chart>"
    )
    parts = linked(make_parts(sheets=SHEETS), at, "drawing", "xl/drawing.xml", "<xdr:wsDr/>")
    parts = linked(parts, "xl/drawing.xml", kind, "xl/chart.xml", before(chart))
    shapes = "<c:userShapes><cdr:sp textlink=\"'Biểu 16'!$A${5>8}\"/></c:userShapes>"
    parts = linked(parts, "xl/chart.xml", "chartUserShapes", "xl/shapes.xml", before(shapes))
    grown = grow_parts(parts, "Biểu 16", 5, 3)
    assert grown == {"xl/chart.xml": after(chart), "xl/shapes.xml": after(shapes)}


def test_a_chart_that_two_drawings_share_follows_once(make_parts: Parts) -> None:
    parts = make_parts(sheets=SHEETS)
    for at, name in (("xl/worksheets/sheet1.xml", "xl/a.xml"), (SECOND, "xl/b.xml")):
        parts = linked(parts, at, "drawing", name, "<xdr:wsDr/>")
        parts = linked(parts, name, "chart", "xl/chart.xml", "<c:f>'Biểu 16'!$A$5</c:f>")
    assert grow_parts(parts, "Biểu 16", 5, 3) == {"xl/chart.xml": "<c:f>'Biểu 16'!$A$8</c:f>"}


def test_cells_bound_to_xml(follows: Callable[..., None]) -> None:
    follows("tableSingleCells", '<singleXmlCells><singleXmlCell id="5" r="A{5>8}"/></singleXmlCells>')


def test_sources_of_pivot_tables(follows: Callable[..., None]) -> None:
    cache = '<pivotCacheDefinition><cacheSource type="worksheet">{}</cacheSource></pivotCacheDefinition>'
    for source in (
        '<worksheetSource ref="A1:F{20>23}" sheet="Biểu 16"/>',
        '<worksheetSource ref="A{5>8}:F{20>23}" sheet="biểu 16"/>',
        '<worksheetSource ref="A5:F20" sheet="Phụ lục"/>',
        '<worksheetSource ref="A5:F20" sheet="Biểu 16" r:id="rId1"/>',
        '<worksheetSource name="Bảng5"/>',
        '<rangeSets><rangeSet ref="A{5>8}:F{20>23}" sheet="Biểu 16"/></rangeSets>',
    ):
        follows("pivotCacheDefinition", cache.replace("{}", source), at=BOOK)


def test_a_pivot_table_moves_whole(follows: Callable[..., None]) -> None:
    follows(
        "pivotTable",
        '<pivotTableDefinition><location ref="A{5>8}:F{20>23}" firstDataRow="1"/></pivotTableDefinition>',
    )
    follows(
        "pivotTable", '<pivotTableDefinition><location ref="A1:F4" rowPageCount="1"/></pivotTableDefinition>'
    )
    follows("pivotTable", '<pivotTableDefinition><location ref="A5:F20"/></pivotTableDefinition>', at=SECOND)


@pytest.mark.parametrize("location", ['ref="A4:F20"', 'ref="A7:F20" rowPageCount="2"'])
def test_no_row_goes_into_a_pivot_table_or_its_filters(follows: Callable[..., None], location: str) -> None:
    with pytest.raises(CellProblem) as refused:
        follows("pivotTable", f"<pivotTableDefinition><location {location}/></pivotTableDefinition>")
    assert refused.value.code == "cell.grow_pivot"


def test_cells_that_steer_queries_and_live_values(follows: Callable[..., None]) -> None:
    steering = "<parameter cell=\"'Biểu 16'!$A${5>8}\"/><parameter cell=\"'Phụ lục'!$A$5\"/>"
    follows("connections", f"<connections>{steering}</connections>", at=BOOK)
    follows("volatileDependencies", '<volTypes><tr r="A{5>8}" s="1"/><tr r="A5" s="2"/></volTypes>', at=BOOK)


def test_the_order_of_computing_is_dropped(make_parts: Parts) -> None:
    parts = linked(make_parts(sheets=SHEETS), BOOK, "calcChain", "xl/calcChain.xml", "<calcChain/>")
    loose = Loose({name: text.encode() for name, text in parts.items()})
    assert insert_rows(loose, "Biểu 16", 5, 3).removed == {"xl/calcChain.xml"}


def test_a_workbook_that_records_its_changes_is_refused(make_parts: Parts) -> None:
    parts = linked(make_parts(sheets=SHEETS), BOOK, "revisionHeaders", "xl/headers.xml", "<headers/>")
    with pytest.raises(CellProblem) as refused:
        grow_parts(parts, "Biểu 16", 5, 3)
    assert refused.value.code == "cell.grow_shared"


def test_a_sheet_that_is_not_there_is_refused(make_parts: Parts) -> None:
    with pytest.raises(CellProblem) as refused:
        grow_parts(make_parts(sheets=SHEETS), "Biểu 17", 5, 3)
    assert refused.value.code == "cell.grow_no_sheet"
