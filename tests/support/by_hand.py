"""Rows inserted and deleted as a spreadsheet program does it: formulas and merged cells move along.

openpyxl moves the cells alone; here the references in formulas follow, an area that the change falls
into grows or shrinks, and merged headings below stay over their columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_AREA = re.compile(
    r"(?<![A-Za-z0-9_.!'])(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?(?![A-Za-z0-9_(.!])"
)
#: Where a row goes.
Place = Callable[[int], int]


def insert_rows(sheet: Any, at: int, count: int, copied: bool = False) -> None:
    """Insert ``count`` rows above row ``at``; ``copied`` rows have the formulas of the row above."""
    _move(sheet, lambda row: row + count if row >= at else row, lambda: sheet.insert_rows(at, count))
    if not copied:
        return
    for above in list(sheet[at - 1]):
        if above.data_type == "f":
            for by in range(1, count + 1):
                sheet.cell(at - 1 + by, above.column).value = _moved(above.value, _down(by))


def delete_rows(sheet: Any, at: int, count: int) -> None:
    """Delete ``count`` rows from row ``at`` on; no area may end in them, and no formula name them alone."""
    _move(sheet, lambda row: row if row < at else max(row - count, at), lambda: sheet.delete_rows(at, count))


def _down(by: int) -> Place:
    return lambda row: row + by


def _move(sheet: Any, place: Place, change: Callable[[], None]) -> None:
    merged = [area.bounds for area in sheet.merged_cells.ranges]
    for left, top, right, bottom in merged:
        sheet.unmerge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    change()
    for left, top, right, bottom in merged:
        sheet.merge_cells(start_row=place(top), start_column=left, end_row=place(bottom), end_column=right)
    for line in sheet.iter_rows():
        for cell in line:
            if cell.data_type == "f":
                cell.value = _moved(cell.value, place)


def _moved(formula: str, place: Place) -> str:
    def moved(match: re.Match[str]) -> str:
        first = f"{match[1]}{place(int(match[2]))}"
        return f"{first}:{match[3]}{place(int(match[4]))}" if match[3] else first

    return _AREA.sub(moved, formula)
