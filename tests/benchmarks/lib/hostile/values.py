"""What is put in place of an honest value: a number, an address, a name, a text."""

from __future__ import annotations

from random import Random
from typing import Final

_NUMBERS: Final = (
    "0", "-0", "-1", "1", "1.5", "007", "999999999", "2147483648", "4294967295", "18446744073709551616",
    "1e5", "1E+400", "1e-400", "1e999999999", "nan", "NaN", "inf", "-INF", "0x10", "1_000", "１２", "١٢", "²",
    "1,5", "1.234.567", "+", "-", ".", "e", "--1", "1e", "9" * 400, "9" * 6000, "0." + "3" * 5000, "1e308",
    "0.1e-320", "16384", "16385", "1048576", "1048577", "99999999999999999999999", "", " ", "\t1\n",
)  # fmt: skip
_ADDRESSES: Final = (
    "A1", "A0", "A", "1", "", " ", "XFD1048576", "XFE1", "A1048577", "a1", "$A$1", "R1C1", "AAAA1", "A1:B2",
    "A01", "A1 ", "А1", "Ａ１", "A١", "A²", "ZZZ9999999", "A-1", "Z9:A1", "#REF!", "Sheet1!A1",
)  # fmt: skip
_RANGES: Final = (
    "A1:XFD1048576", "A:XFD", "1:1048576", "A1:A1048576", "A1:XFD1", "B2:A1", "A1", "A1:", ":A1", ":", "A1:B",
    "A1:B2:C3", "A1:B2 C3:D4", "A0:B1", "A1:XFE1", "1:A", "", "C3:ZZZ9999999", "A1:A1",
)  # fmt: skip
_WORDS: Final = (
    "", " ", "s", "n", "b", "e", "d", "str", "inlineStr", "shared", "array", "dataTable", "normal", "1", "0",
    "true", "false", "on", "veryHidden", "hidden", "visible", "External", "Internal", "none", "preserve",
    "General", "0.00%", "dd/mm/yyyy", "[h]:mm", '"%"', "\\", "_", "[", '"', "@" * 300, "%" * 4000,
    "é" * 70000,
    "../" * 50, "/", "\\", "//", ".", "..", "#", "http://127.0.0.1:9/x", "file:///dev/zero", "/dev/zero",
    "xl/workbook.xml", "/xl/workbook.xml", "../../_rels/.rels", "worksheets/sheet1.xml", "%00", "%2e%2e%2f",
    "{0}", "{path}", "{", "}", "%s", "__class__", "_mtqg", "'", "''", "[1]", "[1]!A1", "A" * 32768, "\u202e",
    "\ufeff", "\ufffe", "𝟏", "a\u0301" * 2000, "\U0010ffff", "ﷺ" * 500, "ẞ", "İ", "_xD800_", "_x0000_", "_x_",
    "worksheet", "sharedStrings", "styles", "officeDocument", "externalLink", "xfd", "BM01", "2023-N",
    "9999-N",
    "0000-N", "2023-T13", "xa", "huyen", "column", "row", "form", "table", "note:", "mtqg_xl", "submission",
    "consolidated", "note:absent:BM01", "unit_name", "level",
)  # fmt: skip
_TEXTS: Final = (
    "=cmd|'/c calc'!A0", "@SUM(1)", "+1", "-", "x", "chưa giải ngân", "16/18", "7,98%/6,6%", "1.234", "0,5%",
    "12/13/2023", "31/02/2023", "1" * 32767, "1." * 16000, "1 " * 16000, " " * 32767, "(" * 8000, "(1" * 8000,
    "1(" * 8000, "a=" * 8000, "(1)=" + "1+" * 8000, "(1=" + "1" * 16000, "*" * 30000, " (*)" * 8000,
    "[1]" * 8000,
    ".1" * 10000, "1.1.1" * 5000, "-" * 30000, "\t" * 30000, "\u00a0" * 30000, "\u200b" * 30000, "²" * 30000,
    "tháng 6 năm " * 2000, "năm 2023", "6 tháng đầu năm 2023", "ke hoach nam 99999999999999", "năm 0000",
    "Đơn vị tính: triệu đồng", "Đơn vị tính: " + "đ" * 20000, "huyện " * 5000, "tỉnh", "UBND",
    "A\nB\nC" * 4000,
    "1.000.000,5" * 2000, "1,1" * 9000, "1.111" * 6000, "1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1a",
    "(1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1", "A", "B", "(1)", "1", "(3)=(1)/(2)*100", "{path}",
    "%s",
)  # fmt: skip
_FORMULAS: Final = (
    "A1", "SUM(A1:XFD1048576)", "(" * 8000 + "1" + ")" * 8000, "IF(" * 64 + "1" + ")" * 64,
    "A1+" * 300000 + "1",
    "[1]Sheet1!A1", "'[x.xlsx]S'!A1", "cmd|'/c calc'!A0", "WEBSERVICE(\"http://127.0.0.1:9\")", "#REF!", "",
    "'" * 5000, '"' * 5000, "[" * 5000, "A1:A1:A1", "$A$1:$XFD$1048576", "A1048577", "{1,2;3}",
    "INDIRECT(A1)",
    "[[" * 3000 + "]]" * 3000, "[']" * 3000, "A1 " * 20000, "a" * 200000,
)  # fmt: skip


def number(chance: Random) -> str:
    """What may stand where a number is expected."""
    return chance.choice(_NUMBERS) if chance.random() < 0.8 else str(chance.randrange(-5, 3000))


def address(chance: Random) -> str:
    """What may stand where the address of a cell is expected."""
    return chance.choice(_ADDRESSES)


def area(chance: Random) -> str:
    """What may stand where a range is expected."""
    return chance.choice(_RANGES)


def word(chance: Random) -> str:
    """What may stand where a name, a kind or a path is expected."""
    return chance.choice(_WORDS)


def text(chance: Random) -> str:
    """What may be typed in a cell."""
    return chance.choice(_TEXTS)


def formula(chance: Random) -> str:
    """What may stand as the text of a formula."""
    return chance.choice(_FORMULAS)


def anything(chance: Random) -> str:
    """Any of these."""
    return chance.choice((number, address, area, word, text, formula))(chance)


#: Attributes that hold something of a known kind; others get anything.
KINDS: Final = {
    "r": (address, number), "ref": (area, address), "s": (number,), "si": (number,), "t": (word,),
    "min": (number,), "max": (number,), "count": (number,), "uniqueCount": (number,), "ht": (number,),
    "width": (number,), "hidden": (word,), "spans": (area, number), "numFmtId": (number,),
    "fontId": (number,),
    "formatCode": (word, text), "name": (word, text), "sheetId": (number,), "state": (word,), "Id": (word,),
    "id": (word,), "Target": (word,), "Type": (word,), "TargetMode": (word,), "localSheetId": (number,),
    "date1904": (word,), "sqref": (area,),
}  # fmt: skip
