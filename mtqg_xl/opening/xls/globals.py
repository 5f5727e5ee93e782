"""What stands before the sheets of an .xls file: names and pointers that formulas use."""

from __future__ import annotations

from typing import Final

from mtqg_xl.opening.building import Budget
from mtqg_xl.opening.tokens import Cursor, Names, local_sheet
from mtqg_xl.opening.xls import records as kinds
from mtqg_xl.opening.xls.records import records

_OWN_BOOK: Final = 0x0401
_ADDED_FUNCTIONS: Final = 0x3A01
_BUILT_IN: Final = 0x20
_BUILT_IN_NAMES: Final = [
    "Consolidate_Area",
    "Auto_Open",
    "Auto_Close",
    "Extract",
    "Database",
    "Criteria",
    "Print_Area",
    "Print_Titles",
    "Recorder",
    "Data_Form",
    "Auto_Activate",
    "Auto_Deactivate",
    "Sheet_Title",
    "_FilterDatabase",
]


class Globals:
    """The pointers of a workbook of Excel 97 to 2003.

    ``names`` serve its formulas; ``external_links`` and ``has_macros`` tell what it refers to or carries,
    ``computed`` whether it names the version of Excel that computed it.
    """

    def __init__(self, stream: bytes, budget: Budget) -> None:
        """Read the first part of ``stream``, its records counted against ``budget``."""
        self.names = Names()
        self.external_links = False
        self.has_macros = False
        self.computed = False
        titles: list[str] = []
        own_books: list[bool] = []
        outside: list[list[str]] = []
        pairs: list[tuple[int, int, int]] = []
        for kind, data in records(stream, 0):
            budget.spend_records(1)
            take = Cursor(data)
            if kind == kinds.SHEET:
                take.skip(5)
                self.has_macros |= take.u8() in kinds.MACROS
                titles.append(take.text(take.u8()))
            elif kind == kinds.OUTSIDE_BOOK:
                outside.append([])
                take.skip(2)
                mark = take.u16() if len(data) == 4 else 0
                own_books.append(mark == _OWN_BOOK)
                self.external_links |= mark not in (_OWN_BOOK, _ADDED_FUNCTIONS)
            elif kind == kinds.OUTSIDE_NAME and outside:
                take.skip(6)
                outside[-1].append(take.text(take.u8()))
            elif kind == kinds.EXTERN_SHEET:
                pairs = [(take.u16(), take.i16(), take.i16()) for _ in range(take.u16())]
            elif kind == kinds.COMPUTED:
                self.computed = True
            elif kind == kinds.NAME:
                self.names.defined.append(_name(take))
        for number, (book, first, last) in enumerate(pairs):
            own = book < len(own_books) and own_books[book]
            self.names.extern.append(local_sheet(titles, first, last) if own else None)
            for at, name in enumerate(outside[book] if book < len(outside) else (), 1):
                self.names.outside[number, at] = name


def _name(take: Cursor) -> str:
    options = take.u16()
    take.skip(1)
    count = take.u8()
    take.skip(10)
    name = take.text(count)
    if options & _BUILT_IN and name:
        number = ord(name[0])
        return f"_xlnm.{_BUILT_IN_NAMES[number]}" if number < len(_BUILT_IN_NAMES) else ""
    return name
