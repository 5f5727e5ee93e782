"""What can be clicked: buttons, check boxes, controls, embedded objects; and notes."""

from __future__ import annotations

import io
from typing import Any

from tests.ooxml.features.building import MICROSOFT, SPACES, SPREADSHEET_TYPE, Parts, picture, plain, zipped
from tests.ooxml.features.specimen import SHEET_PART, Specimen, feature

VML = "xl/drawings/vmlDrawing1.vml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_ANCHOR = (
    "<from><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></from>"
    "<to><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row><xdr:rowOff>0</xdr:rowOff></to>"
)
_SPREAD = f'xmlns:xdr="{SPACES["xdr"]}"'


def _vml(kind: str, content: str, image: str = "") -> str:
    return f"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
 <v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe"/>
 <v:shape id="_x0000_s1025" type="#_x0000_t201" o:insetmode="auto"
  style='position:absolute;margin-left:200pt;width:96pt;height:30pt'>{image}
  <x:ClientData ObjectType="{kind}"><x:Anchor>7, 0, 1, 0, 9, 0, 3, 0</x:Anchor>
  {content}</x:ClientData></v:shape></xml>"""


def _with_vml(kind: str, content: str, image: str = "") -> Parts:
    parts = plain()
    parts.declare(f'<Default Extension="vml" ContentType="{_VML_TYPE}"/>')
    parts.add(VML, _vml(kind, content, image))
    parts.relate(SHEET_PART, "rIdV", "vmlDrawing", "../drawings/vmlDrawing1.vml")
    parts.insert('<legacyDrawing r:id="rIdV"/>')
    return parts


def _alternative(inner: str, fallback: str = "") -> str:
    return (
        f'<mc:AlternateContent xmlns:mc="{SPACES["mc"]}"><mc:Choice xmlns:x14="{SPACES["x14"]}" '
        f'Requires="x14">{inner}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>'
    )


@feature
def button_for_a_macro() -> Specimen:
    button = {"macro": "TinhLai", "caption": "Tính lại", "width": 96, "height": 30}
    parts = plain(lambda book, sheet: sheet.insert_button("H2", button))
    return parts.specimen((SHEET_PART, "legacyDrawing"), (VML, "shape"))


@feature
def check_box_with_properties() -> Specimen:
    parts = _with_vml("Checkbox", "<x:Checked>1</x:Checked><x:FmlaLink>$D$2</x:FmlaLink>")
    parts.add(
        "xl/ctrlProps/ctrlProp1.xml",
        f'<formControlPr xmlns="{SPACES["x14"]}" objectType="CheckBox" checked="Checked" fmlaLink="$D$2"/>',
        "application/vnd.ms-excel.controlproperties+xml",
    )
    parts.relate(SHEET_PART, "rIdP", "ctrlProp", "../ctrlProps/ctrlProp1.xml")
    control = (
        '<control shapeId="1025" r:id="rIdP" name="Hộp kiểm 1"><controlPr defaultSize="0" autoFill="0">'
        f'<anchor {_SPREAD} moveWithCells="1">{_ANCHOR}</anchor></controlPr></control>'
    )
    parts.insert(_alternative(f"<controls>{_alternative(control)}</controls>"))
    return parts.specimen((SHEET_PART, "controls"), ("xl/ctrlProps/ctrlProp1.xml", ""), (VML, "shape"))


@feature
def active_x_control() -> Specimen:
    parts = _with_vml("Pict", "<x:CF>Pict</x:CF><x:AutoPict/>")
    binary = bytes.fromhex("401d d2 8b 42 ec ce 11 9e 0d 00 aa 00 60 02 f3".replace(" ", "")) + bytes(40)
    space = f'xmlns:ax="{MICROSOFT}/2006/activeX" xmlns:r="{SPACES["r"]}"'
    parts.declare('<Default Extension="bin" ContentType="application/vnd.ms-office.activeX"/>')
    parts.add(
        "xl/activeX/activeX1.xml",
        f'<ax:ocx ax:classid="{{8BD21D40-EC42-11CE-9E0D-00AA006002F3}}" ax:persistence="persistStreamInit" '
        f'r:id="rId1" {space}/>',
        "application/vnd.ms-office.activeX+xml",
    )
    parts.add("xl/activeX/activeX1.bin", binary)
    kind = f"{MICROSOFT}/2006/relationships/activeXControlBinary"
    parts.relate("xl/activeX/activeX1.xml", "rId1", kind, "activeX1.bin")
    parts.relate(SHEET_PART, "rIdX", "control", "../activeX/activeX1.xml")
    parts.insert('<controls><control shapeId="1025" r:id="rIdX" name="OHuyen"/></controls>')
    kept = [(SHEET_PART, "controls"), ("xl/activeX/activeX1.xml", ""), ("xl/activeX/activeX1.bin", "")]
    return parts.specimen(*kept)


@feature
def embedded_object() -> Specimen:
    parts = _with_vml("Pict", "<x:CF>Pict</x:CF>")
    inner = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 4
    parts.declare(
        '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
    )
    parts.add("xl/embeddings/oleObject1.bin", inner)
    parts.relate(SHEET_PART, "rIdO", "oleObject", "../embeddings/oleObject1.bin")
    parts.insert('<oleObjects><oleObject progId="Packager" shapeId="1025" r:id="rIdO"/></oleObjects>')
    return parts.specimen((SHEET_PART, "oleObjects"), ("xl/embeddings/oleObject1.bin", ""))


@feature
def embedded_document() -> Specimen:
    """A whole workbook inside the workbook, shown through the newer of two ways of saying so."""
    parts = _with_vml("Pict", "<x:CF>Pict</x:CF>")
    type_ = f"{SPREADSHEET_TYPE}.sheet"
    parts.declare(f'<Default Extension="xlsx" ContentType="{type_}"/>')
    parts.add("xl/embeddings/bang_tinh.xlsx", zipped(plain().items()))
    parts.relate(SHEET_PART, "rIdO", "package", "../embeddings/bang_tinh.xlsx")
    shown = (
        '<oleObject progId="Excel.Sheet.12" shapeId="1025" r:id="rIdO"><objectPr defaultSize="0">'
        f'<anchor {_SPREAD} moveWithCells="1">{_ANCHOR}</anchor></objectPr></oleObject>'
    )
    old = '<oleObject progId="Excel.Sheet.12" shapeId="1025" r:id="rIdO"/>'
    parts.insert(f"<oleObjects>{_alternative(shown, old)}</oleObjects>")
    return parts.specimen((SHEET_PART, "AlternateContent"), ("xl/embeddings/bang_tinh.xlsx", ""))


@feature
def check_boxes_in_cells() -> Specimen:
    parts = plain(lambda book, sheet: (sheet.insert_checkbox("D2", True), sheet.insert_checkbox("D4", False)))
    bag = "xl/featurePropertyBag/featurePropertyBag.xml"
    return parts.specimen((bag, ""), ("xl/styles.xml", "extLst"))


@feature
def notes_with_sizes() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        sheet.write_comment("B2", "Theo Quyết định 652", {"x_scale": 2.5, "y_scale": 0.7, "visible": True})
        sheet.write_comment("B3", "Đã kiểm tra", {"author": "Phòng Dân tộc", "color": "#E2EFDA"})

    return plain(dress).specimen(("xl/comments1.xml", ""), (VML, "shape"), (SHEET_PART, "legacyDrawing"))


@feature
def threaded_comments_and_persons() -> Specimen:
    note = "tc={A1B2C3D4-0000-4000-8000-000000000001}"
    parts = plain(lambda book, sheet: sheet.write_comment("B3", "[Luồng] Số này?", {"author": note}))
    space = f"{MICROSOFT}/spreadsheetml/2018/threadedcomments"
    parts.add(
        "xl/threadedComments/threadedComment1.xml",
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="B3" dT="2023-12-01T02:03:04.00" '
        'personId="{11111111-2222-4333-8444-555555555555}" id="{A1B2C3D4-0000-4000-8000-000000000001}">'
        "<text>Số này lấy ở đâu?</text></threadedComment></ThreadedComments>",
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    parts.add(
        "xl/persons/person.xml",
        f'<personList xmlns="{space}"><person displayName="Trần Thị B" '
        'id="{11111111-2222-4333-8444-555555555555}" userId="b@tinh.gov.vn" providerId="AD"/></personList>',
        "application/vnd.ms-excel.person+xml",
    )
    kinds = f"{MICROSOFT}/2017/10/relationships"
    target = "../threadedComments/threadedComment1.xml"
    parts.relate(SHEET_PART, "rIdT", f"{kinds}/threadedComment", target)
    parts.relate("xl/workbook.xml", "rIdPersons", f"{kinds}/person", "persons/person.xml")
    kept = ["xl/threadedComments/threadedComment1.xml", "xl/persons/person.xml", "xl/comments1.xml"]
    return parts.specimen(*((name, "") for name in kept))


@feature
def notes_under_a_header_with_pictures() -> Specimen:
    """Two old drawings on one sheet: one for the notes, one for the pictures of the header."""

    def dress(book: Any, sheet: Any) -> None:
        sheet.write_comment("B2", "Theo Quyết định 652")
        sheet.set_header("&L&G", {"image_left": "dau.png", "image_data_left": io.BytesIO(picture(40))})

    kept = [("xl/drawings/vmlDrawing2.vml", "shape"), (SHEET_PART, "legacyDrawingHF"), (VML, "shape")]
    return plain(dress).specimen(*kept)
