"""What lies over the cells: shapes, charts, pictures, and pictures in headers and behind the sheet."""

from __future__ import annotations

import io
from typing import Any

from tests.ooxml.features.building import MICROSOFT, SPACES, Parts, picture, plain
from tests.ooxml.features.specimen import SHEET_PART, Specimen, feature

DRAWING = "xl/drawings/drawing1.xml"
CHART = "xl/charts/chart1.xml"
DRAWINGML = "application/vnd.openxmlformats-officedocument.drawing"
_BOX = '<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="600000" cy="300000"/></a:xfrm>'


def anchored(content: str, first_row: int = 1) -> str:
    """``content`` anchored to columns H to L."""
    corner = (
        "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff>"
        "<xdr:row>{2}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{0}>"
    )
    return (
        '<xdr:twoCellAnchor editAs="oneCell">'
        + corner.format("from", 7, first_row)
        + corner.format("to", 11, first_row + 8)
        + content
        + "<xdr:clientData/></xdr:twoCellAnchor>"
    )


def with_drawing(content: str, first_row: int = 1) -> Parts:
    """A plain workbook with ``content`` drawn on its first sheet."""
    parts = plain()
    spaces = "".join(f' xmlns:{prefix}="{SPACES[prefix]}"' for prefix in ("xdr", "a", "r", "mc"))
    parts.add(DRAWING, f"<xdr:wsDr{spaces}>{anchored(content, first_row)}</xdr:wsDr>", f"{DRAWINGML}+xml")
    parts.relate(SHEET_PART, "rIdD", "drawing", "../drawings/drawing1.xml")
    parts.insert('<drawing r:id="rIdD"/>')
    return parts


def _with_chart() -> Parts:
    def dress(book: Any, sheet: Any) -> None:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Biểu 1'!$B$2:$B$4", "categories": "='Biểu 1'!$A$2:$A$4"})
        sheet.insert_chart("H2", chart)

    return plain(dress)


def _shape(id_: int, text: str, x: int = 0) -> str:
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{id_}" name="Hình {id_}"/><xdr:cNvSpPr/>'
        f'</xdr:nvSpPr><xdr:spPr>{_BOX.format(x=x, y=0)}<a:prstGeom prst="rightArrow"><a:avLst/></a:prstGeom>'
        f"</xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )


@feature
def text_box() -> Specimen:
    look = {"font": {"bold": True}, "fill": {"color": "#FFFFCC"}}
    parts = plain(lambda book, sheet: sheet.insert_textbox("H2", "Lưu ý: số liệu đến 31/12", look))
    return parts.specimen((DRAWING, "sp"), (SHEET_PART, "drawing"))


@feature
def grouped_shapes_and_connector() -> Specimen:
    connector = (
        '<xdr:cxnSp macro=""><xdr:nvCxnSpPr><xdr:cNvPr id="5" name="Nối 5"/><xdr:cNvCxnSpPr>'
        '<a:stCxn id="3" idx="3"/><a:endCxn id="4" idx="1"/></xdr:cNvCxnSpPr></xdr:nvCxnSpPr><xdr:spPr>'
        + _BOX.format(x=0, y=400000)
        + '<a:prstGeom prst="bentConnector3"><a:avLst/></a:prstGeom></xdr:spPr></xdr:cxnSp>'
    )
    inner = '<a:chOff x="0" y="0"/><a:chExt cx="1400000" cy="700000"/>'
    group = (
        '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="2" name="Nhóm 2"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>'
        '<xdr:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1400000" cy="700000"/>'
        f"{inner}</a:xfrm></xdr:grpSpPr>{_shape(3, 'Tỉnh')}{_shape(4, 'Huyện', 800000)}"
        f"{connector}</xdr:grpSp>"
    )
    return with_drawing(group).specimen((DRAWING, "grpSp"), (DRAWING, "cxnSp"), (SHEET_PART, "drawing"))


