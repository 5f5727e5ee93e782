"""The records of the parts of an .xlsb file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mtqg_xl.opening.building import Budget

# Rows and cells.
ROW: Final = 0
BLANK, RK, ERROR, BOOL, REAL, TEXT, SHARED_TEXT = 1, 2, 3, 4, 5, 6, 7
FORMULA_TEXT, FORMULA_NUMBER, FORMULA_BOOL, FORMULA_ERROR = 8, 9, 10, 11
RICH_TEXT: Final = 62
ARRAY, SHARED_FORMULA = 426, 427
#: The same cells without their column: it is the one after that of the cell before.
SHORT: Final = {12: BLANK, 13: RK, 14: ERROR, 15: BOOL, 16: REAL, 17: TEXT, 18: SHARED_TEXT}
# The rest of a sheet.
COLUMN: Final = 60
MERGE: Final = 176
# The book.
PROPERTIES: Final = 153
SHEET: Final = 156
NAME: Final = 39
EXTERN_SHEETS: Final = 362
BOOK_OUTSIDE, BOOK_SELF, BOOK_SAME, BOOK_ADDED = 355, 357, 358, 667
# Shared texts, fonts, formats, styles.
ITEM: Final = 19
FONT: Final = 43
FORMAT: Final = 44
STYLE: Final = 47
STYLES_BEGIN, STYLES_END = 617, 618


def records(data: bytes, budget: Budget) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each record; ``IndexError`` when the last one is cut short."""
    at, size = 0, len(data)
    while at < size:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while True:
            part = data[at]
            at += 1
            length |= (part & 0x7F) << shift
            shift += 7
            if not part & 0x80 or shift > 21:
                break
        if at + length > size:
            raise IndexError(length)
        budget.spend_records(1)
        yield kind, data[at : at + length]
        at += length
