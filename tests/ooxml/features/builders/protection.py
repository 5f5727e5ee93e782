"""What guards a workbook: passwords as hashes, ranges open to some, views of several people."""

from __future__ import annotations

from typing import Any

from tests.ooxml.features.building import plain
from tests.ooxml.features.specimen import SHEET_PART, Specimen, feature

_HASH = (
    'algorithmName="SHA-512" hashValue="{value}==" saltValue="kHvRSxIi7ikDvbIlBPk3/g==" spinCount="100000"'
).format(value="mIu3pGBXhYzOfMzvQ7W2kJ8HkCwUcRCnVfVnNn4nq0pQ1wM3tXo5bE5VYw9J2n5Wf8QyqGm0Zk2Uq7cQxYJr4w")


@feature
def sheet_password() -> Specimen:
    parts = plain()
    parts.insert(f'<sheetProtection {_HASH} sheet="1" objects="1" scenarios="1" formatCells="0"/>')
    return parts.specimen((SHEET_PART, "sheetProtection"))


@feature
def old_sheet_password() -> Specimen:
    def dress(book: Any, sheet: Any) -> None:
        sheet.write("B3", 20, book.add_format({"locked": False}))
        sheet.protect("mật khẩu", {"insert_rows": True, "autofilter": True})

    return plain(dress).specimen((SHEET_PART, "sheetProtection"), ("xl/styles.xml", "protection"))


@feature
def workbook_password() -> Specimen:
    parts = plain()
    hashed = _HASH.replace("algorithm", "workbookAlgorithm").replace("hashV", "workbookHashV")
    hashed = hashed.replace("saltV", "workbookSaltV").replace("spinC", "workbookSpinC")
    parts.insert(f'<workbookProtection {hashed} lockStructure="1"/>', "xl/workbook.xml")
    parts.insert(f'<fileSharing readOnlyRecommended="1" userName="Nguyễn Văn A" {_HASH}/>', "xl/workbook.xml")
    return parts.specimen(("xl/workbook.xml", "workbookProtection"), ("xl/workbook.xml", "fileSharing"))


@feature
def ranges_open_to_some() -> Specimen:
    parts = plain(lambda book, sheet: sheet.protect("mật khẩu"))
    allowed = "<securityDescriptor>O:WDG:WDD:(A;;CC;;;S-1-5-21-1-2-3-1001)</securityDescriptor>"
    parts.insert(
        '<protectedRanges><protectedRange name="Nhập" sqref="B2:B4"/>'
        f'<protectedRange name="Huyện" sqref="D2:D4 F9" {_HASH}>{allowed}</protectedRange></protectedRanges>'
    )
    return parts.specimen((SHEET_PART, "protectedRanges"))


@feature
def views_of_several_people() -> Specimen:
    guid = "{6F3D9B0E-1C1E-4B7E-8B51-5B1F2E7A9C10}"
    parts = plain()
    parts.insert(
        f'<customSheetViews><customSheetView guid="{guid}" scale="85" showGridLines="0" hiddenRows="1">'
        '<selection activeCell="B3" sqref="B3"/><pageMargins left="0.5" right="0.5" top="1" bottom="1" '
        'header="0.3" footer="0.3"/></customSheetView></customSheetViews>'
    )
    parts.insert(
        f'<customWorkbookViews><customWorkbookView name="Phòng Dân tộc" guid="{guid}" windowWidth="1200" '
        'windowHeight="800" activeSheetId="1"/></customWorkbookViews>',
        "xl/workbook.xml",
    )
    return parts.specimen((SHEET_PART, "customSheetViews"), ("xl/workbook.xml", "customWorkbookViews"))


@feature
def scenarios_and_watched_cells() -> Specimen:
    parts = plain()
    parts.insert(
        '<scenarios current="0" show="0"><scenario name="Lạc quan" locked="1" count="1" user="A" '
        'comment="Tạo bởi A"><inputCells r="B2" val="11"/></scenario></scenarios>'
    )
    parts.insert('<cellWatches><cellWatch r="B5"/></cellWatches>')
    return parts.specimen((SHEET_PART, "scenarios"), (SHEET_PART, "cellWatches"))
