"""Where the rows and cells of a worksheet part stand in its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from mtqg_xl.ooxml.addresses import MAX_COLUMN, MAX_ROW, column_number
from mtqg_xl.ooxml.patching.markup import (
    ATTRIBUTES,
    Element,
    attribute,
    children,
    masked,
    opening,
    opening_any,
    root_of,
)

_ROW_DIGITS: Final = re.compile(rb"""\sr\s*=\s*["']\s*([0-9]{1,7})\s*["']""")
_CELL_NAME: Final = re.compile(rb"""\sr\s*=\s*["']\s*\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\s*["']""")


_CELL_MARK: Final = re.compile(rb"""\sr\s*=""")


class UnusualSheetError(Exception):
    """Rows or cells that do not stand where they say; the sheet is read but not changed."""


class RowSpan(NamedTuple):
    """A row of the file: its number from 1 and its element."""

    number: int
    element: Element


class Grid:
    """The worksheet part ``data`` (UTF-8) as rows and cells, found when they are asked for.

    ``scan`` is the same text with comments masked; ``prefix`` stands before the names of elements.
    """

    def __init__(self, data: bytes) -> None:
        """Find the parts of the sheet; :class:`UnusualSheetError` when there is no worksheet in it."""
        self.data = data
        self.scan = masked(data)
        try:
            self.root = root_of(self.scan)
        except ValueError as error:
            raise UnusualSheetError(str(error)) from error
        if self.root.local != b"worksheet":
            raise UnusualSheetError("not a worksheet")
        self.prefix = self.root.prefix
        self._cell = _cell_pattern(self.prefix + b"c")
        self.sheet_data = self._find_sheet_data()
        self._rows: list[RowSpan] | None = None
        self._by_number: dict[int, RowSpan] = {}

    @property
    def rows(self) -> list[RowSpan]:
        """The rows in the order of the file."""
        if self._rows is None:
            self._rows = list(self._find_rows())
            for row in self._rows:
                if self._by_number.setdefault(row.number, row) is not row:
                    raise UnusualSheetError(f"row {row.number} stands twice")
        return self._rows

    def row(self, number: int) -> RowSpan | None:
        """The row with this number."""
        return self._by_number.get(number) if self.rows else None

    def cells(self, row: RowSpan) -> dict[int, re.Match[bytes]]:
        """The cells of a row by column, in the order of the file, each as :meth:`element_of` takes it.

        Raises :class:`UnusualSheetError` when two share a place or one stands in a foreign row.
        """
        found: dict[int, re.Match[bytes]] = {}
        digits, known = b"%d" % row.number, _COLUMNS
        column = count = 0
        for cell in self._cell.finditer(self.scan, row.element.opened, row.element.closing):
            letters, told = cell.group(1, 2)
            if letters is None:
                letters, told = self._named(cell)
            if letters is None:
                column += 1
            elif told != digits and int(told or 0) != row.number:
                raise UnusualSheetError(f"a cell of row {told!r} stands in row {row.number}")
            else:
                column = known[letters]
            found[column] = cell
            count += 1
        if len(found) != count:
            raise UnusualSheetError(f"row {row.number} has two cells in one place")
        if column > MAX_COLUMN:
            raise UnusualSheetError("a cell beyond the last column")
        return found

    def element_of(self, cell: re.Match[bytes]) -> Element:
        """Where a cell that :meth:`cells` found stands."""
        start, end = cell.span()
        opened, closing = cell.span(4) if cell[4] is not None else (end, end)
        return Element(self.prefix + b"c", start, opened, closing, end)

    def _named(self, cell: re.Match[bytes]) -> tuple[bytes | None, bytes | None]:
        named = _CELL_NAME.search(cell[3])
        if named is not None:
            return named[1], named[2]
        if _CELL_MARK.search(cell[3]) is not None:
            raise UnusualSheetError("a cell with an address that no sheet has")
        return None, None

    def before_data(self) -> Iterator[Element]:
        """The elements of the sheet that stand before its rows."""
        end = self.sheet_data.start if self.sheet_data else self.root.closing
        return children(self.scan, self.root.opened, end)

    def after_data(self) -> Iterator[Element]:
        """The elements of the sheet that stand after its rows."""
        start = self.sheet_data.end if self.sheet_data else self.root.closing
        return children(self.scan, start, self.root.closing)

    def element(self, local: bytes) -> Element | None:
        """An element right inside the sheet, by its local name, rows excepted."""
        for item in (*self.before_data(), *self.after_data()):
            if item.local == local:
                return item
        return None

    def _find_sheet_data(self) -> Element | None:
        name = self.prefix + b"sheetData"
        tag = opening(name).search(self.scan, self.root.opened, self.root.closing)
        if tag is None:
            if opening_any(b"sheetData").search(self.scan) is not None:
                raise UnusualSheetError("the rows are named in another way than the sheet")
            return None
        if tag[2]:
            self._refuse_second(tag.end())
            return Element(name, tag.start(), tag.end(), tag.end(), tag.end())
        closing = self.scan.find(b"</" + name, tag.end(), self.root.closing)
        end = self.scan.find(b">", closing) + 1
        if closing < 0 or not end:
            raise UnusualSheetError("the rows have no end")
        self._refuse_second(end)
        if not self.prefix and self.scan.find(b":c ", tag.end(), closing) >= 0:
            foreign = re.compile(rb"<[^\s/>:!?]+:(?:c|row)[\s/>]")
            if foreign.search(self.scan, tag.end(), closing):
                raise UnusualSheetError("cells are named in two ways")
        return Element(name, tag.start(), tag.end(), closing, end)

    def _refuse_second(self, after: int) -> None:
        if opening_any(b"sheetData").search(self.scan, after) is not None:
            raise UnusualSheetError("the rows stand in two places")

    def _find_rows(self) -> Iterator[RowSpan]:
        if self.sheet_data is None:
            return
        name = self.prefix + b"row"
        closing_tag = b"</" + name
        scan, at, limit = self.scan, self.sheet_data.opened, self.sheet_data.closing
        pattern = opening(name)
        number = 0
        while (tag := pattern.search(scan, at, limit)) is not None:
            start, opened = tag.span()
            if tag[2]:
                closing = end = opened
            else:
                closing = scan.find(closing_tag, opened, limit)
                end = scan.find(b">", closing, limit) + 1
                if closing < 0 or not end:
                    raise UnusualSheetError("a row has no end")
            digits = _ROW_DIGITS.search(tag[1])
            if digits is not None:
                number = int(digits[1])
            elif attribute(tag[0], "r") is not None:
                raise UnusualSheetError("a row with a number that no sheet has")
            else:
                named = _CELL_NAME.search(scan, opened, closing)
                number = int(named[2]) if named else number + 1
            if not 1 <= number <= MAX_ROW:
                raise UnusualSheetError(f"row {number} is beyond the sheet")
            yield RowSpan(number, Element(name, start, opened, closing, end))
            at = end


class _Columns(dict[bytes, int]):
    def __missing__(self, letters: bytes) -> int:
        try:
            number = column_number(letters.decode())
        except ValueError as error:
            raise UnusualSheetError(f"a cell in column {letters.decode()}") from error
        self[letters] = number
        return number


_COLUMNS: Final = _Columns()


@cache
def _cell_pattern(name: bytes) -> re.Pattern[bytes]:
    """Finds whole cells; groups: letters and digits where ``r`` stands first, other attributes, content."""
    escaped = re.escape(name)
    # The plain attributes of most cells go first, for speed; the content is skipped from tag to tag.
    return re.compile(
        rb"<"
        + escaped
        + rb'(?=[\s/>])(?:\sr="([A-Z]{1,3})([0-9]{1,7})")?((?: [a-z]="[^"]*+")*'
        + ATTRIBUTES
        + rb")\s*+(?:/>|>([^<]*+(?:<(?!/"
        + escaped
        + rb"[\s>])[^<]*+)*)</"
        + escaped
        + rb"\s*+>)"
    )
