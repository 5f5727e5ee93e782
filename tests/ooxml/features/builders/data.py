"""What ties cells to data: tables, slicers, pivot tables, queries, maps, other files, names."""

from __future__ import annotations

from typing import Any

from tests.ooxml.features.building import MICROSOFT, SPACES, SPREADSHEET_TYPE, Parts, plain
from tests.ooxml.features.specimen import LISTS_PART, SHEET_PART, Specimen, feature

BOOK = "xl/workbook.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEADERS = ["Xã mới", "Số hộ"]


def _with_table() -> Parts:
    def dress(book: Any, sheet: Any) -> None:
        columns = [{"header": name} for name in _HEADERS]
        rows = [["Đăk Hà", 3], ["Hà Mòn", 4]]
        look = {"name": "BangXa", "columns": columns, "data": rows, "style": "Table Style Medium 9"}
        sheet.add_table("H2:I4", look)

    return plain(dress)


@feature
def table() -> Specimen:
    return _with_table().specimen(("xl/tables/table1.xml", ""), (SHEET_PART, "tableParts"))


@feature
def slicer_on_a_table() -> Specimen:
    parts = _with_table()
    x15 = f'xmlns:x15="{SPACES["x15"]}"'
    kinds = f"{MICROSOFT}/2007/relationships"
    parts.add(
        "xl/slicers/slicer1.xml",
        f'<slicers xmlns="{SPACES["x14"]}"><slicer name="Xã mới" cache="Slicer_Xa" caption="Xã mới" '
        'rowHeight="241300"/></slicers>',
        "application/vnd.ms-excel.slicer+xml",
    )
    parts.add(
        "xl/slicerCaches/slicerCache1.xml",
        f'<slicerCacheDefinition xmlns="{SPACES["x14"]}" name="Slicer_Xa" sourceName="Xã mới"><extLst>'
        f'<x:ext xmlns:x="{_MAIN}" uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}" {x15}>'
        '<x15:tableSlicerCache tableId="1" column="1"/></x:ext></extLst></slicerCacheDefinition>',
        "application/vnd.ms-excel.slicerCache+xml",
    )
    parts.relate(SHEET_PART, "rIdL", f"{kinds}/slicer", "../slicers/slicer1.xml")
    parts.relate(BOOK, "rIdL", f"{kinds}/slicerCache", "slicerCaches/slicerCache1.xml")
    parts.insert(
        f'<extLst><ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" {x15}><x14:slicerList '
        f'xmlns:x14="{SPACES["x14"]}"><x14:slicer r:id="rIdL"/></x14:slicerList></ext></extLst>'
    )
    parts.insert(
        f'<extLst><ext uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}" {x15}><x15:slicerCaches '
        f'xmlns:x14="{SPACES["x14"]}"><x14:slicerCache r:id="rIdL"/></x15:slicerCaches></ext></extLst>',
        BOOK,
    )
    parts.insert('<definedNames><definedName name="Slicer_Xa">#N/A</definedName></definedNames>', BOOK)
    kept = [("xl/slicers/slicer1.xml", ""), ("xl/slicerCaches/slicerCache1.xml", ""), (BOOK, "slicerCaches")]
    return parts.specimen((SHEET_PART, "slicerList"), *kept)


