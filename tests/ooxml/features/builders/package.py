"""What lives beside the sheets: macros and their ribbon, printer settings, properties, signatures."""

from __future__ import annotations

import io
import re
from typing import Any

from tests.ooxml.features.building import MICROSOFT, PACKAGE, SPREADSHEET_TYPE, Parts, picture, plain
from tests.ooxml.features.specimen import SHEET_PART, Specimen, feature

BOOK = "xl/workbook.xml"
MACROS = "xl/vbaProject.bin"
SIGNATURE = "xl/vbaProjectSignature.bin"
_PLAIN_TYPE = f"{SPREADSHEET_TYPE}.sheet.main+xml"
_MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def _with_macros() -> Parts:
    project = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 16
    signature = b"\x30\x82" + bytes(range(255, -1, -1)) * 4

    def dress(book: Any, sheet: Any) -> None:
        book.add_signed_vba_project(io.BytesIO(project), io.BytesIO(signature), True, True)
        sheet.insert_button("H2", {"macro": "TinhLai", "caption": "Tính lại"})

    return plain(dress)


@feature
def macros_with_their_signature() -> Specimen:
    kept = [(MACROS, ""), (SIGNATURE, ""), ("xl/_rels/vbaProject.bin.rels", ""), (BOOK, "workbookPr")]
    return _with_macros().specimen(*kept, suffix=".xlsm")


@feature
def ribbon_of_a_macro_workbook() -> Specimen:
    parts = _with_macros()
    for name, year, type_ in (
        ("customUI/customUI.xml", "2006/01", "2006/relationships/ui/extensibility"),
        ("customUI/customUI14.xml", "2009/07", "2007/relationships/ui/extensibility"),
    ):
        xml = (
            f'<customUI xmlns="{MICROSOFT}/{year}/customui"><ribbon><tabs><tab id="mtqg" label="Biểu mẫu">'
            '<group id="g" label="Kiểm tra"><button id="b" label="Tính lại" onAction="TinhLai"/></group>'
            "</tab></tabs></ribbon></customUI>"
        )
        parts.add(name, xml)
        parts.relate("", f"rId{name[9:-4]}", f"{MICROSOFT}/{type_}", name)
    kept = [("customUI/customUI.xml", ""), ("customUI/customUI14.xml", ""), ("_rels/.rels", "")]
    return parts.specimen(*kept, suffix=".xlsm")


@feature
def printer_settings() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.set_margins(0.3, 0.3, 0.5, 0.5)

    parts = plain(dress)
    parts.declare(f'<Default Extension="bin" ContentType="{SPREADSHEET_TYPE}.printerSettings"/>')
    settings = "Máy in phòng Dân tộc".encode("utf-16-le").ljust(64, b"\0") + bytes(range(220))
    parts.add("xl/printerSettings/printerSettings1.bin", settings)
    parts.relate(SHEET_PART, "rIdI", "printerSettings", "../printerSettings/printerSettings1.bin")
    parts.swap(SHEET_PART, "<pageSetup ", '<pageSetup r:id="rIdI" ')
    return parts.specimen((SHEET_PART, "pageSetup"), ("xl/printerSettings/printerSettings1.bin", ""))


