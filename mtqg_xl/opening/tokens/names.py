"""What formulas call by number: sheets, and names given to cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from mtqg_xl.opening.tokens.cursor import UnknownTokenError

_PLAIN: Final = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL: Final = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[RrCc]")
# Excel writes these functions of 2007 into .xls as names; elsewhere they have no mark.
_PLAIN_BY_NOW: Final = frozenset({"IFERROR", "COUNTIFS", "SUMIFS", "AVERAGEIF", "AVERAGEIFS"})


@dataclass
class Names:
    """The tables of a workbook that tokens point into.

    ``extern`` holds for each pair of sheets what stands before the exclamation mark, or None where
    it is not known; ``defined`` the names from the first; ``outside`` the names of a pair of sheets.
    """

    extern: list[str | None] = field(default_factory=list)
    defined: list[str] = field(default_factory=list)
    outside: dict[tuple[int, int], str] = field(default_factory=dict)

    def sheets(self, number: int) -> str:
        """The text before a reference to other sheets, mark included."""
        prefix = self.extern[number] if 0 <= number < len(self.extern) else None
        if prefix is None:
            raise UnknownTokenError("sheet")
        return prefix

    def name(self, number: int) -> str:
        """The defined name of a number counted from 1."""
        if not 1 <= number <= len(self.defined) or not self.defined[number - 1]:
            raise UnknownTokenError("name")
        return self.defined[number - 1]

    def outside_name(self, sheets: int, number: int) -> str:
        """A name of another book or of an added function."""
        if (sheets, number) not in self.outside:
            raise UnknownTokenError("outside name")
        return self.outside[sheets, number]


def local_sheet(titles: Sequence[str], first: int, last: int) -> str | None:
    """What stands before a reference to sheets ``first`` to ``last`` of this book, or None."""
    if not (0 <= first < len(titles) and 0 <= last < len(titles)):
        return None
    return sheet_prefix(titles[first], titles[last])


def sheet_prefix(first: str, last: str) -> str:
    """``'Sheet 1'!`` or ``'Sheet 1:Sheet 3'!``, in quotes only where they are needed."""
    whole = first if first == last else f"{first}:{last}"
    if all(_PLAIN.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title) for title in (first, last)):
        return whole + "!"
    return "'" + whole.replace("'", "''") + "'!"


def function_name(name: str) -> str:
    """The name of a function called by name, as it stands in an .xlsx file."""
    bare = name.removeprefix("_xlfn.")
    return bare if bare in _PLAIN_BY_NOW else name