@feature
def picture_by_address() -> Specimen:
    """A picture that stays on a server: only its address is in the file."""
    parts = with_drawing(
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Ảnh 2"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        '<a:blip r:link="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr>'
        f'{_BOX.format(x=0, y=0)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )
    parts.relate(DRAWING, "rId1", "image", "file:///khong/co/anh.png", external=True)
    return parts.specimen((DRAWING, "pic"), ("xl/drawings/_rels/drawing1.xml.rels", ""))


@feature
def ordinary_picture() -> Specimen:
    options = {"image_data": io.BytesIO(picture()), "description": "Con dấu", "object_position": 1}
    parts = plain(lambda book, sheet: sheet.insert_image("H2", "dau.png", options))
    return parts.specimen((DRAWING, "pic"), ("xl/media/image1.png", ""))


@feature
def diagram() -> Specimen:
    """A drawing of the kind called SmartArt, in five parts of its own."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    kinds = ("Data", "Layout", "QuickStyle", "Colors")
    links = " ".join(f'r:{key}="rId{at}"' for at, key in enumerate(("dm", "lo", "qs", "cs"), 1))
    parts = with_drawing(
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Sơ đồ 2"/>'
        '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
        f'</xdr:xfrm><a:graphic><a:graphicData uri="{space}"><dgm:relIds xmlns:dgm="{space}" {links}/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame>"
    )
    roots = ("dataModel", "layoutDef", "styleDef", "colorsDef")
    bodies = ("<dgm:ptLst/><dgm:cxnLst/>", '<dgm:layoutNode name="gốc"/>', "", "")
    for at, (kind, root, body) in enumerate(zip(kinds, roots, bodies, strict=True), 1):
        name = f"xl/diagrams/{kind.lower()}1.xml"
        xml = f'<dgm:{root} xmlns:dgm="{space}">{body}</dgm:{root}>'
        parts.add(name, xml, f"{DRAWINGML}ml.diagram{kind.replace('Quick', '')}+xml")
        parts.relate(DRAWING, f"rId{at}", f"diagram{kind}", f"../diagrams/{kind.lower()}1.xml")
    return parts.specimen((DRAWING, "graphicFrame"), *((f"xl/diagrams/{k.lower()}1.xml", "") for k in kinds))


@feature
def chart_with_style_and_colours() -> Specimen:
    parts = _with_chart()
    space = f"{MICROSOFT}/drawing/2012/chartStyle"
    for kind, root, body in (
        ("style", "chartStyle", '<cs:axisTitle><cs:lnRef idx="0"/></cs:axisTitle>'),
        ("colors", "colorStyle", f'<a:schemeClr xmlns:a="{SPACES["a"]}" val="accent1"/>'),
    ):
        xml = f'<cs:{root} xmlns:cs="{space}" id="201">{body}</cs:{root}>'
        parts.add(f"xl/charts/{kind}1.xml", xml, f"application/vnd.ms-office.chart{kind}+xml")
        word = {"style": "chartStyle", "colors": "chartColorStyle"}[kind]
        parts.relate(CHART, f"rId{kind}", f"{MICROSOFT}/2011/relationships/{word}", f"{kind}1.xml")
    extra = '<c:extLst><c:ext uri="{B9A1B5B5-1}" xmlns:c16="urn:x"><c16:id>1</c16:id></c:ext></c:extLst>'
    parts.swap(CHART, "</c:chartSpace>", f"{extra}</c:chartSpace>")
    return parts.specimen(
        (CHART, "extLst"), ("xl/charts/style1.xml", ""), ("xl/charts/colors1.xml", ""), (DRAWING, "")
    )


@feature
def chart_with_shapes_of_the_user() -> Specimen:
    parts = _with_chart()
    cdr = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
    shape = _shape(2, "Vượt kế hoạch").replace("xdr:", "cdr:")
    parts.add(
        "xl/drawings/drawing2.xml",
        f'<c:userShapes xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:cdr="{cdr}" '
        f'xmlns:a="{SPACES["a"]}"><cdr:relSizeAnchor><cdr:from><cdr:x>0.1</cdr:x><cdr:y>0.1</cdr:y></cdr:from>'
        f"<cdr:to><cdr:x>0.5</cdr:x><cdr:y>0.3</cdr:y></cdr:to>{shape}</cdr:relSizeAnchor></c:userShapes>",
        f"{DRAWINGML}ml.chartshapes+xml",
    )
    parts.relate(CHART, "rIdU", "chartUserShapes", "../drawings/drawing2.xml")
    parts.swap(
        CHART, "</c:chartSpace>", f'<c:userShapes xmlns:r="{SPACES["r"]}" r:id="rIdU"/></c:chartSpace>'
    )
    return parts.specimen((CHART, "userShapes"), ("xl/drawings/drawing2.xml", "relSizeAnchor"))


@feature
def pictures_in_header_and_footer() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        left = {"image_left": "dau.png", "image_data_left": io.BytesIO(picture(40))}
        right = {"image_right": "ky.png", "image_data_right": io.BytesIO(picture(200))}
        sheet.set_header('&L&G&C&"Times New Roman,Bold"UBND huyện', left)
        sheet.set_footer("&CTrang &P/&N&R&G", right)

    kept = [(SHEET_PART, "headerFooter"), (SHEET_PART, "legacyDrawingHF"), ("xl/media/image2.png", "")]
    return plain(dress).specimen(*kept, ("xl/drawings/vmlDrawing1.vml", "shape"))


@feature
def picture_behind_the_sheet() -> Specimen:
    parts = plain(lambda book, sheet: sheet.set_background(io.BytesIO(picture(230))))
    return parts.specimen((SHEET_PART, "picture"), ("xl/media/image1.png", ""))