@feature
def pivot_table_with_cache() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        for at, line in enumerate((["Nhãn", "Tổng"], ["a", 1], ["b", 2], ["Tổng số", 3]), 2):
            sheet.write_row(at, 7, line)
        book.worksheets()[1].write_column("D1", ["Nhãn", "a", "b"])
        book.worksheets()[1].write_column("E1", ["Số", 1, 2])

    parts = plain(dress)
    cache, records = "xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotCache/pivotCacheRecords1.xml"
    space = f'xmlns="{_MAIN}" xmlns:r="{SPACES["r"]}"'
    parts.add(
        cache,
        f'<pivotCacheDefinition {space} r:id="rId1" refreshedBy="A" recordCount="2"><cacheSource '
        'type="worksheet"><worksheetSource ref="D1:E3" sheet="Danh mục"/></cacheSource>'
        '<cacheFields count="2">'
        '<cacheField name="Nhãn" numFmtId="0"><sharedItems count="2"><s v="a"/><s v="b"/></sharedItems>'
        '</cacheField><cacheField name="Số" numFmtId="0"><sharedItems containsSemiMixedTypes="0" '
        'containsString="0" containsNumber="1" containsInteger="1" minValue="1" maxValue="2"/></cacheField>'
        "</cacheFields></pivotCacheDefinition>",
        f"{SPREADSHEET_TYPE}.pivotCacheDefinition+xml",
    )
    lines = "".join(f'<r><x v="{at}"/><n v="{at + 1}"/></r>' for at in range(2))
    parts.add(
        records,
        f'<pivotCacheRecords {space} count="2">{lines}</pivotCacheRecords>',
        f"{SPREADSHEET_TYPE}.pivotCacheRecords+xml",
    )
    parts.add(
        "xl/pivotTables/pivotTable1.xml",
        f'<pivotTableDefinition {space} name="Tổng hợp" cacheId="7" dataCaption="Giá trị" '
        'indent="0" outline="1" outlineData="1"><location ref="H3:I6" firstHeaderRow="1" firstDataRow="1" '
        'firstDataCol="1"/><pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="3">'
        '<item x="0"/><item x="1"/><item t="default"/></items></pivotField><pivotField dataField="1" '
        'showAll="0"/></pivotFields><rowFields count="1"><field x="0"/></rowFields><rowItems count="3"><i>'
        '<x/></i><i><x v="1"/></i><i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>'
        '<dataFields count="1"><dataField name="Tổng" fld="1" baseField="0" baseItem="0"/></dataFields>'
        "</pivotTableDefinition>",
        f"{SPREADSHEET_TYPE}.pivotTable+xml",
    )
    parts.relate(cache, "rId1", "pivotCacheRecords", "pivotCacheRecords1.xml")
    parts.relate(BOOK, "rIdC", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
    parts.relate(
        "xl/pivotTables/pivotTable1.xml", "rId1", "pivotCacheDefinition",
        "../pivotCache/pivotCacheDefinition1.xml",
    )  # fmt: skip
    parts.relate(SHEET_PART, "rIdPivot", "pivotTable", "../pivotTables/pivotTable1.xml")
    parts.insert('<pivotCaches><pivotCache cacheId="7" r:id="rIdC"/></pivotCaches>', BOOK)
    kept = [(cache, ""), (records, ""), ("xl/pivotTables/pivotTable1.xml", ""), (BOOK, "pivotCaches")]
    return parts.specimen(*kept)


@feature
def query_table_and_connection() -> Specimen:
    parts = plain(lambda book, sheet: sheet.write_column("H2", ["Nguồn", 1, 2]))
    parts.add(
        "xl/connections.xml",
        f'<connections xmlns="{_MAIN}"><connection id="1" name="Số liệu" type="6" refreshedVersion="4" '
        'background="1"><textPr codePage="65001" sourceFile="C:\\so_lieu.txt"><textFields><textField/>'
        "</textFields></textPr></connection></connections>",
        f"{SPREADSHEET_TYPE}.connections+xml",
    )
    parts.add(
        "xl/queryTables/queryTable1.xml",
        f'<queryTable xmlns="{_MAIN}" name="so_lieu" connectionId="1" autoFormatId="16"/>',
        f"{SPREADSHEET_TYPE}.queryTable+xml",
    )
    parts.relate(BOOK, "rIdN", "connections", "connections.xml")
    parts.relate(SHEET_PART, "rIdQ", "queryTable", "../queryTables/queryTable1.xml")
    name = '<definedName name="so_lieu" localSheetId="0">\'Biểu 1\'!$H$2:$H$4</definedName>'
    parts.insert(f"<definedNames>{name}</definedNames>", BOOK)
    kept = [("xl/connections.xml", ""), ("xl/queryTables/queryTable1.xml", ""), (BOOK, "definedNames")]
    return parts.specimen(*kept)


@feature
def cells_mapped_to_xml() -> Specimen:
    parts = plain(lambda book, sheet: sheet.write("H2", "Kon Tum"))
    schema = (
        '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="bao_cao">'
        '<xsd:complexType><xsd:all><xsd:element name="tinh" type="xsd:string"/></xsd:all></xsd:complexType>'
        "</xsd:element></xsd:schema>"
    )
    parts.add(
        "xl/xmlMaps.xml",
        f'<MapInfo xmlns="{_MAIN}" SelectionNamespaces=""><Schema ID="S1">{schema}</Schema><Map ID="1" '
        'Name="bao_cao" RootElement="bao_cao" SchemaID="S1" ShowImportExportValidationErrors="0" '
        'AutoFit="1" Append="0" PreserveSortAFLayout="1" PreserveFormat="1"/></MapInfo>',
        "application/xml",
    )
    parts.add(
        "xl/tables/tableSingleCells1.xml",
        f'<singleXmlCells xmlns="{_MAIN}"><singleXmlCell id="1" r="H2" connectionId="0"><xmlCellPr id="1">'
        '<xmlPr mapId="1" xpath="/bao_cao/tinh" xmlDataType="string"/></xmlCellPr></singleXmlCell>'
        "</singleXmlCells>",
        f"{SPREADSHEET_TYPE}.tableSingleCells+xml",
    )
    parts.relate(BOOK, "rIdM", "xmlMaps", "xmlMaps.xml")
    parts.relate(SHEET_PART, "rIdS", "tableSingleCells", "../tables/tableSingleCells1.xml")
    return parts.specimen(("xl/xmlMaps.xml", ""), ("xl/tables/tableSingleCells1.xml", "singleXmlCell"))


@feature
def other_workbook() -> Specimen:
    parts = plain(lambda book, sheet: sheet.write_formula("D3", "='[1]Quý 1'!$A$1", None, 77))
    link = "xl/externalLinks/externalLink1.xml"
    parts.add(
        link,
        f'<externalLink xmlns="{_MAIN}"><externalBook xmlns:r="{SPACES["r"]}" r:id="rId1"><sheetNames>'
        '<sheetName val="Quý 1"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1">'
        "<v>77</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>",
        f"{SPREADSHEET_TYPE}.externalLink+xml",
    )
    parts.relate(link, "rId1", "externalLinkPath", "file:///khong/co/quy%201.xlsx", external=True)
    parts.relate(BOOK, "rIdE", "externalLink", "externalLinks/externalLink1.xml")
    parts.insert('<externalReferences><externalReference r:id="rIdE"/></externalReferences>', BOOK)
    return parts.specimen((link, ""), (BOOK, "externalReferences"))


@feature
def names_and_print_areas() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        book.define_name("Tổng_số", "='Biểu 1'!$B$5")
        book.define_name("'Danh mục'!Cục_bộ", "='Danh mục'!$A$1")
        book.define_name("Hỏng", "=#REF!$A$1")
        sheet.print_area("A1:C5")
        sheet.repeat_rows(0, 1)
        sheet.fit_to_pages(1, 0)

    kept = [(BOOK, "definedNames"), (SHEET_PART, "sheetPr"), (SHEET_PART, "pageSetup")]
    return plain(dress).specimen(*kept)


@feature
def edit_beside_a_list_elsewhere() -> Specimen:
    """The second sheet is edited: the first, with its features, is one of the members left alone."""
    parts = _with_table()
    row = '<row r="5"><c r="D5"><v>20</v></c><c r="E5"><f>D5*2</f><v>40</v></c></row></sheetData>'
    parts.swap(LISTS_PART, "</sheetData>", row)
    parts.swap(LISTS_PART, 'ref="A1:B3"', 'ref="A1:E5"')
    options = {"sheet": "Danh mục", "number": "D5", "cached": "E5", "text": "C2"}
    return parts.specimen(("xl/tables/table1.xml", ""), (SHEET_PART, "tableParts"), **options)