@feature
def custom_xml() -> Specimen:
    parts = plain()
    parts.add("customXml/item1.xml", '<p:ho_so xmlns:p="urn:x-ho-so"><p:so>652</p:so></p:ho_so>')
    parts.add(
        "customXml/itemProps1.xml",
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        'ds:itemID="{0F9E2C31-1111-4222-8333-444444444444}"><ds:schemaRefs/></ds:datastoreItem>',
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    parts.relate("customXml/item1.xml", "rId1", "customXmlProps", "itemProps1.xml")
    parts.relate(BOOK, "rIdX", "customXml", "../customXml/item1.xml")
    return parts.specimen(("customXml/item1.xml", ""), ("customXml/itemProps1.xml", ""))


@feature
def odd_properties() -> Specimen:
    parts = plain()
    space = re.search(rb'xmlns="([^"]+)"', parts["docProps/app.xml"])
    assert space
    parts.add(
        "docProps/app.xml", b'<Properties xmlns="%b"><Application/><Lines> </Lines></Properties>' % space[1]
    )
    del parts["docProps/core.xml"]
    listed = re.sub(rb'<Override PartName="/docProps/core.xml"[^>]*/>', b"", parts["[Content_Types].xml"])
    parts["[Content_Types].xml"] = listed
    parts["_rels/.rels"] = re.sub(rb'<Relationship [^>]*core\.xml"[^>]*/>', b"", parts["_rels/.rels"])
    spaces = "http://schemas.openxmlformats.org/officeDocument/2006"
    parts.add(
        "docProps/custom.xml",
        f'<Properties xmlns="{spaces}/custom-properties" xmlns:vt="{spaces}/docPropsVTypes"><property '
        'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Số văn bản">'
        "<vt:lpwstr>652/QĐ</vt:lpwstr></property></Properties>",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    )
    parts.relate("", "rIdCustom", "custom-properties", "docProps/custom.xml")
    return parts.specimen(("docProps/app.xml", ""), ("docProps/custom.xml", "property"))


@feature
def thumbnail() -> Specimen:
    parts = plain()
    parts.declare('<Default Extension="png" ContentType="image/png"/>')
    parts.add("docProps/thumbnail.png", picture(10, 32))
    kind = f"{PACKAGE}/relationships/metadata/thumbnail"
    parts.relate("", "rIdThumb", kind, "docProps/thumbnail.png")
    return parts.specimen(("docProps/thumbnail.png", ""), ("_rels/.rels", ""))


@feature
def absolute_targets() -> Specimen:
    """Pointers that begin at the root of the package, as several programs write them."""
    parts = plain(lambda book, sheet: sheet.write_comment("B3", "Đã kiểm tra"))
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b'Target="', b'Target="/')
    book = "xl/_rels/workbook.xml.rels"
    parts[book] = parts[book].replace(b'Target="', b'Target="/xl/')
    links = "xl/worksheets/_rels/sheet1.xml.rels"
    parts[links] = parts[links].replace(b'Target="../', b'Target="/xl/')
    return parts.specimen((book, ""), (links, ""), ("_rels/.rels", ""))


@feature
def digital_signature() -> Specimen:
    """It becomes void by any edit, but it is not for us to take it away."""
    parts = plain()
    kinds = f"{PACKAGE}/relationships/digital-signature"
    parts.add(
        "_xmlsignatures/origin.sigs", b"", "application/vnd.openxmlformats-package.digital-signature-origin"
    )
    parts.add(
        "_xmlsignatures/sig1.xml",
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>AA==</SignatureValue></Signature>',
        "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml",
    )
    parts.relate("", "rIdSig", f"{kinds}/origin", "_xmlsignatures/origin.sigs")
    parts.relate("_xmlsignatures/origin.sigs", "rId1", f"{kinds}/signature", "sig1.xml")
    return parts.specimen(("_xmlsignatures/sig1.xml", ""), ("_rels/.rels", ""))


@feature
def no_word_about_calculation() -> Specimen:
    """A workbook part with names before and an extension after the place of what it does not say."""
    parts = plain(lambda book, sheet: book.define_name("Tổng_số", "='Biểu 1'!$B$5"))
    parts[BOOK] = re.sub(rb"<calcPr[^>]*/>", b"", parts[BOOK])
    parts.insert('<extLst><ext uri="{0}"/></extLst>', BOOK)
    return parts.specimen((BOOK, "definedNames"), (BOOK, "extLst"))


@feature
def workbook_part_in_utf_16() -> Specimen:
    parts = plain()
    text = parts[BOOK].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    parts[BOOK] = b"\xfe\xff" + text.encode("utf-16-be")
    return parts.specimen((BOOK, "sheets"))


@feature
def order_of_calculation() -> Specimen:
    parts = plain()
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<c r="{address}" i="1"/>' for address in ("C2", "C3", "C4", "B5"))
    parts.add(
        "xl/calcChain.xml",
        f'<calcChain xmlns="{space}">{cells}</calcChain>',
        f"{SPREADSHEET_TYPE}.calcChain+xml",
    )
    parts.relate(BOOK, "rIdCalc", "calcChain", "calcChain.xml")
    return parts.specimen(("xl/calcChain.xml", ""), (BOOK, "calcPr"))
