"""Workbooks in the XML of Excel 2002 and 2003, often named .xls or .xml."""

from __future__ import annotations

import re
from datetime import datetime
from typing import ClassVar, Final

from lxml.etree import _Element

from mtqg_xl.messages import FileProblem, say
from mtqg_xl.ooxml import MAX_COLUMN, MAX_ROW, Kind, Sheet, SheetInfo, column_letters, xml
from mtqg_xl.ooxml.workbook import State
from mtqg_xl.opening.base import GENERAL, Look, ReadBook, Source, refusing
from mtqg_xl.opening.building import SheetBuilder, TooMuchError, number_cell
from mtqg_xl.opening.formats import NAMED_FORMATS
from mtqg_xl.opening.limits import LIMITS, MEGABYTE

_STATES: Final[dict[str, State]] = {"SheetHidden": "hidden", "SheetVeryHidden": "veryHidden"}
_PIECE: Final = re.compile(
    r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'!?'
    r"|(?<![\w.])(?P<row>R(?:\[-?\d+\]|\d+)?)?(?P<col>C(?:\[-?\d+\]|\d+)?)?(?![\w.(\[])"
)


class XmlBook(ReadBook):
    """A workbook in one XML text."""

    format: ClassVar[str] = "xml"

    def __init__(self, source: Source) -> None:
        """Read styles and the list of sheets."""
        super().__init__(source)
        self.keeps_formulas = True
        with refusing(self.path):
            if len(source.data) > LIMITS.tree:
                raise TooMuchError("megabytes", LIMITS.tree // MEGABYTE)
            root = xml.parse(source.data)
            if xml.local(root) != "Workbook":
                raise FileProblem("other_kind", path=str(self.path), kind=say("opening.kind_other_xml"))
            properties = xml.child(root, "ExcelWorkbook")
            self.date1904 = properties is not None and xml.child(properties, "Date1904") is not None
            about = xml.child(root, "DocumentProperties")
            saved = xml.child(about, "LastSaved") if about is not None else None
            self.modified = (saved.text or "").strip() or None if saved is not None else None
            self._styles = _read_styles(root)
            self._numbers = {name: at for at, name in enumerate(self._styles)}
            self.looks = list(self._styles.values())
            if len(self.looks) > LIMITS.looks:
                raise TooMuchError("looks", LIMITS.looks)
            self._tables = list(xml.children(root, "Worksheet"))
            self.list_sheets(
                [SheetInfo(xml.attribute(item, "Name") or "", _state(item), "") for item in self._tables]
            )

    def _read(self, at: int) -> Sheet:
        builder = SheetBuilder(self.sheets[at].name, self.budget)
        for table in xml.children(self._tables[at], "Table"):
            _Table(builder, self._numbers, self.date1904).read(table)
        return builder.sheet()


class _Table:
    def __init__(self, sheet: SheetBuilder, numbers: dict[str, int], date1904: bool) -> None:
        self._sheet = sheet
        self._numbers = numbers
        self._start = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)

    def read(self, table: _Element) -> None:
        column = row = 0
        for item in table:
            name = xml.local(item)
            if name == "Column":
                first, last = _span(item, column)
                if xml.attribute(item, "Hidden") == "1" or xml.attribute(item, "Width") == "0":
                    self._sheet.hide_columns(first, last)
                column = last
            elif name == "Row":
                first, row = _span(item, row)
                if xml.attribute(item, "Hidden") == "1" or xml.attribute(item, "Height") == "0":
                    self._sheet.hide_rows(first, row)
                self._read_row(item, first)

    def _read_row(self, item: _Element, row: int) -> None:
        col = 0
        for cell in xml.children(item, "Cell"):
            col = _number(cell, "Index", col + 1)
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            data = xml.child(cell, "Data")
            kind, text = self._value(data) if data is not None else ("blank", "")
            formula = xml.attribute(cell, "Formula")
            in_a1 = a1_formula(formula.lstrip("="), row, col) if formula else None
            style = self._numbers.get(xml.attribute(cell, "StyleID") or "", self._numbers.get("Default", 0))
            self._sheet.put(row, col, kind, text, in_a1, style)
            if across or down:
                self._sheet.merge(row, col, row + down, col + across)
            col += across

    def _value(self, data: _Element) -> tuple[Kind, str]:
        sort, text = xml.attribute(data, "Type") or "", "".join(map(str, data.itertext()))
        if sort == "Number":
            return number_cell(text)
        if sort == "DateTime":
            try:
                passed = datetime.fromisoformat(text.strip().removesuffix("Z")) - self._start
            except ValueError:
                return "text", text
            return number_cell(passed.days + (passed.seconds + passed.microseconds / 1e6) / 86400)
        if sort == "Boolean":
            return "bool", "1" if text.strip() in ("1", "true") else "0"
        if sort == "Error":
            return "error", text.strip()
        return "text", text


def a1_formula(text: str, row: int, col: int) -> str:
    """A formula whose references count from the cell (R[-1]C) with letters and digits (B3)."""

    def turned(match: re.Match[str]) -> str:
        down, across = match["row"], match["col"]
        if not (down or across):
            return match[0]
        line = _place(down, row, MAX_ROW) if down else None
        letters = _place(across, col, MAX_COLUMN) if across else None
        if (line and line[1] == 0) or (letters and letters[1] == 0):
            return "#REF!"
        rows = ("$" if line[0] else "") + str(line[1]) if line else ""
        columns = ("$" if letters[0] else "") + column_letters(letters[1]) if letters else ""
        if rows and columns:
            return columns + rows
        whole = rows or columns
        # A whole row or column alone; in a pair the colon is already there.
        paired = text[match.end() : match.end() + 1] == ":" or text[match.start() - 1 : match.start()] == ":"
        return whole if paired else f"{whole}:{whole}"

    return _PIECE.sub(turned, text)


def _place(text: str, here: int, most: int) -> tuple[bool, int]:
    """Whether fixed, and the number of a row or column; 0 outside of the sheet."""
    digits = text[1:]
    if digits.startswith("["):
        number, fixed = here + int(digits[1:-1]), False
    elif digits:
        number, fixed = int(digits), True
    else:
        number, fixed = here, False
    return fixed, number if 1 <= number <= most else 0


def _span(item: _Element, before: int) -> tuple[int, int]:
    first = _number(item, "Index", before + 1)
    return first, first + _number(item, "Span", 0)


def _number(item: _Element, name: str, otherwise: int) -> int:
    text = xml.attribute(item, name)
    return (
        int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 9 else otherwise
    )


def _state(sheet: _Element) -> State:
    options = xml.child(sheet, "WorksheetOptions")
    found = xml.child(options, "Visible") if options is not None else None
    return _STATES.get((found.text or "").strip() if found is not None else "", "visible")


def _read_styles(root: _Element) -> dict[str, Look]:
    looks: dict[str, Look] = {"Default": Look()}
    for style in xml.children(xml.child(root, "Styles"), "Style"):
        parent = looks.get(xml.attribute(style, "Parent") or "Default", Look())
        code, font = parent
        number, letters = xml.child(style, "NumberFormat"), xml.child(style, "Font")
        if number is not None:
            code = xml.attribute(number, "Format") or GENERAL
        if letters is not None:
            font = xml.attribute(letters, "FontName") or font
        looks[xml.attribute(style, "ID") or ""] = Look(NAMED_FORMATS.get(code, code), font)
    return looks
